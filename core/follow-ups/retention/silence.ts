/**
 * Why the customer is not written to (domain row 30): what they and the car have become. It is asked when a message is
 * sent, on the facts of that moment, and the message keeps the answer. And the contact decision that it is part of.
 */
import type { Instant } from '../../kernel/time.ts';
import {
  CONTACT_WINDOWS,
  type ContactDecision,
  decideContact,
  type SendingFacts,
  type Suppression,
} from '../../messages/index.ts';
import type { Kind } from './campaigns.ts';
import { type Facts, visitAhead } from './facts.ts';
import { templateOf } from './templates.ts';

/** Why, and what that was read from: ids and dates, nothing personal. */
export interface Silence {
  readonly rule: Suppression;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Rules of suppression that no waiting mends: the vehicle is not the customer's any more. */
export const forGood: readonly string[] = ['vehicle-sold', 'bought-elsewhere'] satisfies Suppression[];

function gone({ vehicle }: Facts): Silence | undefined {
  const { status, since } = vehicle?.ownership ?? {};
  switch (status) {
    case 'sold':
    case 'traded':
      return { rule: 'vehicle-sold', inputs: { status, since } };
    case 'bought-elsewhere':
      return { rule: 'bought-elsewhere', inputs: { status, since } };
    case 'owned':
    case undefined:
      return undefined;
    default: {
      const never: never = status;
      return never;
    }
  }
}

const inTheShop = ({ repairOrders }: Facts): Silence | undefined => {
  const open = repairOrders.find(({ status }) => status === 'OPEN');
  return open && { rule: 'open-repair-order', inputs: { roNumber: open.roNumber, openedAt: open.openedAt } };
};

const complains = ({ customer, repairOrders }: Facts): Silence | undefined => {
  if (customer?.complaint !== undefined) return { rule: 'open-complaint', inputs: { since: customer.complaint.since } };
  const order = repairOrders.find(({ status, complaint }) => status === 'OPEN' && complaint === true);
  return order && { rule: 'open-complaint', inputs: { roNumber: order.roNumber } };
};

const comesAnyway = (facts: Facts, now: Instant): Silence | undefined => {
  const ahead = visitAhead(facts, now);
  return ahead && { rule: 'appointment-ahead', inputs: { visit: ahead.id } };
};

const unfunded = ({ vehicle }: Facts): Silence | undefined =>
  vehicle?.fundingProblemSince === undefined
    ? undefined
    : { rule: 'funding-problem', inputs: { since: vehicle.fundingProblemSince } };

/**
 * Why there is silence now; undefined when there is no reason for it. A recall is about safety: neither a complaint nor an
 * unfunded contract silences it, but a car that is gone, here, or coming does.
 */
export function silence(facts: Facts, kind: Kind, now: Instant): Silence | undefined {
  const sells = kind !== 'recall';
  return (
    gone(facts) ??
    (sells ? complains(facts) : undefined) ??
    inTheShop(facts) ??
    comesAnyway(facts, now) ??
    (sells ? unfunded(facts) : undefined)
  );
}

/**
 * The contact decision for a message of a campaign. Undefined when the customer's row is gone. `suppressed` is left out
 * to ask only whether there is a way to the customer, and at which hour.
 */
export function contact(
  facts: Facts,
  kind: Kind,
  now: Instant,
  { sending, suppressed }: { readonly sending: SendingFacts; readonly suppressed?: Silence | undefined },
): ContactDecision | undefined {
  const { customer, store, settings } = facts;
  if (customer === undefined) return undefined;
  const { category, name } = templateOf(kind);
  return decideContact({
    category,
    template: name,
    customer,
    store,
    windows: CONTACT_WINDOWS,
    now,
    marginSeconds: settings.contactMarginSeconds,
    sending,
    caps: settings,
    suppressed,
  });
}
