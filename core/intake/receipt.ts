/** Taking a receipt in: a message of ours arrived, failed after the provider had it, or was called spam. */
import { changeConsent, whoIs } from '../customers/index.ts';
import type { Moment } from '../kernel/event.ts';
import type { Table, Write } from '../kernel/table.ts';
import { type Message, messageOfReference, type Outcome, outcomeWrites } from '../messages/index.ts';
import type { Receipt } from './notice.ts';

function outcomeOf({ fared, reason = 'unknown' }: Receipt): Outcome {
  switch (fared) {
    case 'delivered':
    // Who complains has it.
    case 'complained':
      return { state: 'DELIVERED' };
    case 'failed':
      return { state: 'FAILED', reason };
    default: {
      const never: never = fared;
      return never;
    }
  }
}

/** Somebody who calls a mail spam gets none any more. */
async function afterComplaint(table: Table, { customerId }: Message, moment: Moment): Promise<readonly Write[]> {
  const { customer } = await whoIs(table, customerId);
  if (customer === undefined) return [];
  return changeConsent(customer, { channel: 'email', optedOut: true }, moment)?.writes ?? [];
}

/**
 * Everything that a receipt does, as writes; none when it says nothing new. Receipts come twice and in any order: what
 * is known is not unlearned. A receipt for a message that nobody knows (of another stage, say) does nothing.
 */
export async function receiptWrites(table: Table, receipt: Receipt, moment: Moment): Promise<readonly Write[]> {
  const message = await messageOfReference(table, receipt.reference);
  if (message === undefined) return [];
  const concluded = (await outcomeWrites(table, message, outcomeOf(receipt), moment)) ?? [];
  return receipt.fared === 'complained' ? [...concluded, ...(await afterComplaint(table, message, moment))] : concluded;
}
