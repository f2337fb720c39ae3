/**
 * A conversation: what a store and one customer say to each other, over all channels. Somebody whom nobody knows has
 * one, too, by their number or address, until a person says who it is.
 */
import * as z from 'zod';
import { defineNoun } from '../kernel/noun.ts';
import { subject } from '../kernel/subject.ts';
import { instant } from '../kernel/time.ts';
import { conversationKey, conversationLog, conversationSubject, onWaitingBoard } from './keys.ts';
import { lineChannel } from './line.ts';

/** A conversation as it is kept; its lines lie beside it. */
export const conversation = z.object({
  conversationId: z.string(),
  storeId: z.string(),
  /** Who it is with; absent while nobody knows. */
  customerId: z.string().optional(),
  /** The number or address of somebody whom nobody knows. */
  contact: z.string().optional(),
  /** The channel of the newest line from outside: the one by which an answer is expected. */
  channel: lineChannel,
  /** What the newest line from outside is about, when it answers a message of ours: `ap-…`, `ro-…`. */
  regards: subject.optional(),
  lastInboundAt: instant,
  /** Since when a person owes an answer; absent when nobody does. */
  waitingSince: instant.optional(),
  /** When the newest line came to which a person owes an answer, or owed one. */
  askedAt: instant.optional(),
  /**
   * One confirmation of an opt-out by SMS is owed (domain section 5, rule 5): to the number that said it, on the
   * occasion of its line. Five minutes after the line it lapses; the claim of its message says that it was sent.
   */
  confirmation: z.object({ to: z.string(), lineId: z.string(), until: instant }).optional(),
  /** How many answers people wrote here. */
  answers: z.int().nonnegative(),
  /** The conversation in which this one goes on, since somebody said who the stranger is. */
  attachedTo: z.string().optional(),
  version: z.int().positive(),
  createdAt: instant,
  updatedAt: instant,
});
/** A conversation as it is kept. */
export type Conversation = z.infer<typeof conversation>;

/** The noun. */
export const conversations = defineNoun({
  name: 'conversation',
  schema: conversation,
  id: (state) => state.conversationId,
  key: (state) => conversationKey(state.storeId, state.conversationId),
  log: (state) => conversationLog(state.storeId, state.conversationId),
  about: ({ storeId, conversationId, customerId }) => ({
    storeId,
    subject: conversationSubject(conversationId),
    ...(customerId === undefined ? {} : { customerId }),
  }),
  indexes: ({ storeId, conversationId, waitingSince }): Readonly<Record<string, string>> =>
    waitingSince === undefined ? {} : onWaitingBoard(storeId, waitingSince, conversationId),
});
