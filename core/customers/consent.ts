/** What a customer allows and forbids. Forbidding needs nothing; allowing needs the words and where they were said. */
import { happened, type Moment } from '../kernel/event.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import { type Instant, plus } from '../kernel/time.ts';
import type { ConsentCommand } from './consent-command.ts';
import { type Consent, type Customer, customers } from './customer.ts';
import { type ConsentChannel, customerOptedIn, customerOptedOut } from './events.ts';

/**
 * What STOP in answer to a text revokes (domain section 5, rule 6): all SMS; or, where the store's playbook says that STOP
 * does not cover all, the kind of message it answers. An answer to nothing we know of, or in a conversation, covers all.
 */
export function stopCommand(
  answered: 'marketing' | 'transactional' | 'conversational' | undefined,
  coversAll: boolean,
): ConsentCommand {
  const one = !coversAll && (answered === 'marketing' || answered === 'transactional');
  return { channel: one ? `${answered}-sms` : 'sms', optedOut: true };
}

/** The group's do-not-call list holds for five years (47 CFR 64.1200(d)(6)). */
const doNotCallDays = 5 * 365 + 2;

/** Stop means stop: it also takes the marketing consent along, which a later opt-in does not bring back. */
export function forbidden(before: Consent, by: ConsentChannel, now: Instant): Consent {
  switch (by) {
    case 'sms':
      return { ...before, marketingSms: undefined, smsOptIn: undefined, smsOptOutAt: before.smsOptOutAt ?? now };
    case 'marketing-sms':
      return { ...before, marketingSms: undefined, marketingSmsOptOutAt: before.marketingSmsOptOutAt ?? now };
    case 'transactional-sms':
      return { ...before, smsOptIn: undefined, transactionalSmsOptOutAt: before.transactionalSmsOptOutAt ?? now };
    case 'email':
      return { ...before, emailOptIn: undefined, emailOptOutAt: before.emailOptOutAt ?? now };
    case 'marketing-email':
      return { ...before, emailOptIn: undefined, marketingEmailOptOutAt: before.marketingEmailOptOutAt ?? now };
    case 'call':
      return { ...before, doNotCallUntil: plus(now, { days: doNotCallDays }) };
    default: {
      const never: never = by;
      return never;
    }
  }
}

/** A channel that is allowed again is allowed for what is no marketing; marketing is allowed by its own words only. */
function allowed(before: Consent, said: Extract<ConsentCommand, { optedOut: false }>, { now }: Moment): Consent {
  const agreed = { wording: said.wording, source: said.source, at: now };
  switch (said.channel) {
    case 'sms':
      return { ...before, smsOptOutAt: undefined, transactionalSmsOptOutAt: undefined, smsOptIn: agreed };
    case 'transactional-sms':
      return { ...before, transactionalSmsOptOutAt: undefined, smsOptIn: agreed };
    case 'marketing-sms':
      return { ...before, marketingSmsOptOutAt: undefined, marketingSms: { ...agreed, number: said.number } };
    case 'email':
      return { ...before, emailOptOutAt: undefined, emailOptIn: agreed };
    case 'marketing-email':
      return { ...before, marketingEmailOptOutAt: undefined, emailOptIn: agreed };
    case 'call':
      return { ...before, doNotCallUntil: undefined };
    default: {
      const never: never = said;
      return never;
    }
  }
}

/** Whether a stop says nothing new. Do-not-call begins anew each time. */
function isOut(consent: Consent, by: ConsentChannel): boolean {
  switch (by) {
    case 'sms':
      return consent.smsOptOutAt !== undefined;
    case 'marketing-sms':
      return consent.marketingSmsOptOutAt !== undefined;
    case 'transactional-sms':
      return consent.transactionalSmsOptOutAt !== undefined;
    case 'email':
      return consent.emailOptOutAt !== undefined;
    case 'marketing-email':
      return consent.marketingEmailOptOutAt !== undefined;
    case 'call':
      return false;
    default: {
      const never: never = by;
      return never;
    }
  }
}

/**
 * Records what a customer said about being contacted; undefined when it is what we know already. Throws 422 for
 * marketing consent to a number that is not the customer's, and 409 while all SMS is forbidden.
 */
export function changeConsent(before: Customer, said: ConsentCommand, moment: Moment): Change<Customer> | undefined {
  if (said.optedOut && isOut(before.consent, said.channel)) return undefined;
  if (said.channel === 'marketing-sms' && !said.optedOut) {
    if (before.phones.every(({ number }) => number !== said.number)) {
      throw new Problem('invalid-input', 'number: Send one of the customer’s own phone numbers.', [
        { field: 'number', fix: 'Send one of the customer’s own phone numbers.' },
      ]);
    }
    if (before.consent.smsOptOutAt !== undefined) {
      throw new Problem('conflict', 'The customer opted out of all SMS: record their opt-in to sms first.');
    }
  }
  const consent = said.optedOut
    ? forbidden(before.consent, said.channel, moment.now)
    : allowed(before.consent, said, moment);
  const event = happened(said.optedOut ? customerOptedOut : customerOptedIn, { channel: said.channel });
  return customers.change(before, { ...before, consent, updatedAt: moment.now }, event, moment);
}
