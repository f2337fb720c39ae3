/** Row 25 of the domain page, decided: the advisor owes the next visit until it is booked, or a reminder will ask. */
import type { Moment } from '../../kernel/event.ts';
import { earliest, type Instant } from '../../kernel/time.ts';
import { isOwed, type PromiseCommand } from '../../promises/index.ts';
import {
  climbed,
  escalation,
  firstLate,
  handOver,
  lateWords,
  longestWait,
  type Performance,
  type PromiseChange,
  type Step,
} from '../../run/index.ts';
import type { Facts } from './facts.ts';
import { climbing, comesAgain, gone, isArmed, isPickedUp, nextVisit, type Picture, picture } from './picture.ts';

export type Act = 'escalate';
export type Wait = 'for-pick-up' | 'for-booking';
export type End = 'booked' | 'armed' | 'settled' | 'off';

/** An end, and how what is owed for this closing ends with it. */
interface Over {
  readonly end: End;
  readonly because: string;
  readonly how: 'keep' | 'cancel';
}

/** How the run ends, if it does. */
function over(view: Picture): Over | undefined {
  const { promised, dueAt, now } = view;
  // A person has kept or cancelled it: asking again for the same closing would argue with them.
  if (promised !== undefined && !isOwed(promised)) {
    return { end: 'settled', because: 'What was owed at this closing is settled.', how: 'cancel' };
  }
  const off = gone(view);
  if (off !== undefined) return { end: 'off', because: off, how: 'cancel' };
  const booked = comesAgain(view);
  if (booked !== undefined) return { end: 'booked', because: booked, how: 'keep' };
  // Until the car is picked up the advisor can book. A reminder is what remains when that chance is over.
  const hadChance = isPickedUp(view) || dueAt <= now;
  return hadChance && isArmed(view)
    ? { end: 'armed', because: 'The customer will be reminded when the next service is due.', how: 'keep' }
    : undefined;
}

const reopened: PromiseCommand = { does: 'cancel', reason: 'The repair order was opened again since.' };

/** What was owed for an earlier closing ends; what is owed for this one is handed over when its owner is another. */
const changes = (view: Picture): readonly PromiseChange[] =>
  view.owed.flatMap((change) => {
    const command = change.openedAt === view.closedAt ? handOver(view, change, view.owner) : reopened;
    return command === undefined ? [] : [{ change, command }];
  });

/** It is owed once for each closing. */
function opened({ promised, facts, order, owner, closedAt, dueAt }: Picture): readonly PromiseChange[] {
  if (promised !== undefined) return [];
  const { roNumber, customerId } = order;
  const open = {
    type: nextVisit,
    owes: `The next visit after RO ${roNumber}: a booking, or word that the customer wants none`,
    owner,
    ordinal: facts.promises.length + 1,
    openedAt: closedAt,
    dueAt,
    customerId,
  };
  return [{ open }];
}

const ended = ({ owed, closedAt }: Picture, { how, because }: Over): readonly PromiseChange[] =>
  owed.map((change) => ({
    change,
    command: change.openedAt === closedAt ? { does: how, reason: because } : reopened,
  }));

/** The order is not closed: whatever was owed for a closing is owed no more. */
function notClosed({ order, promises }: Facts): Step<Act, Wait, End> {
  const because = order?.status === 'VOIDED' ? 'The repair order is void.' : 'The repair order is not closed.';
  const command: PromiseCommand = { does: 'cancel', reason: because };
  return { does: 'end', end: 'off', because, promises: promises.filter(isOwed).map((change) => ({ change, command })) };
}

const lateOf = (view: Picture) => firstLate(view.owed, (late) => climbing(view, late));

/** Something is owed here, so the run waits in its machine and never sleeps in the due index. */
function rest(view: Picture, promises: readonly PromiseChange[]): Step<Act, Wait, End> {
  const { order, dueAt, now } = view;
  const next = [dueAt, ...view.owed.flatMap((late) => climbing(view, late).next ?? [])].filter((at) => at > now);
  return {
    does: 'wait',
    wait: order.carAt === 'in-shop' && dueAt > now ? 'for-pick-up' : 'for-booking',
    until: earliest(longestWait(now), ...next),
    because: `The customer of RO ${order.roNumber} has no next visit yet.`,
    promises,
  };
}

/** What comes next. */
export function decide(facts: Facts, now: Instant): Step<Act, Wait, End> {
  const view = picture(facts, now);
  if (view === undefined) return notClosed(facts);
  const end = over(view);
  if (end !== undefined) return { does: 'end', end: end.end, because: end.because, promises: ended(view, end) };
  const promises = [...changes(view), ...opened(view)];
  const late = lateOf(view);
  return late === undefined ? rest(view, promises) : { ...escalation(late), promises };
}

/** What an act does. Undefined when the facts no longer call for it. */
export function perform(facts: Facts, act: Act, moment: Moment): Performance | undefined {
  const view = picture(facts, moment.now);
  if (view === undefined) return undefined;
  switch (act) {
    case 'escalate': {
      const late = lateOf(view);
      if (late === undefined) return undefined;
      const { storeId, roNumber, customerId } = view.order;
      const about = { storeId, about: { kind: 'repair-order', id: roNumber } as const, customerId };
      return climbed(late, about, lateWords(late, view.store.timeZone), moment);
    }
    default: {
      const never: never = act;
      return never;
    }
  }
}
