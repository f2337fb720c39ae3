/** Where repair orders lie, and what is asked about them. */
import { customerPartition, type Key, sortKey, sortPrefix, storePartition } from '../kernel/keys.ts';
import { question } from '../kernel/table.ts';
import type { Instant } from '../kernel/time.ts';

/** The states of a repair order; a board each. */
export type RepairOrderStatus = 'OPEN' | 'CLOSED' | 'VOIDED';

/** The partition of a repair order: the order itself, its parts orders, its promises and its messages. */
const place = (storeId: string, roNumber: string, ...parts: readonly string[]): string =>
  storePartition(storeId, 'RO', roNumber, ...parts);

/** The row of a repair order. */
export const repairOrderKey = (storeId: string, roNumber: string): Key => ({ pk: place(storeId, roNumber), sk: 'RO' });

/** The partition of the log of a repair order and of everything that hangs on it. */
export const repairOrderLog = (storeId: string, roNumber: string): string => place(storeId, roNumber, 'LOG');

const board = (storeId: string, status: RepairOrderStatus): string => storePartition(storeId, 'RO', status);

/** The attributes that put a repair order on the board of its status. */
export const onBoard = (storeId: string, status: RepairOrderStatus, openedAt: Instant, roNumber: string) => ({
  boardPk: board(storeId, status),
  boardSk: sortKey(openedAt, roNumber),
});

/** The board of a status. */
export const repairOrdersByStatus = question({
  asks: 'Which repair orders of this store are open (closed, voided), newest first?',
  example: ['S01', 'OPEN'],
  query: (storeId: string, status: RepairOrderStatus) => ({
    index: 'board',
    pk: board(storeId, status),
    newestFirst: true,
  }),
});

/** The log that the timeline tells. */
export const eventsOfRepairOrder = question({
  asks: 'What happened to this repair order, its parts, promises and messages, newest first?',
  example: ['S01', '10233'],
  query: (storeId: string, roNumber: string) => ({ pk: repairOrderLog(storeId, roNumber), newestFirst: true }),
});

/** All repair orders of a customer at a store. The story index lags behind the table by moments. */
export const repairOrdersOfCustomer = question({
  asks: 'Which repair orders has, or had, this customer at this store?',
  example: ['S01', 'C-1001'],
  query: (storeId: string, customerId: string) => ({
    index: 'story',
    pk: customerPartition(customerId),
    beginsWith: sortPrefix(storeId, 'repair-order'),
  }),
});
