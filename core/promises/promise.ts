/** The promise: something owed, by somebody, by an instant (domain section 3). */
import * as z from 'zod';
import { actor } from '../kernel/event.ts';
import { defineNoun } from '../kernel/noun.ts';
import { owner } from '../kernel/owner.ts';
import { instant } from '../kernel/time.ts';
import { promiseKey, promiseLists, promiseLog } from './keys.ts';

/** OPEN → ACKED → WAITING → KEPT or CANCELLED. Breached is no state: a late promise is still owed. */
export const promiseState = z.enum(['OPEN', 'ACKED', 'WAITING', 'KEPT', 'CANCELLED']);
export type PromiseState = z.infer<typeof promiseState>;

/** A line of a promise's history: who did what, when. */
export const promiseMoment = z.object({ at: instant, actor, what: z.string() });

export const promise = z.object({
  /** `<follow-up>.<subject>.<type>.<ordinal>`: says where the row lies, and that a follow-up owes it once. */
  promiseId: z.string(),
  type: z.string(),
  storeId: z.string(),
  subject: z.string(),
  followUp: z.string(),
  customerId: z.string().optional(),
  owner,
  /** What is owed, as one sentence for the person who owes it. No personal data. */
  owes: z.string(),
  openedAt: instant,
  dueAt: instant,
  state: promiseState,
  waitReason: z.string().optional(),
  /** When it became late; it stays. */
  breachedAt: instant.optional(),
  /** How far the escalation ladder was climbed, 0 to 4. */
  rung: z.int().min(0),
  /** When the latest rung was climbed. */
  rungAt: instant.optional(),
  /** The version of the store's settings it was opened under; 0 is the house's defaults. */
  playbookVersion: z.int().min(0),
  /** Opened while its lifecycle only observed: recorded, on nobody's desk, and not counted. */
  shadow: z.boolean().optional(),
  /** The event that caused it. */
  cause: z.string(),
  endedAt: instant.optional(),
  /** Why it was cancelled, or how it was kept. */
  reason: z.string().optional(),
  history: z.array(promiseMoment),
  version: z.int().positive(),
});
export type Promised = z.infer<typeof promise>;

/** Whether the promise is still owed. */
export const isOwed = (of: { readonly state: PromiseState }): boolean =>
  of.state !== 'KEPT' && of.state !== 'CANCELLED';

export const promises = defineNoun({
  name: 'promise',
  schema: promise,
  id: (state) => state.promiseId,
  key: (state) => promiseKey(state.storeId, state.promiseId),
  log: (state) => promiseLog(state.storeId, state.promiseId),
  about: ({ storeId, subject, customerId }) => ({
    storeId,
    subject,
    ...(customerId === undefined ? {} : { customerId }),
  }),
  indexes: (state) => promiseLists(state, isOwed(state)),
});
