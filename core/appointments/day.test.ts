import { describe, expect, test } from 'vitest';
import { instant, parseDate, parseInstant, timeZone } from '../kernel/time.ts';
import { member } from '../staff/index.ts';
import { stores } from '../stores/index.ts';
import { capacity } from './capacity.ts';
import { type Day, isInReach, personIn, placeOn, slotsOn, wallTime } from './day.ts';
import { refusal } from './testing.ts';

const spans = [
  { from: '08:00', to: '12:00' },
  { from: '13:00', to: '16:15' },
];
const weekly = { mon: spans, tue: spans, wed: spans, thu: spans, fri: spans, sat: [], sun: spans };
const stamps = { version: 1, createdAt: '2026-03-01T00:00:00.000Z', updatedAt: '2026-03-01T00:00:00.000Z' };
const store = stores.schema.parse({
  storeId: 'S01',
  name: 'Elm Street Motors',
  timeZone: 'America/Chicago',
  address: { city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' },
  hours: {
    service: { weekly, holidays: [{ date: '2026-03-13', name: 'Inventory', hours: [{ from: '08:00', to: '10:00' }] }] },
  },
  ...stamps,
});
const limits = capacity.parse({
  storeId: 'S01',
  department: 'service',
  slotMinutes: 60,
  perSlot: 4,
  exceptions: [{ days: ['thu'], from: '11:00', to: '14:00', perSlot: 1 }],
  leadMinutes: 30,
  daysAhead: 10,
  ...stamps,
});

const dayOf = (date: string, more: Partial<Day> = {}): Day => ({
  store,
  capacity: limits,
  date: parseDate(date),
  counts: new Map(),
  ...more,
});

const capacities = (day: Day) => slotsOn(day).map(({ startsAt, capacity: most }) => [startsAt.slice(11, 16), most]);

describe('the slots of a day', () => {
  test('follow each other in the hours, over no break and no closing; exceptions have numbers of their own', () => {
    expect(capacities(dayOf('2026-03-12'))).toEqual([
      ['13:00', 4],
      ['14:00', 4],
      ['15:00', 4],
      ['16:00', 1],
      ['18:00', 1],
      ['19:00', 4],
      ['20:00', 4],
    ]);
  });

  // An end in the year 3000 is an answer that its own contract refuses.
  test('end in the years that a door takes', () => {
    const inHawaii = { ...store, timeZone: timeZone.parse('Pacific/Honolulu') };
    const ends = slotsOn(dayOf('2999-12-31', { store: inHawaii })).map(({ endsAt }) => endsAt);
    expect(ends.length).toBeGreaterThan(2);
    expect(ends.filter((end) => !instant.safeParse(end).success)).toEqual([]);
  });

  test('are the holiday’s on a holiday, and none on a closed day', () => {
    expect(capacities(dayOf('2026-03-13'))).toHaveLength(2);
    expect(capacities(dayOf('2026-03-14'))).toEqual([]);
  });

  test('count what is taken of each', () => {
    const counts = new Map([['2026-03-12T14:00:00.000Z', 3]]);
    expect(slotsOn(dayOf('2026-03-12', { counts })).map(({ taken }) => taken)).toEqual([0, 3, 0, 0, 0, 0, 0]);
  });
});

test('who is off shift has no room', () => {
  const noShift = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  const shifts = { ...noShift, thu: [{ from: '09:00', to: '11:00' }] };
  const ana = member.parse({ staffId: 'ana', name: 'Ana', roles: ['advisor'], active: true, shifts });
  const counts = new Map([['2026-03-12T15:00:00.000Z#ana', 1]]);
  const day = dayOf('2026-03-12', { member: ana, counts });
  const room = slotsOn(day).map((slot) => personIn(day, slot));
  expect(room.map((one) => [one?.capacity, one?.taken])).toEqual([
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
});

test('a slot can be booked neither too late nor too early', () => {
  const now = parseInstant('2026-03-12T13:31:00.000Z');
  const reach = (date: string) => slotsOn(dayOf(date)).map((slot) => isInReach(dayOf(date), slot, now));
  expect(reach('2026-03-12')).toEqual([false, false, true, true, true, true, true]);
  expect([reach('2026-03-22').every(Boolean), reach('2026-03-23').some(Boolean)]).toEqual([true, false]);
});

test('a time on the wall is a slot, is none, or does not exist', () => {
  const now = parseInstant('2026-03-10T15:00:00.000Z');
  const day = dayOf('2026-03-12');
  expect(placeOn(day, wallTime(day.date, '09:00', store), now, 'time').slot.startsAt).toBe('2026-03-12T14:00:00.000Z');
  expect(refusal(() => placeOn(day, wallTime(day.date, '09:10', store), now, 'time'))).toContain(
    '422 time: No slot begins then.',
  );
  expect(refusal(() => wallTime(parseDate('2026-03-08'), '02:30', store))).toBe(
    '422 time: The clocks skip 02:30 on 2026-03-08. Send another time.',
  );
  expect(wallTime(parseDate('2026-11-01'), '01:30', store)).toBe('2026-11-01T06:30:00.000Z');
});
