/**
 * The only file that concatenates keys. A partition begins with the store; or with the customer, the staff member, the
 * contact point or the group for what the stores of a group share. There is no function here that makes one without
 * naming whose it is.
 */
import type { Instant } from './time.ts';

/** Where a row lives in the table. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** The shards of the due index. */
export const dueShards = 16;

// '#' separates, so inside a part it would make two different keys equal.
const part = (text: string): string => text.replaceAll('%', '%25').replaceAll('#', '%23');

/** Joins the parts of a sort key. */
export const sortKey = (...parts: readonly string[]): string => parts.map(part).join('#');

/** The beginning of the sort keys that start with these whole parts. */
export const sortPrefix = (...parts: readonly string[]): string => `${sortKey(...parts)}#`;

/** A partition of one store. */
export const storePartition = (storeId: string, ...parts: readonly string[]): string =>
  sortKey('STORE', storeId, ...parts);

/** A partition of one customer, whom the stores of a group share. */
export const customerPartition = (customerId: string, ...parts: readonly string[]): string =>
  sortKey('CUSTOMER', customerId, ...parts);

/** A partition of one staff member, who may work at several stores. */
export const staffPartition = (staffId: string, ...parts: readonly string[]): string =>
  sortKey('STAFF', staffId, ...parts);

/** A partition of the group: what all its stores share, such as its playbooks. Small and rarely written. */
export const groupPartition = (...parts: readonly string[]): string => sortKey('GROUP', ...parts);

/** The partition of a contact point: a phone number (E.164) or a mail address (lower case). Whose it is, and who wrote last. */
export const contactPartition = (contact: string): string => sortKey('CONTACT', contact);

/** FNV-1a, 32 bits: spreads ids evenly over the shards, the same on every machine. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}

/** The attributes that put a row into the due index: the sweeper finds it at or after the instant. */
export interface DueKey {
  readonly duePk: string;
  readonly dueSk: string;
}

/** What kinds of rows fall due. */
export type DueKind = 'outbox' | 'follow-up' | 'claim' | 'store' | 'hold';

/** The due index' key of a row; `id` must be unique among rows of the kind. */
export const dueKey = (at: Instant, kind: DueKind, id: string): DueKey => ({
  duePk: duePartition(hash(id) % dueShards),
  dueSk: sortKey(at, kind, id),
});

/** The upper bound of what is due at an instant, for a query on a shard. '~' sorts after every kind. */
export const dueUpTo = (now: Instant): string => `${sortKey(now)}#~`;

/** The instant in a due key. */
export const dueInstant = (dueSk: string): string => dueSk.split('#')[0] ?? '';

/** One shard of the due index. Only the sweeper reads it. */
export const duePartition = (shard: number): string => sortKey('DUE', String(shard));
