/** Texts for whoever reads texts, and the patience we have with reading them. */
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { hostileTexts, hostileTimes } from './hostile.ts';

/** Any text, the worst ones more often. */
export const words = fc.oneof(
  fc.constantFrom(...hostileTexts, ...hostileTimes),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

/** Texts made of the signs that mean something to the reader. */
export const ofPieces = (...pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: words }), {
      maxLength: 20,
    })
    .map((parts) => parts.join(''));

/** What it comes to; fails when it takes longer than a person would wait. */
export function soon<Result>(work: () => Result): Result {
  const began = performance.now();
  try {
    return work();
  } finally {
    expect(performance.now() - began).toBeLessThan(2500);
  }
}
