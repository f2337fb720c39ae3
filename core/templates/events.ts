/** What happens to a store's own texts. The words stay in the table. */
import * as z from 'zod';
import { defineEvent } from '../kernel/event.ts';

const data = z.object({ name: z.string(), language: z.string() });
const example = { name: 'parts-are-here', language: 'es' };

/** A store wrote its own text, or changed it. */
export const templateChanged = defineEvent('template.changed', 1, {
  means: 'A store put a text of its own in the place of one of ours, or changed it.',
  data,
  example,
});

/** A store went back to our text. */
export const templateReset = defineEvent('template.reset', 1, {
  means: 'A store gave up its own text; the built-in one goes out again.',
  data,
  example,
});
