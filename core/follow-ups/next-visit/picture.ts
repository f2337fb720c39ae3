/** A closed repair order as the advisor sees it: who owes the next visit until when, and what makes it owed no more. */
import { addBusinessMinutes } from '../../kernel/calendar.ts';
import type { Owner } from '../../kernel/owner.ts';
import type { Instant } from '../../kernel/time.ts';
import { isOwed, type Promised } from '../../promises/index.ts';
import type { RepairOrder } from '../../repair-orders/index.ts';
import { type Climbing, climbL, type Desk, personOr } from '../../run/index.ts';
import { hoursOf } from '../../stores/index.ts';
import type { Facts } from './facts.ts';
import { mayBeReminded } from './reminder.ts';

/** The promise that a closing is. */
export const nextVisit = 'next-visit';

/** A closed order and everything that bears on it at an instant. */
export interface Picture extends Desk {
  readonly facts: Facts;
  readonly order: RepairOrder;
  /** When it was closed, the last time. What is owed for this closing was opened as of this instant. */
  readonly closedAt: Instant;
  /** Until when the advisor has the chance to book before anybody else asks. */
  readonly dueAt: Instant;
  readonly owner: Owner;
  readonly owed: readonly Promised[];
  /** What is, or was, owed for this closing. */
  readonly promised: Promised | undefined;
}

/** Puts the facts together; undefined while the order is not closed. */
export function picture(facts: Facts, now: Instant): Picture | undefined {
  const { order, store, staff, settings, promises } = facts;
  if (order?.status !== 'CLOSED' || order.closedAt === undefined) return undefined;
  const { closedAt } = order;
  return {
    facts,
    order,
    closedAt,
    store,
    staff,
    now,
    dueAt: addBusinessMinutes(closedAt, settings.pickUpMinutes, hoursOf(store, 'service'), store.timeZone),
    owner: personOr({ staff }, order.advisorId, 'advisor'),
    owed: promises.filter(isOwed),
    promised: promises.find(({ openedAt }) => openedAt === closedAt),
  };
}

/** Why the customer comes again, if they do: a visit that is booked, or one that has been since. */
export function comesAgain({ facts, order, closedAt, now }: Picture): string | undefined {
  const isAhead = (at: Instant | undefined): boolean => at !== undefined && at > now;
  if (facts.visits.some(({ status, startsAt }) => status === 'BOOKED' && isAhead(startsAt)))
    return 'A visit is booked.';
  const orders = [order, ...facts.others].filter(({ status }) => status !== 'VOIDED');
  if (orders.some(({ returnVisit }) => isAhead(returnVisit?.startsAt))) return 'A return visit is booked.';
  const came = orders.some(({ roNumber, openedAt }) => roNumber !== order.roNumber && openedAt > closedAt);
  return came ? 'The customer came again.' : undefined;
}

/** Why nobody is to ask for a next visit any more, if so. */
export function gone({ facts: { customer, vehicle } }: Picture): string | undefined {
  if (customer === undefined) return 'The customer is not known any more.';
  const status = vehicle?.ownership?.status;
  return status === undefined || status === 'owned' ? undefined : 'The vehicle is no longer the customer’s.';
}

/** The car left after the closing: the advisor stood before the customer, with the invoice in hand. */
export const isPickedUp = ({ order, closedAt }: Picture): boolean =>
  order.carAt === 'with-customer' && order.carMovedAt > closedAt;

/** Whether a reminder will ask in the advisor's place: its day is known, and the customer may be written to. */
export const isArmed = ({ facts: { customer, dateKept }, store, now }: Picture): boolean =>
  dateKept && customer !== undefined && mayBeReminded(customer, store, now);

/** Where a promise stands on its ladder. */
export const climbing = (view: Picture, late: Promised): Climbing =>
  climbL(view, late, { role: 'advisor', department: 'service' });
