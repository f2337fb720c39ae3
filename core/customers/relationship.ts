/** What decides whether somebody on the national do-not-call registry may be contacted (domain section 5, rule 9). */
import * as z from 'zod';
import { happened, type Moment } from '../kernel/event.ts';
import { changedFields } from '../kernel/fields.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import { type Instant, instant, latest } from '../kernel/time.ts';
import { type Customer, customers } from './customer.ts';
import { customerRelationshipChanged } from './events.ts';

/** What became known: the registry was asked, or somebody bought or inquired. */
export const relationshipFields = {
  onNationalRegistry: z.boolean({ error: 'Send true or false, as the registry says.' }).optional(),
  lastPurchaseAt: instant.optional(),
  lastInquiryAt: instant.optional(),
};

/** What became known. */
export type Relationship = z.output<z.ZodObject<typeof relationshipFields>>;

const names = ['onNationalRegistrySince', 'lastPurchaseAt', 'lastInquiryAt'] as const;

const later = (known: Instant | undefined, said: Instant | undefined): Instant | undefined =>
  known === undefined || said === undefined ? (said ?? known) : latest(known, said);

/**
 * Writes it down; undefined when it is known already. Facts come late and in any order: an older purchase or inquiry than
 * the known one says nothing new. Throws 422 for one that has not happened yet.
 */
export function changeRelationship(before: Customer, said: Relationship, moment: Moment): Change<Customer> | undefined {
  for (const field of ['lastPurchaseAt', 'lastInquiryAt'] as const) {
    if ((said[field] ?? moment.now) > moment.now) {
      throw new Problem('invalid-input', `${field}: Send a moment that has passed.`, [
        { field, fix: 'Send a moment that has passed.' },
      ]);
    }
  }
  const since = before.onNationalRegistrySince;
  const after: Customer = {
    ...before,
    onNationalRegistrySince:
      said.onNationalRegistry === undefined ? since : said.onNationalRegistry ? (since ?? moment.now) : undefined,
    lastPurchaseAt: later(before.lastPurchaseAt, said.lastPurchaseAt),
    lastInquiryAt: later(before.lastInquiryAt, said.lastInquiryAt),
    updatedAt: moment.now,
  };
  const fields = changedFields(before, after, names);
  if (fields.length === 0) return undefined;
  return customers.change(before, after, happened(customerRelationshipChanged, { fields }), moment);
}
