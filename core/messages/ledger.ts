/**
 * The ledger of contacts: which marketing a customer got lately, over all stores, follow-ups and channels of the group.
 * One small row per customer, read as a fact before the contact decision and written in the transaction of the claim under
 * the version that was read: two campaigns that want the same customer in the same second cannot both pass the caps.
 */
import * as z from 'zod';
import { customerPartition, type Key } from '../kernel/keys.ts';
import type { Condition, Reader, Write } from '../kernel/table.ts';
import { type Instant, instant, plus, toEpochMillis } from '../kernel/time.ts';
import type { Message } from './message.ts';

/** The longest span that any rule counts (a month is 30 days), and a day for the clocks of two stores. */
const keptDays = 31;

const contact = z.object({
  at: instant,
  storeId: z.string(),
  messageId: z.string(),
  channel: z.enum(['sms', 'email']),
});

const row = z.object({ version: z.int().positive(), marketing: z.array(contact) });

/** What the ledger says about a customer. Version 0: there is no row yet, or not any more. */
export interface Ledger {
  readonly customerId: string;
  readonly version: number;
  /** Claimed marketing of the last 31 days, the oldest first. */
  readonly marketing: readonly z.infer<typeof contact>[];
}

const ledgerKey = (customerId: string): Key => ({ pk: customerPartition(customerId), sk: 'CONTACTS' });

/** Reads a customer's ledger. */
export async function readLedger(reader: Reader, customerId: string): Promise<Ledger> {
  const found = await reader.get(ledgerKey(customerId));
  return { customerId, ...(found === undefined ? { version: 0, marketing: [] } : row.parse(found)) };
}

/** Holds while nothing was counted since the ledger was read at this version. */
const unmoved = (version: number): Condition => (version === 0 ? { absent: true } : { equals: { version } });

function write({ customerId, version }: Ledger, marketing: Ledger['marketing'], now: Instant): Write {
  const kept = marketing.filter(({ at }) => at > plus(now, { days: -keptDays }));
  return {
    put: {
      ...ledgerKey(customerId),
      kind: 'contacts',
      version: version + 1,
      marketing: kept,
      expiresAt: Math.ceil(toEpochMillis(plus(now, { days: keptDays })) / 1000),
    },
    when: unmoved(version),
  };
}

/** The write that counts a claimed message. It holds only while nothing else was counted since the ledger was read. */
export const withContact = (ledger: Ledger, claimed: Message, now: Instant): Write => {
  const { storeId, messageId, channel = 'sms', claimedAt: at } = claimed;
  return write(ledger, [...ledger.marketing, { at, storeId, messageId, channel }], now);
};

/** The write that takes a message out again which certainly did not arrive; undefined when it is not in the ledger. */
export function withoutContact(ledger: Ledger, failed: Message, now: Instant): Write | undefined {
  const others = ledger.marketing.filter(
    ({ storeId, messageId }) => storeId !== failed.storeId || messageId !== failed.messageId,
  );
  return others.length === ledger.marketing.length ? undefined : write(ledger, others, now);
}

/** Checks that nothing was counted since the ledger was read: also a refusal stands on what was counted. */
export const asCounted = ({ customerId, version }: Ledger): Write => ({
  check: ledgerKey(customerId),
  when: unmoved(version),
});
