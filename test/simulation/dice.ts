/** Chance that can be repeated: the same seed throws the same dice. */

export interface Dice {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Dice of their own for a part of the story, so that one part does not change the luck of another. */
  for(part: string): Dice;
}

/** FNV-1a over the seed's text, so that seeds may have names. */
function stateOf(seed: string): number {
  let state = 0x811c9dc5;
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return state;
}

/** Dice of a seed (a Weyl sequence, mixed by the finalizer of MurmurHash3). */
export function dice(seed: string): Dice {
  let state = stateOf(seed);
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick(items) {
      const found = items[between(0, items.length - 1)];
      if (found === undefined) throw new RangeError('There is nothing to pick from.');
      return found;
    },
    for: (part) => dice(`${seed}/${part}`),
  };
}
