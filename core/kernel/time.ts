/**
 * Time as values. An instant is text that sorts: UTC, always with milliseconds, so two instants are compared,
 * stored in a key and read in a log as they are. Whoever decides something is handed the instant; nothing here
 * reads a clock. Temporal is taken function by function: its classes would be 30 kB more in every function's bundle.
 */
import { getISO } from 'temporal-polyfill/fns/Calendar';
import * as TemporalInstant from 'temporal-polyfill/fns/Instant';
import * as PlainDate from 'temporal-polyfill/fns/PlainDate';
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import * as z from 'zod';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const DAY_MILLIS = 86_400_000;

/** What `text` says, written the house's way; empty when it names no instant. */
const normalised = (text: string): string => {
  const millis = Date.parse(text);
  return Number.isNaN(millis) ? '' : new Date(millis).toISOString();
};

/** The years that a door takes. Whatever is counted on from there, forwards or back, still has four digits. */
const inReach = (text: string): boolean => text >= '1900' && text < '3000';

/** Whether an instant lies in the years that a door takes, and so may be told to one who sends it back. */
export const isInYears = (at: Instant): boolean => inReach(at);

const reach = { error: 'Expected a year from 1900 to 2999' };

/**
 * An instant at a door: ISO 8601 with `Z` or an offset, to the second or finer, from the years 1900 to 2999; comes out
 * as `2026-03-10T14:30:00.000Z`. Text without an offset is refused: its zone would be a guess.
 */
export const instant = z.iso
  .datetime({ offset: true, error: 'Expected an ISO 8601 date and time with Z or an offset' })
  // What the table and events hold is written so already, and that is nearly all that is ever read.
  .overwrite((text) => (INSTANT.test(text) ? text : normalised(text)))
  .refine((text) => INSTANT.test(text) && inReach(text), reach)
  .brand<'Instant'>();

/** A moment in UTC, `2026-03-10T14:30:00.000Z`; compares as text. */
export type Instant = z.infer<typeof instant>;

const isInstant = (text: string): text is Instant => INSTANT.test(text);

/** A day on a calendar on the wall, `2026-03-10`, as it comes in at a door; from the years 1900 to 2999. */
export const calendarDate = z.iso
  .date({ error: 'Expected a date such as 2026-03-10' })
  .refine(inReach, reach)
  .brand<'LocalDate'>();

/** A day in some zone that the context names, `2026-03-10`; compares as text. */
export type LocalDate = z.infer<typeof calendarDate>;

const isLocalDate = (text: string): text is LocalDate => /^\d{4}-\d\d-\d\d$/.test(text);

/** A time on a clock on the wall, `07:30`; `24:00` is the end of the day. */
export const clockTime = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'Expected a time from 00:00 to 24:00' });

/** `HH:MM`, 24-hour; compares as text. */
export type ClockTime = z.infer<typeof clockTime>;

/** The days of the week as settings spell them, Sunday first as JavaScript counts them. */
export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** One of the seven days, as settings spell it. */
export type Weekday = (typeof WEEKDAYS)[number];

const knownZones = new Set<string>();

const isTimeZone = (name: string): boolean => {
  if (knownZones.has(name)) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
  } catch {
    return false;
  }
  knownZones.add(name);
  return true;
};

/** An IANA zone such as `America/Chicago`. A bare offset is refused: it knows no daylight saving. */
export const timeZone = z.string().refine(isTimeZone, { error: 'Expected an IANA time zone such as America/Chicago' });

/** The name of an IANA time zone. */
export type TimeZone = z.infer<typeof timeZone>;

/** The instant that `text` names. Throws RangeError when it names none. */
export function parseInstant(text: string): Instant {
  if (isInstant(text) && normalised(text) === text) return text;
  const parsed = instant.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new RangeError(
    `"${text}" is no instant: it takes ISO 8601 with Z or an offset, such as 2026-03-10T14:30:00.000Z`,
  );
}

/** The date that `text` names. Throws RangeError when it names none. */
export function parseDate(text: string): LocalDate {
  const parsed = calendarDate.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new RangeError(`"${text}" is no date: it takes the form 2026-03-10`);
}

/** The instant `millis` milliseconds after 1970-01-01 UTC. Throws RangeError outside the years 0000 to 9999. */
export function fromEpochMillis(millis: number): Instant {
  const date = new Date(millis);
  const text = Number.isNaN(date.getTime()) ? 'NaN' : date.toISOString();
  if (isInstant(text)) return text;
  throw new RangeError(`${millis} milliseconds after 1970 lie outside the years 0000 to 9999`);
}

/** Milliseconds from 1970-01-01 UTC to `at`. */
export function toEpochMillis(at: Instant): number {
  return Date.parse(at);
}

/** An exact length of time. A day is 24 hours; for "the same time tomorrow" use the calendar. */
export interface Duration {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}

/** `at` and a length of time later (earlier when negative), rounded to the millisecond. A day is 24 hours. */
export function plus(at: Instant, { days = 0, hours = 0, minutes = 0, seconds = 0 }: Duration): Instant {
  const millis = days * DAY_MILLIS + hours * 3_600_000 + minutes * 60_000 + seconds * 1000;
  return fromEpochMillis(toEpochMillis(at) + Math.round(millis));
}

/** Seconds from one instant to another, with milliseconds as a fraction; negative when `to` lies earlier. */
export function secondsBetween(from: Instant, to: Instant): number {
  return (toEpochMillis(to) - toEpochMillis(from)) / 1000;
}

/** Whether `a` lies before `b`. */
export function isBefore(a: Instant, b: Instant): boolean {
  return a < b;
}

/** Whether `a` lies after `b`. */
export function isAfter(a: Instant, b: Instant): boolean {
  return a > b;
}

/** The first of the given instants in time. */
export function earliest(first: Instant, ...rest: readonly Instant[]): Instant {
  return rest.reduce((found, next) => (next < found ? next : found), first);
}

/** The last of the given instants in time. */
export function latest(first: Instant, ...rest: readonly Instant[]): Instant {
  return rest.reduce((found, next) => (next > found ? next : found), first);
}

/** What a clock and a calendar on a wall in `zone` show at an instant. */
export interface WallClock {
  date: LocalDate;
  /** Whole minutes, seconds dropped. */
  time: ClockTime;
}

/** What the wall in `zone` shows at `at`. Throws RangeError for a zone that does not exist. */
export function wallClock(at: Instant, zone: TimeZone): WallClock {
  const there = TemporalInstant.toZonedDateTimeISO(TemporalInstant.fromEpochMilliseconds(toEpochMillis(at)), zone);
  const shown = ZonedDateTime.toString(there);
  return { date: dateFrom(shown.slice(0, 10)), time: shown.slice(11, 16) };
}

/** The date in `zone` at `at`. Throws RangeError for a zone that does not exist. */
export function localDate(at: Instant, zone: TimeZone): LocalDate {
  return wallClock(at, zone).date;
}

/**
 * The instant at which the wall in `zone` shows `time` on `date`; `24:00` is the start of the next day. A time that
 * the clocks skip in spring means the moment of the jump, a time that comes twice in autumn the first one: so a later
 * time on the wall is never an earlier instant.
 */
export function instantOn(date: LocalDate, time: ClockTime, zone: TimeZone): Instant {
  if (time === '24:00') return startOfDay(plusDays(date, 1), zone);
  const wall = PlainDateTime.fromString(`${date}T${time}`, getISO);
  const there = PlainDateTime.toZonedDateTime(wall, zone, { disambiguation: 'earlier' });
  const skipped = !PlainDateTime.equals(ZonedDateTime.toPlainDateTime(there), wall);
  const jump = skipped ? ZonedDateTime.getTimeZoneTransition(there, 'next') : null;
  return fromEpochMillis((jump ?? there).epochMilliseconds);
}

/** The first instant of `date` in `zone`, which is not midnight where the clocks skip midnight. */
export function startOfDay(date: LocalDate, zone: TimeZone): Instant {
  return fromEpochMillis(PlainDate.toZonedDateTime(PlainDate.fromString(date, getISO), zone).epochMilliseconds);
}

/** How far ahead a day that people name may lie: a wish beyond it is a typing error, and would outlast every machine. */
export const farthestDays = 730;

/** Whether an instant lies further ahead than two years. */
export function isTooFar(at: Instant, now: Instant): boolean {
  return secondsBetween(now, at) > farthestDays * 86_400;
}

/** Whole days from date `a` to date `b`; negative when `b` lies earlier. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return (Date.parse(b) - Date.parse(a)) / DAY_MILLIS;
}

/** The date `days` days after `date` (before, when negative). */
export function plusDays(date: LocalDate, days: number): LocalDate {
  return dateFrom(new Date(Date.parse(date) + days * DAY_MILLIS).toISOString().slice(0, 10));
}

/** The day of the week of `date`. */
export function weekday(date: LocalDate): Weekday {
  const found = WEEKDAYS[new Date(Date.parse(date)).getUTCDay()];
  if (found === undefined) throw new RangeError(`"${date}" is no date`);
  return found;
}

function dateFrom(text: string): LocalDate {
  if (isLocalDate(text)) return text;
  throw new RangeError(`"${text}" lies outside the years 0000 to 9999`);
}
