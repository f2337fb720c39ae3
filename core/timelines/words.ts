/** Days, times, owners and lists as people say them. */
import type { Owner } from '../kernel/owner.ts';
import { type Instant, type LocalDate, type TimeZone, wallClock, weekday } from '../kernel/time.ts';

/** What a sentence may be told in: the store's zone and its people's names. Without them it says UTC and roles. */
export interface Reading {
  readonly zone?: TimeZone | undefined;
  readonly nameOf?: ((staffId: string) => string | undefined) | undefined;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const days = { sun: 'Sun', mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat' } as const;

/** A day: `Fri, Mar 20, 2026`. */
export const dayWords = (date: LocalDate): string =>
  `${days[weekday(date)]}, ${months[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(8, 10))}, ${date.slice(0, 4)}`;

/** An instant on the store's wall: `Fri, Mar 20, 2026, 09:30`; with ` UTC` when no zone is known. */
export function timeWords(at: Instant, { zone }: Reading): string {
  const { date, time } = wallClock(at, zone ?? 'UTC');
  return `${dayWords(date)}, ${time}${zone === undefined ? ' UTC' : ''}`;
}

/** Whoever owes or is told something: a name, or `the advisor queue`. */
export const ownerWords = (of: Owner, { nameOf }: Reading): string =>
  of.kind === 'queue' ? `the ${of.role.replaceAll('-', ' ')} queue` : (nameOf?.(of.staffId) ?? 'a member of staff');

/** A person of the staff: a name, or `a member of staff`. */
export const personWords = (staffId: string, reading: Reading): string =>
  ownerWords({ kind: 'person', staffId }, reading);

/** `a`, `a and b`, `a, b and c`. */
export function listWords(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** A name from the code as words: `promisedAt` and `parts-eta` become `promised at` and `parts eta`. */
export const plainWords = (name: string): string =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[-._]/g, ' ')
    .toLowerCase();

/** The text as a sentence: capital at the front, one full stop at the end. */
export const sentence = (text: string): string => {
  const trimmed = text.trim();
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.!?]$/.test(trimmed) ? '' : '.'}`;
};
