/** Where the intake keeps what came in, and what waits for a person to look at it. */
import { contactPartition, type Key, sortKey, storePartition } from '../kernel/keys.ts';
import { question } from '../kernel/table.ts';
import type { Instant } from '../kernel/time.ts';

/** The row that keeps a letter as it came in. A letter that comes twice finds its row. */
export const rawKey = (from: string, at: Instant, letterId: string): Key => ({
  pk: contactPartition(from),
  sk: sortKey('RAW', at, letterId),
});

/** The row of an intake item. */
export const itemKey = (storeId: string, itemId: string): Key => ({
  pk: storePartition(storeId, 'INTAKE', itemId),
  sk: 'ITEM',
});

/** The log of an intake item. */
export const itemLog = (storeId: string, itemId: string): string => storePartition(storeId, 'INTAKE', itemId, 'LOG');

const board = (storeId: string): string => storePartition(storeId, 'INTAKE', 'open');

/** The attributes that put an item on the review queue of its store. */
export const onReviewQueue = (storeId: string, at: Instant, itemId: string) => ({
  boardPk: board(storeId),
  boardSk: sortKey(at, itemId),
});

/** The review queue. */
export const itemsToReview = question({
  asks: 'What came in at this store and could not be understood, oldest first?',
  example: ['S01'],
  query: (storeId: string) => ({ index: 'board', pk: board(storeId) }),
});
