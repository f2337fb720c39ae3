/** Days and times at a store, as instants. */
import {
  clockTime,
  type Instant,
  instantOn,
  type LocalDate,
  plus,
  plusDays,
  type TimeZone,
  weekday,
} from '../../core/kernel/time.ts';

/** `14:05` on that day, on the store's wall. */
export const on = (day: LocalDate, time: string, zone: TimeZone): Instant =>
  instantOn(day, clockTime.parse(time), zone);

const isWorkday = (day: LocalDate): boolean => !['sat', 'sun'].includes(weekday(day));

/** The n-th day from Monday to Friday after `day`; for 0 the day itself, or the Monday after a weekend. */
export function workday(day: LocalDate, n: number): LocalDate {
  let found = day;
  while (!isWorkday(found)) found = plusDays(found, 1);
  for (let left = n; left > 0; left -= 1) {
    found = plusDays(found, 1);
    while (!isWorkday(found)) found = plusDays(found, 1);
  }
  return found;
}

/** All days from Monday to Friday from `first` on, before `end`. */
export function workdays(first: LocalDate, end: LocalDate): readonly LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = workday(first, 0); day < end; day = workday(day, 1)) days.push(day);
  return days;
}

/** The instant so many minutes later. */
export const later = (at: Instant, minutes: number): Instant => plus(at, { minutes });
