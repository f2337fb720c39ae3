/** The laws find what is planted: each is broken on purpose, in steps and in a month that keep them all. */
import { beforeAll, describe, expect, test } from 'vitest';
import { quiet } from '../profiles.ts';
import { type Report, simulate } from '../run.ts';
import type { Law } from './law.ts';
import { claimPlantings } from './planted/claims.ts';
import { clean, commitPlantings } from './planted/commits.ts';
import { endPlantings } from './planted/endings.ts';
import type { Planting } from './planted/kit.ts';
import { cleanSteps, stepPlantings } from './planted/steps.ts';
import { cleanVisits, visitPlantings } from './planted/visits.ts';
import { afterReplay, atAnswer, atCall, atCommit, atStart, inTheEnd, laws } from './register.ts';
import { visitCommitLaws } from './visits.ts';

const plantings: readonly Planting[] = [
  ...commitPlantings,
  ...claimPlantings,
  ...stepPlantings,
  ...visitPlantings,
  ...endPlantings,
];

const broken = <Subject>(by: readonly Law<Subject>[], subject: Subject): readonly string[] =>
  by.flatMap((law) => law.broken(subject).map(({ what }) => `${law.name}: ${what}`));

let report: Report;
beforeAll(async () => {
  report = await simulate('planted', quiet, { orders: 8, guests: 8, cars: 6, quietCars: 0, days: 20 });
});

function foundIn(planting: Planting): readonly string[] {
  switch (planting.when) {
    case 'commit':
      return broken(atCommit, planting.plant());
    case 'call':
      return broken(atCall, planting.plant());
    case 'answer':
      return broken(atAnswer, planting.plant());
    case 'start':
      return broken(atStart, planting.plant());
    case 'end':
      return broken(inTheEnd, planting.plant(report.ending));
    case 'replay':
      return broken(afterReplay, planting.plant());
    default: {
      const never: never = planting;
      return never;
    }
  }
}

describe('nothing planted, nothing found', () => {
  test('in a quiet month, at each of its steps and in the end', () => {
    expect(report.violations).toEqual([]);
    expect(broken(inTheEnd, report.ending)).toEqual([]);
  });

  test.each(clean.map((commit, at) => [at, commit] as const))('commit %i', (_at, commit) => {
    expect(broken(atCommit, commit)).toEqual([]);
  });

  test.each(cleanVisits.map((commit, at) => [at, commit] as const))('visit %i', (_at, commit) => {
    expect(broken(visitCommitLaws, commit)).toEqual([]);
  });

  test('a call, an answer, a start and a replay', () => {
    expect(broken(atCall, cleanSteps.call)).toEqual([]);
    expect(broken(atAnswer, cleanSteps.answer)).toEqual([]);
    expect(broken(atStart, cleanSteps.start)).toEqual([]);
    expect(broken(afterReplay, cleanSteps.replay)).toEqual([]);
  });
});

test.each(plantings.map((planting) => [planting.law, planting.what, planting] as const))(
  '%s: finds %s',
  (law, _what, planting) => {
    expect(foundIn(planting).map((found) => found.split(': ')[0])).toContain(law);
  },
);

test('every law has a planted violation, a name of its own, and an invariant; and every invariant a law', () => {
  const names = laws.map(({ name }) => name);
  expect(new Set(plantings.map(({ law }) => law))).toEqual(new Set(names));
  expect(names.length).toBe(new Set(names).size);
  expect(laws.filter(({ invariants }) => invariants.length === 0)).toEqual([]);
  const covered = new Set(laws.flatMap(({ invariants }) => invariants));
  expect([...covered].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});
