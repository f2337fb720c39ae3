/** What a machine says when it calls a door: which follow-up, and keys only. */
import * as z from 'zod';
import type { Moment } from '../kernel/event.ts';
import type { Instant } from '../kernel/time.ts';
import { executionName, type FollowUp, type Run } from '../run/index.ts';
import { followUps } from './index.ts';

/** The keys of a run. */
export const keys = z.object({
  followUp: z.string(),
  storeId: z.string(),
  followUpId: z.string(),
  generation: z.int().positive(),
});

/** The declaration, the run, and what the doors write down as actor and cause. Throws for a name nobody knows. */
export function runOf(
  asked: z.output<typeof keys>,
  newId: () => string,
): { readonly followUp: FollowUp; readonly run: Run; readonly moment: (now: Instant) => Moment } {
  const followUp = followUps.find(({ name }) => name === asked.followUp);
  if (followUp === undefined) throw new RangeError(`There is no follow-up ${asked.followUp}.`);
  const run: Run = { followUp: asked.followUp, storeId: asked.storeId, subject: asked.followUpId };
  const cause = executionName(run, asked.generation);
  return { followUp, run, moment: (now) => ({ now, newId, actor: { kind: 'system', id: followUp.name }, cause }) };
}
