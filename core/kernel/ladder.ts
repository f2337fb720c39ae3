/**
 * The escalation ladder L (domain page, section 3): what happens, step by step, to a promise that is late. Pure: a
 * follow-up's decision asks it with the facts it has, does the rungs that are due, and waits until the next.
 */
import * as z from 'zod';
import { addBusinessMinutes, businessMinutesBetween, endOfBusinessDay, type OpeningHours } from './calendar.ts';
import { type Instant, secondsBetween, type TimeZone } from './time.ts';

/** When the middle rungs fall due, as playbook settings: per cent of the allowance after `dueAt`. */
export const ladderSettings = z
  .object({ nextPeerPercent: z.number().min(0), departmentHeadPercent: z.number().min(0) })
  .refine(({ nextPeerPercent, departmentHeadPercent }) => nextPeerPercent <= departmentHeadPercent, {
    error: 'The next peer must come before the department head',
  });

/** When the middle rungs fall due, in per cent of the allowance after `dueAt`. */
export type LadderSettings = z.infer<typeof ladderSettings>;

/** Half the allowance late: the next peer. As late as the allowance was long: the department head. */
export const LADDER_DEFAULTS: LadderSettings = { nextPeerPercent: 50, departmentHeadPercent: 100 };

/** What a rung asks for: tell the owner, hand over to a peer, tell the manager, list in the general manager's digest. */
export type Escalation = 'alert-owner' | 'next-peer' | 'department-head' | 'general-digest';

/** One step of the ladder and when it falls due. */
export interface Rung {
  rung: 1 | 2 | 3 | 4;
  does: Escalation;
  at: Instant;
}

/** A late promise, as the ladder sees it. */
export interface Lateness {
  openedAt: Instant;
  dueAt: Instant;
  /** Opening hours of the owner's department. */
  hours: OpeningHours;
  zone: TimeZone;
  settings?: LadderSettings;
}

/** The rungs that are due and not climbed yet, lowest first, and the one that falls due next, if any is left. */
export interface LadderView {
  due: readonly Rung[];
  next: Rung | undefined;
}

/**
 * The four rungs of a promise, in order. The allowance is the open time between `openedAt` and `dueAt`; where that
 * holds none (opened and due in one night) it is the time on the clock on the wall, or all rungs would come at once.
 * The digest belongs to the business day on which the department head is told: the day of `dueAt`, unless the
 * allowance reaches further, and then a digest at the end of `dueAt`'s day would run ahead of the department head.
 */
export function rungs({ openedAt, dueAt, hours, zone, settings = LADDER_DEFAULTS }: Lateness): readonly Rung[] {
  const open = businessMinutesBetween(openedAt, dueAt, hours, zone);
  const allowance = open > 0 ? open : Math.max(0, secondsBetween(openedAt, dueAt) / 60);
  const late = (percent: number): Instant => addBusinessMinutes(dueAt, (allowance * percent) / 100, hours, zone);
  const departmentHead = late(settings.departmentHeadPercent);
  return [
    { rung: 1, does: 'alert-owner', at: dueAt },
    { rung: 2, does: 'next-peer', at: late(settings.nextPeerPercent) },
    { rung: 3, does: 'department-head', at: departmentHead },
    { rung: 4, does: 'general-digest', at: endOfBusinessDay(departmentHead, hours, zone) },
  ];
}

/**
 * Where a promise stands on the ladder at `now`, when the rungs up to `climbed` (0 to 4) have been done. A rung is due
 * from its instant on. `next` undefined means that no rung is left beyond those in `due`.
 */
export function ladder(lateness: Lateness & { now: Instant; climbed: number }): LadderView {
  const left = rungs(lateness).filter(({ rung }) => rung > lateness.climbed);
  return {
    due: left.filter(({ at }) => at <= lateness.now),
    next: left.find(({ at }) => at > lateness.now),
  };
}
