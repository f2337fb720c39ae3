/** What a machine says when it calls a door: which follow-up, and keys only. */
import * as z from 'zod';
import type { Moment } from '../kernel/event.ts';
import type { Instant } from '../kernel/time.ts';
import { executionName, type FollowUp, type Run } from '../run/index.ts';

/** The keys of a run. */
export const keys = z.object({
  followUp: z.string(),
  storeId: z.string(),
  followUpId: z.string(),
  generation: z.int().positive(),
});

/**
 * The declaration in a register, the run, and what the doors write down as actor and cause. Throws for a name that the
 * register does not know.
 */
export function runOf<Known extends FollowUp>(
  register: readonly Known[],
  asked: z.output<typeof keys>,
  newId: () => string,
): { readonly followUp: Known; readonly run: Run; readonly moment: (now: Instant) => Moment } {
  const followUp = register.find(({ name }) => name === asked.followUp);
  if (followUp === undefined) throw new RangeError(`There is no follow-up ${asked.followUp}.`);
  const run: Run = { followUp: asked.followUp, storeId: asked.storeId, subject: asked.followUpId };
  const cause = executionName(run, asked.generation);
  return { followUp, run, moment: (now) => ({ now, newId, actor: { kind: 'system', id: followUp.name }, cause }) };
}
