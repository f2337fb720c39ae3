/**
 * Months of two stores, with everything going wrong that a profile says. Many more of them are played by
 * `npm run simulate`, and the guards are taken away one by one by `npm run mutants`.
 */
import { describe, expect, test } from 'vitest';
import { openDiary } from './diary.ts';
import { collisions, faults, hostile, quiet } from './profiles.ts';
import { simulate } from './run.ts';

const size = { orders: 6, guests: 8, cars: 5, quietCars: 10, days: 40 };

describe.each([quiet, faults, collisions, hostile])('forty days, $name', (profile) => {
  test('break no law', async () => {
    const { violations, figures, faults: counted } = await simulate('1', profile, size);
    expect(violations).toEqual([]);
    expect(figures.commits).toBeGreaterThan(300);
    expect(figures.promiseYears).toBeGreaterThan(0.5);
    expect(Object.keys(counted).length > 0).toBe(profile !== quiet);
  });
});

test('the same seed plays the same month, commit for commit, and tells the same of it', async () => {
  const play = async () => {
    const diary = openDiary();
    const { ending, faults: counted } = await simulate(
      'same',
      hostile,
      { orders: 3, guests: 6, cars: 2, quietCars: 2, days: 12 },
      { diary },
    );
    return { rows: ending.rows, called: ending.called, counted, lines: diary.lines };
  };
  expect(await play()).toEqual(await play());
});

test('a diary tells events, faults and decisions', async () => {
  const diary = openDiary();
  await simulate('same', faults, { orders: 2, guests: 2, cars: 1, quietCars: 0, days: 8 }, { diary });
  const kinds = new Set(diary.lines.map((line) => line.split(/ +/)[1]));
  expect(kinds).toEqual(new Set(['act', 'event', 'fault', 'hear', 'review', 'sweep']));
});
