/** Reading a message by its id, or by the reference that its provider reports with. */
import type { Reader } from '../kernel/table.ts';
import { claimKey, readMessageId, readReference } from './keys.ts';
import { type Message, messages } from './message.ts';

/** A message of a store; undefined when there is none of that id. Where it lies is in its id. */
export async function findMessage(reader: Reader, storeId: string, messageId: string): Promise<Message | undefined> {
  const place = readMessageId(storeId, messageId);
  const row = place === undefined ? undefined : await reader.get(claimKey(place));
  // Acts inside the system leave claims of their own beside the messages'.
  return row?.['kind'] === messages.name ? messages.read(row) : undefined;
}

/** The message that a report of a provider is about; undefined when the reference is none of ours. */
export async function messageOfReference(reader: Reader, reference: string): Promise<Message | undefined> {
  const named = readReference(reference);
  return named === undefined ? undefined : findMessage(reader, named.storeId, named.messageId);
}
