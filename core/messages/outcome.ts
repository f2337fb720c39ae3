/** Writing down what became of a message: by the answer of its provider, by a receipt, or because nothing came. */
import type { Moment } from '../kernel/event.ts';
import type { Reader, Write } from '../kernel/table.ts';
import { concludeMessage, type Outcome } from './decide.ts';
import { claimKey, readReference } from './keys.ts';
import { readLedger, withoutContact } from './ledger.ts';
import { type Message, messages } from './message.ts';

/**
 * The writes of an outcome; undefined when it says nothing new. Marketing that failed does not count against the caps any
 * more: its contact leaves the ledger in the same transaction.
 */
export async function outcomeWrites(
  reader: Reader,
  before: Message,
  outcome: Outcome,
  moment: Moment,
): Promise<readonly Write[] | undefined> {
  const change = concludeMessage(before, outcome, moment);
  if (change === undefined || outcome.state !== 'FAILED' || before.category !== 'marketing') return change?.writes;
  const release = withoutContact(await readLedger(reader, before.customerId), before, moment.now);
  return release === undefined ? change.writes : [...change.writes, release];
}

/**
 * The message that a provider's report is about, by the reference we gave it (`messageReference`); undefined when the
 * reference is none of ours.
 */
export async function messageOfReference(reader: Reader, reference: string): Promise<Message | undefined> {
  const place = readReference(reference);
  const row = place === undefined ? undefined : await reader.get(claimKey(place));
  return row?.['kind'] === messages.name ? messages.read(row) : undefined;
}
