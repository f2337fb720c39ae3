/** Where a store's own texts lie: in a partition of their own, away from what every look at a run reads. */
import { type Key, sortKey, sortPrefix, storePartition } from '../kernel/keys.ts';
import { question } from '../kernel/table.ts';

const place = (storeId: string): string => storePartition(storeId, 'TEMPLATES');

/** The row of a store's own text of a template in one language. */
export const ownTextKey = (storeId: string, name: string, language: string): Key => ({
  pk: place(storeId),
  sk: sortKey(name, language),
});

/** The partition of the log of a store's own texts. */
export const ownTextLog = (storeId: string): string => storePartition(storeId, 'TEMPLATES', 'LOG');

/** A store's own texts of one template. */
export const ownTextsOf = question({
  asks: 'Which texts of its own has this store for this template? One row per language.',
  example: ['S01', 'parts-are-here'],
  query: (storeId: string, name: string) => ({ pk: place(storeId), beginsWith: sortPrefix(name) }),
});

/** All of a store's own texts. */
export const ownTextsAt = question({
  asks: 'Which texts of its own has this store, over all templates?',
  example: ['S01'],
  query: (storeId: string) => ({ pk: place(storeId) }),
});
