/**
 * Months of two service departments, with everything going wrong that a profile says. A run that breaks a law names its
 * seed; `SEEDS=40-60 npx vitest run test/simulation` plays other ones.
 */
import { describe, expect, test } from 'vitest';
import { noCondition, noFactChecks } from '../races/guards.ts';
import { collisions, faults, hostile, quiet } from './profiles.ts';
import { type Report, simulate } from './run.ts';

const [first = 1, last = first] = (process.env['SEEDS'] ?? '1').split('-').map(Number);
const seeds = Array.from({ length: last - first + 1 }, (_, at) => String(first + at));
const size = { orders: 8, guests: 12, cars: 5, quietCars: 5, days: 40 };

const told = ({ seed, profile, violations }: Report) => ({ seed, profile, violations });

describe.each([quiet, faults, collisions, hostile])('forty days, $name', (profile) => {
  test.each(seeds)('seed %s', async (seed) => {
    const report = await simulate(seed, profile, size);
    expect(told(report)).toEqual({ seed, profile: profile.name, violations: [] });
    expect(report.figures.commits).toBeGreaterThan(300);
    expect(Object.keys(report.faults).length > 0).toBe(profile !== quiet);
  });
});

test('the same seed plays the same month', async () => {
  const small = { orders: 3, guests: 6, cars: 2, quietCars: 2, days: 12 };
  const [once, again] = [await simulate('same', hostile, small), await simulate('same', hostile, small)];
  expect(again.ending.rows).toEqual(once.ending.rows);
  expect(again.faults).toEqual(once.faults);
});

describe('a rule that is taken away is missed', () => {
  /** Plays months without the rule until the law notices: a race that one month did not meet, another does. */
  const noticedBy = async (law: string, spoiled: Parameters<typeof simulate>[3]): Promise<boolean> => {
    for (const seed of ['spoiled', 'spoiled 2', 'spoiled 3', 'spoiled 4', 'spoiled 5', 'spoiled 6']) {
      const { violations } = await simulate(
        seed,
        collisions,
        { orders: 10, guests: 0, cars: 0, quietCars: 0, days: 20 },
        spoiled,
      );
      if (violations.some((violation) => violation.law === law)) return true;
    }
    return false;
  };

  test('claims that do not check their facts', async () => {
    expect(await noticedBy('claims are fresh', noFactChecks.table)).toBe(true);
  });

  test('writes to a run that do not ask for its version', async () => {
    expect(await noticedBy('nothing goes back', noCondition('version', 'generation').table)).toBe(true);
  });
});
