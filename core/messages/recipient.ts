/** What the contact rules look at: the kind of message, the ways out, and the customer. */
import type { Instant } from '../kernel/time.ts';

/** What a template is for; fixed with the template (domain section 5, rule 13). */
export type ContactCategory = 'transactional' | 'marketing' | 'conversational';

/** The two ways out. */
export type Channel = 'sms' | 'email';

/** A customer, as far as the contact rules look; the customer noun satisfies it. */
export interface Recipient {
  readonly customerId: string;
  /** The customer who this one turned out to be a duplicate of. */
  readonly mergedInto?: string | undefined;
  readonly phones: readonly {
    /** E.164. */
    readonly number: string;
    readonly kind: 'mobile' | 'home' | 'work';
    readonly primary?: boolean | undefined;
  }[];
  readonly emails: readonly string[];
  readonly preferredChannel?: Channel | 'none' | undefined;
  readonly consent: {
    /** Since when all SMS, or one kind of it, is revoked. */
    readonly smsOptOutAt?: Instant | undefined;
    readonly marketingSmsOptOutAt?: Instant | undefined;
    readonly transactionalSmsOptOutAt?: Instant | undefined;
    /** Since when all mail, or marketing by mail, is revoked. */
    readonly emailOptOutAt?: Instant | undefined;
    readonly marketingEmailOptOutAt?: Instant | undefined;
    /** Written consent to automated marketing by SMS: to these words, for this number. */
    readonly marketingSms?:
      | { readonly wording: string; readonly number: string; readonly at: Instant; readonly source: string }
      | undefined;
    readonly doNotCallUntil?: Instant | undefined;
  };
  /** Since when we know that a number of theirs is on the national do-not-call registry. */
  readonly onNationalRegistrySince?: Instant | undefined;
  /** What makes an established business relationship with somebody on that registry. */
  readonly lastPurchaseAt?: Instant | undefined;
  readonly lastInquiryAt?: Instant | undefined;
  readonly address?:
    | {
        readonly state?: string | undefined;
        readonly postalCode?: string | undefined;
        readonly country?: string | undefined;
      }
    | undefined;
}
