/** The rules of text messages: revocation, written consent, and the two do-not-call lists. */
import { type Instant, isAfter, localDate, type TimeZone } from '../../kernel/time.ts';
import type { ContactCategory, Recipient } from '../recipient.ts';
import type { ChannelRefusal } from './refusal.ts';

type Answer = ChannelRefusal | undefined;

/**
 * Rules 5, 6 and 14: nothing passes an opt-out of all SMS, whatever it is about; the opt-out of one category stops that
 * category. A conversation has no opt-out of its own: who is having it ends it with STOP.
 */
export function revokedSms({ consent }: Recipient, category: ContactCategory): Answer {
  if (consent.smsOptOutAt !== undefined) return 'opted-out';
  switch (category) {
    case 'marketing':
      return consent.marketingSmsOptOutAt === undefined ? undefined : 'category-revoked';
    case 'transactional':
      return consent.transactionalSmsOptOutAt === undefined ? undefined : 'category-revoked';
    case 'conversational':
      return undefined;
    default: {
      const never: never = category;
      return never;
    }
  }
}

/** Rule 9, first half (47 CFR 64.1200(d)): the group's own list, for five years from the request. */
export const companyDoNotCall = ({ consent }: Recipient, now: Instant): Answer =>
  consent.doNotCallUntil !== undefined && isAfter(consent.doNotCallUntil, now) ? 'do-not-call' : undefined;

/** The same day so many months earlier, as text that compares with dates; the 31st of a short month is its end's. */
function monthsBefore(now: Instant, months: number, zone: TimeZone): string {
  const today = localDate(now, zone);
  const count = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - months;
  const month = String((count % 12) + 1).padStart(2, '0');
  return `${Math.floor(count / 12)}-${month}-${today.slice(8)}`;
}

const isWithin = (at: Instant | undefined, months: number, now: Instant, zone: TimeZone): boolean =>
  at !== undefined && !isAfter(at, now) && localDate(at, zone) >= monthsBefore(now, months, zone);

/** How long a purchase, and an inquiry, make a relationship (47 CFR 64.1200(f)(5)). */
const relationshipMonths = { purchase: 18, inquiry: 3 };

/**
 * Rule 9, second half (47 CFR 64.1200(c)(2)): a number on the national registry needs written permission, a purchase in
 * 18 months or an inquiry in 3. Days count on the store's clock.
 */
export function nationalRegistry(of: Recipient, now: Instant, zone: TimeZone): Answer {
  const since = of.onNationalRegistrySince;
  if (since === undefined || isAfter(since, now)) return undefined;
  const knowsUs =
    of.consent.marketingSms !== undefined ||
    isWithin(of.lastPurchaseAt, relationshipMonths.purchase, now, zone) ||
    isWithin(of.lastInquiryAt, relationshipMonths.inquiry, now, zone);
  return knowsUs ? undefined : 'national-registry';
}

/** Rule 8 (47 CFR 64.1200(a)(2)): automated marketing needs written consent that is on record, for this very number. */
export const writtenConsent = ({ consent }: Recipient, number: string, now: Instant): Answer =>
  consent.marketingSms?.number === number && !isAfter(consent.marketingSms.at, now)
    ? undefined
    : 'no-marketing-consent';
