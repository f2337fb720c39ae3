/** The routes by which a person of the store says that two customers are one, or that they are not after all. */
import * as z from 'zod';
import { bodyOf, externalId, storeId } from '../kernel/fields.ts';
import { sorters } from '../kernel/role.ts';
import { checkVersion, defineRoute, type Route } from '../kernel/route.ts';
import type { Reader } from '../kernel/table.ts';
import { type Customer, customer } from './customer.ts';
import { addedContacts, contactsOf } from './decide.ts';
import { mergeCustomer, unmergeCustomer } from './duplicates.ts';
import { customerAt } from './read.ts';
import { answered, example } from './shared.ts';
import { stopsOf } from './stops.ts';

const tag = 'Customers';
const oneCustomer = z.object({ storeId, customerId: externalId });

/** Who sorts out who is who: those who also sort what comes in for nobody in particular. */
const roles = sorters;

const duplicate = { ...example, customerId: 'C-1002' };

const merge = defineRoute({
  method: 'POST',
  path: '/stores/{storeId}/customers/{customerId}/merge',
  name: 'mergeCustomer',
  tag,
  means:
    'This customer is a duplicate of another who is kept: `into`. That one gets its contacts, and of what both allow the stricter. What is under way for the duplicate goes on, and its messages go to the one who is kept; new work names that one. Answers the duplicate.',
  roles,
  params: oneCustomer,
  body: bodyOf({ into: externalId }),
  output: customer,
  example: { body: { into: 'C-1001' }, output: { ...duplicate, mergedInto: 'C-1001', version: 2 } },
  handle: async ({ reader, params, body, moment, ifMatch }) => {
    const before = await customerAt(reader, params.storeId, params.customerId);
    checkVersion(ifMatch, before.version);
    const kept = await customerAt(reader, params.storeId, body.into);
    const stops = await stopsOf(reader, addedContacts(kept, before));
    const done = mergeCustomer(before, kept, stops, moment);
    return done === undefined
      ? answered(params.storeId, before)
      : { ...answered(params.storeId, done.duplicate), writes: done.writes };
  },
});

/** The one who is kept, as a store sees them that knows the duplicate. */
const keptOf = async (reader: Reader, at: string, of: Customer): Promise<Customer | undefined> =>
  of.mergedInto === undefined ? undefined : customerAt(reader, at, of.mergedInto);

const unmerge = defineRoute({
  method: 'POST',
  path: '/stores/{storeId}/customers/{customerId}/unmerge',
  name: 'unmergeCustomer',
  tag,
  means:
    'This customer is no duplicate after all: their contacts are theirs again. What either allows stays as strict as it was together.',
  roles,
  params: oneCustomer,
  output: customer,
  example: { output: { ...duplicate, version: 3 } },
  handle: async ({ reader, params, moment, ifMatch }) => {
    const before = await customerAt(reader, params.storeId, params.customerId);
    checkVersion(ifMatch, before.version);
    const kept = await keptOf(reader, params.storeId, before);
    const stops = kept === undefined ? [] : await stopsOf(reader, contactsOf(before));
    const done = kept && unmergeCustomer(before, kept, stops, moment);
    return done === undefined
      ? answered(params.storeId, before)
      : { ...answered(params.storeId, done.duplicate), writes: done.writes };
  },
});

/** The routes of merging. */
export const mergeRoutes: readonly Route[] = [merge, unmerge];
