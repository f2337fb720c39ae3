/** Counts what is under way, and tells whoever waits when the count falls to none. */
export interface Work {
  underWay(): number;
  /** Counts the work until it settles; its answer or failure is passed on. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when nothing is under way any more, or when `wake` is called. */
  settledOrWoken(): Promise<void>;
  wake(): void;
}

export function countWork(): Work {
  let count = 0;
  let sleepers: (() => void)[] = [];

  function wake(): void {
    const awake = sleepers;
    sleepers = [];
    for (const resolve of awake) resolve();
  }

  return {
    underWay: () => count,
    async track(work) {
      count += 1;
      try {
        return await work;
      } finally {
        count -= 1;
        if (count === 0) wake();
      }
    },
    settledOrWoken: () =>
      new Promise((resolve) => {
        sleepers.push(resolve);
      }),
    wake,
  };
}
