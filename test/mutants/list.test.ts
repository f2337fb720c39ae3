/** The mutants still fit the house, and the simulation notices some of them; `npm run mutants` plays all. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mutants } from './list.ts';
import { type Mutant, StaleMutant, sabotaged } from './mutant.ts';
import { controls, quickHunts } from './plan.ts';
import { fileOf } from './sabotage.ts';

test('each has a name of its own, and there are as many as were promised', () => {
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  expect(mutants.length).toBeGreaterThanOrEqual(20);
});

test.each(mutants)('$name: the guard is where it says', (mutant) => {
  const source = readFileSync(fileOf(mutant.file), 'utf8');
  expect(sabotaged(source, mutant)).not.toBe(source);
});

describe('a mutant that sabotages nothing, or too much, is an error', () => {
  const mutant: Mutant = { name: 'm', guards: 'g', file: 'f.ts', find: 'guard();', replace: '' };

  test.each(['', 'guard(); guard();'])('%j', (source) => {
    expect(() => sabotaged(source, mutant)).toThrow(StaleMutant);
  });
});

test('a hunt begins with the run that killed the mutant last time, and leaves no other out', () => {
  const one = { profile: 'p', length: 'month', seed: '1' } as const;
  const two = { profile: 'p', length: 'month', seed: '2' } as const;
  const [hunt] = quickHunts([{ name: 'm', guards: 'g', file: 'f', find: 'a', replace: '' }], [one, two], { m: two });
  expect(hunt?.plays).toEqual([two, one]);
});

test('the house as it is plays every run that killed something, once', () => {
  const one = { profile: 'p', length: 'month', seed: '1' } as const;
  const two = { profile: 'q', length: 'month', seed: '1' } as const;
  expect(controls([one, two, { ...one }]).flatMap(({ plays }) => plays)).toEqual([one, two]);
});
