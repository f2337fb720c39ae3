/** Which promises of this follow-up open, are kept, are cancelled or change hands. */
import { addBusinessMinutes, lastOpening } from '../../kernel/calendar.ts';
import type { Owner } from '../../kernel/owner.ts';
import { earliest, type Instant, latest, plus } from '../../kernel/time.ts';
import type { PromiseCommand, Promised } from '../../promises/index.ts';
import { handOver, type PromiseChange } from '../../run/index.ts';
import { hoursOf } from '../../stores/index.ts';
import { isHosts } from './ladder.ts';
import { caller, departmentOf, host, offUnheard, type Picture, unknownSince } from './picture.ts';

type Command = PromiseCommand | undefined;
type Opening = Extract<PromiseChange, { open: unknown }>['open'];
type Draft = Omit<Opening, 'ordinal' | 'customerId'>;

const keep = (reason: string): Command => ({ does: 'keep', reason });
const cancel = (reason: string): Command => ({ does: 'cancel', reason });

const before = (at: Instant, hours: number): Instant => plus(at, { minutes: -Math.round(hours * 60) });

const inBusiness = (view: Picture, minutes: number): Instant =>
  addBusinessMinutes(view.now, minutes, hoursOf(view.store, departmentOf(view)), view.zone);

/**
 * When an unconfirmed customer is called: so many hours before, or in the last hour in which the desk is still open.
 * Undefined for who booked after that: they have only just said that they come.
 */
export function callAt(view: Picture): Instant | undefined {
  const { agreed, settings } = view;
  if (agreed === undefined) return undefined;
  const hours = hoursOf(view.store, departmentOf(view));
  const at = lastOpening(before(agreed.startsAt, settings.callHours), 60, hours, view.zone);
  return at > agreed.bookedAt ? at : undefined;
}

/**
 * The first instant at which the run owes anything for an agreed time: the earliest reminder, or a day before; and a day
 * before the call, which comes sooner where the desk closes for days on end.
 */
export function owesFrom(view: Picture): Instant | undefined {
  const { agreed, settings } = view;
  if (agreed === undefined) return undefined;
  const first = before(agreed.startsAt, Math.max(24, ...settings.reminderHours));
  const call = callAt(view);
  return call === undefined ? first : earliest(first, before(call, 24));
}

/** Whose work a promise is, and who gets it when it is handed over. */
function ownerOf(view: Picture, type: string): Owner {
  return isHosts(type) ? host(view) : caller(view);
}

const isGone = ({ visit }: Picture): boolean =>
  visit.status === 'CANCELLED' || visit.status === 'RELEASED' || visit.status === 'MISSED';

/** Whether something of that appointment came after the promise was opened: another time was agreed. */
const movedSince = ({ visit }: Picture, { openedAt }: Promised): boolean => (visit.bookedAt ?? '') > openedAt;

function ending(view: Picture, promised: Promised): Command {
  const { visit, agreed } = view;
  if (promised.type === 'did-it-reach' && offUnheard(view)) return undefined;
  if (isGone(view)) return cancel('The appointment is off.');
  switch (promised.type) {
    case 'set-time':
      return visit.status === 'REQUESTED' ? undefined : keep('A time is agreed.');
    case 'new-time':
      if (view.here) return keep('The customer came.');
      if (movedSince(view, promised)) return keep('Another time is agreed.');
      return visit.callbackWanted === true ? undefined : keep('The customer comes after all.');
    case 'confirmation':
      if (view.here) return keep('The customer came.');
      if (agreed?.confirmed === true) return keep('The customer confirmed.');
      if (visit.callbackWanted === true) return cancel('The customer wants another time.');
      if (movedSince(view, promised)) return cancel('Another time is agreed.');
      return agreed !== undefined && agreed.startsAt <= view.now ? cancel('The hour has come.') : undefined;
    case 'name-host':
      return visit.staffId === undefined && !view.here ? undefined : keep('It is named who meets the customer.');
    case 'accept':
      if (visit.acceptedAt !== undefined) return keep('Somebody is ready for the customer.');
      if (view.here) return cancel('The customer is here.');
      return movedSince(view, promised) ? cancel('Another time is agreed.') : undefined;
    case 'car':
      if (visit.carPulledAt !== undefined) return keep('The car stands ready.');
      if (visit.greetedAt !== undefined) return cancel('The customer is here.');
      if (visit.vehicleGoneAt !== undefined) return cancel('The car is sold.');
      return movedSince(view, promised) ? cancel('Another time is agreed.') : undefined;
    case 'alternative':
      if (visit.vehicleGoneAt === undefined) return keep('Another car will be shown.');
      return view.here ? cancel('The customer is here.') : undefined;
    case 'greet':
      return visit.greetedAt === undefined ? undefined : keep('The customer was greeted.');
    case 'did-it-reach':
      return view.facts.claims.some(({ state, at }) => state === 'UNKNOWN' && at <= promised.openedAt) && !view.here
        ? undefined
        : cancel('The question has answered itself.');
    default:
      return undefined;
  }
}

const changes = (view: Picture): readonly PromiseChange[] =>
  view.owed.flatMap((change) => {
    const command = ending(view, change) ?? handOver(view, change, ownerOf(view, change.type));
    return command === undefined ? [] : [{ change, command }];
  });

function setTimeOwed(view: Picture): Draft | undefined {
  if (view.visit.status !== 'REQUESTED') return undefined;
  return {
    type: 'set-time',
    owner: caller(view),
    owes: 'A time for a customer who asked for a day',
    openedAt: view.now,
    dueAt: inBusiness(view, view.settings.timeMinutes),
  };
}

function newTimeOwed(view: Picture): Draft | undefined {
  if (view.visit.callbackWanted !== true || view.agreed === undefined || view.here) return undefined;
  return {
    type: 'new-time',
    owner: caller(view),
    owes: 'Another time for a customer who cannot come as agreed',
    openedAt: view.now,
    dueAt: inBusiness(view, view.settings.timeMinutes),
  };
}

function nameOwed(view: Picture): Draft | undefined {
  const { visit, agreed } = view;
  if (visit.department !== 'sales' || visit.staffId !== undefined || agreed === undefined || view.here)
    return undefined;
  return {
    type: 'name-host',
    owner: caller(view),
    owes: 'The name of the salesperson who meets the customer',
    openedAt: view.now,
    dueAt: inBusiness(view, view.settings.nameMinutes),
  };
}

/** What is owed for an agreed time that is near: not before, so that a date far off sleeps in the due index. */
function isNear(view: Picture): boolean {
  const from = owesFrom(view);
  return from !== undefined && from <= view.now && !view.here;
}

function confirmationOwed(view: Picture): Draft | undefined {
  const { agreed, visit } = view;
  const dueAt = callAt(view);
  if (!isNear(view) || agreed === undefined || agreed.confirmed || visit.callbackWanted === true) return undefined;
  if (dueAt === undefined || agreed.startsAt <= view.now) return undefined;
  return {
    type: 'confirmation',
    owner: caller(view),
    owes: 'The customer’s word that they come: call, if no answer came',
    openedAt: view.now,
    // What is owed anew after its hour is not late before anybody could do it.
    dueAt: latest(dueAt, plus(view.now, { minutes: leastMinutes })),
  };
}

/** The least time that somebody has for what a late booking asks of them. */
const leastMinutes = 15;

function hostOwes(view: Picture, type: 'accept' | 'car', at: (startsAt: Instant) => Instant, owes: string) {
  const { agreed, visit, now } = view;
  if (visit.department !== 'sales' || !isNear(view)) return undefined;
  if (agreed === undefined || agreed.startsAt <= now) return undefined;
  const dueAt = latest(at(agreed.startsAt), plus(now, { minutes: leastMinutes }));
  return { type, owner: host(view), owes, openedAt: now, dueAt };
}

const acceptOwed = (view: Picture): Draft | undefined =>
  view.visit.acceptedAt === undefined
    ? hostOwes(
        view,
        'accept',
        (at) => before(at, view.settings.acceptHours),
        'A word that somebody is there for the customer',
      )
    : undefined;

const carOwed = (view: Picture): Draft | undefined =>
  view.visit.carPulledAt === undefined && view.visit.stock !== undefined && view.visit.vehicleGoneAt === undefined
    ? hostOwes(view, 'car', (at) => plus(at, { minutes: -view.settings.carMinutes }), 'The car at the door')
    : undefined;

/** The car is sold before the customer came: somebody offers another one, before they find out at the door (row 10). */
function alternativeOwed(view: Picture): Draft | undefined {
  const { vehicleGoneAt } = view.visit;
  if (vehicleGoneAt === undefined || view.agreed === undefined || view.here) return undefined;
  return {
    type: 'alternative',
    owner: host(view),
    owes: 'Another car for a customer whose car is sold',
    openedAt: vehicleGoneAt,
    dueAt: inBusiness(view, view.settings.alternativeMinutes),
  };
}

function greetOwed(view: Picture): Draft | undefined {
  const { status, arrivedAt, greetedAt } = view.visit;
  if (status !== 'ARRIVED' || arrivedAt === undefined || greetedAt !== undefined) return undefined;
  return {
    type: 'greet',
    owner: host(view),
    owes: 'A greeting: the customer is here',
    openedAt: arrivedAt,
    dueAt: plus(arrivedAt, { minutes: view.settings.greetMinutes }),
  };
}

function reachOwed(view: Picture): Draft | undefined {
  if (unknownSince(view) === undefined || view.here) return undefined;
  if (view.agreed === undefined && !offUnheard(view)) return undefined;
  return {
    type: 'did-it-reach',
    owner: caller(view),
    owes: 'A question to the customer whether our message reached them',
    openedAt: view.now,
    dueAt: inBusiness(view, view.settings.reachMinutes),
  };
}

const openings = [
  setTimeOwed,
  newTimeOwed,
  nameOwed,
  confirmationOwed,
  acceptOwed,
  carOwed,
  alternativeOwed,
  greetOwed,
  reachOwed,
];

/**
 * Whether a person has ended a promise of the type for this very time: asking again would argue with them. Each message
 * of unknown outcome is a question of its own, and is asked once by what `unknownSince` looks at.
 */
const settledByPerson = (view: Picture, type: string): boolean =>
  type !== 'did-it-reach' &&
  view.facts.promises.some(
    (each) =>
      each.type === type &&
      each.endedAt !== undefined &&
      each.history.at(-1)?.actor.kind === 'staff' &&
      each.openedAt >= (view.visit.bookedAt ?? view.visit.createdAt) &&
      // Who asks for another time once more asks anew.
      (type !== 'new-time' || each.endedAt >= (view.visit.moveAskedAt ?? each.endedAt)),
  );

/** One of a type at a time; what ended by itself for this time does not open again. */
function opened(view: Picture): readonly PromiseChange[] {
  return openings.flatMap((opening) => {
    const draft = opening(view);
    if (draft === undefined || view.owed.some(({ type }) => type === draft.type)) return [];
    if (settledByPerson(view, draft.type)) return [];
    const ordinal = view.facts.promises.filter(({ type }) => type === draft.type).length + 1;
    return [{ open: { ...draft, ordinal, customerId: view.visit.customerId } }];
  });
}

/** Everything that changes about this follow-up's promises now. */
export const promiseChanges = (view: Picture): readonly PromiseChange[] => [...changes(view), ...opened(view)];

/** What becomes of what is still owed when the run ends. */
export const lastChanges = (view: Picture, reason: string): readonly PromiseChange[] =>
  view.owed.map((change) => {
    const command = ending(view, change) ?? { does: 'cancel', reason };
    return { change, command };
  });
