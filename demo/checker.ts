/**
 * The checker: judges what happened by the table, the executions and what went out, and by nothing that decided it.
 * It imports no decision of the house, so it cannot share a mistake with it.
 */
import {
  customersBelong,
  everyEventHasAnActor,
  everyEventPublished,
  oneEventPerVersion,
  storesApart,
} from './rules/events.ts';
import { keysOnly, machinesFollowReview, newsSeen, nothingRepaired, oneGeneration } from './rules/machines.ts';
import { offersAgreed, offersCanBeStopped, offersFit, offersSeldom } from './rules/marketing.ts';
import { insideWindow, messagesOnRecord, oneCallPerAct, silenceAfterOptOut } from './rules/messages.ts';
import { actsOnTime, droppedHandoffs, lateOnRecord } from './rules/promises.ts';
import {
  confirmedAtOnce,
  holdsEnd,
  missedTheSameDay,
  nothingAfterTheHour,
  silentWhenOff,
  slotsCounted,
} from './rules/visits.ts';
import type { Rule, Snapshot } from './snapshot.ts';

/** A place where something that must always hold does not. */
export interface Violation {
  readonly rule: string;
  readonly says: string;
  readonly where: string;
}

/** What the checker found. */
export interface Verdict {
  /** Open promises without an active owner, or that nothing will come back to; the target is 0, always. */
  readonly dropped: number;
  readonly violations: readonly Violation[];
}

/** Everything that must hold at the end of a quiet day. */
export const rules: readonly Rule[] = [
  droppedHandoffs,
  lateOnRecord,
  actsOnTime,
  oneCallPerAct,
  messagesOnRecord,
  silenceAfterOptOut,
  insideWindow,
  nothingAfterTheHour,
  silentWhenOff,
  missedTheSameDay,
  confirmedAtOnce,
  slotsCounted,
  holdsEnd,
  offersAgreed,
  offersSeldom,
  offersFit,
  offersCanBeStopped,
  oneEventPerVersion,
  everyEventPublished,
  everyEventHasAnActor,
  storesApart,
  customersBelong,
  keysOnly,
  machinesFollowReview,
  oneGeneration,
  newsSeen,
  nothingRepaired,
];

/** Judges a snapshot. */
export function judge(snapshot: Snapshot): Verdict {
  const violations = rules.flatMap(({ name, says, find }) =>
    find(snapshot).map((where): Violation => ({ rule: name, says, where })),
  );
  return { dropped: violations.filter(({ rule }) => rule === droppedHandoffs.name).length, violations };
}
