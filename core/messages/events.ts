/** What happens to messages. The text and the address stay in the table. */
import * as z from 'zod';
import { defineEvent } from '../kernel/event.ts';

const base = { followUp: z.string(), act: z.string(), occasion: z.string(), template: z.string() };
const example = { followUp: 'parts-eta', act: 'tell-customer-eta', occasion: 'v7', template: 'parts-eta-new' };

export const messageClaimed = defineEvent('message.claimed', 1, {
  means: 'It is about to be handed to the provider; nobody else will send it.',
  data: z.object({ ...base, channel: z.enum(['sms', 'email']), rule: z.string() }),
  example: { ...example, channel: 'sms', rule: 'allowed' },
});

export const messageRefused = defineEvent('message.refused', 1, {
  means: 'It was not sent, and the rule says why.',
  data: z.object({ ...base, rule: z.string() }),
  example: { ...example, rule: 'opted-out' },
});

export const messageAccepted = defineEvent('message.accepted', 1, {
  means: 'The provider took it.',
  data: z.object(base),
  example,
});

export const messageDelivered = defineEvent('message.delivered', 1, {
  means: 'It reached the phone, or the mail server of the customer.',
  data: z.object(base),
  example,
});

export const messageFailed = defineEvent('message.failed', 1, {
  means: 'It did not reach the customer: the provider refused it, or reported later that it could not be delivered.',
  data: z.object({ ...base, reason: z.string() }),
  example: { ...example, reason: 'ValidationException' },
});

export const messageUnknown = defineEvent('message.unknown', 1, {
  means: 'No answer came from the provider. It is never sent again; a person asks the customer.',
  data: z.object(base),
  example,
});

export const messageFound = defineEvent('message.found', 1, {
  means:
    'Nobody knew what had become of it, and now it is known: the provider had taken it, or it reached the customer.',
  data: z.object({ ...base, state: z.enum(['ACCEPTED', 'DELIVERED']) }),
  example: { ...example, state: 'DELIVERED' },
});

/** All of them, for the contracts. */
export const messageEvents = [
  messageClaimed,
  messageRefused,
  messageAccepted,
  messageDelivered,
  messageFailed,
  messageUnknown,
  messageFound,
];
