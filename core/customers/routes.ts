/** The routes of customers. Each checks the link row first: who is not this store's customer does not exist here. */
import * as z from 'zod';
import { bodyOf, externalId, mailAddress, storeId } from '../kernel/fields.ts';
import { writtenPhone } from '../kernel/phone.ts';
import { Problem } from '../kernel/problem.ts';
import { checkVersion, defineRoute, type Route } from '../kernel/route.ts';
import { changeComplaint } from './complaint.ts';
import { changeConsent } from './consent.ts';
import { consentCommand } from './consent-command.ts';
import { type Customer, customer, customerProfileOf } from './customer.ts';
import { addedContacts, changeCustomer, contactsOf, createCustomer } from './decide.ts';
import { refuseDuplicate } from './duplicates.ts';
import { customersByContact } from './keys.ts';
import { mergeRoutes } from './merge-routes.ts';
import { customerAt, findCustomer, keptCustomerAt, whoIs } from './read.ts';
import { changeRelationship, relationshipFields } from './relationship.ts';
import { answered, example, profile, seenAt } from './shared.ts';
import { stopsOf } from './stops.ts';

const tag = 'Customers';
const roles = 'any';
const oneCustomer = z.object({ storeId, customerId: externalId });

const create = defineRoute({
  method: 'POST',
  path: '/stores/{storeId}/customers',
  name: 'createCustomer',
  tag,
  means:
    'A new customer of the store. Without customerId an id is made. A stop that came from one of the contacts counts.',
  roles,
  params: z.object({ storeId }),
  body: bodyOf({ customerId: externalId.optional(), ...customerProfileOf(writtenPhone) }),
  output: customer,
  status: 201,
  example: { body: { customerId: 'C-1001', ...profile }, output: example },
  handle: async ({ reader, params, body, moment }) => {
    const { customerId = moment.newId(), ...given } = body;
    const stops = await stopsOf(reader, contactsOf(given));
    const change = createCustomer(params.storeId, customerId, given, moment, stops);
    return {
      ...answered(params.storeId, change.state),
      writes: change.writes,
      location: `/stores/${params.storeId}/customers/${customerId}`,
    };
  },
});

/** A look-up outlives the contact by a day, and a duplicate keeps its own: the one who is kept is found. */
const isThere = (one: Customer | undefined, contact: string): one is Customer =>
  one !== undefined && one.mergedInto === undefined && contactsOf(one).includes(contact);

const find = defineRoute({
  method: 'GET',
  path: '/stores/{storeId}/customers',
  name: 'findCustomers',
  tag,
  means: 'The store’s customers with exactly this phone number or mail address. A shared phone finds a household.',
  roles,
  params: z.object({ storeId }),
  query: z.object({ phone: writtenPhone.optional(), email: mailAddress.optional() }),
  output: z.object({ items: z.array(customer) }),
  example: { output: { items: [example] } },
  handle: async ({ reader, params, query }) => {
    const contact = query.phone ?? query.email;
    if (contact === undefined || (query.phone !== undefined && query.email !== undefined)) {
      throw new Problem('invalid-input', 'Send either phone or email.', [
        { field: 'query', fix: 'Send either phone or email.' },
      ]);
    }
    const { rows } = await reader.query(customersByContact.query(params.storeId, contact));
    const found = await Promise.all(rows.map((row) => findCustomer(reader, params.storeId, row.sk)));
    const items = found.flatMap((one) => (isThere(one, contact) ? [one] : []));
    return { body: { items: items.map((one) => seenAt(params.storeId, one)) } };
  },
});

const read = defineRoute({
  method: 'GET',
  path: '/stores/{storeId}/customers/{customerId}',
  name: 'readCustomer',
  tag,
  means:
    'A customer of the store: name, contact, preferences and consent; `mergedInto` says that it is a duplicate, and of whom.',
  roles,
  params: oneCustomer,
  output: customer,
  example: { output: example },
  handle: async ({ reader, params }) =>
    answered(params.storeId, await customerAt(reader, params.storeId, params.customerId)),
});

const change = defineRoute({
  method: 'PUT',
  path: '/stores/{storeId}/customers/{customerId}',
  name: 'changeCustomer',
  tag,
  means: 'Replaces a customer’s profile. Consent has its own path; a stop that came from a new contact counts.',
  roles,
  params: oneCustomer,
  body: bodyOf(customerProfileOf(writtenPhone)),
  output: customer,
  ifMatch: 'required',
  example: { body: profile, output: { ...example, version: 2 } },
  handle: async ({ reader, params, body, moment, ifMatch }) => {
    const before = await keptCustomerAt(reader, params.storeId, params.customerId);
    checkVersion(ifMatch, before.version);
    const stops = await stopsOf(reader, addedContacts(before, body));
    const done = changeCustomer(before, body, moment, stops);
    return { ...answered(params.storeId, done.state), writes: done.writes };
  },
});

const changeTheirConsent = defineRoute({
  method: 'PUT',
  path: '/stores/{storeId}/customers/{customerId}/consent',
  name: 'changeConsent',
  tag,
  means:
    'What the customer allows or forbids, as they said it. An opt-out needs no If-Match: it must never fail on an edit. That of a duplicate counts for the one who is kept, who is answered.',
  roles,
  params: oneCustomer,
  body: consentCommand,
  output: customer,
  example: {
    body: { channel: 'sms', optedOut: true },
    output: { ...example, consent: { smsOptOutAt: '2026-03-12T09:00:00.000Z' }, version: 2 },
  },
  handle: async ({ reader, params, body, moment, ifMatch }) => {
    const named = await customerAt(reader, params.storeId, params.customerId);
    // What a duplicate forbids is forbidden, whoever has the old id; what it allows, a person asks of the one who is kept.
    if (!body.optedOut) refuseDuplicate(named);
    const { customer: before = named } = named.mergedInto === undefined ? {} : await whoIs(reader, named.mergedInto);
    checkVersion(ifMatch, before.version);
    const done = changeConsent(before, body, moment);
    return done === undefined
      ? answered(params.storeId, before)
      : { ...answered(params.storeId, done.state), writes: done.writes };
  },
});

const complain = defineRoute({
  method: 'PUT',
  path: '/stores/{storeId}/customers/{customerId}/complaint',
  name: 'changeComplaint',
  tag,
  means: 'Says whether a complaint of the customer is open. While it is, no marketing goes to them.',
  roles,
  params: oneCustomer,
  body: bodyOf({ open: z.boolean({ error: 'Send true or false.' }) }),
  output: customer,
  example: {
    body: { open: true },
    output: { ...example, complaint: { since: '2026-03-12T09:00:00.000Z' }, version: 2 },
  },
  handle: async ({ reader, params, body, moment, ifMatch }) => {
    const before = await keptCustomerAt(reader, params.storeId, params.customerId);
    checkVersion(ifMatch, before.version);
    const done = changeComplaint(before, { open: body.open, storeId: params.storeId }, moment);
    return done === undefined
      ? answered(params.storeId, before)
      : { ...answered(params.storeId, done.state), writes: done.writes };
  },
});

const relate = defineRoute({
  method: 'PUT',
  path: '/stores/{storeId}/customers/{customerId}/relationship',
  name: 'changeRelationship',
  tag,
  means:
    'What decides whether a customer on the national do-not-call registry may be contacted: the registry’s word, the last purchase, the last inquiry. What is left out stays as it is.',
  roles,
  params: oneCustomer,
  body: bodyOf(relationshipFields),
  output: customer,
  example: {
    body: { onNationalRegistry: true, lastPurchaseAt: '2026-01-20T16:00:00.000Z' },
    output: {
      ...example,
      onNationalRegistrySince: '2026-03-12T09:00:00.000Z',
      lastPurchaseAt: '2026-01-20T16:00:00.000Z',
      version: 2,
    },
  },
  handle: async ({ reader, params, body, moment, ifMatch }) => {
    const before = await keptCustomerAt(reader, params.storeId, params.customerId);
    checkVersion(ifMatch, before.version);
    const done = changeRelationship(before, body, moment);
    return done === undefined
      ? answered(params.storeId, before)
      : { ...answered(params.storeId, done.state), writes: done.writes };
  },
});

/** The routes of customers. */
export const customerRoutes: readonly Route[] = [
  create,
  find,
  read,
  change,
  changeTheirConsent,
  complain,
  relate,
  ...mergeRoutes,
];
