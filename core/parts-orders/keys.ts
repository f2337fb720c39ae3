/** Where parts orders lie: in the partition of their repair order, so one query gives the order with all its parts. */
import { type Key, sortKey, sortPrefix, storePartition } from '../kernel/keys.ts';
import { question } from '../kernel/table.ts';

/** The row of a parts order. */
export const partsOrderKey = (storeId: string, roNumber: string, partsOrderId: string): Key => ({
  pk: storePartition(storeId, 'RO', roNumber),
  sk: sortKey('PARTS', partsOrderId),
});

/** All parts orders of one repair order. */
export const partsOrdersOfRepairOrder = question({
  asks: 'Which parts orders does this repair order have?',
  example: ['S01', '10233'],
  query: (storeId: string, roNumber: string) => ({
    pk: storePartition(storeId, 'RO', roNumber),
    beginsWith: sortPrefix('PARTS'),
  }),
});
