/** What a customer allows and forbids. Forbidding needs nothing; allowing needs the words and where they were said. */
import * as z from 'zod';
import { happened, type Moment } from '../kernel/event.ts';
import { line } from '../kernel/fields.ts';
import type { Change } from '../kernel/noun.ts';
import { writtenPhone } from '../kernel/phone.ts';
import { Problem } from '../kernel/problem.ts';
import { plus } from '../kernel/time.ts';
import { type Customer, customers } from './customer.ts';
import { customerOptedIn, customerOptedOut } from './events.ts';

const channel = z.enum(['sms', 'email', 'call'], { error: 'Send sms, email, marketing-sms or call.' });
const optOut = z.literal(true, { error: 'Send optedOut true, or false with wording and source.' });
const optIn = z.literal(false);
const wording = line('the words the customer agreed to', 1000);
const source = line('where the customer said so, such as web-form or counter', 80);

const forbids = z.strictObject({ channel: z.enum([...channel.options, 'marketing-sms']), optedOut: optOut });
const allows = z.strictObject({ channel, optedOut: optIn, wording, source });
const allowsMarketing = z.strictObject({
  channel: z.literal('marketing-sms'),
  optedOut: optIn,
  wording,
  source,
  number: writtenPhone,
});

/** What the customer said. Marketing by SMS needs the number that it was agreed for. */
export const consentCommand = z.union([forbids, allows, allowsMarketing], {
  error:
    'Send channel (sms, email, marketing-sms or call) and optedOut: true; or optedOut: false with wording and source, and for marketing-sms the number.',
});

/** What the customer said. */
export type ConsentCommand = z.output<typeof consentCommand>;

type Consent = Customer['consent'];

/** The group's do-not-call list holds for five years (47 CFR 64.1200(d)(6)). */
const doNotCallDays = 5 * 365 + 2;

/** Stop means stop: it also takes the marketing consent along, which a later opt-in does not bring back. */
function forbidden(before: Consent, by: ConsentCommand['channel'], { now }: Moment): Consent {
  const { marketingSms, smsOptIn, emailOptIn, ...rest } = before;
  switch (by) {
    case 'sms':
      return { ...rest, emailOptIn, smsOptOutAt: before.smsOptOutAt ?? now };
    case 'email':
      return { ...rest, marketingSms, smsOptIn, emailOptOutAt: before.emailOptOutAt ?? now };
    case 'marketing-sms':
      return { ...rest, smsOptIn, emailOptIn };
    case 'call':
      return { ...before, doNotCallUntil: plus(now, { days: doNotCallDays }) };
    default: {
      const never: never = by;
      return never;
    }
  }
}

function allowed(before: Consent, said: Extract<ConsentCommand, { optedOut: false }>, { now }: Moment): Consent {
  const { smsOptOutAt, emailOptOutAt, doNotCallUntil, ...rest } = before;
  const agreed = { wording: said.wording, source: said.source, at: now };
  switch (said.channel) {
    case 'sms':
      return { ...rest, emailOptOutAt, doNotCallUntil, smsOptIn: agreed };
    case 'email':
      return { ...rest, smsOptOutAt, doNotCallUntil, emailOptIn: agreed };
    case 'marketing-sms':
      return { ...before, marketingSms: { ...agreed, number: said.number } };
    case 'call':
      return { ...rest, smsOptOutAt, emailOptOutAt };
    default: {
      const never: never = said;
      return never;
    }
  }
}

/** Whether a stop says nothing new. Do-not-call begins anew each time. */
const isOut = (consent: Consent, by: ConsentCommand['channel']): boolean =>
  (by === 'sms' && consent.smsOptOutAt !== undefined) ||
  (by === 'email' && consent.emailOptOutAt !== undefined) ||
  (by === 'marketing-sms' && consent.marketingSms === undefined);

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
    ? forbidden(before.consent, said.channel, moment)
    : allowed(before.consent, said, moment);
  const event = happened(said.optedOut ? customerOptedOut : customerOptedIn, { channel: said.channel });
  return customers.change(before, { ...before, consent, updatedAt: moment.now }, event, moment);
}
