import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openQueue } from './queue.ts';

test('whatever came when, the first comes out first', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer(), { freq: 3 })), (steps) => {
      const queue = openQueue<number>((a, b) => a - b);
      const held: number[] = [];
      for (const step of steps) {
        if (step === null) {
          expect(queue.take()).toBe(held.shift());
        } else {
          queue.add(step);
          held.push(step);
          held.sort((a, b) => a - b);
        }
        expect(queue.first()).toBe(held[0]);
      }
    }),
    { seed: 1 },
  );
});
