/**
 * A customer wrote, and a person owes an answer. The machine never answers in a person's place: it confirms an opt-out once,
 * sends what a person wrote, and sees to it that somebody writes.
 */
import { answerOccasion, type Conversation, type Line } from '../../conversations/index.ts';
import { addBusinessMinutes } from '../../kernel/calendar.ts';
import type { Moment } from '../../kernel/event.ts';
import type { Owner } from '../../kernel/owner.ts';
import type { Role } from '../../kernel/role.ts';
import { earliest, type Instant, plus, wallClock } from '../../kernel/time.ts';
import { CONTACT_WINDOWS, type ContactDecision, decideContact, planned } from '../../messages/index.ts';
import { isOwed, type PromiseCommand, type Promised } from '../../promises/index.ts';
import {
  type Claim,
  type Climbing,
  climbed,
  climbL,
  type Desk,
  firstLate,
  handOver,
  lateOccasion,
  type Performance,
  type PromiseChange,
  personOr,
  queue,
  type Step,
} from '../../run/index.ts';
import { hoursOf } from '../../stores/index.ts';
import { filled, type Template } from '../../templates/index.ts';
import type { Facts } from './facts.ts';
import { optOutConfirmed, writtenAnswer } from './templates.ts';

export type Act = 'confirm-opt-out' | 'send-answer' | 'escalate';
export type Wait = 'for-answer' | 'for-window' | 'for-call';
export type End = 'quiet' | 'elsewhere';

/** The longest a machine sleeps. */
const longestWaitDays = 30;

interface Picture extends Desk {
  readonly facts: Facts;
  readonly talk: Conversation;
  readonly owed: readonly Promised[];
}

function picture(facts: Facts, now: Instant): Picture | undefined {
  const { conversation: talk, store, staff } = facts;
  if (talk === undefined) return undefined;
  return { facts, talk, store, staff, now, owed: facts.promises.filter(isOwed) };
}

const claimOf = ({ facts }: Picture, act: Act, occasion: string): Claim | undefined =>
  facts.claims.find((claim) => claim.act === act && claim.occasion === occasion);

const roleOf = ({ facts }: Picture): Role => facts.host?.role ?? 'bdc';

/** Who answers: who looks after what it is about, else the BDC. */
const answerer = (view: Picture): Owner =>
  view.facts.host === undefined ? queue('bdc') : personOr(view, view.facts.host.staffId, view.facts.host.role);

/** An opt-out that is still to be confirmed. Its occasion is the line that said it. */
function unconfirmed(view: Picture): { readonly to: string; readonly lineId: string } | undefined {
  const { confirmation } = view.talk;
  if (confirmation === undefined || confirmation.until <= view.now) return undefined;
  return claimOf(view, 'confirm-opt-out', confirmation.lineId) === undefined ? confirmation : undefined;
}

/** The oldest answer that was written and not claimed yet. */
const unsent = (view: Picture): Line | undefined =>
  view.facts.written.find(
    ({ answer }) => answer !== undefined && claimOf(view, 'send-answer', answerOccasion(answer)) === undefined,
  );

function contact(view: Picture, template: Template, now: Instant, to?: string): ContactDecision | undefined {
  const { customer, settings } = view.facts;
  if (customer === undefined) return undefined;
  return decideContact({
    category: template.category,
    template: template.name,
    customer,
    windows: CONTACT_WINDOWS,
    store: view.store,
    now,
    marginSeconds: settings.contactMarginSeconds,
    sending: planned,
    ...(to === undefined ? {} : { confirmsOptOut: { to } }),
  });
}

/** Answers that did not reach the customer, or may not have: somebody tells them otherwise. */
const lost = ({ facts }: Picture): readonly Claim[] =>
  facts.claims.filter(({ act, state }) => act === 'send-answer' && ['REFUSED', 'FAILED', 'UNKNOWN'].includes(state));

function ending(view: Picture, promised: Promised): PromiseCommand | undefined {
  if (view.talk.attachedTo !== undefined)
    return { does: 'cancel', reason: 'It goes on in the customer’s own conversation.' };
  if (promised.type === 'answer' && view.talk.waitingSince === undefined) {
    return { does: 'keep', reason: 'A person answered, or said that no answer is needed.' };
  }
  const stillLost = lost(view).some(({ at }) => at <= promised.openedAt);
  return promised.type === 'answer-otherwise' && !stillLost
    ? { does: 'cancel', reason: 'The provider answered after all.' }
    : undefined;
}

const changes = (view: Picture): readonly PromiseChange[] =>
  view.owed.flatMap((change) => {
    const command = ending(view, change) ?? handOver(view, change, answerer(view));
    return command === undefined ? [] : [{ change, command }];
  });

const business = (view: Picture, from: Instant, minutes: number): Instant =>
  addBusinessMinutes(from, minutes, hoursOf(view.store, 'bdc'), view.store.timeZone);

function opened(view: Picture): readonly PromiseChange[] {
  const { facts, talk } = view;
  const open = (type: string, owes: string, openedAt: Instant, minutes: number): readonly PromiseChange[] => {
    const before = facts.promises.filter((each) => each.type === type);
    // One of a type at a time; what it was opened for is not asked for again.
    if (before.some((each) => isOwed(each) || each.openedAt >= openedAt)) return [];
    const common = { type, owes, openedAt, ordinal: before.length + 1, owner: answerer(view) };
    const who = talk.customerId === undefined ? {} : { customerId: talk.customerId };
    return [{ open: { ...common, ...who, dueAt: business(view, openedAt, minutes) } }];
  };
  const last = lost(view).at(-1);
  return [
    ...(talk.waitingSince === undefined
      ? []
      : open('answer', 'An answer to somebody who wrote', talk.waitingSince, facts.settings.answerMinutes)),
    ...(last === undefined
      ? []
      : open(
          'answer-otherwise',
          'A call: our answer could not be sent',
          last.endedAt ?? last.at,
          facts.settings.reachMinutes,
        )),
  ];
}

const climbing = (view: Picture, late: Promised): Climbing =>
  climbL(view, late, { role: roleOf(view), department: 'bdc' });

const lateOf = (view: Picture) => firstLate(view.owed, (late) => climbing(view, late));

/** The message that is due, and when it may go. */
function dueMessage(view: Picture) {
  const stop = unconfirmed(view);
  if (stop !== undefined) {
    const because = 'The customer wrote STOP: one confirmation, within five minutes.';
    return { act: 'confirm-opt-out', occasion: stop.lineId, because, until: view.now } as const;
  }
  const line = unsent(view);
  if (line?.answer === undefined) return undefined;
  const decision = contact(view, writtenAnswer, view.now);
  const until = decision?.answer === 'notBefore' ? decision.until : view.now;
  return {
    act: 'send-answer',
    occasion: answerOccasion(line.answer),
    because: 'A person wrote an answer.',
    until,
  } as const;
}

function rest(view: Picture, until: Instant | undefined): Step<Act, Wait, End> {
  const horizon = plus(view.now, { days: longestWaitDays });
  const rungs = view.owed.flatMap((late) => climbing(view, late).next ?? []);
  const next = earliest(horizon, ...[...rungs, ...(until === undefined ? [] : [until])].filter((at) => at > view.now));
  if (until !== undefined) {
    return {
      does: 'wait',
      wait: 'for-window',
      until: next,
      because: 'The customer may not be written to at this hour.',
      promises: [],
    };
  }
  return view.talk.waitingSince === undefined
    ? {
        does: 'wait',
        wait: 'for-call',
        until: next,
        because: 'An answer could not be sent: somebody calls.',
        promises: [],
      }
    : { does: 'wait', wait: 'for-answer', until: next, because: 'Somebody wrote and has no answer yet.', promises: [] };
}

function over(view: Picture | undefined, end: End, because: string): Step<Act, Wait, End> {
  const promises = view === undefined ? [] : changes(view);
  return { does: 'end', end, because, promises };
}

/** What comes next. */
export function decide(facts: Facts, now: Instant): Step<Act, Wait, End> {
  const view = picture(facts, now);
  if (view === undefined) return over(undefined, 'quiet', 'There is no such conversation.');
  if (view.talk.attachedTo !== undefined)
    return over(view, 'elsewhere', 'It goes on in the customer’s own conversation.');
  const promises = [...changes(view), ...opened(view)];
  const message = dueMessage(view);
  if (message !== undefined && message.until <= now) {
    const { act, occasion, because } = message;
    return { does: 'act', act, occasion, because, promises };
  }
  const late = lateOf(view);
  if (late !== undefined) {
    return {
      does: 'act',
      act: 'escalate',
      occasion: lateOccasion(late.late, late.climb),
      because: late.climb.because,
      promises,
    };
  }
  const stays =
    view.owed.length + promises.length > 0 && (view.talk.waitingSince !== undefined || isLeft(view, promises));
  if (message === undefined && !stays) return over(view, 'quiet', 'Nobody waits for an answer.');
  return { ...rest(view, message?.until), promises };
}

/** Whether anything is still owed once the changes are made. */
function isLeft(view: Picture, promises: readonly PromiseChange[]): boolean {
  const ended = promises.flatMap((each) =>
    'change' in each && (each.command.does === 'keep' || each.command.does === 'cancel') ? [each.change.promiseId] : [],
  );
  return promises.some((each) => 'open' in each) || view.owed.some(({ promiseId }) => !ended.includes(promiseId));
}

function escalate(view: Picture, moment: Moment): Performance | undefined {
  const late = lateOf(view);
  if (late === undefined) return undefined;
  const { talk, store } = view;
  const { date, time } = wallClock(late.late.dueAt, store.timeZone);
  const about = {
    storeId: talk.storeId,
    about: { kind: 'conversation', id: talk.conversationId } as const,
    ...(talk.customerId === undefined ? {} : { customerId: talk.customerId }),
  };
  return climbed(late, about, `Due ${date} ${time}: ${late.late.owes}. ${late.climb.because}`, moment);
}

/** What an act does. Undefined when the facts no longer call for it. */
export function perform(facts: Facts, act: Act, moment: Moment): Performance | undefined {
  const view = picture(facts, moment.now);
  const customerId = view?.talk.customerId;
  if (view === undefined) return undefined;
  switch (act) {
    case 'confirm-opt-out': {
      const stop = unconfirmed(view);
      if (stop === undefined || customerId === undefined) return undefined;
      return {
        kind: 'message',
        draft: { customerId, ...filled(optOutConfirmed, {}), told: { optOut: stop.lineId } },
        contact: (now) => contact(view, optOutConfirmed, now, stop.to),
      };
    }
    case 'send-answer': {
      const line = unsent(view);
      if (line === undefined || customerId === undefined) return undefined;
      return {
        kind: 'message',
        draft: { customerId, ...filled(writtenAnswer, { text: line.text }), told: { line: line.lineId } },
        contact: (now) => contact(view, writtenAnswer, now),
      };
    }
    case 'escalate':
      return escalate(view, moment);
    default: {
      const never: never = act;
      return never;
    }
  }
}
