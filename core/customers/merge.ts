/** Merging what two records of one customer allow and forbid. */
import { type Instant, latest } from '../kernel/time.ts';
import type { Consent } from './customer.ts';

/** Since the earlier of two opt-outs; one is enough. */
const eitherSince = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || b === undefined ? (a ?? b) : a < b ? a : b;

/** Until the later of two ends; one is enough. */
const eitherUntil = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || b === undefined ? (a ?? b) : latest(a, b);

/** The later of two, by their text when they are of the same moment: which record comes first must not matter. */
function laterOf<Said extends { readonly at: Instant }>(a: Said, b: Said): Said {
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return JSON.stringify(a) > JSON.stringify(b) ? a : b;
}

/** What both records hold, as the one that was said later. */
const bothSaid = <Said extends { readonly at: Instant }>(a: Said | undefined, b: Said | undefined): Said | undefined =>
  a === undefined || b === undefined ? undefined : laterOf(a, b);

/** Leaves out what was taken back: an opt-in beside an opt-out of its channel would be no record but a riddle. */
const unless = <Said>(out: readonly (Instant | undefined)[], said: Said | undefined): Said | undefined =>
  out.every((at) => at === undefined) ? said : undefined;

/**
 * The consent of two records of one customer: in every part the more restrictive (domain section 5, rule 7). An opt-out in
 * one is an opt-out, since the earlier moment; do-not-call lasts until the later end. Written consent to marketing stays
 * only when both records have it for the same number and neither has revoked it since; so does the record of an opt-in.
 */
export function mergedConsent(a: Consent, b: Consent): Consent {
  const smsOptOutAt = eitherSince(a.smsOptOutAt, b.smsOptOutAt);
  const marketingSmsOptOutAt = eitherSince(a.marketingSmsOptOutAt, b.marketingSmsOptOutAt);
  const transactionalSmsOptOutAt = eitherSince(a.transactionalSmsOptOutAt, b.transactionalSmsOptOutAt);
  const emailOptOutAt = eitherSince(a.emailOptOutAt, b.emailOptOutAt);
  const marketingEmailOptOutAt = eitherSince(a.marketingEmailOptOutAt, b.marketingEmailOptOutAt);
  const agreed =
    a.marketingSms?.number === b.marketingSms?.number ? bothSaid(a.marketingSms, b.marketingSms) : undefined;
  return {
    smsOptOutAt,
    marketingSmsOptOutAt,
    transactionalSmsOptOutAt,
    emailOptOutAt,
    marketingEmailOptOutAt,
    doNotCallUntil: eitherUntil(a.doNotCallUntil, b.doNotCallUntil),
    smsOptIn: unless([smsOptOutAt, transactionalSmsOptOutAt], bothSaid(a.smsOptIn, b.smsOptIn)),
    emailOptIn: unless([emailOptOutAt, marketingEmailOptOutAt], bothSaid(a.emailOptIn, b.emailOptIn)),
    marketingSms: unless([smsOptOutAt, marketingSmsOptOutAt], agreed),
  };
}
