/** From a committed outbox row to the doors that hear of it: stream, publish, bus, and trying again when a door fails. */
import type { Trouble } from '../../adapters/outbox.ts';
import { followUps } from '../../core/follow-ups/index.ts';
import type { Envelope } from '../../core/kernel/event.ts';
import type { Row, Table, Write } from '../../core/kernel/table.ts';
import type { Instant } from '../../core/kernel/time.ts';
import { buildPublish } from '../../functions/publish.ts';
import type { Post } from './post.ts';
import { type Batches, openStream } from './stream.ts';
import type { DoorName } from './visit.ts';

const minute = 60_000;

/** Deliveries after which the bus gives up; then it is a mistake of the house, and the test fails. */
const mostDeliveries = 30;

export interface BusOptions {
  readonly post: Post;
  readonly table: () => Table;
  readonly now: () => Instant;
  /** Calls a door. */
  readonly call: (door: DoorName, payload: unknown, work: () => Promise<unknown>) => Promise<unknown>;
  /** Milliseconds from commit to publish; undefined loses the stream's record. */
  readonly hop: (event: Envelope) => number | undefined;
  readonly batches: Batches;
  /** Whether the bus takes an event. */
  readonly takes: (event: Envelope) => boolean;
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

export function openBus({ post, table, now, call, hop, batches, takes, deliveries, hear }: BusOptions): Bus {
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
        const refused = new Set(events.filter((event) => !takes(event)));
        for (const event of events) {
          if (refused.has(event)) continue;
          published.push(event);
          for (const { name, hears } of followUps) {
            if (hears.includes(event.type)) for (const after of deliveries(event)) tell(name, event, after);
          }
        }
        return events.flatMap((event, position) =>
          refused.has(event) ? [{ position, reason: 'ThrottlingException' }] : [],
        );
      },
    },
  });

  const stream = openStream(post, batches, async (rows) => {
    const records = rows.map((row) => ({ sequenceNumber: eventIn(row).id, row }));
    const answer = await call('publish', rows[0], () => publish(records));
    const failed = new Set((answer as readonly Trouble[]).map(({ sequenceNumber }) => sequenceNumber));
    return records.flatMap(({ sequenceNumber }, position) => (failed.has(sequenceNumber) ? [position] : []));
  });

  return {
    published,
    committed,
    note(writes, nudged) {
      const rows = outboxRows(writes);
      committed.push(...rows.map(eventIn));
      for (const row of [...rows, ...nudged]) {
        const after = hop(eventIn(row));
        if (after !== undefined) stream.record(row, after);
      }
    },
  };
}
