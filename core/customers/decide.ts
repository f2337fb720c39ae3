/** What may be done to a customer's profile. Consent is decided in consent.ts. */
import type * as z from 'zod';
import { happened, type Moment } from '../kernel/event.ts';
import { changedFields } from '../kernel/fields.ts';
import type { Change } from '../kernel/noun.ts';
import type { Row, Write } from '../kernel/table.ts';
import { plus, toEpochMillis } from '../kernel/time.ts';
import { type Customer, type customerProfileOf, customers } from './customer.ts';
import { customerChanged, customerCreated } from './events.ts';
import { contactKey, customerLinkKey, lookupKey } from './keys.ts';
import { type Stop, stopped } from './stops.ts';

/** The profile that a command carries. */
export type CustomerProfile = z.output<z.ZodObject<ReturnType<typeof customerProfileOf>>>;

/** What a customer is found by: phone numbers (E.164), then mail addresses (lower case). */
export const contactsOf = (of: Pick<Customer, 'phones' | 'emails'>): string[] => [
  ...of.phones.map(({ number }) => number),
  ...of.emails,
];

/** The rows that lead from a contact to a customer: one of each store that knows them, one of the group. */
export const lookups = (stores: readonly string[], contact: string, customerId: string): readonly Row[] => [
  ...stores.map((storeId) => ({ ...lookupKey(storeId, contact, customerId), kind: 'lookup', customerId })),
  { ...contactKey(contact, customerId), kind: 'lookup', customerId },
];

/** A look-up that no longer leads anywhere: readers compare with the customer, so it only has to go away some day. */
export const expiring = (row: Row, moment: Moment): Row => ({
  ...row,
  expiresAt: Math.ceil(toEpochMillis(plus(moment.now, { days: 1 })) / 1000),
});

/** The row by which a store knows a customer. */
export const linkRow = (storeId: string, customerId: string): Row => ({
  ...customerLinkKey(storeId, customerId),
  kind: 'customer-link',
  storeId,
  customerId,
});

/**
 * A store meets somebody new. The link row makes the customer exist at that store. `stops` are those that were said from
 * the contacts before anybody knew whose they are.
 */
export function createCustomer(
  storeId: string,
  customerId: string,
  profile: CustomerProfile,
  moment: Moment,
  stops: readonly Stop[] = [],
): Change<Customer> {
  const { now } = moment;
  const change = customers.create(
    {
      customerId,
      ...profile,
      consent: stopped({}, stops),
      stores: [storeId],
      version: 1,
      createdAt: now,
      updatedAt: now,
    },
    happened(customerCreated, { storeId }),
    moment,
  );
  const link: Write = { put: linkRow(storeId, customerId), when: { absent: true } };
  const found = contactsOf(profile).flatMap((contact) => lookups([storeId], contact, customerId));
  return { ...change, writes: [...change.writes, link, ...found.map((put) => ({ put }))] };
}

const profileNames = ['name', 'phones', 'emails', 'preferredChannel', 'language', 'address', 'consent'] as const;

/** The contacts that a new profile adds. */
export const addedContacts = (before: Customer, profile: CustomerProfile): readonly string[] => {
  const had = contactsOf(before);
  return contactsOf(profile).filter((one) => !had.includes(one));
};

/**
 * Replaces a customer's profile; look-ups move with it, the group's and those of every store that knows the customer.
 * `stops` are those that were said from the contacts that are new.
 */
export function changeCustomer(
  before: Customer,
  profile: CustomerProfile,
  moment: Moment,
  stops: readonly Stop[] = [],
): Change<Customer> {
  // What is no part of the profile stays; what the new profile leaves out is gone.
  const gone = { preferredChannel: undefined, language: undefined, address: undefined };
  const consent = stopped(before.consent, stops);
  const after: Customer = { ...before, ...gone, ...profile, consent, updatedAt: moment.now };
  const fields = changedFields(before, after, profileNames);
  const change = customers.change(before, after, happened(customerChanged, { fields }), moment);
  const { customerId, stores } = before;
  const [had, has] = [contactsOf(before), contactsOf(after)];
  const found = addedContacts(before, profile).flatMap((one) => lookups(stores, one, customerId));
  const lost = had.filter((one) => !has.includes(one)).flatMap((one) => lookups(stores, one, customerId));
  const puts = [...found, ...lost.map((row) => expiring(row, moment))].map((put) => ({ put }));
  return { ...change, writes: [...change.writes, ...puts] };
}
