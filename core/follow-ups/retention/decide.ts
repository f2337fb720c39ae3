/** Retention, decided: one message, one thing to wait for, a far date, or an end. */
import type { Moment } from '../../kernel/event.ts';
import { earliest, type Instant, latest, localDate, wallClock } from '../../kernel/time.ts';
import {
  climbed,
  escalation,
  firstLate,
  lateWords,
  longestWait,
  type Move,
  type Performance,
  type PromiseChange,
  type Step,
  type Waiting,
} from '../../run/index.ts';
import { filled } from '../../templates/index.ts';
import { inSendingHours, type Kind } from './campaigns.ts';
import type { Facts } from './facts.ts';
import { climbing, closedBy, promiseChanges, waitsUntil } from './owed.ts';
import { isGone, nextTouchAt, outlook, outreach, type Picture, picture, type Running } from './picture.ts';
import { contact, silence } from './silence.ts';
import { templateOf } from './templates.ts';

export type Act = `send-${Kind}` | 'escalate';
export type Wait = 'for-window' | 'for-customer';
export type End = 'over' | 'asleep';

type Next = Move<Act, Wait, End>;

/** Whether the campaign ends with these changes. */
const endsWith = (changes: readonly PromiseChange[]): boolean =>
  changes.some(
    (each) =>
      'change' in each &&
      each.change.type === outreach &&
      (each.command.does === 'keep' || each.command.does === 'cancel' || each.command.does === 'wait'),
  );

/** A message that is due, unless the hour is wrong: then until when. Nothing when there is none. */
function touch(view: Picture): { readonly move: Next } | { readonly until: Instant } | undefined {
  const { running, now } = view;
  if (running?.campaign === undefined || view.customer === undefined) return undefined;
  if (closedBy(view, running) !== undefined) return undefined;
  const { campaign } = running;
  const planned = nextTouchAt(view, running);
  if (planned === undefined) return undefined;
  // A vehicle that is gone is not written about; the message that would have been next says why, now.
  const at = isGone(view) ? now : inSendingHours(view.facts, latest(planned, now));
  if (at > now) return { until: at };
  const decision = outlook(view, campaign);
  if (decision?.answer === 'notBefore') return { until: decision.until };
  const attempt = view.facts.claims.filter(({ told }) => told['campaign'] === campaign.key).length + 1;
  const act = `send-${campaign.kind}` as const;
  return { move: { does: 'act', act, occasion: `${campaign.key}-t${attempt}`, because: `${campaign.says}.` } };
}

const late = (view: Picture) => firstLate(view.owed, (each) => climbing(view, each));

/** The next instants at which something has to be looked at even if nobody says anything. */
function nextInstants(view: Picture): readonly Instant[] {
  const { running, next, now } = view;
  const message = touch(view);
  const answer = running === undefined ? undefined : waitsUntil(view, running);
  return [
    ...view.owed.flatMap((each) => climbing(view, each).next ?? []),
    ...(message !== undefined && 'until' in message ? [message.until] : []),
    ...(running === undefined ? [] : [running.closesAt]),
    ...(answer === undefined ? [] : [answer]),
    ...(next === undefined ? [] : [next.at]),
  ].filter((at) => at > now);
}

function waitingFor(view: Picture, running: Running): Waiting<Wait> {
  const { campaign, touches, sent } = running;
  const said = campaign === undefined ? 'A campaign is under way' : campaign.says;
  const silent = closedBy(view, running);
  if (silent !== undefined) return { wait: 'for-customer', because: `${said}. No message may go out (${silent}).` };
  if (touches.length === 0)
    return { wait: 'for-window', because: `${said}. The customer is not written to at this hour.` };
  const last = touches.at(-1);
  const refused = last?.state === 'REFUSED' ? ` The last was not sent: ${last.reason ?? 'refused'}.` : '';
  const count = `${sent.length} of ${view.settings.touches} messages sent`;
  return { wait: 'for-customer', because: `${said}. ${count}.${refused}` };
}

/** Between campaigns nothing runs: the due index keeps the date. What this step opens is owed already. */
function rest(view: Picture, promises: readonly PromiseChange[]): Next {
  const { running, next, now } = view;
  const opens = promises.some((each) => 'open' in each);
  if (running === undefined && view.owed.length === 0 && !opens) {
    if (next === undefined || isGone(view))
      return { does: 'end', end: 'over', because: 'There is nothing to write about.' };
    const because = `${next.campaign.says}; nothing to do before ${wallClock(next.at, view.zone).date}.`;
    return { does: 'park', end: 'asleep', until: next.at, because };
  }
  const until = earliest(longestWait(now), ...nextInstants(view));
  if (running !== undefined) return { does: 'wait', until, ...waitingFor(view, running) };
  return { does: 'wait', wait: 'for-customer', until, because: 'Somebody has to ask whether a message arrived.' };
}

const over = (facts: Facts, because: string): Step<Act, Wait, End> => ({
  does: 'end',
  end: 'over',
  because,
  promises: facts.promises
    .filter(({ endedAt }) => endedAt === undefined)
    .map((change) => ({ change, command: { does: 'cancel', reason: because } })),
});

/** What comes next. */
export function decide(facts: Facts, now: Instant): Step<Act, Wait, End> {
  const view = picture(facts, now);
  if (view === undefined) return over(facts, 'There is no such vehicle.');
  if (view.vehicle.homeStore !== facts.run.storeId) return over(facts, 'Another store cares for the vehicle.');
  const promises = promiseChanges(view);
  const { running } = view;
  if (isGone(view) && running?.promised === undefined) return over(facts, 'The vehicle is no longer the customer’s.');
  const message = endsWith(promises) ? undefined : touch(view);
  const found = late(view);
  const move = message !== undefined && 'move' in message ? message.move : found && escalation(found);
  return { ...(move ?? rest(view, promises)), promises };
}

const described = ({ make, model }: Picture['vehicle']): { readonly vehicle?: string } => {
  const words = [make, model].filter((word) => word !== undefined);
  return words.length === 0 ? {} : { vehicle: words.join(' ') };
};

function send(view: Picture, running: Running): Performance | undefined {
  const { facts, vehicle } = view;
  const { campaign, sent, touches } = running;
  if (campaign === undefined) return undefined;
  const { kind, key, day } = campaign;
  // A day that has passed is left out: what is overdue need not be said to the day.
  const ahead = day !== undefined && day >= localDate(view.now, view.zone);
  const data = { ...described(vehicle), ...(ahead ? { day } : {}), touch: sent.length + 1 };
  return {
    kind: 'message',
    draft: {
      customerId: vehicle.customerId,
      ...filled(templateOf(kind), data),
      told: { campaign: key, touch: String(touches.length + 1) },
    },
    contact: (now, sending) => contact(facts, kind, now, { sending, suppressed: silence(facts, kind, now) }),
  };
}

function escalate(view: Picture, moment: Moment): Performance | undefined {
  const found = late(view);
  if (found === undefined) return undefined;
  const { storeId } = view.facts.run;
  const { vehicleId, customerId } = view.vehicle;
  const about = { storeId, about: { kind: 'vehicle', id: vehicleId } as const, customerId };
  return climbed(found, about, lateWords(found, view.zone), moment);
}

/** What an act does. Undefined when the facts no longer call for it. */
export function perform(facts: Facts, act: Act, moment: Moment): Performance | undefined {
  const view = picture(facts, moment.now);
  if (view === undefined) return undefined;
  if (act === 'escalate') return escalate(view, moment);
  return view.running === undefined ? undefined : send(view, view.running);
}
