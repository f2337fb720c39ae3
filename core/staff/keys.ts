/** Where staff lie in the table. */
import { type Key, sortKey, sortPrefix, staffPartition, storePartition } from '../kernel/keys.ts';
import { question } from '../kernel/table.ts';

/** The row of a person. */
export const staffKey = (staffId: string): Key => ({ pk: staffPartition(staffId), sk: 'STAFF' });

/** The partition of a person's own log. */
export const staffLog = (staffId: string): string => staffPartition(staffId, 'LOG');

/** The row by which a store knows a person. */
export const memberKey = (storeId: string, staffId: string): Key => ({
  pk: storePartition(storeId),
  sk: sortKey('STAFF', staffId),
});

/** A store and everybody who works there, in one query. */
export const storeWithStaff = question({
  asks: 'What is this store, and who works there?',
  example: ['S01'],
  query: (storeId: string) => ({ pk: storePartition(storeId) }),
});

/** Everybody who works or worked at a store. */
export const staffOfStore = question({
  asks: 'Who works, or worked, at this store?',
  example: ['S01'],
  query: (storeId: string) => ({ pk: storePartition(storeId), beginsWith: sortPrefix('STAFF') }),
});
