/** Chance that falls the same way every time: a stream of numbers for each name. */

/** Draws for one name. */
export interface Chance {
  /** Whether something with this probability happens. */
  happens(probability: number): boolean;
  /** One of the items; the list must not be empty. */
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}

/** Opens the stream of a name (mulberry32). Two names never share a stream, so a new story moves no other. */
export function chanceOf(name: string): Chance {
  let state = hash(`2026 ${name}`);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    happens: (probability) => next() < probability,
    between,
    pick: (items) => items[between(0, items.length - 1)] ?? items[0],
  };
}
