/**
 * Months of two service departments, with everything going wrong that a profile says. A run that breaks a law names its
 * seed; `SEEDS=40-60 npx vitest run test/simulation` plays other ones.
 */
import { describe, expect, test } from 'vitest';
import { noCondition, noFactChecks } from '../races/guards.ts';
import { broken, crowded, hostile, quiet } from './profiles.ts';
import { type Report, simulate } from './run.ts';

const [first = 1, last = first] = (process.env['SEEDS'] ?? '1').split('-').map(Number);
const seeds = Array.from({ length: last - first + 1 }, (_, at) => String(first + at));
const size = { orders: 16, days: 40 };

const told = ({ seed, profile, violations }: Report) => ({ seed, profile, violations });

describe.each([quiet, crowded, broken, hostile])('forty days, $name', (profile) => {
  test.each(seeds)('seed %s', async (seed) => {
    const report = await simulate(seed, profile, size);
    expect(told(report)).toEqual({ seed, profile: profile.name, violations: [] });
    expect(report.figures.commits).toBeGreaterThan(300);
    expect(Object.keys(report.faults).length > 0).toBe(profile !== quiet);
  });
});

test('the same seed plays the same month', async () => {
  const small = { orders: 4, days: 12 };
  const [once, again] = [await simulate('same', hostile, small), await simulate('same', hostile, small)];
  expect(again.ending.rows).toEqual(once.ending.rows);
  expect(again.faults).toEqual(once.faults);
});

describe('a rule that is taken away is missed', () => {
  const laws = async (spoiled: Parameters<typeof simulate>[3], seed: string): Promise<ReadonlySet<string>> =>
    new Set((await simulate(seed, crowded, { orders: 10, days: 20 }, spoiled)).violations.map(({ law }) => law));

  test('claims that do not check their facts', async () => {
    expect(await laws(noFactChecks.table, 'spoiled')).toContain('claims are fresh');
  });

  test('writes to a run that do not ask for its version', async () => {
    expect(await laws(noCondition('version', 'generation').table, 'spoiled')).toContain('nothing goes back');
  });
});
