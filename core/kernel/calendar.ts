/**
 * Business time: the opening hours of a department in its store's zone, and arithmetic on them.
 *
 * A business day is a date on the store's wall. The closing instant still belongs to it: two hours promised at 16:00
 * in a department that closes at 18:00 are due at 18:00, not at the next opening.
 *
 * Hours that open at no time in the next 370 days cannot carry a deadline. Then the functions count on the clock on
 * the wall instead (each says how): a promise in a store whose hours were never filled in still falls due.
 */
import * as z from 'zod';
import {
  calendarDate,
  clockTime,
  fromEpochMillis,
  type Instant,
  instantOn,
  type LocalDate,
  latest,
  localDate,
  plus,
  plusDays,
  secondsBetween,
  startOfDay,
  type TimeZone,
  toEpochMillis,
  wallClock,
  weekday,
} from './time.ts';

/** More than a year, so that a department that opens one day a year is still found. */
const SEARCH_DAYS = 370;

const span = z.object({ from: clockTime, to: clockTime }).refine(({ from, to }) => from < to, {
  error: 'Opening must come before closing; past midnight takes a span on each day',
});

const daySpans = z.array(span).refine((spans) => spans.every((next, i) => (spans[i - 1]?.to ?? '00:00') <= next.from), {
  error: 'Spans of a day must be in order and must not overlap',
});

const holiday = z.object({ date: calendarDate, name: z.string().min(1), hours: daySpans.optional() });

const holidays = z.array(holiday).refine((all) => new Set(all.map(({ date }) => date)).size === all.length, {
  error: 'A date can be a holiday once',
});

/**
 * When a department is open. `[]` is a closed day. A span ends at `24:00` at the latest: a night shift is two spans,
 * one on each day. A holiday replaces its date's hours, and without `hours` it is closed.
 */
export const openingHours = z.object({
  weekly: z.object({
    mon: daySpans,
    tue: daySpans,
    wed: daySpans,
    thu: daySpans,
    fri: daySpans,
    sat: daySpans,
    sun: daySpans,
  }),
  holidays,
});

/** When a department is open, on the store's wall. */
export type OpeningHours = z.infer<typeof openingHours>;

/** A time in which a department is open. */
export interface OpenTime {
  from: Instant;
  to: Instant;
}

/** The open times of one date, in order; those that the clocks skip in spring are left out. */
export function openTimes(date: LocalDate, hours: OpeningHours, zone: TimeZone): readonly OpenTime[] {
  const special = hours.holidays.find((day) => day.date === date);
  const spans = special === undefined ? hours.weekly[weekday(date)] : (special.hours ?? []);
  return spans
    .map(({ from, to }) => ({ from: instantOn(date, from, zone), to: instantOn(date, to, zone) }))
    .filter(({ from, to }) => from < to);
}

interface BusinessDay {
  date: LocalDate;
  times: readonly OpenTime[];
  opens: Instant;
  closes: Instant;
}

/** The open days from `date` on, itself included; ends after 370 closed days in a row. */
function* openDays(date: LocalDate, hours: OpeningHours, zone: TimeZone): Generator<BusinessDay> {
  for (let next = date, closed = 0; closed < SEARCH_DAYS; next = plusDays(next, 1)) {
    const times = openTimes(next, hours, zone);
    const [first, last] = [times[0], times.at(-1)];
    closed = first === undefined ? closed + 1 : 0;
    if (first !== undefined && last !== undefined) yield { date: next, times, opens: first.from, closes: last.to };
  }
}

/** The first business day from `at` on that has not closed before `at`; undefined when nothing opens. */
function businessDayFrom(at: Instant, hours: OpeningHours, zone: TimeZone): BusinessDay | undefined {
  for (const day of openDays(localDate(at, zone), hours, zone)) if (at <= day.closes) return day;
  return undefined;
}

/** The `nth` open day from `date` on, itself counted; undefined when nothing opens. */
function openDay(date: LocalDate, nth: number, hours: OpeningHours, zone: TimeZone): BusinessDay | undefined {
  let count = 0;
  for (const day of openDays(date, hours, zone)) {
    count += 1;
    if (count === nth) return day;
  }
  return undefined;
}

/** Whether the department is open at `at`: from the opening on, until just before the closing. */
export function isOpen(at: Instant, hours: OpeningHours, zone: TimeZone): boolean {
  return openTimes(localDate(at, zone), hours, zone).some(({ from, to }) => from <= at && at < to);
}

/** `at` itself while open, else the next opening after it. Where nothing opens: `at`. */
export function nextOpening(at: Instant, hours: OpeningHours, zone: TimeZone): Instant {
  for (const { times } of openDays(localDate(at, zone), hours, zone)) {
    const found = times.find(({ to }) => at < to);
    if (found !== undefined) return found.from < at ? at : found.from;
  }
  return at;
}

/** Days back that `lastOpening` looks for an open one. */
const LOOK_BACK_DAYS = 14;

/**
 * `at` itself while open; else `minutes` before the last closing before it, but not before that opening: when what has to
 * be done by `at` can still be done. Where nothing was open for two weeks: `at`.
 */
export function lastOpening(at: Instant, minutes: number, hours: OpeningHours, zone: TimeZone): Instant {
  if (isOpen(at, hours, zone)) return at;
  const today = localDate(at, zone);
  for (let back = 0; back <= LOOK_BACK_DAYS; back += 1) {
    const found = openTimes(plusDays(today, -back), hours, zone).findLast(({ to }) => to <= at);
    if (found !== undefined) return latest(found.from, plus(found.to, { minutes: -minutes }));
  }
  return at;
}

/**
 * `minutes` of open time after `from`. Time that ends exactly at a closing is due there. Nothing to add leaves a time
 * in hours where it is and takes a closed time to the next opening. Where nothing opens (any more), what is left is
 * added on the clock on the wall. Throws RangeError for negative minutes.
 */
export function addBusinessMinutes(from: Instant, minutes: number, hours: OpeningHours, zone: TimeZone): Instant {
  if (!(minutes >= 0)) throw new RangeError(`${minutes} minutes: business time runs forward only`);
  let left = Math.round(minutes * 60_000);
  let reached = toEpochMillis(from);
  for (const { times } of openDays(localDate(from, zone), hours, zone)) {
    for (const time of times) {
      const closes = toEpochMillis(time.to);
      if (closes < reached) continue;
      reached = Math.max(reached, toEpochMillis(time.from));
      if (left <= closes - reached) return fromEpochMillis(reached + left);
      left -= closes - reached;
      reached = closes;
    }
  }
  return fromEpochMillis(reached + left);
}

/**
 * Minutes of open time from `from` to `to`, milliseconds as a fraction; 0 when `to` is not later. Where nothing
 * opens: minutes on the clock on the wall.
 */
export function businessMinutesBetween(from: Instant, to: Instant, hours: OpeningHours, zone: TimeZone): number {
  if (to <= from) return 0;
  let seconds = 0;
  let opens = false;
  for (const day of openDays(localDate(from, zone), hours, zone)) {
    opens = true;
    if (day.opens >= to) break;
    for (const time of day.times) {
      const begin = time.from < from ? from : time.from;
      const end = time.to < to ? time.to : to;
      if (begin < end) seconds += secondsBetween(begin, end);
    }
  }
  return (opens ? seconds : secondsBetween(from, to)) / 60;
}

/**
 * The closing of the business day that `at` is in: before the opening, in a midday break and at the closing instant
 * itself it is that day's; on a closed day or in the evening the next open day's. Where nothing opens: midnight.
 */
export function endOfBusinessDay(at: Instant, hours: OpeningHours, zone: TimeZone): Instant {
  return businessDayFrom(at, hours, zone)?.closes ?? startOfDay(plusDays(localDate(at, zone), 1), zone);
}

/** The opening on `date`, or on the first open day after it. Where nothing opens: the start of `date`. */
export function startOfBusinessDay(date: LocalDate, hours: OpeningHours, zone: TimeZone): Instant {
  return openDay(date, 1, hours, zone)?.opens ?? startOfDay(date, zone);
}

/**
 * The same time on the wall (to the minute) on the `days`-th open day after the date of `from`. A time outside that
 * day's hours moves to its opening, to the end of the break it falls in, or back to the closing. Where nothing opens:
 * the same time that many dates later. Throws RangeError unless `days` is a whole number from 1.
 */
export function addBusinessDays(from: Instant, days: number, hours: OpeningHours, zone: TimeZone): Instant {
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`${days} days: expected a whole number from 1`);
  const { date, time } = wallClock(from, zone);
  const day = openDay(plusDays(date, 1), days, hours, zone);
  if (day === undefined) return instantOn(plusDays(date, days), time, zone);
  const wanted = instantOn(day.date, time, zone);
  const found = day.times.find(({ to }) => wanted <= to);
  if (found === undefined) return day.closes;
  return wanted < found.from ? found.from : wanted;
}
