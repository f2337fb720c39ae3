/** Where promises lie: beside what they are about, on the desk of their owner, and on the store's board. */
import { type Key, sortKey, sortPrefix, storePartition } from '../kernel/keys.ts';
import { type Owner, ownerKey } from '../kernel/owner.ts';
import { subjectPartition } from '../kernel/subject.ts';
import { question } from '../kernel/table.ts';
import type { Instant } from '../kernel/time.ts';

/** The id of a promise says what it belongs to. */
export const promiseId = (followUp: string, subject: string, type: string, ordinal: number): string =>
  [followUp, subject, type, String(ordinal)].join('.');

const subjectIn = (id: string): string => id.split('.')[1] ?? '';

/** Whether the text has the shape of a promise's id. */
export const isPromiseId = (id: string): boolean =>
  /^[a-z-]{1,24}\.(?:ro|ap|vh|cv)-[A-Za-z0-9-]{1,40}\.[a-z-]{1,24}\.\d{1,6}$/.test(id);

/** The row of a promise. Throws RangeError when the id has another shape; check with `isPromiseId` first. */
export const promiseKey = (storeId: string, id: string): Key => ({
  pk: subjectPartition(storeId, subjectIn(id)),
  sk: sortKey('PROMISE', id),
});

export const promiseLog = (storeId: string, id: string): string => subjectPartition(storeId, subjectIn(id), 'LOG');

interface Listed {
  readonly storeId: string;
  readonly promiseId: string;
  readonly owner: Owner;
  readonly dueAt: Instant;
  readonly endedAt?: Instant | undefined;
  readonly shadow?: boolean | undefined;
}

/**
 * Owed promises lie by due time; ended ones by month, so that no partition grows for ever. A shadow lies on nobody's desk
 * and on a board of its own while it would be owed; once it ended, only the log tells of it.
 */
export function promiseLists(of: Listed, owed: boolean): Readonly<Record<string, string>> {
  if (of.shadow === true) {
    return owed
      ? { boardPk: storePartition(of.storeId, 'PROMISES', 'shadow'), boardSk: sortKey(of.dueAt, of.promiseId) }
      : {};
  }
  if (owed) {
    return {
      deskPk: storePartition(of.storeId, 'DESK', ownerKey(of.owner)),
      deskSk: sortKey('promise', of.dueAt, of.promiseId),
      boardPk: storePartition(of.storeId, 'PROMISES', 'owed'),
      boardSk: sortKey(of.dueAt, of.promiseId),
    };
  }
  const ended = of.endedAt ?? of.dueAt;
  return {
    boardPk: storePartition(of.storeId, 'PROMISES', 'ended', ended.slice(0, 7)),
    boardSk: sortKey(ended, of.promiseId),
  };
}

export const promisesOfOwner = question({
  asks: 'Which promises does this owner owe at this store, soonest due first?',
  example: ['S01', { kind: 'queue', role: 'advisor' }],
  query: (storeId: string, owner: Owner) => ({
    index: 'desk',
    pk: storePartition(storeId, 'DESK', ownerKey(owner)),
    beginsWith: sortPrefix('promise'),
  }),
});

export const promisesOwed = question({
  asks: 'Which promises are owed at this store, soonest due first?',
  example: ['S01'],
  query: (storeId: string) => ({ index: 'board', pk: storePartition(storeId, 'PROMISES', 'owed') }),
});

export const promisesObserved = question({
  asks: 'Which promises would be owed at this store if its lifecycles did more than observe, soonest due first?',
  example: ['S01'],
  query: (storeId: string) => ({ index: 'board', pk: storePartition(storeId, 'PROMISES', 'shadow') }),
});

export const promisesEnded = question({
  asks: 'Which promises ended at this store in this month (YYYY-MM), in order?',
  example: ['S01', '2026-03'],
  query: (storeId: string, month: string) => ({
    index: 'board',
    pk: storePartition(storeId, 'PROMISES', 'ended', month),
  }),
});
