import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBusinessDays,
  addBusinessMinutes,
  businessMinutesBetween,
  endOfBusinessDay,
  isOpen,
  lastOpening,
  nextOpening,
  type OpeningHours,
  openingHours,
  startOfBusinessDay,
} from './calendar.ts';
import { fromEpochMillis, parseDate, parseInstant, plus } from './time.ts';

const CHICAGO = 'America/Chicago';
const LOS_ANGELES = 'America/Los_Angeles';
const PHOENIX = 'America/Phoenix';

const day = [{ from: '07:30', to: '18:00' }];
const half = [{ from: '08:00', to: '13:00' }];

/** A service department: weekdays, Saturday half-days, two days closed and a short Christmas Eve. */
const service: OpeningHours = openingHours.parse({
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: half, sun: [] },
  holidays: [
    { date: '2026-11-26', name: 'Thanksgiving' },
    { date: '2026-12-24', name: 'Christmas Eve', hours: [{ from: '07:30', to: '12:00' }] },
    { date: '2026-12-25', name: 'Christmas' },
  ],
});

const everyDay = (spans: { from: string; to: string }[]): OpeningHours =>
  openingHours.parse({
    weekly: { mon: spans, tue: spans, wed: spans, thu: spans, fri: spans, sat: spans, sun: spans },
    holidays: [],
  });

const aroundTheClock = everyDay([{ from: '00:00', to: '24:00' }]);
const withBreak = everyDay([
  { from: '08:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
]);
const never = everyDay([]);

const at = parseInstant;

describe('two business hours', () => {
  test.each([
    ['on a Tuesday morning', '2026-03-10T09:00:00-05:00', CHICAGO, '2026-03-10T16:00:00.000Z'],
    ['from before the opening', '2026-03-10T05:00:00-05:00', CHICAGO, '2026-03-10T14:30:00.000Z'],
    ['that end at the closing', '2026-03-10T16:00:00-05:00', CHICAGO, '2026-03-10T23:00:00.000Z'],
    ['over night', '2026-03-10T17:30:00-05:00', CHICAGO, '2026-03-11T14:00:00.000Z'],
    ['over night in Los Angeles', '2026-03-10T17:30:00-07:00', LOS_ANGELES, '2026-03-11T16:00:00.000Z'],
    ['from late in the evening', '2026-03-10T22:00:00-05:00', CHICAGO, '2026-03-11T14:30:00.000Z'],
    ['from Friday into the Saturday half-day', '2026-03-13T17:00:00-05:00', CHICAGO, '2026-03-14T14:00:00.000Z'],
    ['from the Saturday half-day into Monday', '2026-03-14T12:15:00-05:00', CHICAGO, '2026-03-16T13:45:00.000Z'],
    ['over the spring change, Chicago', '2026-03-07T12:00:00-06:00', CHICAGO, '2026-03-09T13:30:00.000Z'],
    ['over the spring change, Los Angeles', '2026-03-07T12:00:00-08:00', LOS_ANGELES, '2026-03-09T15:30:00.000Z'],
    ['on the same days in Phoenix, without a change', '2026-03-07T12:00:00-07:00', PHOENIX, '2026-03-09T15:30:00.000Z'],
    ['over the autumn change, Chicago', '2026-10-31T12:00:00-05:00', CHICAGO, '2026-11-02T14:30:00.000Z'],
    ['over the autumn change, Los Angeles', '2026-10-31T12:00:00-07:00', LOS_ANGELES, '2026-11-02T16:30:00.000Z'],
    ['over Thanksgiving', '2026-11-25T17:00:00-06:00', CHICAGO, '2026-11-27T14:30:00.000Z'],
    ['over a short Christmas Eve and Christmas', '2026-12-24T11:00:00-06:00', CHICAGO, '2026-12-26T15:00:00.000Z'],
  ])('%s', (_, from, zone, expected) => {
    expect(addBusinessMinutes(at(from), 120, service, zone)).toBe(expected);
  });

  test.each([
    ['spring, Chicago', '2026-03-08T00:30:00-06:00', CHICAGO, '2026-03-08T08:30:00.000Z'],
    ['spring, Los Angeles', '2026-03-08T00:30:00-08:00', LOS_ANGELES, '2026-03-08T10:30:00.000Z'],
    ['autumn, Chicago', '2026-11-01T00:30:00-05:00', CHICAGO, '2026-11-01T07:30:00.000Z'],
    ['autumn, Los Angeles', '2026-11-01T00:30:00-07:00', LOS_ANGELES, '2026-11-01T09:30:00.000Z'],
  ])(
    'of a department that never closes are two real hours in the night of the change: %s',
    (_, from, zone, expected) => {
      expect(addBusinessMinutes(at(from), 120, aroundTheClock, zone)).toBe(expected);
    },
  );
});

describe('a week of a department that never closes', () => {
  test.each([
    ['2026-03-08', 23],
    ['2026-03-09', 24],
    ['2026-11-01', 25],
  ])('has %s with %i hours', (date, expected) => {
    const from = startOfBusinessDay(parseDate(date), aroundTheClock, CHICAGO);
    const to = endOfBusinessDay(plus(from, { hours: 5 }), aroundTheClock, CHICAGO);
    expect(businessMinutesBetween(from, to, aroundTheClock, CHICAGO)).toBe(expected * 60);
  });
});

test('a span inside the hour that spring skips does not exist', () => {
  const night = everyDay([{ from: '02:00', to: '03:00' }]);
  expect(addBusinessMinutes(at('2026-03-08T07:00:00Z'), 30, night, CHICAGO)).toBe('2026-03-09T07:30:00.000Z');
  expect(isOpen(at('2026-03-08T08:00:00Z'), night, CHICAGO)).toBe(false);
});

describe('nothing to add', () => {
  test('leaves a time in hours and the closing where they are, and takes a closed time to the opening', () => {
    const zero = (text: string): string => addBusinessMinutes(at(text), 0, service, CHICAGO);
    expect(zero('2026-03-10T15:00:00.123Z')).toBe('2026-03-10T15:00:00.123Z');
    expect(zero('2026-03-10T18:00:00-05:00')).toBe('2026-03-10T23:00:00.000Z');
    expect(zero('2026-03-10T18:00:00.001-05:00')).toBe('2026-03-11T12:30:00.000Z');
  });

  test('negative minutes are refused', () => {
    expect(() => addBusinessMinutes(at('2026-03-10T15:00:00Z'), -1, service, CHICAGO)).toThrow(RangeError);
    expect(() => addBusinessMinutes(at('2026-03-10T15:00:00Z'), Number.NaN, service, CHICAGO)).toThrow(RangeError);
  });
});

describe('open and closed', () => {
  test.each([
    ['2026-03-10T07:29:59.999-05:00', false, '2026-03-10T12:30:00.000Z'],
    ['2026-03-10T07:30:00-05:00', true, '2026-03-10T12:30:00.000Z'],
    ['2026-03-10T12:00:00-05:00', true, '2026-03-10T17:00:00.000Z'],
    ['2026-03-10T18:00:00-05:00', false, '2026-03-11T12:30:00.000Z'],
    ['2026-03-14T13:00:00-05:00', false, '2026-03-16T12:30:00.000Z'],
    ['2026-11-26T10:00:00-06:00', false, '2026-11-27T13:30:00.000Z'],
  ])('at %s: open %s, next opening %s', (text, open, opening) => {
    expect(isOpen(at(text), service, CHICAGO)).toBe(open);
    expect(nextOpening(at(text), service, CHICAGO)).toBe(opening);
  });
});

describe('the business day', () => {
  test.each([
    ['in hours', '2026-03-10T10:00:00-05:00', '2026-03-10T23:00:00.000Z'],
    ['before the opening', '2026-03-10T03:00:00-05:00', '2026-03-10T23:00:00.000Z'],
    ['at the closing', '2026-03-10T18:00:00-05:00', '2026-03-10T23:00:00.000Z'],
    ['in the evening', '2026-03-10T18:01:00-05:00', '2026-03-11T23:00:00.000Z'],
    ['on a Sunday', '2026-03-15T10:00:00-05:00', '2026-03-16T23:00:00.000Z'],
    ['on a half-day', '2026-03-14T10:00:00-05:00', '2026-03-14T18:00:00.000Z'],
  ])('ends, seen %s', (_, text, expected) => {
    expect(endOfBusinessDay(at(text), service, CHICAGO)).toBe(expected);
  });

  test('ends in the afternoon, seen from the midday break', () => {
    expect(endOfBusinessDay(at('2026-03-10T12:30:00-05:00'), withBreak, CHICAGO)).toBe('2026-03-10T22:00:00.000Z');
  });

  test('starts on the date, or on the next open one', () => {
    expect(startOfBusinessDay(parseDate('2026-03-10'), service, CHICAGO)).toBe('2026-03-10T12:30:00.000Z');
    expect(startOfBusinessDay(parseDate('2026-03-15'), service, CHICAGO)).toBe('2026-03-16T12:30:00.000Z');
    expect(startOfBusinessDay(parseDate('2026-12-25'), service, PHOENIX)).toBe('2026-12-26T15:00:00.000Z');
  });
});

describe('business days later', () => {
  test.each([
    ['two, over the spring change', '2026-03-06T15:00:00-06:00', 2, service, '2026-03-09T20:00:00.000Z'],
    ['one, back to the closing of the half-day', '2026-03-13T15:00:00-05:00', 1, service, '2026-03-14T18:00:00.000Z'],
    ['three, over a Sunday', '2026-03-12T09:00:00-05:00', 3, service, '2026-03-16T14:00:00.000Z'],
    ['one, from the night to the opening', '2026-03-10T01:00:00-05:00', 1, service, '2026-03-11T12:30:00.000Z'],
    ['one, into the midday break', '2026-03-10T12:30:00-05:00', 1, withBreak, '2026-03-11T18:00:00.000Z'],
    ['one, over Thanksgiving', '2026-11-25T10:00:00-06:00', 1, service, '2026-11-27T16:00:00.000Z'],
  ])('%s', (_, from, days, hours, expected) => {
    expect(addBusinessDays(at(from), days, hours, CHICAGO)).toBe(expected);
  });

  test.each([0, -1, 1.5])('%d is refused', (days) => {
    expect(() => addBusinessDays(at('2026-03-10T15:00:00Z'), days, service, CHICAGO)).toThrow(RangeError);
  });
});

test('a department that never opens counts on the clock on the wall', () => {
  const from = at('2026-03-07T20:00:00-06:00');
  expect(addBusinessMinutes(from, 120, never, CHICAGO)).toBe('2026-03-08T04:00:00.000Z');
  expect(businessMinutesBetween(from, plus(from, { hours: 30 }), never, CHICAGO)).toBe(1800);
  expect(nextOpening(from, never, CHICAGO)).toBe(from);
  expect(endOfBusinessDay(from, never, CHICAGO)).toBe('2026-03-08T06:00:00.000Z');
  expect(startOfBusinessDay(parseDate('2026-03-08'), never, CHICAGO)).toBe('2026-03-08T06:00:00.000Z');
  expect(addBusinessDays(from, 1, never, CHICAGO)).toBe('2026-03-09T01:00:00.000Z');
  expect(isOpen(from, never, CHICAGO)).toBe(false);
});

test('hours that run out leave the rest to the clock on the wall', () => {
  const lastDay = openingHours.parse({ ...never, holidays: [{ date: '2026-03-10', name: 'Clearance', hours: day }] });
  expect(addBusinessMinutes(at('2026-03-10T17:00:00-05:00'), 90, lastDay, CHICAGO)).toBe('2026-03-10T23:30:00.000Z');
});

describe('opening hours are refused', () => {
  const weekly = service.weekly;
  test.each([
    ['a span that passes midnight', { weekly: { ...weekly, sat: [{ from: '18:00', to: '02:00' }] }, holidays: [] }],
    ['an empty span', { weekly: { ...weekly, sat: [{ from: '08:00', to: '08:00' }] }, holidays: [] }],
    [
      'overlapping spans',
      {
        weekly: {
          ...weekly,
          sat: [
            { from: '08:00', to: '12:00' },
            { from: '11:00', to: '13:00' },
          ],
        },
        holidays: [],
      },
    ],
    ['a missing day', { weekly: { mon: day }, holidays: [] }],
    [
      'the same holiday twice',
      {
        weekly,
        holidays: [
          { date: '2026-12-25', name: 'Christmas' },
          { date: '2026-12-25', name: 'Again' },
        ],
      },
    ],
  ])('with %s', (_, hours) => {
    expect(openingHours.safeParse(hours).success).toBe(false);
  });
});

describe('laws', () => {
  const zone = fc.constantFrom(CHICAGO, LOS_ANGELES, PHOENIX);
  const hours = fc.constantFrom(service, withBreak, aroundTheClock, everyDay([{ from: '22:00', to: '24:00' }]));
  const moment = fc
    .integer({ min: Date.UTC(2026, 0, 1) / 1000, max: Date.UTC(2027, 0, 1) / 1000 })
    .map((seconds) => fromEpochMillis(seconds * 1000));
  const minutes = fc.integer({ min: 0, max: 6000 });
  const runs = { numRuns: 150 };

  test('more minutes are never earlier', () => {
    fc.assert(
      fc.property(moment, minutes, minutes, hours, zone, (from, a, b, h, z) => {
        expect(addBusinessMinutes(from, a, h, z) <= addBusinessMinutes(from, a + b, h, z)).toBe(true);
      }),
      runs,
    );
  });

  test('the end is in open time, or the closing itself', () => {
    fc.assert(
      fc.property(moment, minutes, hours, zone, (from, a, h, z) => {
        const end = addBusinessMinutes(from, a, h, z);
        expect(isOpen(end, h, z) || isOpen(plus(end, { seconds: -0.001 }), h, z)).toBe(true);
      }),
      runs,
    );
  });

  test('adding in two goes is adding at once', () => {
    fc.assert(
      fc.property(moment, minutes, minutes, hours, zone, (from, a, b, h, z) => {
        expect(addBusinessMinutes(addBusinessMinutes(from, a, h, z), b, h, z)).toBe(
          addBusinessMinutes(from, a + b, h, z),
        );
      }),
      runs,
    );
  });

  test('what was added is what lies between', () => {
    fc.assert(
      fc.property(moment, minutes, hours, zone, (from, a, h, z) => {
        expect(businessMinutesBetween(from, addBusinessMinutes(from, a, h, z), h, z)).toBeCloseTo(a, 6);
      }),
      runs,
    );
  });
});

describe('an hour in which it can still be done', () => {
  test.each([
    ['is the moment itself while open', '2026-03-10T14:00:00-05:00', CHICAGO, service, '2026-03-10T19:00:00.000Z'],
    [
      'is an hour before the last closing at night',
      '2026-03-10T04:00:00-05:00',
      CHICAGO,
      service,
      '2026-03-09T22:00:00.000Z',
    ],
    ['is on Saturday for a Sunday', '2026-03-15T10:00:00-05:00', CHICAGO, service, '2026-03-14T17:00:00.000Z'],
    [
      'is never before that opening',
      '2026-03-11T04:00:00-05:00',
      CHICAGO,
      everyDay([{ from: '08:00', to: '08:30' }]),
      '2026-03-10T13:00:00.000Z',
    ],
    [
      'is the moment itself where nothing opens',
      '2026-03-10T04:00:00-05:00',
      CHICAGO,
      never,
      '2026-03-10T09:00:00.000Z',
    ],
  ])('%s', (_case, moment, zone, hours, expected) => {
    expect(lastOpening(at(moment), 60, hours, zone)).toBe(expected);
  });
});
