/** What a one-tap link lets its holder do, and about what. It carries ids only: no name, no number, no address. */
import * as z from 'zod';
import { externalId, storeId } from '../kernel/fields.ts';
import { subject } from '../kernel/subject.ts';
import { instant } from '../kernel/time.ts';

/** What a link can do. The order is part of every token that was ever sent: add at the end, never take one out. */
export const linkActions = ['confirm', 'move', 'cancel', 'unsubscribe'] as const;

/**
 * `confirm`, `move` (the customer wants another time) and `cancel` are about the appointment that the link names;
 * `unsubscribe` ends marketing mail to its customer.
 */
export const linkAction = z.enum(linkActions);
export type LinkAction = z.infer<typeof linkAction>;

const fields = z.object({
  storeId,
  subject,
  actions: z.array(linkAction).min(1),
  /** Who it was made for; needed to unsubscribe. An appointment knows its customer, so its link can do without. */
  customerId: externalId.optional(),
  /** The message that carried it; then what follows from a tap names it as the cause. */
  messageId: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,198}[A-Za-z0-9]$/)
    .optional(),
  /** The first instant at which it opens nothing any more; whole seconds. */
  expiresAt: instant,
});

const unsubscribes = ({ actions }: z.output<typeof fields>): boolean => actions.includes('unsubscribe');

/** A link before it is signed, and after its signature was checked: about an appointment, or to unsubscribe, not both. */
export const link = fields
  .refine((of) => (unsubscribes(of) ? of.actions.length === 1 : of.subject.startsWith('ap-')), {
    error: 'A link is about an appointment, or it only unsubscribes.',
  })
  .refine((of) => !unsubscribes(of) || of.customerId !== undefined, {
    error: 'A link that unsubscribes names its customer.',
  });
export type Link = z.infer<typeof link>;
