/** What happens to promises. */
import * as z from 'zod';
import { defineEvent } from '../kernel/event.ts';
import { owner } from '../kernel/owner.ts';
import { instant } from '../kernel/time.ts';

const base = {
  type: z.string(),
  followUp: z.string(),
  owner,
  /** Its lifecycle only observes: nobody sees it, and it does not count. */
  shadow: z.boolean().optional(),
};
const example = { type: 'eta', followUp: 'parts-eta', owner: { kind: 'queue', role: 'parts' } as const };

export const promiseOpened = defineEvent('promise.opened', 1, {
  means: 'Somebody owes something from now on.',
  data: z.object({ ...base, dueAt: instant, playbookVersion: z.int() }),
  example: { ...example, dueAt: instant.parse('2026-03-10T16:30:00Z'), playbookVersion: 0 },
});

export const promiseAcknowledged = defineEvent('promise.acknowledged', 1, {
  means: 'The owner has seen it.',
  data: z.object(base),
  example,
});

export const promiseHandedOver = defineEvent('promise.handed-over', 1, {
  means: 'Another owner owes it now; the one before is told.',
  data: z.object({ ...base, from: owner, because: z.string() }),
  example: { ...example, from: { kind: 'person', staffId: 'ana' }, because: 'Ana no longer works here.' },
});

export const promiseEscalated = defineEvent('promise.escalated', 1, {
  means: 'It is late and a rung of the ladder was climbed.',
  data: z.object({ ...base, rung: z.int(), breachedAt: instant, because: z.string() }),
  example: {
    ...example,
    rung: 1,
    breachedAt: instant.parse('2026-03-10T16:30:00Z'),
    because: 'It is due now and not kept.',
  },
});

export const promiseWaiting = defineEvent('promise.waiting', 1, {
  means: 'It cannot go on by itself: the reason says what a person must do.',
  data: z.object({ ...base, reason: z.string() }),
  example: { ...example, reason: 'The customer has opted out: call instead.' },
});

export const promiseSurfaced = defineEvent('promise.surfaced', 1, {
  means: 'What was only observed until now is owed by somebody: the lifecycle does more than observe.',
  data: z.object({ ...base, dueAt: instant }),
  example: { ...example, dueAt: instant.parse('2026-03-10T16:30:00Z') },
});

export const promiseKept = defineEvent('promise.kept', 1, {
  means: 'What was owed was done.',
  data: z.object({ ...base, late: z.boolean(), reason: z.string() }),
  example: { ...example, late: false, reason: 'Every open line has an ETA.' },
});

export const promiseCancelled = defineEvent('promise.cancelled', 1, {
  means: 'It is no longer owed.',
  data: z.object({ ...base, reason: z.string() }),
  example: { ...example, reason: 'The repair order was voided.' },
});

/** All of them, for the contracts. */
export const promiseEvents = [
  promiseOpened,
  promiseAcknowledged,
  promiseHandedOver,
  promiseEscalated,
  promiseWaiting,
  promiseSurfaced,
  promiseKept,
  promiseCancelled,
];
