/** When the customer may be written to about the appointment, and which message is due. */
import { type Instant, plus } from '../../kernel/time.ts';
import { CONTACT_WINDOWS, type ContactDecision, decideContact, planned } from '../../messages/index.ts';
import { claimsOf, onRevision, type Picture } from './picture.ts';
import { dueReminder, nextReminder } from './reminders.ts';
import { appointmentBookedWords, appointmentOffWords, appointmentReminderWords } from './templates.ts';

/** A message that is due: which act, on what occasion, and for which reminder. */
export interface DueMessage {
  readonly act: 'confirm' | 'remind' | 'tell-off';
  readonly occasion: string;
  readonly because: string;
}

const templates = {
  confirm: appointmentBookedWords,
  remind: appointmentReminderWords,
  'tell-off': appointmentOffWords,
} as const;

/** The template of an act. */
export const templateOf = (act: DueMessage['act']) => templates[act];

/** The contact decision for a message of this follow-up. */
export function contact(view: Picture, act: DueMessage['act'], now: Instant): ContactDecision | undefined {
  const { customer } = view.facts;
  if (customer === undefined) return undefined;
  const { category, name } = templateOf(act);
  return decideContact({
    category,
    template: name,
    customer,
    windows: CONTACT_WINDOWS,
    store: view.store,
    now,
    marginSeconds: view.settings.contactMarginSeconds,
    sending: planned,
  });
}

const wasDone = (view: Picture, act: string, occasion: string): boolean =>
  claimsOf(view, act).some((claim) => claim.occasion === occasion);

function confirmation(view: Picture): DueMessage | undefined {
  if (view.agreed === undefined || view.agreed.startsAt <= view.now || view.here) return undefined;
  const occasion = onRevision(view);
  if (wasDone(view, 'confirm', occasion)) return undefined;
  return {
    act: 'confirm',
    occasion,
    because: view.visit.sequence === 0 ? 'The appointment is booked.' : 'The appointment is at another time now.',
  };
}

/** So long before the visit the customer is on the way: whoever was to be reminded earlier is not reminded any more. */
const onTheWayMinutes = 60;

const isOvertaken = (due: Instant, startsAt: Instant, now: Instant): boolean => {
  const onTheWay = plus(startsAt, { minutes: -onTheWayMinutes });
  return due < onTheWay && now >= onTheWay;
};

function reminder(view: Picture): DueMessage | undefined {
  if (view.agreed === undefined || view.here || view.visit.callbackWanted === true) return undefined;
  const due = dueReminder(view.agreed, view.settings, view.now);
  if (due === undefined || isOvertaken(due.at, view.agreed.startsAt, view.now)) return undefined;
  const occasion = onRevision(view, `t${String(due.hours).replace('.', '-')}`);
  return wasDone(view, 'remind', occasion)
    ? undefined
    : { act: 'remind', occasion, because: `The visit is ${due.hours} hours away or less.` };
}

/** A visit that is off is told to whom it was told on, while its time is still ahead. */
function off(view: Picture): DueMessage | undefined {
  const { visit, now } = view;
  if (visit.status !== 'CANCELLED' || visit.startsAt === undefined || visit.startsAt <= now) return undefined;
  const told = claimsOf(view, 'confirm').some(({ state }) => state !== 'REFUSED' && state !== 'FAILED');
  const occasion = onRevision(view);
  if (!told || wasDone(view, 'tell-off', occasion)) return undefined;
  return {
    act: 'tell-off',
    occasion,
    because: 'The appointment was cancelled, and the customer has it in the calendar.',
  };
}

/** The message that is due now, if one is. */
export const dueMessage = (view: Picture): DueMessage | undefined =>
  // Nothing can be decided about somebody who is not there, so nothing is due to them.
  view.facts.customer === undefined ? undefined : (confirmation(view) ?? reminder(view) ?? off(view));

/** How a due message stands: it goes (or is refused) now, waits for the window, or its moment passes before that. */
export function standing(view: Picture, message: DueMessage): 'now' | 'passes' | { readonly until: Instant } {
  const decision = contact(view, message.act, view.now);
  if (decision?.answer !== 'notBefore') return 'now';
  const { startsAt } = view.visit;
  const overtaken = view.agreed === undefined ? undefined : nextReminder(view.agreed, view.settings, view.now);
  const last = message.act === 'remind' && overtaken !== undefined ? overtaken.at : startsAt;
  // Nothing is sent for a moment that has passed.
  return last !== undefined && decision.until >= plus(last, { minutes: -onTheWayMinutes })
    ? 'passes'
    : { until: decision.until };
}
