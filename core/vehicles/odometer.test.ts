import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, parseDate, parseInstant, plus } from '../kernel/time.ts';
import { drivingOf, milesAt, type Reading, withReading } from './odometer.ts';

const on = (date: string) => parseInstant(`${date}T15:00:00Z`);
const read = (date: string, miles: number): Reading => ({ miles, at: on(date) });

describe('miles between readings', () => {
  it('lie on the line through them', () => {
    const readings = [read('2026-01-01', 10_000), read('2026-04-11', 14_000)];
    expect(milesAt(readings, on('2026-02-20'), 12_000)).toBe(12_000);
    expect(milesAt(readings, on('2026-07-20'), 12_000)).toBe(18_000);
    expect(drivingOf(readings, 12_000)?.reaches(18_000)).toBe(on('2026-07-20'));
  });

  it('come from the usual miles of a year where one reading is all there is', () => {
    const date = parseDate('2026-01-01');
    const driving = drivingOf([read(date, 10_000)], 7300);
    expect(driving?.milesAt(on('2026-04-11'))).toBe(10_000 + 20 * daysBetween(date, parseDate('2026-04-11')));
  });

  it('are unknown without a reading', () => expect(milesAt([], on('2026-01-01'), 12_000)).toBeUndefined());

  it.each([
    ['a digit too many', 440_000],
    ['a digit too few', 4400],
    ['an odometer that ran backwards', 9000],
  ])('bear %s', (_, wrong) => {
    const good = ['2026-01-01', '2026-03-01', '2026-05-01', '2026-07-01'].map((date, at) =>
      read(date, 40_000 + at * 2000),
    );
    const readings = good.reduce(withReading, [read('2026-06-01', wrong)] as readonly Reading[]);
    const then = on('2026-09-01');
    expect(Math.abs((milesAt(readings, then, 12_000) ?? 0) - (milesAt(good, then, 12_000) ?? 0))).toBeLessThan(1500);
  });

  it('reach nothing with a vehicle that stands', () => {
    expect(drivingOf([read('2026-01-01', 5000), read('2026-07-01', 5001)], 12_000)?.reaches(6000)).toBeUndefined();
  });
});

const reading = fc
  .record({ days: fc.integer({ min: 0, max: 3000 }), miles: fc.integer({ min: 0, max: 9_999_999 }) })
  .map(({ days, miles }): Reading => ({ miles, at: plus(on('2020-01-01'), { days }) }));

describe('on any readings', () => {
  it('miles never go back with time, and never below 0', () => {
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 12 }), fc.nat(3000), fc.nat(3000), (readings, a, b) => {
        const [early, late] = [Math.min(a, b), Math.max(a, b)].map((days) =>
          milesAt(readings, plus(on('2020-01-01'), { days }), 12_000),
        );
        expect(early).toBeGreaterThanOrEqual(0);
        expect(late).toBeGreaterThanOrEqual(early ?? Number.NaN);
      }),
    );
  });

  it('the day on which miles are reached is the day on which the odometer shows them', () => {
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 12 }), fc.nat(9_999_999), (readings, miles) => {
        const driving = drivingOf(readings, 12_000);
        const at = driving?.reaches(miles);
        if (at !== undefined) expect(Math.abs((driving?.milesAt(at) ?? 0) - miles)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('the latest are kept, in the order in which they were read, one of an instant', () => {
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 40 }), (readings) => {
        const kept = readings.reduce(withReading, [] as readonly Reading[]).map(({ at }) => at);
        const times = [...new Set(readings.map(({ at }) => at))].toSorted();
        expect(kept.length).toBeLessThanOrEqual(12);
        expect(kept).toEqual(kept.toSorted());
        expect(new Set(kept).size).toBe(kept.length);
        expect(kept.at(-1)).toBe(times.at(-1));
      }),
    );
  });
});
