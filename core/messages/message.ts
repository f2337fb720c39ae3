/** A message: claimed, then handed to a provider once, or refused; with the record of why (domain section 5, rule 15). */
import * as z from 'zod';
import { defineNoun } from '../kernel/noun.ts';
import { instant } from '../kernel/time.ts';
import { claimDue, claimKey, messageLog } from './keys.ts';

/** What a template is for; fixed with the template (domain section 5, rule 13). */
export const category = z.enum(['transactional', 'marketing', 'conversational']);

/**
 * CLAIMED: about to be handed over, or handed over and unanswered. ACCEPTED: the provider took it. DELIVERED: it reached
 * the phone or the mail server. FAILED: the provider refused it, or could not deliver it. UNKNOWN: no answer came; it is
 * never sent again, a person asks the customer. REFUSED: we did not send it.
 */
export const messageState = z.enum(['CLAIMED', 'ACCEPTED', 'DELIVERED', 'FAILED', 'UNKNOWN', 'REFUSED']);
export type MessageState = z.infer<typeof messageState>;

/** Why a message went out or did not: the rule that decided, what it looked at (no numbers or addresses), the result. */
export const decisionRecord = z.object({
  rule: z.string(),
  result: z.enum(['send', 'refused', 'notBefore']),
  at: instant,
  inputs: z.record(z.string(), z.unknown()),
});

export const message = z.object({
  messageId: z.string(),
  storeId: z.string(),
  customerId: z.string(),
  subject: z.string(),
  followUp: z.string(),
  act: z.string(),
  occasion: z.string(),
  template: z.string(),
  category,
  state: messageState,
  channel: z.enum(['sms', 'email']).optional(),
  to: z.string().optional(),
  title: z.string(),
  text: z.string(),
  /** The language of the text. */
  language: z.string().optional(),
  /** The version of the store's own text of the template; absent when it was the built-in one. */
  ownVersion: z.int().positive().optional(),
  /** Why the text that should have gone out could not, and the next one did. */
  textFault: z.string().optional(),
  /** What the customer knows once this arrived, for later decisions. */
  told: z.record(z.string(), z.string()),
  decision: decisionRecord,
  claimedAt: instant,
  /** The provider's id, when it took the message. */
  providerId: z.string().optional(),
  /** Why it failed or was refused. */
  reason: z.string().optional(),
  endedAt: instant.optional(),
  version: z.int().positive(),
});
export type Message = z.infer<typeof message>;

export const messages = defineNoun({
  name: 'message',
  schema: message,
  id: (state) => state.messageId,
  key: claimKey,
  log: messageLog,
  about: ({ storeId, subject, customerId }) => ({ storeId, subject, customerId }),
  indexes: (state) => (state.state === 'CLAIMED' ? { ...claimDue(state.claimedAt, state.messageId) } : {}),
});
