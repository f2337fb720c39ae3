/** What happens in conversations. What was said stays in the table. */
import * as z from 'zod';
import { defineEvent } from '../kernel/event.ts';
import { lineChannel, meaning } from './line.ts';

export const conversationReceived = defineEvent('conversation.received', 1, {
  means: 'The customer, or somebody whom nobody knows yet, wrote to the store.',
  data: z.object({
    lineId: z.string(),
    channel: lineChannel,
    meaning,
    /** Whether a person owes an answer because of this line. */
    needsAnswer: z.boolean(),
    /** What it is about, when it answers a message of ours. */
    regards: z.string().optional(),
  }),
  example: { lineId: 'm-7f3a', channel: 'sms', meaning: 'free-text', needsAnswer: true, regards: 'ro-10233' },
});

export const conversationAnswered = defineEvent('conversation.answered', 1, {
  means: 'A person of the store wrote an answer; it is about to be sent.',
  data: z.object({ lineId: z.string(), channel: lineChannel, answer: z.int().positive(), staffId: z.string() }),
  example: { lineId: '01JP0000000000000000000000', channel: 'sms', answer: 1, staffId: 'ana' },
});

/** How a wait for an answer ended without a written one. */
export const settledHow = z.enum(['no-answer-needed', 'answered-elsewhere'], {
  error: 'Send no-answer-needed, or answered-elsewhere (by phone, at the counter).',
});

export const conversationSettled = defineEvent('conversation.settled', 1, {
  means: 'A person said that no answer is needed here, or was given elsewhere.',
  data: z.object({ how: settledHow, staffId: z.string() }),
  example: { how: 'answered-elsewhere', staffId: 'ana' },
});

export const conversationAttached = defineEvent('conversation.attached', 1, {
  means: 'A person said who the stranger is: the conversation goes on in the customer’s own.',
  data: z.object({ to: z.string(), staffId: z.string() }),
  example: { to: 'C-1001', staffId: 'ana' },
});

/** All of them, for the contracts. */
export const conversationEvents = [
  conversationReceived,
  conversationAnswered,
  conversationSettled,
  conversationAttached,
] as const;
