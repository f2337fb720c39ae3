/** What happens to stores. */
import * as z from 'zod';
import { defineEvent } from '../kernel/event.ts';

/** A store was set up. */
export const storeCreated = defineEvent('store.created', 1, {
  means: 'A store was set up.',
  data: z.object({ timeZone: z.string() }),
  example: { timeZone: 'America/Chicago' },
});

/** Settings of a store were changed. */
export const storeChanged = defineEvent('store.changed', 1, {
  means: 'Settings of a store, such as its hours, were changed.',
  data: z.object({ fields: z.array(z.string()) }),
  example: { fields: ['hours'] },
});
