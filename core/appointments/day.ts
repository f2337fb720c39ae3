/**
 * A department's day as one can book it: slots follow each other from each opening as long as they end by the closing.
 * A slot is where customers come in, not how long their car stays: the counter is what can be overrun.
 */
import * as z from 'zod';
import { isOpen, openTimes } from '../kernel/calendar.ts';
import { Problem } from '../kernel/problem.ts';
import { allRows, type Reader } from '../kernel/table.ts';
import {
  type ClockTime,
  type Instant,
  instantOn,
  isInYears,
  type LocalDate,
  localDate,
  plus,
  plusDays,
  wallClock,
  weekday,
} from '../kernel/time.ts';
import { type Member, memberKey, readMember } from '../staff/index.ts';
import { hoursOf, type Store, storeKey, stores } from '../stores/index.ts';
import type { BookedDepartment } from './appointment.ts';
import { type Capacity, capacityAt, perSlotAt } from './capacity.ts';
import { slotKey, slotsOfDay } from './keys.ts';
import type { Place, Slot } from './slot.ts';

/** What a department's day is made of. */
export interface Day {
  readonly store: Store;
  readonly capacity: Capacity;
  readonly date: LocalDate;
  /** Sort key → how often it is taken. */
  readonly counts: ReadonlyMap<string, number>;
  /** Whom the customer is to meet, if one is named. */
  readonly member?: Member | undefined;
}

const wrong = (field: string, fix: string): Problem =>
  new Problem('invalid-input', `${field}: ${fix}`, [{ field, fix }]);

const counted = z.object({ sk: z.string(), taken: z.int() });

/** The store. Throws 409 while it has no hours for the department, or nobody has said how many it takes at a time. */
async function bookable(reader: Reader, storeId: string, department: BookedDepartment) {
  const [row, capacity] = await Promise.all([reader.get(storeKey(storeId)), capacityAt(reader, storeId, department)]);
  const store = row === undefined ? undefined : stores.read(row);
  const hours = store === undefined ? undefined : hoursOf(store, department);
  const opens = Object.values(hours?.weekly ?? {}).some((spans) => spans.length > 0);
  if (store === undefined || !opens) {
    throw new Problem(
      'conflict',
      `The store has no opening hours for ${department}. Set \`hours\` of the store first.`,
    );
  }
  if (capacity === undefined) {
    const path = `/stores/${storeId}/departments/${department}/capacity`;
    throw new Problem(
      'conflict',
      `Nobody has said how many customers ${department} takes at a time. PUT ${path} first.`,
    );
  }
  return { store, capacity };
}

async function memberOf(reader: Reader, storeId: string, staffId: string | undefined): Promise<Member | undefined> {
  if (staffId === undefined) return undefined;
  const row = await reader.get(memberKey(storeId, staffId));
  const member = row === undefined ? undefined : readMember(row);
  if (member?.active !== true) throw wrong('staffId', 'Send the id of somebody who works at this store.');
  return member;
}

/** Which day is asked for: a date on the store's wall, or the one that an instant falls on. */
export type When = { readonly date: LocalDate } | { readonly startsAt: Instant };

/**
 * Reads a department's day: settings, and one query for its counts. Throws 409 for a department that cannot be booked
 * yet, 422 for a person who does not work at the store.
 */
export async function readDay(
  reader: Reader,
  of: { readonly storeId: string; readonly department: BookedDepartment; readonly staffId?: string | undefined },
  when: When,
): Promise<Day> {
  const { storeId, department, staffId } = of;
  const [{ store, capacity }, member] = await Promise.all([
    bookable(reader, storeId, department),
    memberOf(reader, storeId, staffId),
  ]);
  const date = 'date' in when ? when.date : localDate(when.startsAt, store.timeZone);
  const rows = await allRows(reader, { ...slotsOfDay.query(storeId, department, date), limit: 1000 });
  const counts = new Map(rows.map((row) => counted.parse(row)).map(({ sk, taken }) => [sk, taken]));
  return { store, capacity, date, counts, member };
}

const takenIn = ({ store, capacity, date, counts }: Day, startsAt: Instant, staffId?: string): number =>
  counts.get(slotKey({ storeId: store.storeId, department: capacity.department, date, startsAt }, staffId).sk) ?? 0;

/** The slots of the day, in order, whether there is room or not. */
export function slotsOn(day: Day): readonly Slot[] {
  const { store, capacity, date } = day;
  const slots: Slot[] = [];
  for (const open of openTimes(date, hoursOf(store, capacity.department), store.timeZone)) {
    let startsAt = open.from;
    for (;;) {
      const endsAt = plus(startsAt, { minutes: capacity.slotMinutes });
      if (endsAt > open.to || !isInYears(endsAt)) break;
      const { time } = wallClock(startsAt, store.timeZone);
      const most = perSlotAt(capacity, weekday(date), time);
      slots.push({ date, startsAt, endsAt, capacity: most, taken: takenIn(day, startsAt) });
      startsAt = endsAt;
    }
  }
  return slots;
}

/** The room that the named person has in a slot; none off shift. Undefined when nobody is named. */
export function personIn(day: Day, { startsAt }: Pick<Slot, 'startsAt'>): Place['person'] {
  const { member, store, capacity } = day;
  if (member === undefined) return undefined;
  const { staffId, shifts } = member;
  const works = shifts === undefined || isOpen(startsAt, { weekly: shifts, holidays: [] }, store.timeZone);
  return { staffId, capacity: works ? capacity.perPerson : 0, taken: takenIn(day, startsAt, staffId) };
}

/** Whether a slot lies in the time in which one can book: not too near, and not too far ahead. */
export function isInReach({ store, capacity }: Day, { date, startsAt }: Slot, now: Instant): boolean {
  const last = plusDays(localDate(now, store.timeZone), capacity.daysAhead);
  return startsAt > now && startsAt >= plus(now, { minutes: capacity.leadMinutes }) && date <= last;
}

/**
 * The instant of a time on the store's wall. Throws 422 for a time that the clocks skip that day; one that comes twice
 * means the first.
 */
export function wallTime(date: LocalDate, time: ClockTime, store: Store): Instant {
  const at = instantOn(date, time, store.timeZone);
  if (wallClock(at, store.timeZone).time === time) return at;
  throw wrong('time', `The clocks skip ${time} on ${date}. Send another time.`);
}

/** The place that a customer takes. Throws 422 for a time that is no slot, or not one that can be booked now. */
export function placeOn(day: Day, startsAt: Instant, now: Instant, field: string): Place {
  const slot = slotsOn(day).find((one) => one.startsAt === startsAt);
  if (slot === undefined)
    throw wrong(field, 'No slot begins then. Send the start of one that the availability of the day lists.');
  if (!isInReach(day, slot, now)) {
    const { leadMinutes, daysAhead } = day.capacity;
    throw wrong(field, `Send a slot at least ${leadMinutes} minutes and at most ${daysAhead} days ahead.`);
  }
  return { slot, person: personIn(day, slot) };
}
