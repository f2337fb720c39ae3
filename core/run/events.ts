/** What people do to runs. What runs do themselves is said by their promises, alerts and messages. */
import * as z from 'zod';
import { defineEvent } from '../kernel/event.ts';

export const followUpResumed = defineEvent('follow-up.resumed', 1, {
  means: 'A person sends a run that was stuck on its way again, under the next generation.',
  data: z.object({ followUp: z.string(), generation: z.int() }),
  example: { followUp: 'parts-eta', generation: 2 },
});
