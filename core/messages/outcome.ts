/** Writing down what became of a message: by the answer of its provider, by a receipt, or because nothing came. */
import type { Moment } from '../kernel/event.ts';
import type { Reader, Write } from '../kernel/table.ts';
import { concludeMessage, type Outcome } from './decide.ts';
import { readLedger, withoutContact } from './ledger.ts';
import type { Message } from './message.ts';

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
