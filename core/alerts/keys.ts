/** Where alerts lie: each on the desk of the person or role it is for. */
import { type Key, sortKey, sortPrefix, storePartition } from '../kernel/keys.ts';
import { type Owner, ownerKey } from '../kernel/owner.ts';
import { question } from '../kernel/table.ts';
import type { Instant } from '../kernel/time.ts';

/** The row of an alert. */
export const alertKey = (storeId: string, alertId: string): Key => ({
  pk: storePartition(storeId, 'ALERT', alertId),
  sk: 'ALERT',
});

const desk = (storeId: string, owner: Owner): string => storePartition(storeId, 'DESK', ownerKey(owner));

const seenPart = (seen: boolean): string => (seen ? '1' : '0');

/** The attributes that put an alert on a desk. */
export const onDesk = (storeId: string, to: Owner, seen: boolean, at: Instant, alertId: string) => ({
  deskPk: desk(storeId, to),
  deskSk: sortKey('alert', seenPart(seen), at, alertId),
});

/** The alerts of one desk. */
export const alertsOnDesk = question({
  asks: 'Which alerts lie unseen (or seen) on this desk, newest first?',
  example: ['S01', { kind: 'queue', role: 'advisor' }, false],
  query: (storeId: string, owner: Owner, seen: boolean) => ({
    index: 'desk',
    pk: desk(storeId, owner),
    beginsWith: sortPrefix('alert', seenPart(seen)),
    newestFirst: true,
  }),
});
