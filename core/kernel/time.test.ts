import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  calendarDate,
  clockTime,
  daysBetween,
  earliest,
  fromEpochMillis,
  instant,
  instantOn,
  isAfter,
  isBefore,
  latest,
  localDate,
  parseDate,
  parseInstant,
  plus,
  plusDays,
  secondsBetween,
  startOfDay,
  timeZone,
  toEpochMillis,
  wallClock,
  weekday,
} from './time.ts';

const at = parseInstant;

describe('an instant', () => {
  test.each([
    ['2026-03-10T14:30:00.000Z', '2026-03-10T14:30:00.000Z'],
    ['2026-03-10T14:30:00Z', '2026-03-10T14:30:00.000Z'],
    ['2026-03-10T09:30:00-05:00', '2026-03-10T14:30:00.000Z'],
    ['2026-03-10T09:30:00.1239-05:00', '2026-03-10T14:30:00.123Z'],
    ['2026-12-31T23:30:00-07:00', '2027-01-01T06:30:00.000Z'],
  ])('%s is read as %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
    expect(instant.parse(text)).toBe(expected);
  });

  test.each([
    '2026-03-10',
    '2026-03-10T14:30:00',
    '2026-03-10T14:30Z',
    '2026-02-30T00:00:00Z',
    '2026-02-30T00:00:00.000Z',
    '2026-03-10T24:01:00Z',
    '2026-13-10T14:30:00.000Z',
    'tomorrow',
    '',
    '0000-01-01T00:00:00+05:00',
  ])('%j is refused', (text) => {
    expect(instant.safeParse(text).success).toBe(false);
    expect(() => parseInstant(text)).toThrow(RangeError);
  });

  test('the refusal says what it takes', () => {
    expect(() => parseInstant('soon')).toThrow('"soon" is no instant: it takes ISO 8601 with Z or an offset');
  });

  test('can be published as JSON Schema in both directions', () => {
    expect(z.toJSONSchema(instant, { io: 'input' })).toMatchObject({ type: 'string', format: 'date-time' });
    expect(z.toJSONSchema(instant, { io: 'output' })).toMatchObject({ type: 'string', format: 'date-time' });
  });

  test('goes to epoch milliseconds and back', () => {
    expect(toEpochMillis(at('1970-01-02T00:00:00.001Z'))).toBe(86_400_001);
    expect(fromEpochMillis(86_400_001)).toBe('1970-01-02T00:00:00.001Z');
    expect(() => fromEpochMillis(Number.NaN)).toThrow(RangeError);
    expect(() => fromEpochMillis(1e18)).toThrow(RangeError);
    expect(() => fromEpochMillis(Date.UTC(10_000, 0, 1))).toThrow(RangeError);
  });
});

test.each(['1900-01-01', '2999-12-31'])('%s is a day that a door takes, and one can count on from there', (text) => {
  const day = calendarDate.parse(text);
  const instantOf = instant.parse(`${text}T12:00:00Z`);
  for (const days of [-100_000, 100_000]) {
    expect(() => plusDays(day, days)).not.toThrow();
    expect(() => plus(instantOf, { days })).not.toThrow();
  }
});

test.each(['0000-01-01', '1899-12-31', '3000-01-01', '9999-12-31'])('%s is refused, with the years to send', (text) => {
  for (const read of [calendarDate.safeParse(text), instant.safeParse(`${text}T12:00:00.000Z`)]) {
    expect(read.error?.issues).toMatchObject([{ message: 'Expected a year from 1900 to 2999' }]);
  }
});

test('a day added is 24 hours, also across a change of the clocks', () => {
  expect(plus(at('2026-03-07T18:00:00Z'), { days: 1 })).toBe('2026-03-08T18:00:00.000Z');
  expect(plus(at('2026-03-07T18:00:00Z'), { days: -1, hours: 2, minutes: 30, seconds: 0.5 })).toBe(
    '2026-03-06T20:30:00.500Z',
  );
});

test('instants compare, and lie seconds apart', () => {
  const one = at('2026-03-10T14:30:00Z');
  const two = at('2026-03-10T14:30:01.5Z');
  expect([isBefore(one, two), isBefore(one, one), isAfter(two, one), isAfter(one, one)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(secondsBetween(one, two)).toBe(1.5);
  expect(secondsBetween(two, one)).toBe(-1.5);
  expect([earliest(two, one, two), latest(one, two, one)]).toEqual([one, two]);
});

describe('a date', () => {
  test('is the one on the wall of the zone', () => {
    expect(localDate(at('2026-03-10T04:59:59Z'), 'America/Chicago')).toBe('2026-03-09');
    expect(localDate(at('2026-03-10T05:00:00Z'), 'America/Chicago')).toBe('2026-03-10');
    expect(wallClock(at('2026-01-10T05:07:59.999Z'), 'America/Los_Angeles')).toEqual({
      date: '2026-01-09',
      time: '21:07',
    });
    expect(() => localDate(at('2026-03-10T05:00:00Z'), 'America/Gotham')).toThrow(RangeError);
  });

  test('counts days over month ends, leap days and clock changes', () => {
    expect(plusDays(parseDate('2028-02-28'), 2)).toBe('2028-03-01');
    expect(plusDays(parseDate('2026-01-01'), -1)).toBe('2025-12-31');
    expect(daysBetween(parseDate('2026-03-07'), parseDate('2026-03-09'))).toBe(2);
    expect(daysBetween(parseDate('2026-11-02'), parseDate('2026-10-31'))).toBe(-2);
    expect(weekday(parseDate('2026-03-08'))).toBe('sun');
    expect(weekday(parseDate('2026-07-04'))).toBe('sat');
  });

  test('begins at its first instant in the zone', () => {
    expect(startOfDay(parseDate('2026-03-08'), 'America/Chicago')).toBe('2026-03-08T06:00:00.000Z');
    expect(startOfDay(parseDate('2026-03-09'), 'America/Chicago')).toBe('2026-03-09T05:00:00.000Z');
    // Cuba changes its clocks at midnight: 8 March 2026 begins at 01:00.
    expect(startOfDay(parseDate('2026-03-08'), 'America/Havana')).toBe('2026-03-08T05:00:00.000Z');
  });

  test.each(['2026-02-30', '2026-3-1', '10/03/2026'])('%s is refused', (text) => {
    expect(calendarDate.safeParse(text).success).toBe(false);
    expect(() => parseDate(text)).toThrow(RangeError);
  });
});

describe('a time on the wall', () => {
  test.each([
    ['2026-03-08', '01:59', '2026-03-08T07:59:00.000Z'],
    ['2026-03-08', '02:30', '2026-03-08T08:00:00.000Z'],
    ['2026-03-08', '03:30', '2026-03-08T08:30:00.000Z'],
    ['2026-11-01', '01:30', '2026-11-01T06:30:00.000Z'],
    ['2026-11-01', '02:00', '2026-11-01T08:00:00.000Z'],
    ['2026-11-01', '24:00', '2026-11-02T06:00:00.000Z'],
  ])('on %s at %s in Chicago is %s', (date, time, expected) => {
    expect(instantOn(parseDate(date), time, 'America/Chicago')).toBe(expected);
  });

  test('runs from 00:00 to 24:00', () => {
    for (const time of ['00:00', '07:30', '23:59', '24:00']) expect(clockTime.safeParse(time).success).toBe(true);
    for (const time of ['7:30', '24:01', '12:60', '']) expect(clockTime.safeParse(time).success).toBe(false);
  });
});

test('a zone is an IANA name', () => {
  for (const zone of ['America/Chicago', 'America/Indiana/Knox', 'Pacific/Guam', 'UTC'])
    expect(timeZone.parse(zone)).toBe(zone);
  for (const zone of ['America/Gotham', '-05:00', '', 'Central']) expect(timeZone.safeParse(zone).success).toBe(false);
});
