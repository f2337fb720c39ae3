/** A queue that gives out the first of what it holds, whatever came when (a binary heap). */

export interface Queue<Item> {
  add(item: Item): void;
  first(): Item | undefined;
  /** Takes the first one out. */
  take(): Item | undefined;
}

/** Opens an empty queue in this order; no two items may compare as equal, or their order is not said. */
export function openQueue<Item>(order: (a: Item, b: Item) => number): Queue<Item> {
  const heap: Item[] = [];
  const isBefore = (a: number, b: number): boolean => {
    const [one, other] = [heap[a], heap[b]];
    return one !== undefined && other !== undefined && order(one, other) < 0;
  };
  const swap = (a: number, b: number): void => {
    const [one, other] = [heap[a], heap[b]];
    if (one === undefined || other === undefined) return;
    heap[a] = other;
    heap[b] = one;
  };
  const rise = (from: number): void => {
    for (let at = from; at > 0; ) {
      const above = (at - 1) >> 1;
      if (!isBefore(at, above)) return;
      swap(at, above);
      at = above;
    }
  };
  const sink = (): void => {
    for (let at = 0; ; ) {
      let least = at;
      for (const below of [2 * at + 1, 2 * at + 2]) if (isBefore(below, least)) least = below;
      if (least === at) return;
      swap(at, least);
      at = least;
    }
  };
  return {
    add(item) {
      heap.push(item);
      rise(heap.length - 1);
    },
    first: () => heap[0],
    take() {
      const taken = heap[0];
      const last = heap.pop();
      if (last !== undefined && heap.length > 0) {
        heap[0] = last;
        sink();
      }
      return taken;
    },
  };
}
