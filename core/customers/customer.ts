/**
 * A customer, shared by the stores of the group. A store sees a customer only through its link row, which is
 * written when the customer becomes its customer.
 */
import * as z from 'zod';
import {
  countryCode,
  externalId,
  language,
  line,
  mailAddress,
  type PhoneField,
  phoneNumber,
  postalCode,
  stateCode,
  storeId,
} from '../kernel/fields.ts';
import { defineNoun } from '../kernel/noun.ts';
import { instant } from '../kernel/time.ts';
import { customerKey, customerLog } from './keys.ts';

const each = <Item>(all: readonly Item[], of: (item: Item) => string): boolean =>
  new Set(all.map(of)).size === all.length;

const phoneOf = (number: PhoneField) =>
  z.object({
    number,
    kind: z.enum(['mobile', 'home', 'work'], { error: 'Send mobile, home or work.' }),
    primary: z.boolean().optional(),
  });

/** What people may set about a customer; consent has commands of its own. */
export const customerProfileOf = (number: PhoneField) => ({
  name: z
    .object(
      {
        first: line('a first name').optional(),
        last: line('a last name').optional(),
        full: line('a full name').optional(),
        business: line('the name of a business').optional(),
      },
      { error: 'Send the name: first and last, or full, or business.' },
    )
    .refine((name) => Object.values(name).some((part) => part !== undefined), {
      error: 'Send at least one of first, last, full, business.',
    }),
  // Five of each: every contact is a lookup row, and a change must fit into one transaction.
  phones: z
    .array(phoneOf(number), { error: 'Send a list of phones, each with number and kind; [] for none.' })
    .max(5, { error: 'Send at most 5 phones.' })
    .refine((all) => each(all, ({ number }) => number), { error: 'Send each number once.' })
    .refine((all) => all.filter(({ primary }) => primary === true).length <= 1, {
      error: 'Mark one phone at most as primary.',
    }),
  emails: z
    .array(mailAddress, { error: 'Send a list of mail addresses; [] for none.' })
    .max(5, { error: 'Send at most 5 mail addresses.' })
    .refine((all) => each(all, (address) => address), { error: 'Send each address once.' }),
  preferredChannel: z.enum(['sms', 'email', 'none'], { error: 'Send sms, email or none.' }).optional(),
  language: language.optional(),
  address: z
    .object({
      street: line('a street').optional(),
      city: line('a city').optional(),
      state: stateCode.optional(),
      postalCode: postalCode.optional(),
      country: countryCode.optional(),
    })
    .optional(),
});

const customerProfile = customerProfileOf(phoneNumber);

const agreed = z.object({ wording: z.string(), source: z.string(), at: instant });

/**
 * What the customer allowed and forbade. Opt-outs are instants: a record says since when. That of a whole channel holds for
 * everything that goes through it; beside it one kind of message may be revoked alone (domain section 5, rule 6).
 */
export const consent = z.object({
  smsOptOutAt: instant.optional(),
  marketingSmsOptOutAt: instant.optional(),
  transactionalSmsOptOutAt: instant.optional(),
  emailOptOutAt: instant.optional(),
  marketingEmailOptOutAt: instant.optional(),
  /** The words by which an opt-out was taken back, and where they were said. */
  smsOptIn: agreed.optional(),
  emailOptIn: agreed.optional(),
  /** Written consent to automated marketing by SMS (47 CFR 64.1200(f)(9)): to which words, for which number. */
  marketingSms: agreed.extend({ number: phoneNumber }).optional(),
  /** The group's own do-not-call list (47 CFR 64.1200(d)(6)). */
  doNotCallUntil: instant.optional(),
});

/** What a customer allowed and forbade. */
export type Consent = z.output<typeof consent>;

/** A customer as they are kept. */
export const customer = z.object({
  customerId: externalId,
  ...customerProfile,
  consent,
  /** Since when a complaint is open. Which store it was made at is that store's business: the event says it. */
  complaint: z.object({ since: instant }).optional(),
  /** Since when we know that a number of theirs is on the national do-not-call registry (47 CFR 64.1200(c)(2)). */
  onNationalRegistrySince: instant.optional(),
  /** The last purchase and the last inquiry, anywhere in the group: what makes a business relationship. */
  lastPurchaseAt: instant.optional(),
  lastInquiryAt: instant.optional(),
  /** The stores that know the customer. */
  stores: z.array(storeId),
  /** The customer who this one turned out to be: who has it is a duplicate, and nobody writes to it. */
  mergedInto: externalId.optional(),
  /** Who turned out to be this customer, since when, and the contacts that came with each. */
  duplicates: z.array(z.object({ customerId: externalId, since: instant, brought: z.array(z.string()) })).optional(),
  version: z.int().positive(),
  createdAt: instant,
  updatedAt: instant,
});

/** A customer. */
export type Customer = z.output<typeof customer>;

/** The noun. What happens to a customer is no single store's. */
export const customers = defineNoun({
  name: 'customer',
  schema: customer,
  id: (state) => state.customerId,
  key: (state) => customerKey(state.customerId),
  log: (state) => customerLog(state.customerId),
  about: (state) => ({ customerId: state.customerId }),
});
