/** An intake item: something that came in and that a person must look at, because we do not understand it or its sender. */
import * as z from 'zod';
import { conversationSubject, lineChannel } from '../conversations/index.ts';
import { defineNoun } from '../kernel/noun.ts';
import { instant } from '../kernel/time.ts';
import { itemKey, itemLog, onReviewQueue } from './keys.ts';

/**
 * Why a person looks. `unknown-sender`: the number or address is nobody's. `shared-contact`: it is several customers',
 * and nothing says who wrote. `unreadable`: no text could be taken out of it. `no-words`: a flood without a word.
 * `too-long`: it was cut. `suspicious`: the provider holds it for spam, or found a virus.
 */
export const reviewReason = z.enum([
  'unknown-sender',
  'shared-contact',
  'unreadable',
  'no-words',
  'too-long',
  'suspicious',
]);
/** Why a person looks. */
export type ReviewReason = z.infer<typeof reviewReason>;

/** An intake item as it is kept. */
export const intakeItem = z.object({
  itemId: z.string(),
  storeId: z.string(),
  reason: reviewReason,
  channel: lineChannel.optional(),
  /** The conversation in which it stands, if it came that far. */
  conversationId: z.string().optional(),
  /** Where the whole of it is kept. */
  raw: z.object({ pk: z.string(), sk: z.string() }),
  at: instant,
  /** When a person was done with it, who, and what they found. */
  resolvedAt: instant.optional(),
  resolvedBy: z.string().optional(),
  found: z.string().optional(),
  version: z.int().positive(),
});
/** An intake item as it is kept. */
export type IntakeItem = z.infer<typeof intakeItem>;

/** The noun. */
export const intakeItems = defineNoun({
  name: 'intake-item',
  schema: intakeItem,
  id: (state) => state.itemId,
  key: (state) => itemKey(state.storeId, state.itemId),
  log: (state) => itemLog(state.storeId, state.itemId),
  about: ({ storeId, conversationId }) => ({
    storeId,
    ...(conversationId === undefined ? {} : { subject: conversationSubject(conversationId) }),
  }),
  indexes: ({ storeId, at, itemId, resolvedAt }): Readonly<Record<string, string>> =>
    resolvedAt === undefined ? onReviewQueue(storeId, at, itemId) : {},
});
