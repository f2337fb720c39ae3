/** The one message that may follow an opt-out: its confirmation. */
import { type Instant, isAfter, plus } from '../../kernel/time.ts';
import type { ContactCategory, Recipient } from '../recipient.ts';

/** How long after the opt-out its confirmation may still leave (47 CFR 64.1200(a)(12)). */
const confirmationMinutes = 5;

/** The opt-outs that are said by SMS, as instants. */
const stops = ({ consent }: Recipient): readonly Instant[] =>
  [consent.smsOptOutAt, consent.marketingSmsOptOutAt, consent.transactionalSmsOptOutAt].flatMap((at) => at ?? []);

/**
 * Rule 5: one confirmation within five minutes of the opt-out, without marketing, by SMS to the number that opted out.
 * That there is only one is the claim's to see to: its occasion is the opt-out.
 */
export const mayConfirmOptOut = (of: Recipient, to: string, category: ContactCategory, now: Instant): boolean =>
  category !== 'marketing' &&
  of.phones.some(({ number }) => number === to) &&
  stops(of).some((at) => !isAfter(at, now) && !isAfter(now, plus(at, { minutes: confirmationMinutes })));
