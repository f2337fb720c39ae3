/**
 * Reads the streams of the tables and delivers them. Nothing polls: the wire says when a table was written. The place
 * in the stream is kept in the store after each batch, so a killed process delivers the last batch again, never less.
 */

import { readPattern } from '../bus/pattern.ts';
import type { Clock, Timed } from '../clock/clock.ts';
import type { AskTable } from '../engine/tables.ts';
import type { Turns } from '../seed/turns.ts';
import type { Store } from '../store/store.ts';
import type { SourceMappingModel, TableModel } from '../template/model.ts';
import { type Fields, fieldsOf, listOf, textOf } from '../wire/json.ts';
import { type Delivery, openDelivery, type StreamRecord } from './mapping.ts';

export interface StreamOptions {
  readonly tables: readonly TableModel[];
  readonly mappings: readonly SourceMappingModel[];
  readonly store: Store;
  readonly clock: Clock;
  readonly region: string;
  readonly ask: AskTable;
  readonly invoke: (
    mapping: SourceMappingModel,
    event: string,
  ) => Promise<{ readonly failed: boolean; readonly payload: string }>;
  /** Puts the description of records that were given up on the mapping's queue. */
  readonly giveUp: (mapping: SourceMappingModel, body: string) => void;
  /** Sees every record once it is read, in order: the expiry of items listens here. */
  readonly onRecord?: (table: TableModel, document: Fields) => void;
  /** Reading takes turns with what is invoked. */
  readonly turns: Turns;
  readonly onTrouble: (error: unknown) => void;
}

export interface Stream {
  /** A table may have been written: look. */
  poke(): void;
  stop(): Promise<void>;
}

interface Shard {
  readonly id: string;
  iterator: string | undefined;
  readonly deliveries: readonly Delivery[];
}

interface Line {
  readonly table: TableModel;
  readonly engineArn: string;
  readonly mappings: readonly {
    readonly model: SourceMappingModel;
    readonly passes: (record: StreamRecord) => boolean;
  }[];
  readonly shards: Map<string, Shard>;
}

const API = 'DynamoDBStreams_20120810';
const PAGE = 500;

/** Opens the room: finds the streams, takes up at the kept places, joins the clock. */
export async function openStream(options: StreamOptions): Promise<Stream> {
  const { store, clock, ask } = options;
  store.db.exec(
    'CREATE TABLE IF NOT EXISTS stream_places (mapping TEXT NOT NULL, shard TEXT NOT NULL, sequence TEXT NOT NULL, PRIMARY KEY (mapping, shard)) STRICT',
  );
  const placeOf = store.db.prepare('SELECT sequence FROM stream_places WHERE mapping = ? AND shard = ?');
  const keepPlace = store.db.prepare(
    'INSERT INTO stream_places VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sequence = excluded.sequence',
  );
  let stopped = false;
  let again = false;
  let reading: Promise<void> | undefined;

  const lines: Line[] = [];
  for (const table of options.tables) {
    if (table.streamArn === undefined) continue;
    const answer = await ask('DescribeTable', { TableName: table.name });
    const engineArn = textOf(fieldsOf(answer.Table), 'LatestStreamArn');
    if (engineArn === undefined) throw new Error(`The engine has no stream for the table ${table.name}.`);
    const mappings = options.mappings
      .filter((mapping) => mapping.enabled && mapping.sourceArn === table.streamArn)
      .map((model) => ({ model, passes: filterOf(model) }));
    lines.push({ table, engineArn, mappings, shards: new Map() });
  }

  function deliveryOf(mapping: SourceMappingModel, shard: string): Delivery {
    return openDelivery(mapping, {
      clock,
      invoke: (event) => options.invoke(mapping, event),
      checkpoint: (sequence) => void keepPlace.run(mapping.id, shard, sequence),
      giveUp(records, condition, attempts, through) {
        const words = describeLost(mapping, shard, records, condition, attempts, clock.now());
        store.atomically(() => {
          options.giveUp(mapping, words);
          keepPlace.run(mapping.id, shard, through);
        });
      },
    });
  }

  /** Shards begin where the mapping that is farthest behind stopped; the others skip what they have had. */
  async function openShards(line: Line): Promise<void> {
    const answer = await ask(`${API}.DescribeStream`, { StreamArn: line.engineArn });
    for (const shard of listOf(fieldsOf(answer.StreamDescription).Shards)) {
      const id = textOf(fieldsOf(shard), 'ShardId') ?? '';
      if (line.shards.has(id)) continue;
      const places = line.mappings.map(({ model }) => placeOf.get(model.id, id)?.sequence);
      const behind = places.includes(undefined) ? undefined : places.map(String).sort(bySequence)[0];
      const input = { StreamArn: line.engineArn, ShardId: id };
      const opened = await ask(
        `${API}.GetShardIterator`,
        behind === undefined
          ? { ...input, ShardIteratorType: 'TRIM_HORIZON' }
          : { ...input, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: behind },
      );
      const deliveries = line.mappings.map(({ model }) => deliveryOf(model, id));
      line.shards.set(id, { id, iterator: textOf(opened, 'ShardIterator'), deliveries });
    }
  }

  function recordOf(line: Line, raw: unknown): StreamRecord {
    const document = fieldsOf(raw);
    const body = fieldsOf(document.dynamodb);
    const at = clock.now();
    return {
      eventID: textOf(document, 'eventID') ?? '',
      sequence: textOf(body, 'SequenceNumber') ?? '',
      at,
      // The engine stamps real time and a region of its own.
      document: {
        ...document,
        awsRegion: options.region,
        eventSourceARN: line.table.streamArn,
        dynamodb: { ...body, ApproximateCreationDateTime: Math.floor(at / 1000) },
      },
    };
  }

  async function readShard(line: Line, shard: Shard): Promise<boolean> {
    if (shard.iterator === undefined || shard.deliveries.some((delivery) => delivery.held() >= PAGE)) return false;
    const answer = await ask(`${API}.GetRecords`, { ShardIterator: shard.iterator, Limit: PAGE });
    shard.iterator = textOf(answer, 'NextShardIterator');
    const records = listOf(answer.Records).map((raw) => recordOf(line, raw));
    for (const record of records) options.onRecord?.(line.table, record.document);
    for (const [place, { model, passes }] of line.mappings.entries()) {
      const had = placeOf.get(model.id, shard.id)?.sequence;
      const fresh =
        had === undefined ? records : records.filter((record) => bySequence(record.sequence, String(had)) > 0);
      shard.deliveries[place]?.add(fresh, passes);
    }
    return records.length > 0;
  }

  async function readAll(): Promise<void> {
    do {
      again = false;
      for (const line of lines) {
        if (line.shards.size === 0 || [...line.shards.values()].some((shard) => shard.iterator === undefined))
          await options.turns(() => openShards(line));
        for (const shard of line.shards.values()) {
          let more = true;
          while (more && !stopped) {
            more = await options.turns(() => readShard(line, shard));
            await Promise.all(shard.deliveries.map((delivery) => delivery.work()));
          }
        }
      }
    } while (again && !stopped);
  }

  function poke(): void {
    again = true;
    if (reading !== undefined || stopped) return;
    const work = readAll().catch(options.onTrouble);
    reading = work.finally(() => {
      reading = undefined;
      // A write between the last look and this line has only set the flag.
      if (again) poke();
      else clock.changed();
    });
    void clock.track(reading);
  }

  const room: Timed = {
    name: 'stream',
    nextDue() {
      // While it reads, the room is tracked work, and its own pauses are not due.
      if (reading !== undefined) return undefined;
      let first: number | undefined;
      for (const line of lines) {
        for (const shard of line.shards.values()) {
          for (const delivery of shard.deliveries) {
            const due = delivery.nextDue();
            if (due !== undefined && (first === undefined || due < first)) first = due;
          }
        }
      }
      return first;
    },
    playDue: () => poke(),
  };
  clock.join(room);
  poke();

  return {
    poke,
    async stop() {
      stopped = true;
      for (const line of lines)
        for (const shard of line.shards.values()) for (const delivery of shard.deliveries) delivery.stop();
      await reading;
    },
  };
}

/** Sequence numbers are whole numbers of any length, as text. */
function bySequence(a: string, b: string): number {
  const [first, second] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return first.length - second.length || (first < second ? -1 : first > second ? 1 : 0);
}

function filterOf(mapping: SourceMappingModel): (record: StreamRecord) => boolean {
  if (mapping.filters.length === 0) return () => true;
  const patterns = mapping.filters.map((filter) => readPattern(filter));
  return (record) => patterns.some((matches) => matches(record.document));
}

/** What the failure destination gets: where the records are, not what they say. */
function describeLost(
  mapping: SourceMappingModel,
  shard: string,
  records: readonly StreamRecord[],
  condition: string,
  attempts: number,
  now: number,
): string {
  const [first, last] = [records[0], records[records.length - 1]];
  return JSON.stringify({
    requestContext: {
      requestId: first?.eventID ?? '',
      functionArn: mapping.functionName,
      condition,
      approximateInvokeCount: attempts,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    DDBStreamBatchInfo: {
      shardId: shard,
      startSequenceNumber: first?.sequence ?? '',
      endSequenceNumber: last?.sequence ?? '',
      approximateArrivalOfFirstRecord: new Date(first?.at ?? now).toISOString(),
      approximateArrivalOfLastRecord: new Date(last?.at ?? now).toISOString(),
      batchSize: records.length,
      streamArn: mapping.sourceArn,
    },
  });
}
