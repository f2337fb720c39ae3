import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openingHours } from './calendar.ts';
import { type Lateness, ladder, ladderSettings, rungs } from './ladder.ts';
import { fromEpochMillis, parseInstant, plus } from './time.ts';

const day = [{ from: '07:30', to: '18:00' }];
const hours = openingHours.parse({
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [{ from: '08:00', to: '13:00' }], sun: [] },
  holidays: [],
});

const promise = (openedAt: string, dueAt: string): Lateness => ({
  openedAt: parseInstant(openedAt),
  dueAt: parseInstant(dueAt),
  hours,
  zone: 'America/Chicago',
});

const times = (lateness: Lateness): string[] => rungs(lateness).map(({ at }) => at);

describe('the rungs', () => {
  test('of two business hours on a Tuesday: due, an hour late, two hours late, closing time', () => {
    expect(rungs(promise('2026-03-10T09:00:00-05:00', '2026-03-10T11:00:00-05:00'))).toEqual([
      { rung: 1, does: 'alert-owner', at: '2026-03-10T16:00:00.000Z' },
      { rung: 2, does: 'next-peer', at: '2026-03-10T17:00:00.000Z' },
      { rung: 3, does: 'department-head', at: '2026-03-10T18:00:00.000Z' },
      { rung: 4, does: 'general-digest', at: '2026-03-10T23:00:00.000Z' },
    ]);
  });

  test('run over night in business time, and the digest waits for the department head', () => {
    expect(times(promise('2026-03-10T15:00:00-05:00', '2026-03-10T17:00:00-05:00'))).toEqual([
      '2026-03-10T22:00:00.000Z',
      '2026-03-10T23:00:00.000Z',
      '2026-03-11T13:30:00.000Z',
      '2026-03-11T23:00:00.000Z',
    ]);
  });

  test('run from Saturday over Sunday and the spring change', () => {
    expect(times(promise('2026-03-07T11:00:00-06:00', '2026-03-07T13:00:00-06:00'))).toEqual([
      '2026-03-07T19:00:00.000Z',
      '2026-03-09T13:30:00.000Z',
      '2026-03-09T14:30:00.000Z',
      '2026-03-09T23:00:00.000Z',
    ]);
  });

  test('of a promise opened and due in one night count the night', () => {
    expect(times(promise('2026-03-10T20:00:00-05:00', '2026-03-10T22:00:00-05:00'))).toEqual([
      '2026-03-11T03:00:00.000Z',
      '2026-03-11T13:30:00.000Z',
      '2026-03-11T14:30:00.000Z',
      '2026-03-11T23:00:00.000Z',
    ]);
  });

  test('follow the playbook', () => {
    const settings = { nextPeerPercent: 25, departmentHeadPercent: 50 };
    expect(
      times({ ...promise('2026-03-10T09:00:00-05:00', '2026-03-10T11:00:00-05:00'), settings }).slice(1, 3),
    ).toEqual(['2026-03-10T16:30:00.000Z', '2026-03-10T17:00:00.000Z']);
    expect(ladderSettings.safeParse({ nextPeerPercent: 60, departmentHeadPercent: 50 }).success).toBe(false);
  });
});

describe('climbing', () => {
  const owed = promise('2026-03-10T09:00:00-05:00', '2026-03-10T11:00:00-05:00');
  test.each([
    ['before it is due', '2026-03-10T15:59:59.999Z', 0, [], 1],
    ['when it falls due', '2026-03-10T16:00:00.000Z', 0, [1], 2],
    ['after the first rung', '2026-03-10T16:30:00.000Z', 1, [], 2],
    ['after an outage', '2026-03-10T18:30:00.000Z', 1, [2, 3], 4],
    ['the last rung', '2026-03-10T23:00:00.000Z', 3, [4], undefined],
    ['at the top', '2026-03-11T23:00:00.000Z', 4, [], undefined],
  ])('%s', (_, now, climbed, due, next) => {
    const view = ladder({ ...owed, now: parseInstant(now), climbed });
    expect(view.due.map(({ rung }) => rung)).toEqual(due);
    expect(view.next?.rung).toBe(next);
  });

  test('rungs never stand out of order, whatever the promise', () => {
    const moment = fc
      .integer({ min: Date.UTC(2026, 0, 1) / 1000, max: Date.UTC(2027, 0, 1) / 1000 })
      .map((seconds) => fromEpochMillis(seconds * 1000));
    fc.assert(
      fc.property(moment, fc.integer({ min: -60, max: 10_000 }), (openedAt, minutes) => {
        const found = times(promise(openedAt, plus(openedAt, { minutes })));
        expect(found).toEqual(found.toSorted());
      }),
      { numRuns: 200 },
    );
  });
});
