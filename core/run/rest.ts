/** When there is nothing to do at once: wait for what comes next, or park the run until a far date. */
import { earliest, type Instant, plus } from '../kernel/time.ts';
import type { Promised } from '../promises/index.ts';
import type { Step } from './declaration.ts';

type WithoutPromises<Each> = Each extends Step ? Omit<Each, 'promises'> : never;

/** A step before the promises are added. */
export type Move<Act extends string, Wait extends string, End extends string> = WithoutPromises<Step<Act, Wait, End>>;

/** The longest a machine sleeps at once; what is further off is parked in the due index. */
const longestWaitDays = 30;

/** The latest instant at which a run that sleeps from now on is looked at again. */
export const longestWait = (now: Instant): Instant => plus(now, { days: longestWaitDays });

/** What a run waits for, and why, in words for a service manager. */
export interface Waiting<Wait extends string> {
  readonly wait: Wait;
  readonly because: string;
}

/** A wait, or a far date. */
type Rest<Wait extends string> =
  | (Waiting<Wait> & { readonly does: 'wait'; readonly until: Instant })
  | { readonly does: 'park'; readonly end: 'asleep'; readonly until: Instant; readonly because: string };

/**
 * The wait that comes next: until the first of `instants` that is still ahead, 30 days at the most. A date further off
 * parks the run as `asleep`, unless something is owed or `settled` is false: this step opens a promise or hands one over.
 */
export function rest<Wait extends string>(
  { now, owed }: { readonly now: Instant; readonly owed: readonly Promised[] },
  settled: boolean,
  instants: readonly Instant[],
  { wait, because }: Waiting<Wait>,
): Rest<Wait> {
  const horizon = longestWait(now);
  const [first, ...others] = instants.filter((at) => at > now);
  const next = first === undefined ? horizon : earliest(first, ...others);
  if (next > horizon && owed.length === 0 && settled) {
    const parked = `${because} Nothing to do for more than ${longestWaitDays} days.`;
    return { does: 'park', end: 'asleep', until: next, because: parked };
  }
  return { does: 'wait', wait, until: earliest(next, horizon), because };
}
