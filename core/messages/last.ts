/** The last message to a contact point: by it an answer finds its store, its customer and what it is about. */
import * as z from 'zod';
import { contactPartition, type Key } from '../kernel/keys.ts';
import { subject } from '../kernel/subject.ts';
import type { Reader, Write } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import { category, type Message } from './message.ts';

const lastMessage = z.object({
  storeId: z.string(),
  customerId: z.string(),
  followUp: z.string(),
  subject,
  messageId: z.string(),
  category,
  at: instant,
});
/** The last message to a contact point. */
export type LastMessage = z.infer<typeof lastMessage>;

const lastKey = (contact: string): Key => ({ pk: contactPartition(contact), sk: 'LAST' });

/**
 * Notes a message as the last one to its number or address, in the transaction of its claim. Nothing guards the row: of
 * two messages at once either is the last. A mail address is noted in small letters, as it is looked for.
 */
export function noteLast({
  storeId,
  customerId,
  followUp,
  subject: about,
  messageId,
  category: kind,
  claimedAt,
  to,
}: Message): readonly Write[] {
  if (to === undefined) return [];
  const last: LastMessage = { storeId, customerId, followUp, subject: about, messageId, category: kind, at: claimedAt };
  return [{ put: { ...lastKey(to.toLowerCase()), kind: 'last-message', ...last } }];
}

/** Our last message to a number (E.164) or mail address (lower case); undefined when there was none. */
export async function lastMessageTo(reader: Reader, contact: string): Promise<LastMessage | undefined> {
  const row = await reader.get(lastKey(contact));
  return row === undefined ? undefined : lastMessage.parse(row);
}
