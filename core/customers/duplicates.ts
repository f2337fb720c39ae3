/**
 * Merging: a customer turns out to be another who is known already (domain row 31). The duplicate keeps its row, with its
 * own contacts, so that the merge can be undone; what goes to it goes to the one who is kept.
 */
import { happened, type Moment } from '../kernel/event.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import type { Write } from '../kernel/table.ts';
import { earliest, type Instant, latest } from '../kernel/time.ts';
import { type Customer, customers } from './customer.ts';
import { contactsOf, expiring, linkRow, lookups } from './decide.ts';
import * as events from './events.ts';
import { mergedConsent } from './merge.ts';
import { type Stop, stopped } from './stops.ts';

/** Both customers after a merge, or after it was undone, and the writes that make it so. */
export interface Merging {
  readonly duplicate: Customer;
  readonly kept: Customer;
  readonly writes: readonly Write[];
}

/** Phones and mail addresses of a customer, each: as the profile has it, so that it stays one that a client may send. */
const mostContacts = 5;

/** Duplicates of one customer: whoever has more is no person but a placeholder. */
const mostDuplicates = 10;

const since = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || b === undefined ? (a ?? b) : earliest(a, b);

const lastOf = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || b === undefined ? (a ?? b) : latest(a, b);

/** Who wants no automated messages in one record wants none. */
const quieter = (own: Customer, other: Customer): Customer['preferredChannel'] =>
  other.preferredChannel === 'none' ? 'none' : own.preferredChannel;

/** The ids that one person goes by: their own, and those of their duplicates; `id` alone where nobody is known by it. */
export const idsOf = (of: Customer | undefined, id: string): readonly string[] =>
  of === undefined ? [id] : [of.customerId, ...(of.duplicates ?? []).map((each) => each.customerId)];

/** Refuses (409) what is meant for a duplicate, and says who is kept. */
export function refuseDuplicate({ customerId, mergedInto }: Customer): void {
  if (mergedInto === undefined) return;
  throw new Problem('conflict', `Customer ${customerId} is a duplicate of ${mergedInto}: send ${mergedInto} instead.`, [
    { field: 'customerId', fix: `Send ${mergedInto}.` },
  ]);
}

/** Throws 409 for a merge that would make a chain, so that a duplicate always leads to a customer in one step. */
function refuseChain({ customerId, mergedInto, duplicates = [] }: Customer, into: Customer): void {
  if (mergedInto !== undefined) {
    throw new Problem('conflict', `Customer ${customerId} is a duplicate of ${mergedInto} already: undo that first.`);
  }
  if (into.mergedInto !== undefined) {
    const fix = `Send ${into.mergedInto}.`;
    throw new Problem('conflict', `Customer ${into.customerId} is a duplicate itself, of ${into.mergedInto}: ${fix}`, [
      { field: 'into', fix },
    ]);
  }
  const [own] = duplicates;
  if (own !== undefined) {
    throw new Problem(
      'conflict',
      `Customer ${customerId} has duplicates itself, such as ${own.customerId}: merge ${into.customerId} into ${customerId} instead, or undo those first.`,
    );
  }
}

function refuseTooMany({ phones, emails, duplicates = [] }: Customer): void {
  const [what, most] =
    phones.length > mostContacts
      ? ['phones', mostContacts]
      : emails.length > mostContacts
        ? ['mail addresses', mostContacts]
        : ['duplicates', mostDuplicates];
  if (phones.length <= mostContacts && emails.length <= mostContacts && duplicates.length <= mostDuplicates) return;
  throw new Problem('conflict', `Together they would have more than ${most} ${what}: take some away first.`);
}

/** What a customer had of their own, before duplicates brought theirs. */
function own(kept: Customer): ReadonlySet<string> {
  const brought = new Set((kept.duplicates ?? []).flatMap((each) => each.brought));
  return new Set(contactsOf(kept).filter((contact) => !brought.has(contact)));
}

/** The one who is kept, with all that is known of the duplicate. Name, address and language stay their own. */
function joined(duplicate: Customer, kept: Customer, stops: readonly Stop[], { now }: Moment): Customer {
  const has = contactsOf(kept);
  const [theirs, ours] = [contactsOf(duplicate), own(kept)];
  const complaint = since(kept.complaint?.since, duplicate.complaint?.since);
  const phones = duplicate.phones.filter(({ number }) => !has.includes(number));
  return {
    ...kept,
    // Which number leads is said by the one who is kept.
    phones: [...kept.phones, ...phones.map(({ number, kind }) => ({ number, kind }))],
    emails: [...kept.emails, ...duplicate.emails.filter((address) => !has.includes(address))],
    preferredChannel: quieter(kept, duplicate),
    consent: stopped(mergedConsent(kept.consent, duplicate.consent), stops),
    complaint: complaint === undefined ? undefined : { since: complaint },
    onNationalRegistrySince: since(kept.onNationalRegistrySince, duplicate.onNationalRegistrySince),
    lastPurchaseAt: lastOf(kept.lastPurchaseAt, duplicate.lastPurchaseAt),
    lastInquiryAt: lastOf(kept.lastInquiryAt, duplicate.lastInquiryAt),
    stores: [...new Set([...kept.stores, ...duplicate.stores])],
    duplicates: [
      ...(kept.duplicates ?? []),
      {
        customerId: duplicate.customerId,
        since: now,
        brought: theirs.filter((contact) => !ours.has(contact)),
      },
    ],
    updatedAt: now,
  };
}

/** The rows by which stores find the one who is kept, where they could not before. */
function found(before: Customer, after: Customer): readonly Write[] {
  const { customerId } = after;
  const had = contactsOf(before);
  const gained = after.stores.filter((storeId) => !before.stores.includes(storeId));
  // A store that meets them now finds them by every contact; the others by those that are new.
  const sought = contactsOf(after).filter((contact) => gained.length > 0 || !had.includes(contact));
  const rows = sought.flatMap((contact) => lookups(after.stores, contact, customerId));
  return [...rows, ...gained.map((storeId) => linkRow(storeId, customerId))].map((put) => ({ put }));
}

const both = (duplicate: Change<Customer>, kept: Change<Customer>, more: readonly Write[]): Merging => ({
  duplicate: duplicate.state,
  kept: kept.state,
  writes: [...duplicate.writes, ...kept.writes, ...more],
});

/**
 * Merges a duplicate into the customer who is kept: that one gets its contacts and whatever either record forbids. `stops`
 * are those that were said from the contacts of the duplicate. Undefined when it is merged into this one already. Throws
 * 422 for a customer and themselves, 409 for chains and for more contacts than one customer can have.
 */
export function mergeCustomer(
  duplicate: Customer,
  kept: Customer,
  stops: readonly Stop[],
  moment: Moment,
): Merging | undefined {
  if (duplicate.customerId === kept.customerId) {
    const fix = 'Send the id of another customer: the one who is kept.';
    throw new Problem('invalid-input', `into: ${fix}`, [{ field: 'into', fix }]);
  }
  if (duplicate.mergedInto === kept.customerId) return undefined;
  refuseChain(duplicate, kept);
  const after = joined(duplicate, kept, stops, moment);
  refuseTooMany(after);
  const gone: Customer = { ...duplicate, mergedInto: kept.customerId, updatedAt: moment.now };
  return both(
    customers.change(duplicate, gone, happened(events.customerMerged, { into: kept.customerId }), moment),
    customers.change(
      kept,
      after,
      happened(events.customerDuplicateMerged, { duplicate: duplicate.customerId }),
      moment,
    ),
    found(kept, after),
  );
}

/** The duplicate as a customer of their own again: what was forbidden meanwhile, and before, stays forbidden. */
function restored(duplicate: Customer, kept: Customer, stops: readonly Stop[], { now }: Moment): Customer {
  const { mergedInto: _, ...rest } = duplicate;
  return {
    ...rest,
    preferredChannel: quieter(duplicate, kept),
    consent: stopped(mergedConsent(duplicate.consent, kept.consent), stops),
    // A complaint was the one's who is kept: it is open for both, or settled for both.
    complaint: kept.complaint,
    onNationalRegistrySince: since(duplicate.onNationalRegistrySince, kept.onNationalRegistrySince),
    updatedAt: now,
  };
}

/**
 * Undoes a merge. The duplicate takes along the contacts that it had brought, unless another duplicate has them, too; what
 * either allows stays as strict as it was together, for nobody can tell whose words they were. Undefined for a customer
 * who is no duplicate.
 */
export function unmergeCustomer(
  duplicate: Customer,
  kept: Customer,
  stops: readonly Stop[],
  moment: Moment,
): Merging | undefined {
  if (duplicate.mergedInto !== kept.customerId) return undefined;
  const { customerId } = duplicate;
  const others = (kept.duplicates ?? []).filter((each) => each.customerId !== customerId);
  const brought = (kept.duplicates ?? []).find((each) => each.customerId === customerId)?.brought ?? [];
  const staying = new Set(others.flatMap((each) => each.brought));
  const leaves = (contact: string): boolean => brought.includes(contact) && !staying.has(contact);
  const { duplicates: _, ...rest } = kept;
  const after: Customer = {
    ...rest,
    phones: kept.phones.filter(({ number }) => !leaves(number)),
    emails: kept.emails.filter((address) => !leaves(address)),
    ...(others.length === 0 ? {} : { duplicates: others }),
    updatedAt: moment.now,
  };
  const lost = contactsOf(kept)
    .filter(leaves)
    .flatMap((contact) => lookups(kept.stores, contact, kept.customerId));
  return both(
    customers.change(
      duplicate,
      restored(duplicate, kept, stops, moment),
      happened(events.customerUnmerged, { from: kept.customerId }),
      moment,
    ),
    customers.change(kept, after, happened(events.customerDuplicateReleased, { duplicate: customerId }), moment),
    lost.map((row) => ({ put: expiring(row, moment) })),
  );
}
