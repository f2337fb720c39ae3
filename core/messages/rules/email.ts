/** The rules of mail: revocation, and what marketing by mail must carry. */
import type { ContactCategory, Recipient } from '../recipient.ts';
import type { ChannelRefusal } from './refusal.ts';

type Answer = ChannelRefusal | undefined;

/** Rules 5 and 6 for mail: the opt-out of all mail, or of marketing by mail. */
export function revokedEmail({ consent }: Recipient, category: ContactCategory): Answer {
  if (consent.emailOptOutAt !== undefined) return 'opted-out';
  return category === 'marketing' && consent.marketingEmailOptOutAt !== undefined ? 'category-revoked' : undefined;
}

/** What a mail can carry. */
export interface MailParts {
  /** The store's street; without one there is no postal address to print. */
  readonly street: string | undefined;
  /** Whether a signed one-click opt-out (RFC 8058) can be made. */
  readonly optOutLink: boolean;
}

/** Rule 12 (15 USC 7704(a)(5)): marketing by mail carries a postal address and an opt-out that needs no login. */
export function marketingMailParts({ street, optOutLink }: MailParts): Answer {
  if (street === undefined) return 'no-postal-address';
  return optOutLink ? undefined : 'no-opt-out-link';
}
