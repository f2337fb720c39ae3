/** Saving a visit that was missed (domain row 14): a message, a call, and an end when the customer comes, books or declines. */
import type { Appointment } from '../../appointments/index.ts';
import { addBusinessMinutes, endOfBusinessDay } from '../../kernel/calendar.ts';
import type { Moment } from '../../kernel/event.ts';
import type { Role } from '../../kernel/role.ts';
import { earliest, type Instant, latest, localDate, plus } from '../../kernel/time.ts';
import { CONTACT_WINDOWS, type ContactDecision, decideContact, planned } from '../../messages/index.ts';
import { isOwed, type PromiseCommand, type Promised } from '../../promises/index.ts';
import {
  type Climbing,
  climbed,
  climbL,
  type Desk,
  escalation,
  firstLate,
  handOver,
  lateWords,
  type Performance,
  type PromiseChange,
  queue,
  type Step,
} from '../../run/index.ts';
import { hoursOf } from '../../stores/index.ts';
import { filled } from '../../templates/index.ts';
import type { Facts } from './facts.ts';
import { missedWords } from './templates.ts';

export type Act = 'write' | 'escalate';
export type Wait = 'for-quarter' | 'for-window' | 'for-rebooking';
export type End = 'saved' | 'came' | 'declined' | 'given-up';

/** A missed visit and everything that bears on it at an instant. */
interface Picture extends Desk {
  readonly facts: Facts;
  readonly visit: Appointment;
  readonly startsAt: Instant;
  readonly missedAt: Instant;
  readonly owed: readonly Promised[];
}

const callerRole = ({ department }: Pick<Appointment, 'department'>): Role =>
  department === 'sales' ? 'bdc' : 'service-bdc';

function picture(facts: Facts, now: Instant): Picture | undefined {
  const { appointment: visit, store, staff } = facts;
  if (visit?.status !== 'MISSED' || visit.startsAt === undefined || visit.missedAt === undefined) return undefined;
  const { startsAt, missedAt } = visit;
  return { facts, visit, startsAt, missedAt, store, staff, now, owed: facts.promises.filter(isOwed) };
}

/** States of an appointment that somebody agreed to. One that was missed in its turn has a run of its own. */
const agreed: readonly Appointment['status'][] = ['BOOKED', 'ARRIVED', 'MISSED'];

/**
 * Another appointment for an hour after this one was missed: the visit is saved, and stays so when that hour is over. An
 * answer that changed by itself with the clock would depend on whether anything is heard then.
 */
const rebooked = ({ visit, facts, missedAt }: Picture): boolean =>
  visit.rebookedAs !== undefined ||
  facts.others.some(({ status, startsAt }) => agreed.includes(status) && startsAt !== undefined && startsAt > missedAt);

const callEnded = ({ facts }: Picture, how: Promised['state']): boolean =>
  facts.promises.some(({ type, state }) => type === 'save' && state === how);

/** How the run ends, if it does. */
function end(view: Picture): { readonly end: End; readonly because: string } | undefined {
  const { visit, facts, now, missedAt } = view;
  if (facts.repairOrders.some(({ status }) => status !== 'VOIDED')) {
    return { end: 'came', because: 'The customer came late: a repair order was opened.' };
  }
  if (rebooked(view)) return { end: 'saved', because: 'Another appointment is booked.' };
  if (visit.declinedAt !== undefined) return { end: 'declined', because: 'The customer wants no other appointment.' };
  if (callEnded(view, 'CANCELLED')) return { end: 'declined', because: 'A person put it aside.' };
  if (plus(missedAt, { days: facts.settings.giveUpDays }) <= now) {
    return { end: 'given-up', because: `Nobody reached the customer for ${facts.settings.giveUpDays} days.` };
  }
  return undefined;
}

function contact(view: Picture, now: Instant): ContactDecision | undefined {
  const { customer, settings } = view.facts;
  if (customer === undefined) return undefined;
  return decideContact({
    category: missedWords.category,
    template: missedWords.name,
    customer,
    windows: CONTACT_WINDOWS,
    store: view.store,
    now,
    marginSeconds: settings.contactMarginSeconds,
    sending: planned,
  });
}

const writeAt = ({ missedAt, facts }: Picture): Instant => plus(missedAt, { minutes: facts.settings.messageMinutes });

const occasion = ({ visit }: Picture): string => `s${visit.sequence}`;

const written = (view: Picture): boolean =>
  view.facts.claims.some((claim) => claim.act === 'write' && claim.occasion === occasion(view));

/** The message is for the same day: "we missed you today" is not said tomorrow (domain row 14). */
const isToday = ({ missedAt, store: { timeZone } }: Picture, at: Instant): boolean =>
  localDate(at, timeZone) === localDate(missedAt, timeZone);

/** When the message goes: at once, at an instant, or not at all any more. */
function messageAt(view: Picture): Instant | undefined {
  if (written(view) || view.facts.customer === undefined) return undefined;
  const at = latest(view.now, writeAt(view));
  if (!isToday(view, at)) return undefined;
  const decision = at > view.now ? undefined : contact(view, view.now);
  if (decision?.answer !== 'notBefore') return at;
  return isToday(view, decision.until) ? decision.until : undefined;
}

const climbing = (view: Picture, late: Promised): Climbing =>
  climbL(view, late, { role: callerRole(view.visit), department: view.visit.department });

const lateOf = (view: Picture) => firstLate(view.owed, (late) => climbing(view, late));

function ending(view: Picture, promised: Promised): PromiseCommand | undefined {
  if (promised.type === 'did-it-reach' && !view.facts.claims.some(({ state }) => state === 'UNKNOWN')) {
    return { does: 'cancel', reason: 'The provider answered after all.' };
  }
  return undefined;
}

const business = (view: Picture, from: Instant, minutes: number): Instant =>
  addBusinessMinutes(from, minutes, hoursOf(view.store, view.visit.department), view.store.timeZone);

/** The call is for the same business day (domain row 14): by its end, unless half an hour before that is too late for it. */
function callBy(view: Picture): Instant {
  const { missedAt, store, visit, facts } = view;
  const due = business(view, missedAt, facts.settings.callMinutes);
  const closing = endOfBusinessDay(missedAt, hoursOf(store, visit.department), store.timeZone);
  return closing >= plus(missedAt, { minutes: 30 }) ? earliest(due, closing) : due;
}

const has = (view: Picture, type: string): boolean => view.facts.promises.some((each) => each.type === type);

/** The save itself is owed once; a question about a message of unknown outcome once, too. */
function opened(view: Picture): readonly PromiseChange[] {
  const { facts, missedAt, now, visit } = view;
  const common = { owner: queue(callerRole(visit)), ordinal: 1, customerId: visit.customerId };
  const save = {
    ...common,
    type: 'save',
    owes: 'A call to a customer who did not come: another time, or a no',
    openedAt: missedAt,
    dueAt: callBy(view),
  };
  const reach = {
    ...common,
    type: 'did-it-reach',
    owes: 'A question to the customer whether our message reached them',
    openedAt: now,
    dueAt: business(view, now, facts.settings.reachMinutes),
  };
  const unknown = facts.claims.some(({ state }) => state === 'UNKNOWN');
  return [
    ...(has(view, 'save') ? [] : [{ open: save }]),
    ...(unknown && !has(view, 'did-it-reach') ? [{ open: reach }] : []),
  ];
}

const changes = (view: Picture): readonly PromiseChange[] =>
  view.owed.flatMap((change) => {
    const command = ending(view, change) ?? handOver(view, change, queue(callerRole(view.visit)));
    return command === undefined ? [] : [{ change, command }];
  });

/** How what is still owed ends with the run. */
const lastChanges = (view: Picture, as: End, because: string): readonly PromiseChange[] =>
  view.owed.map((change) => ({
    change,
    command:
      change.type === 'save' && (as === 'saved' || as === 'declined')
        ? { does: 'keep', reason: because }
        : { does: 'cancel', reason: because },
  }));

function rest(view: Picture, promises: readonly PromiseChange[]): Step<Act, Wait, End> {
  const { now, missedAt, facts } = view;
  const message = messageAt(view);
  const giveUp = plus(missedAt, { days: facts.settings.giveUpDays });
  const next = [
    ...view.owed.flatMap((late) => climbing(view, late).next ?? []),
    ...(message === undefined ? [] : [message]),
  ];
  const until = earliest(giveUp, ...next.filter((at) => at > now));
  if (message !== undefined && writeAt(view) > now) {
    return { does: 'wait', wait: 'for-quarter', until, because: 'The customer may still be on the way.', promises };
  }
  if (message !== undefined) {
    return {
      does: 'wait',
      wait: 'for-window',
      until,
      because: 'The customer may not be written to at this hour.',
      promises,
    };
  }
  const because = 'The customer did not come and has no other appointment.';
  return { does: 'wait', wait: 'for-rebooking', until, because, promises };
}

/** What comes next. */
export function decide(facts: Facts, now: Instant): Step<Act, Wait, End> {
  const view = picture(facts, now);
  if (view === undefined) {
    const because = facts.appointment?.status === 'ARRIVED' ? 'The customer came late.' : 'The visit is not missed.';
    const promises = facts.promises
      .filter(isOwed)
      .map((change) => ({ change, command: { does: 'cancel', reason: because } as const }));
    return { does: 'end', end: 'came', because, promises };
  }
  const ended = end(view);
  if (ended !== undefined) {
    return { does: 'end', ...ended, promises: lastChanges(view, ended.end, ended.because) };
  }
  const promises = [...changes(view), ...opened(view)];
  if (messageAt(view) === now) {
    return { does: 'act', act: 'write', occasion: occasion(view), because: 'The customer did not come.', promises };
  }
  const late = lateOf(view);
  if (late === undefined) return rest(view, promises);
  return { ...escalation(late), promises };
}

/** What an act does. Undefined when the facts no longer call for it. */
export function perform(facts: Facts, act: Act, moment: Moment): Performance | undefined {
  const view = picture(facts, moment.now);
  if (view === undefined) return undefined;
  const { visit, startsAt } = view;
  switch (act) {
    case 'write':
      return {
        kind: 'message',
        draft: { customerId: visit.customerId, ...filled(missedWords, { startsAt }), told: { startsAt } },
        contact: (now) => contact(view, now),
      };
    case 'escalate': {
      const late = lateOf(view);
      if (late === undefined) return undefined;
      const about = {
        storeId: visit.storeId,
        about: { kind: 'appointment', id: visit.appointmentId } as const,
        customerId: visit.customerId,
      };
      return climbed(late, about, lateWords(late, view.store.timeZone), moment);
    }
    default: {
      const never: never = act;
      return never;
    }
  }
}
