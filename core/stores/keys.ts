/** Where stores lie in the table. */
import { type Key, storePartition } from '../kernel/keys.ts';

/** The row of a store. */
export const storeKey = (storeId: string): Key => ({ pk: storePartition(storeId), sk: 'STORE' });

/** The partition of a store's own log. */
export const storeLog = (storeId: string): string => storePartition(storeId, 'LOG');
