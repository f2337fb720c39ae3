/** Outbox rows on their way out: which of the committed rows are events to be published, and how they are marked. */
import { type Envelope, envelope } from '../core/kernel/event.ts';
import { ConditionFailed, type Table } from '../core/kernel/table.ts';
import type { Instant } from '../core/kernel/time.ts';
import type { Committed } from './stream.ts';

/** An event to be published, and where it came from. */
export interface Outgoing {
  readonly source: Committed;
  readonly event: Envelope;
}

/** A committed row that could not be dealt with: its ids and why, nothing of what it holds. */
export interface Trouble {
  readonly sequenceNumber: string;
  readonly pk: string;
  readonly sk: string;
  readonly reason: string;
}

const keyOf = ({ row: { pk, sk } }: Committed) => ({ pk: String(pk), sk: String(sk) });

/** Says what is wrong with a committed row. */
export const troubleWith = (source: Committed, reason: string): Trouble => ({
  sequenceNumber: source.sequenceNumber,
  ...keyOf(source),
  reason,
});

/** The events among committed rows that wait to be published, in order, and the rows that should be events but are not. */
export function readOutbox(rows: readonly Committed[]): {
  outgoing: readonly Outgoing[];
  unreadable: readonly Trouble[];
} {
  const outgoing: Outgoing[] = [];
  const unreadable: Trouble[] = [];
  for (const source of rows) {
    const { kind, publishedAt, event } = source.row;
    if (kind !== 'outbox' || publishedAt !== undefined) continue;
    const read = envelope.safeParse(event);
    if (read.success) outgoing.push({ source, event: read.data });
    else
      unreadable.push(
        troubleWith(source, `NoEvent: ${read.error.issues.map(({ path }) => path.join('.')).join(', ')}`),
      );
  }
  return { outgoing, unreadable };
}

/** Marks an event as published at `at`, which takes it out of the due index. One that is marked already stays so. */
export async function markPublished(table: Table, { source }: Outgoing, at: Instant): Promise<void> {
  const when = { equals: { kind: 'outbox' }, lacks: ['publishedAt'] };
  try {
    await table.write([{ update: keyOf(source), set: { publishedAt: at }, remove: ['duePk', 'dueSk'], when }]);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
}
