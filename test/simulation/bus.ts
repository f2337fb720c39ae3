/** From a committed outbox row to the doors that hear of it: stream, publish, bus, and trying again when a door fails. */
import { followUps } from '../../core/follow-ups/index.ts';
import type { Envelope } from '../../core/kernel/event.ts';
import type { Row, Table, Write } from '../../core/kernel/table.ts';
import type { Instant } from '../../core/kernel/time.ts';
import { buildPublish } from '../../functions/publish.ts';
import type { Post } from './post.ts';
import { visit } from './visit.ts';

const minute = 60_000;

/** Deliveries after which the bus gives up; then it is a mistake of the house, and the test fails. */
const mostDeliveries = 30;

export interface BusOptions {
  readonly post: Post;
  readonly table: () => Table;
  readonly now: () => Instant;
  /** Milliseconds from commit to publish; undefined loses the stream's record. */
  readonly hop: (event: Envelope) => number | undefined;
  /** Milliseconds from the bus to each delivery of an event; two of them are a duplicate. */
  readonly deliveries: (event: Envelope) => readonly number[];
  readonly hear: (followUp: string, event: Envelope) => Promise<void>;
}

export interface Bus {
  /** What reached the bus, in order; an event that was published twice stands there twice. */
  readonly published: readonly Envelope[];
  /** What was committed, in order. */
  readonly committed: readonly Envelope[];
  /** Tells the stream of a commit. */
  note(writes: readonly Write[], nudged: readonly Row[]): void;
}

const outboxRows = (writes: readonly Write[]): readonly Row[] =>
  writes.flatMap((write) => ('put' in write && write.put['kind'] === 'outbox' ? [write.put] : []));

const eventIn = (row: Row): Envelope => row['event'] as Envelope;

export function openBus({ post, table, now, hop, deliveries, hear }: BusOptions): Bus {
  const published: Envelope[] = [];
  const committed: Envelope[] = [];

  /** The bus tries again when the door fails. */
  const tell = (followUp: string, event: Envelope, after: number, delivery = 1): void => {
    post.send(after, async () => {
      try {
        await hear(followUp, JSON.parse(JSON.stringify(event)));
      } catch (error) {
        if (delivery >= mostDeliveries) throw error;
        tell(followUp, event, minute, delivery + 1);
      }
    });
  };

  const publish = buildPublish({
    table: {
      get: (key) => table().get(key),
      query: (query) => table().query(query),
      write: (writes) => table().write(writes),
    },
    now,
    bus: {
      async send(events) {
        for (const event of events) {
          published.push(event);
          for (const { name, hears } of followUps) {
            if (hears.includes(event.type)) for (const after of deliveries(event)) tell(name, event, after);
          }
        }
        return [];
      },
    },
  });

  const stream = (row: Row, after: number, again: number): void => {
    post.send(after, async () => {
      try {
        const troubles = await visit('publish', row, () => publish([{ sequenceNumber: eventIn(row).id, row }]));
        if (troubles.length === 0) return;
      } catch {
        // As when the answer says that it failed: the stream hands the record in again, and then gives up on it.
      }
      if (again > 0) stream(row, 1000, again - 1);
    });
  };

  return {
    published,
    committed,
    note(writes, nudged) {
      const rows = outboxRows(writes);
      committed.push(...rows.map(eventIn));
      for (const row of [...rows, ...nudged]) {
        const after = hop(eventIn(row));
        if (after !== undefined) stream(row, after, 2);
      }
    },
  };
}
