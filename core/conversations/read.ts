/** Reading conversations. */
import { notFound } from '../kernel/route.ts';
import type { Reader } from '../kernel/table.ts';
import { type Conversation, conversations } from './conversation.ts';
import type { Partner } from './decide.ts';
import { conversationKey, linesOfConversation, strangerKey } from './keys.ts';
import { type Line, readLine } from './line.ts';

/** The conversation of this id at this store; undefined when there is none. */
export async function findConversation(
  reader: Reader,
  storeId: string,
  conversationId: string,
): Promise<Conversation | undefined> {
  const row = await reader.get(conversationKey(storeId, conversationId));
  return row === undefined ? undefined : conversations.read(row);
}

/** The conversation of this id at this store. Throws 404 when there is none. */
export async function conversationAt(reader: Reader, storeId: string, conversationId: string): Promise<Conversation> {
  const found = await findConversation(reader, storeId, conversationId);
  if (found === undefined) throw notFound('conversation');
  return found;
}

/**
 * The conversation that a store has with a partner. A number or address that a person said is a customer's leads to the
 * customer's own.
 */
export async function conversationWith(
  reader: Reader,
  storeId: string,
  partner: Partner,
): Promise<Conversation | undefined> {
  if ('customerId' in partner) return findConversation(reader, storeId, partner.customerId);
  const pointer = await reader.get(strangerKey(storeId, partner.contact));
  if (typeof pointer?.conversationId !== 'string') return undefined;
  return findConversation(reader, storeId, pointer.conversationId);
}

/** How many lines a person, or a follow-up, looks back. */
const recent = 50;

/** The newest lines of a conversation, newest first. Written answers are those with the direction `outbound`. */
export async function recentLines(reader: Reader, storeId: string, conversationId: string): Promise<readonly Line[]> {
  const { rows } = await reader.query({ ...linesOfConversation.query(storeId, conversationId), limit: recent });
  return rows.map(readLine);
}
