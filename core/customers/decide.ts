/** What may be done to a customer's profile. Consent is decided in consent.ts. */
import type * as z from 'zod';
import { happened, type Moment } from '../kernel/event.ts';
import { changedFields } from '../kernel/fields.ts';
import type { Change } from '../kernel/noun.ts';
import type { Write } from '../kernel/table.ts';
import { plus, toEpochMillis } from '../kernel/time.ts';
import { type Customer, type customerProfileOf, customers } from './customer.ts';
import { customerChanged, customerCreated } from './events.ts';
import { customerLinkKey, lookupKey } from './keys.ts';

/** The profile that a command carries. */
export type CustomerProfile = z.output<z.ZodObject<ReturnType<typeof customerProfileOf>>>;

/** What a customer is found by. */
export const contactsOf = (of: Pick<Customer, 'phones' | 'emails'>): string[] => [
  ...of.phones.map(({ number }) => number),
  ...of.emails,
];

const foundBy = (storeId: string, contact: string, customerId: string): Write => ({
  put: { ...lookupKey(storeId, contact, customerId), kind: 'lookup', customerId },
});

/** A look-up that no longer leads anywhere: readers compare with the customer, so it only has to go away some day. */
const foundNoMore = (storeId: string, contact: string, customerId: string, moment: Moment): Write => ({
  put: {
    ...lookupKey(storeId, contact, customerId),
    kind: 'lookup',
    customerId,
    expiresAt: Math.ceil(toEpochMillis(plus(moment.now, { days: 1 })) / 1000),
  },
});

/** A store meets somebody new. The link row makes the customer exist at that store. */
export function createCustomer(
  storeId: string,
  customerId: string,
  profile: CustomerProfile,
  moment: Moment,
): Change<Customer> {
  const { now } = moment;
  const change = customers.create(
    { customerId, ...profile, consent: {}, stores: [storeId], version: 1, createdAt: now, updatedAt: now },
    happened(customerCreated, { storeId }),
    moment,
  );
  const link: Write = {
    put: { ...customerLinkKey(storeId, customerId), kind: 'customer-link', storeId, customerId },
    when: { absent: true },
  };
  const lookups = contactsOf(profile).map((contact) => foundBy(storeId, contact, customerId));
  return { ...change, writes: [...change.writes, link, ...lookups] };
}

const profileNames = ['name', 'phones', 'emails', 'preferredChannel', 'language', 'address'] as const;

/** Replaces a customer's profile; look-ups move with it at every store that knows the customer. */
export function changeCustomer(before: Customer, profile: CustomerProfile, moment: Moment): Change<Customer> {
  const { customerId, consent, stores, version, createdAt } = before;
  const after: Customer = { customerId, ...profile, consent, stores, version, createdAt, updatedAt: moment.now };
  const fields = changedFields(before, after, profileNames);
  const change = customers.change(before, after, happened(customerChanged, { fields }), moment);
  const [had, has] = [contactsOf(before), contactsOf(after)];
  const lookups = stores.flatMap((storeId) => [
    ...has.filter((one) => !had.includes(one)).map((one) => foundBy(storeId, one, customerId)),
    ...had.filter((one) => !has.includes(one)).map((one) => foundNoMore(storeId, one, customerId, moment)),
  ]);
  return { ...change, writes: [...change.writes, ...lookups] };
}
