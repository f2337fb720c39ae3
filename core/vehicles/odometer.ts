/**
 * How far a vehicle is driven, estimated from what its odometer showed: the next service falls due by miles on a day
 * that nobody reads the odometer. Readings are typed by people, so some are wrong, and a clock may be replaced.
 */
import * as z from 'zod';
import { fromEpochMillis, type Instant, instant, secondsBetween, toEpochMillis } from '../kernel/time.ts';

/** What the odometer showed, and when it was read. */
export const reading = z.object(
  {
    miles: z.int({ error: 'Send whole miles.' }).min(0, { error: 'Send miles from 0.' }).max(9_999_999, {
      error: 'Send the miles that the odometer shows.',
    }),
    at: instant,
  },
  { error: 'Send the odometer as miles and at, the instant it was read.' },
);

/** What the odometer showed, and when it was read. */
export type Reading = z.output<typeof reading>;

/** Readings kept: some years of visits, and few enough to compare each with each. */
const readingsKept = 12;

/** The readings with one more, in the order in which they were read; the oldest make room. */
export const withReading = (readings: readonly Reading[], added: Reading): Reading[] =>
  [...readings.filter(({ at }) => at !== added.at), added]
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .slice(-readingsKept);

/** Two readings closer than this say little: a mile of rounding would be a long way in a year. */
const daysApart = 7;

/** More than anybody drives, day after day; what looks like more is a typing error. */
const mostMilesPerDay = 400;

/** Below this a vehicle stands: no day can be named on which it has been driven far. */
const leastMilesPerDay = 1;

/** A day further off than this is no day. */
const mostDays = 20 * 365;

const dayMillis = 86_400_000;

/** The middle of the values; of two in the middle the lower, since a digit too many is typed more often than one too few. */
function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

/** How a vehicle is driven: where its odometer stands at an instant, and when it will show so many miles. */
export interface Driving {
  readonly milesPerDay: number;
  /** Estimated miles; never below 0. */
  readonly milesAt: (at: Instant) => number;
  /** When it shows these miles; undefined when that is twenty years away from the readings, or never. */
  readonly reaches: (miles: number) => Instant | undefined;
}

const days = (from: Instant, to: Instant): number => secondsBetween(from, to) / 86_400;

/** Miles per day between each two readings, where both can be right. */
function slopes(readings: readonly Reading[]): readonly number[] {
  return readings.flatMap((a, index) =>
    readings.slice(index + 1).flatMap((b) => {
      const apart = days(a.at, b.at);
      if (Math.abs(apart) < daysApart) return [];
      const slope = (b.miles - a.miles) / apart;
      return slope >= 0 && slope <= mostMilesPerDay ? [slope] : [];
    }),
  );
}

/**
 * The line that most readings lie on (Theil 1950, Sen 1968): the middle of all slopes, laid through the middle of all
 * readings, so that a wrong one among several moves it little. With one reading, or none that agree, the vehicle is
 * driven `milesPerYear`. Undefined without readings.
 */
export function drivingOf(readings: readonly Reading[], milesPerYear: number): Driving | undefined {
  const [first] = readings;
  if (first === undefined) return undefined;
  const milesPerDay = median(slopes(readings)) ?? milesPerYear / 365;
  const start = median(readings.map(({ at, miles }) => miles - milesPerDay * days(first.at, at))) ?? first.miles;
  return {
    milesPerDay,
    milesAt: (at) => Math.max(0, Math.round(start + milesPerDay * days(first.at, at))),
    reaches(miles) {
      if (milesPerDay < leastMilesPerDay) return undefined;
      const after = (miles - start) / milesPerDay;
      if (Math.abs(after) > mostDays) return undefined;
      return fromEpochMillis(Math.round(toEpochMillis(first.at) + after * dayMillis));
    },
  };
}

/** The estimated miles at an instant; undefined without readings. `milesPerYear` stands in where readings do not agree. */
export const milesAt = (readings: readonly Reading[], at: Instant, milesPerYear: number): number | undefined =>
  drivingOf(readings, milesPerYear)?.milesAt(at);
