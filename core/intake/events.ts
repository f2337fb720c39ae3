/** What happens at the intake. What came in stays in the table. */
import * as z from 'zod';
import { defineEvent } from '../kernel/event.ts';
import { reviewReason } from './item.ts';

export const intakeItemOpened = defineEvent('intake-item.opened', 1, {
  means: 'Something came in that a person must look at.',
  data: z.object({ reason: reviewReason }),
  example: { reason: 'unknown-sender' },
});

export const intakeItemResolved = defineEvent('intake-item.resolved', 1, {
  means: 'A person looked at it and is done with it.',
  data: z.object({ reason: reviewReason, staffId: z.string() }),
  example: { reason: 'unknown-sender', staffId: 'ana' },
});

/** All of them, for the contracts. */
export const intakeEvents = [intakeItemOpened, intakeItemResolved];
