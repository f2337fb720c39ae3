/** Which promises of this follow-up open, are kept, wait for a person, are cancelled or change hands. */
import { addBusinessMinutes } from '../../kernel/calendar.ts';
import { type Instant, localDate, plus } from '../../kernel/time.ts';
import type { PromiseCommand, Promised } from '../../promises/index.ts';
import { type Climbing, climbL, handOver, type PromiseChange } from '../../run/index.ts';
import { hoursOf } from '../../stores/index.ts';
import { visitAhead } from './facts.ts';
import { carer, isGone, nextTouchAt, outlook, outreach, owner, type Picture, type Running } from './picture.ts';
import { forGood } from './silence.ts';

type Command = PromiseCommand | undefined;

const keep = (reason: string): Command => ({ does: 'keep', reason });
const cancel = (reason: string): Command => ({ does: 'cancel', reason });

/** Whether the last message was refused because the vehicle is no longer the customer's: the reason is on record. */
const refusedForGood = ({ touches }: Running): boolean => forGood.includes(touches.at(-1)?.reason ?? '');

/** Why there is no way to the customer; undefined while there is one. The first message finds out, and keeps the reason. */
export function closedBy(view: Picture, { campaign, touches }: Running): string | undefined {
  if (campaign === undefined || touches.length === 0) return undefined;
  const decision = outlook(view, campaign);
  return decision?.answer === 'refused' ? decision.rule : undefined;
}

/** When everything was sent and there has been time to answer; undefined while there is more to send. */
export function waitsUntil(view: Picture, running: Running): Instant | undefined {
  const last = running.sent.at(-1);
  if (last === undefined || nextTouchAt(view, running) !== undefined) return undefined;
  return plus(last.at, { days: view.settings.touchGapDays });
}

/** How a campaign ends because its reason is gone. */
function moot(view: Picture, { openedAt, touches }: Running): Command {
  const { lastServiceAt } = view.vehicle;
  if (touches.some(({ act }) => act === 'send-recall')) return keep('The recall was done.');
  return lastServiceAt !== undefined && lastServiceAt > openedAt
    ? keep('The customer came in.')
    : cancel('What it was about is no longer so.');
}

/** How a campaign ends because of what the customer did. */
function answered(view: Picture, running: Running): Command {
  const { facts, vehicle, now, zone } = view;
  const [first] = running.touches;
  const ahead = visitAhead(facts, now);
  // What was booked before is a reason for silence first, on record; then there is nothing left to ask for.
  if (ahead !== undefined && (first !== undefined || ahead.bookedAt > running.openedAt))
    return keep('A visit is booked.');
  // Safety is not what the customer declined.
  const sells = running.campaign?.kind !== 'recall';
  if (sells && vehicle.quietUntil !== undefined && vehicle.quietUntil > localDate(now, zone)) {
    return keep(`The customer declined until ${vehicle.quietUntil}.`);
  }
  const wrote = first !== undefined && facts.wroteAt !== undefined && facts.wroteAt > first.at;
  return wrote && closedBy(view, running) === undefined ? keep('The customer answered.') : undefined;
}

/** How a campaign ends because there is nothing more to do. */
function exhausted(view: Picture, running: Running): Command {
  const { now } = view;
  const until = waitsUntil(view, running);
  const silent = closedBy(view, running);
  const nobody = silent !== undefined && (silent === 'do-not-call' || !view.settings.personWhenSilent);
  if (now < running.closesAt && (until === undefined || now < until) && !nobody) return undefined;
  if (running.sent.length > 0) return keep('Everything was sent and nobody answered.');
  return cancel(`Suppressed: ${running.touches.at(-1)?.reason ?? 'nothing could be sent'}.`);
}

/** What becomes of the campaign that is under way. */
export function outreachCommand(view: Picture, running: Running, promised: Promised): Command {
  const { campaign } = running;
  if (isGone(view)) {
    const said = refusedForGood(running) || campaign === undefined || nextTouchAt(view, running) === undefined;
    // Where no message may go, none will say it.
    const never = closedBy(view, running) !== undefined;
    return said || never ? cancel('Suppressed: the vehicle is no longer the customer’s.') : undefined;
  }
  if (campaign === undefined) return moot(view, running);
  const end = answered(view, running) ?? exhausted(view, running);
  if (end !== undefined) return end;
  const { next } = view;
  if (
    campaign.kind !== 'recall' &&
    next?.campaign.kind === 'recall' &&
    next.at <= view.now &&
    running.touches.length > 0
  )
    return cancel('A recall comes first.');
  const silent = closedBy(view, running);
  return silent === undefined || promised.state === 'WAITING'
    ? undefined
    : { does: 'wait', reason: `No message may go out (${silent}): call the customer.` };
}

function reachCommand(view: Picture, promised: Promised): Command {
  if (isGone(view)) return cancel('The vehicle is no longer the customer’s.');
  const unknown = view.facts.claims.some(({ state, at }) => state === 'UNKNOWN' && at <= promised.openedAt);
  return unknown ? undefined : cancel('The provider answered after all.');
}

function commandFor(view: Picture, promised: Promised): Command {
  const { running } = view;
  const own =
    promised.type === outreach
      ? running === undefined
        ? cancel('There is nothing to write about.')
        : outreachCommand(view, running, promised)
      : reachCommand(view, promised);
  const hands = handOver(view, promised, owner(view));
  // Before it waits for a person, it belongs to one who is there.
  return own?.does === 'wait' ? (hands ?? own) : (own ?? hands);
}

type Opening = Extract<PromiseChange, { open: unknown }>['open'];
type Draft = Omit<Opening, 'ordinal' | 'customerId'>;

/** One day beyond its close, so that what closes on time is not late. */
const graceDays = 1;

function outreachOwed(view: Picture): Draft | undefined {
  const { running, now } = view;
  if (running?.campaign === undefined || running.promised !== undefined || isGone(view)) return undefined;
  return {
    type: outreach,
    owner: owner(view),
    owes: `${running.campaign.says}: bring the customer in`,
    openedAt: now,
    dueAt: plus(running.closesAt, { days: graceDays }),
  };
}

/** A question to the customer about messages whose outcome nobody knows; one asked later covers those before it. */
function reachOwed(view: Picture): Draft | undefined {
  const { facts, now, settings, zone } = view;
  const lastAsked = facts.promises.findLast(({ type }) => type === 'did-it-reach')?.openedAt ?? '';
  const unasked = facts.claims.some(({ state, at, endedAt }) => state === 'UNKNOWN' && (endedAt ?? at) > lastAsked);
  if (!unasked || isGone(view)) return undefined;
  return {
    type: 'did-it-reach',
    owner: owner(view),
    owes: 'A question to the customer whether our message reached them',
    openedAt: now,
    dueAt: addBusinessMinutes(now, settings.reachMinutes, hoursOf(view.store, 'marketing'), zone),
  };
}

const opened = (view: Picture): readonly PromiseChange[] =>
  [outreachOwed, reachOwed].flatMap((opening) => {
    const draft = opening(view);
    if (draft === undefined || view.owed.some(({ type }) => type === draft.type)) return [];
    const ordinal = view.facts.promises.filter(({ type }) => type === draft.type).length + 1;
    return [{ open: { ...draft, ordinal, customerId: view.vehicle.customerId } }];
  });

/** Everything that changes about this follow-up's promises now. */
export const promiseChanges = (view: Picture): readonly PromiseChange[] => [
  ...view.owed.flatMap((change) => {
    const command = commandFor(view, change);
    return command === undefined ? [] : [{ change, command }];
  }),
  ...opened(view),
];

/** Where a promise stands on the ladder. A campaign closes by itself before it is late; a question to the customer climbs. */
export const climbing = (view: Picture, late: Promised): Climbing =>
  late.type === outreach
    ? { due: undefined, next: undefined }
    : climbL(view, late, { role: carer(view), department: 'marketing' });
