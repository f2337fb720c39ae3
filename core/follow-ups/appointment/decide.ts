/** What comes next for an appointment: a message, an escalation, a note that nobody came, a wait, or the end. */

import { raiseAlert } from '../../alerts/index.ts';
import { calendarOf, missAppointment } from '../../appointments/index.ts';
import type { Moment } from '../../kernel/event.ts';
import type { Attachment } from '../../kernel/ports.ts';
import { Problem } from '../../kernel/problem.ts';
import { type Instant, localDate, plus } from '../../kernel/time.ts';
import {
  climbed,
  escalation,
  firstLate,
  lateWords,
  type Move,
  type Performance,
  type PromiseChange,
  rest,
  type Step,
  type Waiting,
} from '../../run/index.ts';
import { filled } from '../../templates/index.ts';
import { contact, type DueMessage, dueMessage, standing, templateOf } from './contact.ts';
import { climbing } from './ladder.ts';
import { lastChanges, owesFrom, promiseChanges } from './owed.ts';
import {
  aboutVisit,
  claimsOf,
  type Facts,
  host,
  offUnheard,
  onRevision,
  type Picture,
  picture,
  unknownSince,
} from './picture.ts';
import { nextReminder } from './reminders.ts';

export type Act = 'confirm' | 'remind' | 'tell-off' | 'tell-host' | 'note-missed' | 'escalate';
export type Wait = 'for-time' | 'for-window' | 'for-answer' | 'for-visit' | 'for-greeting';
export type End = 'shown' | 'missed' | 'off' | 'asleep';

type Next = Move<Act, Wait, End>;

/** How the run ends, if it does. */
function end(view: Picture): { readonly end: End; readonly because: string } | undefined {
  const { visit, now } = view;
  switch (visit.status) {
    case 'CANCELLED':
      return isAsked(view) ? undefined : { end: 'off', because: 'The appointment was cancelled.' };
    case 'RELEASED':
      return { end: 'off', because: 'The held slot was not booked in time.' };
    case 'MISSED':
      return { end: 'missed', because: 'The customer did not come.' };
    case 'ARRIVED':
      return isGreeted(view) ? { end: 'shown', because: 'The customer came and was greeted.' } : undefined;
    case 'BOOKED':
      if (view.here) return { end: 'shown', because: 'A repair order was opened for the customer.' };
      // Noted and still booked: where the lifecycle only observes, the note is a claim and nothing else.
      return isNoted(view) ? { end: 'missed', because: 'The customer did not come.' } : undefined;
    case 'REQUESTED':
    case 'HELD':
      return visit.requestedDate !== undefined &&
        visit.requestedDate < localDate(now, view.zone) &&
        plus(visit.createdAt, { days: 60 }) <= now
        ? { end: 'off', because: 'Nobody agreed on a time for sixty days.' }
        : undefined;
    default: {
      const never: never = visit.status;
      return never;
    }
  }
}

/** Whether somebody is to ask the customer if they heard that the visit is off. */
const isAsked = (view: Picture): boolean =>
  offUnheard(view) && (unknownSince(view) !== undefined || view.owed.some(({ type }) => type === 'did-it-reach'));

const isNoted = (view: Picture): boolean =>
  claimsOf(view, 'note-missed').some(({ occasion }) => occasion === onRevision(view));

/** Greeted by the appointment, or a person said so by hand. */
const isGreeted = ({ visit, facts }: Picture): boolean =>
  visit.greetedAt !== undefined ||
  facts.promises.some(({ type, endedAt }) => type === 'greet' && endedAt !== undefined);

const arrivalOccasion = ({ visit }: Picture): string => `at-${(visit.arrivedAt ?? '').replaceAll(/[^0-9]/g, '')}`;

const hostKnows = (view: Picture): boolean =>
  claimsOf(view, 'tell-host').some(({ occasion }) => occasion === arrivalOccasion(view));

function messageMove(view: Picture): Next | undefined {
  const message = dueMessage(view);
  if (message === undefined || standing(view, message) !== 'now') return undefined;
  return { does: 'act', act: message.act, occasion: message.occasion, because: message.because };
}

const climbingOf = (view: Picture) => firstLate(view.owed, (late) => climbing(view, late));

/** What to do at once, if anything. */
function action(view: Picture): Next | undefined {
  if (view.visit.status === 'ARRIVED' && !hostKnows(view)) {
    return { does: 'act', act: 'tell-host', occasion: arrivalOccasion(view), because: 'The customer is here.' };
  }
  const message = messageMove(view);
  if (message !== undefined) return message;
  if (view.agreed !== undefined && !view.here && view.missedAt !== undefined && view.missedAt <= view.now) {
    return {
      does: 'act',
      act: 'note-missed',
      occasion: onRevision(view),
      because: 'The hour has passed and nobody came.',
    };
  }
  const late = climbingOf(view);
  return late && escalation(late);
}

function windowOpens(view: Picture): Instant | undefined {
  const message = dueMessage(view);
  const stands = message === undefined ? undefined : standing(view, message);
  return typeof stands === 'object' ? stands.until : undefined;
}

function waitingFor(view: Picture): Waiting<Wait> {
  const { visit, agreed } = view;
  if (visit.status === 'ARRIVED') return { wait: 'for-greeting', because: 'The customer is here and not greeted yet.' };
  if (visit.status === 'CANCELLED')
    return { wait: 'for-answer', because: 'Nobody knows whether the customer heard that it is off.' };
  if (visit.status === 'HELD') return { wait: 'for-time', because: 'A slot is held and not booked yet.' };
  if (agreed === undefined) return { wait: 'for-time', because: 'The customer named a day, and no time is agreed.' };
  if (windowOpens(view) !== undefined)
    return { wait: 'for-window', because: 'The customer may not be written to at this hour.' };
  if (visit.callbackWanted === true) return { wait: 'for-time', because: 'The customer wants another time.' };
  if (!agreed.confirmed && agreed.startsAt > view.now)
    return { wait: 'for-answer', because: 'The customer has not said yet that they come.' };
  return { wait: 'for-visit', because: agreed.confirmed ? 'The customer has confirmed.' : 'The hour is here.' };
}

/** The next instants at which something has to be looked at even if nobody says anything. */
function nextInstants(view: Picture): readonly Instant[] {
  const { agreed, missedAt, visit } = view;
  const [window, from] = [windowOpens(view), owesFrom(view)];
  const reminder = agreed === undefined ? undefined : nextReminder(agreed, view.settings, view.now);
  return [
    ...view.owed.flatMap((late) => climbing(view, late).next ?? []),
    ...(reminder === undefined ? [] : [reminder.at]),
    ...(agreed === undefined ? [] : [agreed.startsAt]),
    ...(agreed === undefined || missedAt === undefined ? [] : [missedAt]),
    ...(window === undefined ? [] : [window]),
    ...(from === undefined ? [] : [from]),
    ...(visit.status === 'CANCELLED' && visit.startsAt !== undefined ? [visit.startsAt] : []),
    ...(visit.status === 'HELD' && visit.holdUntil !== undefined ? [visit.holdUntil] : []),
  ];
}

const over = (because: string, promises: readonly PromiseChange[], as: End): Step<Act, Wait, End> => ({
  does: 'end',
  end: as,
  because,
  promises,
});

/** What comes next. */
export function decide(facts: Facts, now: Instant): Step<Act, Wait, End> {
  const view = picture(facts, now);
  if (view === undefined) return over('There is no such appointment.', [], 'off');
  const ended = end(view);
  if (ended !== undefined) {
    const message = messageMove(view);
    if (message !== undefined) return { ...message, promises: promiseChanges(view) };
    const until = windowOpens(view);
    if (until !== undefined)
      return { does: 'wait', wait: 'for-window', until, because: ended.because, promises: promiseChanges(view) };
    return over(ended.because, lastChanges(view, ended.because), ended.end);
  }
  const promises = promiseChanges(view);
  return { ...(action(view) ?? rest(view, promises.length === 0, nextInstants(view), waitingFor(view))), promises };
}

const firstName = (name: string | undefined): string | undefined => name?.split(' ')[0];

/** The calendar file: an invitation, or its withdrawal. Its revision is the appointment's. */
function invitation(view: Picture): Attachment {
  const { ics, method } = calendarOf(view.visit, view.store, { attendee: view.facts.customer?.emails[0] });
  return { name: 'appointment.ics', type: `text/calendar; method=${method}; charset=UTF-8`, content: ics };
}

/** What a customer may tap; the page offers what the appointment can still take. */
const taps = ['confirm', 'move', 'cancel'] as const;

function message(view: Picture, act: DueMessage['act']): Performance | undefined {
  const { visit, facts } = view;
  if (visit.startsAt === undefined) return undefined;
  const named = firstName(facts.staff.find(({ staffId, active }) => active && staffId === visit.staffId)?.name);
  const common = { startsAt: visit.startsAt, purpose: visit.purpose };
  const whole = {
    ...common,
    ...(named === undefined ? {} : { host: named }),
    confirmed: visit.confirmedAt !== undefined,
    moved: visit.sequence > 0,
  };
  return {
    kind: 'message',
    draft: {
      customerId: visit.customerId,
      ...(act === 'tell-off' ? filled(templateOf(act), common) : filled(templateOf(act), whole)),
      told: { startsAt: visit.startsAt, sequence: String(visit.sequence) },
      // A day longer than the appointment: who taps too late is told so, and how to reach the store.
      ...(act === 'tell-off'
        ? {}
        : { links: { link: { actions: taps, expiresAt: plus(visit.startsAt, { days: 1 }) } } }),
      ...(act === 'remind' ? {} : { attachments: [invitation(view)] }),
    },
    contact: (now) => contact(view, act, now),
  };
}

function tellHost(view: Picture, moment: Moment): Performance {
  const says = `Your ${view.visit.purpose.replace('-', ' ')} customer is here: read the visit card, and greet them.`;
  return {
    kind: 'inside',
    told: {},
    writes: raiseAlert({ ...aboutVisit(view), to: host(view), says }, moment).writes,
    promises: [],
  };
}

/** Nobody came: the appointment says so, and the no-show save takes over. Undefined when the noun refuses. */
function noteMissed(view: Picture, moment: Moment): Performance | undefined {
  try {
    const change = missAppointment(view.visit, moment);
    return change === undefined ? undefined : { kind: 'inside', told: {}, writes: change.writes, promises: [] };
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

function escalate(view: Picture, moment: Moment): Performance | undefined {
  const found = climbingOf(view);
  if (found === undefined) return undefined;
  return climbed(found, aboutVisit(view), lateWords(found, view.zone), moment);
}

/** What an act does. Undefined when the facts no longer call for it. */
export function perform(facts: Facts, act: Act, moment: Moment): Performance | undefined {
  const view = picture(facts, moment.now);
  if (view === undefined) return undefined;
  switch (act) {
    case 'confirm':
    case 'remind':
    case 'tell-off':
      return message(view, act);
    case 'tell-host':
      return tellHost(view, moment);
    case 'note-missed':
      return noteMissed(view, moment);
    case 'escalate':
      return escalate(view, moment);
    default: {
      const never: never = act;
      return never;
    }
  }
}
