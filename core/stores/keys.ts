/** Where stores lie in the table. */
import { type DueKey, dueKey, groupPartition, type Key, storePartition } from '../kernel/keys.ts';
import { question } from '../kernel/table.ts';
import { fromEpochMillis, type Instant, toEpochMillis } from '../kernel/time.ts';

/** The row of a store. */
export const storeKey = (storeId: string): Key => ({ pk: storePartition(storeId), sk: 'STORE' });

/** How often a store is measured: often enough for a page that people look at by day. */
const measureHours = 6;

/**
 * The store's row falls due to be measured: so the sweeper finds every store without a list of them. All stores fall due
 * at the same instants, so that one sweep measures them all.
 */
export function measureDue(storeId: string, last: Instant): DueKey {
  const millis = measureHours * 60 * 60 * 1000;
  const next = (Math.floor(toEpochMillis(last) / millis) + 1) * millis;
  return dueKey(fromEpochMillis(next), 'store', storeId);
}

/** The partition of a store's own log. */
export const storeLog = (storeId: string): string => storePartition(storeId, 'LOG');

const list = (): string => groupPartition('STORES');

/** The row by which the group knows a store. */
export const listedKey = (storeId: string): Key => ({ pk: list(), sk: storeId });

/** The stores of the group. */
export const storesOfGroup = question({
  asks: 'Which stores has this group, and which phone number has each?',
  example: [],
  query: () => ({ pk: list() }),
});
