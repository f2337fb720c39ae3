/**
 * What a customer said about being contacted, as people write it down. Apart from the rules, which doors that take no
 * number from people also run: they need no metadata of the world's numbers.
 */
import * as z from 'zod';
import { line } from '../kernel/fields.ts';
import { writtenPhone } from '../kernel/phone.ts';
import { consentChannel } from './events.ts';

const optOut = z.literal(true, { error: 'Send optedOut true, or false with wording and source.' });
const optIn = z.literal(false);
const wording = line('the words the customer agreed to', 1000);
const source = line('where the customer said so, such as web-form or counter', 80);

const forbids = z.strictObject({ channel: consentChannel, optedOut: optOut });
const allows = z.strictObject({ channel: consentChannel.exclude(['marketing-sms']), optedOut: optIn, wording, source });
const allowsMarketing = z.strictObject({
  channel: z.literal('marketing-sms'),
  optedOut: optIn,
  wording,
  source,
  number: writtenPhone,
});

/** What the customer said. Marketing by SMS needs the number that it was agreed for. */
export const consentCommand = z.union([forbids, allows, allowsMarketing], {
  error: `Send channel (${consentChannel.options.join(', ')}) and optedOut: true; or optedOut: false with wording and source, and for marketing-sms the number.`,
});

/** What the customer said. */
export type ConsentCommand = z.output<typeof consentCommand>;
