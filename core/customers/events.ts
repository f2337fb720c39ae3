/** What happens to customers. Names of fields, never their values. */
import * as z from 'zod';
import { defineEvent } from '../kernel/event.ts';

/** What a customer can opt out of. */
export const consentChannel = z.enum(
  ['sms', 'email', 'marketing-sms', 'transactional-sms', 'marketing-email', 'call'],
  {
    error: 'Send sms, email, marketing-sms, transactional-sms, marketing-email or call.',
  },
);

/** A channel of consent. */
export type ConsentChannel = z.infer<typeof consentChannel>;

/** A store met somebody new. */
export const customerCreated = defineEvent('customer.created', 1, {
  means: 'A store met a new customer.',
  data: z.object({ storeId: z.string() }),
  example: { storeId: 'S01' },
});

/** The profile of a customer changed. */
export const customerChanged = defineEvent('customer.changed', 1, {
  means:
    'Name, phones, mail addresses, preferred channel, language or address of a customer changed; consent, when a new contact had said stop.',
  data: z.object({ fields: z.array(z.string()) }),
  example: { fields: ['phones'] },
});

/** A customer said stop. */
export const customerOptedOut = defineEvent('customer.opted-out', 1, {
  means: 'A customer does not want to be contacted by a channel any more.',
  data: z.object({ channel: consentChannel }),
  example: { channel: 'sms' },
});

/** A customer allowed a channel (again). */
export const customerOptedIn = defineEvent('customer.opted-in', 1, {
  means: 'A customer allowed a channel, or allowed it again.',
  data: z.object({ channel: consentChannel }),
  example: { channel: 'sms' },
});

/** A complaint was made. */
export const customerComplaintOpened = defineEvent('customer.complaint-opened', 1, {
  means: 'A customer complains about something at a store; while it is open nobody sells to them.',
  data: z.object({ storeId: z.string() }),
  example: { storeId: 'S01' },
});

/** A complaint was settled. */
export const customerComplaintClosed = defineEvent('customer.complaint-closed', 1, {
  means: 'A customer’s complaint is settled.',
  data: z.object({ storeId: z.string() }),
  example: { storeId: 'S01' },
});

/** What lists and purchases say about calling a customer became known. */
export const customerRelationshipChanged = defineEvent('customer.relationship-changed', 1, {
  means: 'A purchase, an inquiry, or an entry in the national do-not-call registry became known.',
  data: z.object({ fields: z.array(z.string()) }),
  example: { fields: ['lastPurchaseAt'] },
});

/** A customer turned out to be another. */
export const customerMerged = defineEvent('customer.merged', 1, {
  means: 'A customer turned out to be the same person as another, and is kept as a duplicate of that one.',
  data: z.object({ into: z.string() }),
  example: { into: 'C-1001' },
});

/** A customer got a duplicate. */
export const customerDuplicateMerged = defineEvent('customer.duplicate-merged', 1, {
  means: 'A duplicate was merged into this customer, with its contacts; of what both allowed, the stricter holds.',
  data: z.object({ duplicate: z.string() }),
  example: { duplicate: 'C-1002' },
});

/** A merge was undone. */
export const customerUnmerged = defineEvent('customer.unmerged', 1, {
  means: 'A customer who was taken for a duplicate is a customer of their own again.',
  data: z.object({ from: z.string() }),
  example: { from: 'C-1001' },
});

/** A customer lost a duplicate. */
export const customerDuplicateReleased = defineEvent('customer.duplicate-released', 1, {
  means: 'Somebody who was taken for this customer is not, and took along the contacts that they had brought.',
  data: z.object({ duplicate: z.string() }),
  example: { duplicate: 'C-1002' },
});

/** All events of the noun. */
export const customerEventTypes = [
  customerCreated,
  customerChanged,
  customerOptedOut,
  customerOptedIn,
  customerComplaintOpened,
  customerComplaintClosed,
  customerRelationshipChanged,
  customerMerged,
  customerDuplicateMerged,
  customerUnmerged,
  customerDuplicateReleased,
] as const;
