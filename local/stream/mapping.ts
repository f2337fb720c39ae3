/**
 * An event source mapping: records of a stream, filtered and batched, given to a function until it takes them
 * (developer guide, "Using Lambda to process records from DynamoDB Streams"). One batch at a time, in order.
 */
import type { Clock, Millis } from '../clock/clock.ts';
import type { SourceMappingModel } from '../template/model.ts';
import { fieldsOf, isFields, listOf, parseJson, textOf } from '../wire/json.ts';

/** A stream record as the function sees it. */
export interface StreamRecord {
  readonly eventID: string;
  readonly sequence: string;
  /** When the record was read from the stream: the virtual instant of its write. */
  readonly at: Millis;
  readonly document: Readonly<Record<string, unknown>>;
}

/** How the records' place in the stream is remembered, and where those go that nobody took. */
export interface MappingPorts {
  readonly clock: Pick<Clock, 'now'>;
  readonly invoke: (event: string) => Promise<{ readonly failed: boolean; readonly payload: string }>;
  /** All records of the shard up to this one need never be read again. */
  readonly checkpoint: (sequence: string) => void;
  /** As a checkpoint at `through`, with the records put aside in the same transaction. */
  readonly giveUp: (records: readonly StreamRecord[], condition: string, attempts: number, through: string) => void;
}

/** A run of neighbouring records that is given to the function together. */
interface Batch {
  readonly records: readonly StreamRecord[];
  /** The last record that need not be read again once this batch is done: filtered ones may follow its own. */
  readonly through: string;
  attempts: number;
  notBefore: Millis;
}

/** What is read from one shard and not yet taken. */
export interface Delivery {
  /** Adds records in stream order; those that no filter lets through only move the checkpoint. */
  add(records: readonly StreamRecord[], passes: (record: StreamRecord) => boolean): void;
  /** Gives batches to the function until none is left or the first one must wait. */
  work(): Promise<void>;
  nextDue(): Millis | undefined;
  /** Records held, so that the reader does not run far ahead. */
  held(): number;
  stop(): void;
}

const LONGEST_PAUSE: Millis = 60_000;

/** Records up to the one before the first that failed were taken; an unreadable answer fails all. */
function firstFailure(payload: string, records: readonly StreamRecord[]): number | undefined {
  const answer = parseJson(payload);
  if (answer === null || answer === undefined || answer === '') return undefined;
  if (!isFields(answer)) return 0;
  const failures = answer.batchItemFailures;
  if (failures === undefined || failures === null) return undefined;
  if (!Array.isArray(failures)) return 0;
  const places = listOf(failures).map((one) => {
    const id = textOf(fieldsOf(one), 'itemIdentifier');
    return records.findIndex((record) => record.sequence === id);
  });
  if (places.length === 0) return undefined;
  // An identifier that names no record of the batch fails the whole batch.
  return places.includes(-1) ? 0 : Math.min(...places);
}

/** Makes the delivery of one shard to one function. */
export function openDelivery(mapping: SourceMappingModel, ports: MappingPorts): Delivery {
  const { clock } = ports;
  let incoming: { record: StreamRecord; passes: boolean }[] = [];
  let queue: Batch[] = [];
  let stopped = false;

  /** Forms the next batch; records that do not pass are skipped and remembered with what comes before them. */
  function nextBatch(): Batch | undefined {
    if (queue.length > 0) return queue[0];
    const records: StreamRecord[] = [];
    let taken = 0;
    for (const { record, passes } of incoming) {
      if (records.length === mapping.batchSize) break;
      taken += 1;
      if (passes) records.push(record);
    }
    const skipped = incoming.slice(0, taken);
    incoming = incoming.slice(taken);
    const last = skipped[skipped.length - 1];
    if (records.length === 0) {
      if (last !== undefined) ports.checkpoint(last.record.sequence);
      return undefined;
    }
    queue = [{ records, through: last?.record.sequence ?? '', attempts: 0, notBefore: clock.now() }];
    return queue[0];
  }

  function done(batch: Batch): void {
    ports.checkpoint(batch.through);
    queue.shift();
  }

  /** Waits longer after each failure; in half when the mapping bisects, so that one bad record is soon alone. */
  function again(batch: Batch, from: number, attempts: number): void {
    const left = batch.records.slice(from);
    const pause = Math.min(1000 * 2 ** Math.min(attempts - 1, 10), LONGEST_PAUSE);
    const notBefore = clock.now() + pause;
    const oldest = left[0];
    const tooOld =
      mapping.maximumRecordAgeSeconds > 0 &&
      oldest !== undefined &&
      notBefore - oldest.at > mapping.maximumRecordAgeSeconds * 1000;
    // Halving does not use up a retry (developer guide, "BisectBatchOnFunctionError").
    const halve = mapping.bisectOnError && left.length > 1 && from === 0;
    const spent = mapping.maximumRetryAttempts >= 0 && attempts > mapping.maximumRetryAttempts && !halve;
    if (tooOld || spent) {
      ports.giveUp(left, tooOld ? 'RecordAgeExceeded' : 'RetryAttemptsExhausted', attempts, batch.through);
      queue.shift();
      return;
    }
    if (!halve) {
      queue[0] = { ...batch, records: left, attempts, notBefore };
      return;
    }
    const middle = Math.ceil(left.length / 2);
    const first = { ...batch, records: left.slice(0, middle), through: left[middle - 1]?.sequence ?? batch.through };
    const halves = [first, { ...batch, records: left.slice(middle) }];
    queue.splice(0, 1, ...halves.map((half) => ({ ...half, attempts: attempts - 1, notBefore })));
  }

  async function give(batch: Batch): Promise<void> {
    const result = await ports.invoke(JSON.stringify({ Records: batch.records.map((record) => record.document) }));
    if (stopped) return;
    const failure = result.failed
      ? 0
      : mapping.reportItemFailures
        ? firstFailure(result.payload, batch.records)
        : undefined;
    if (failure === undefined) {
      done(batch);
      return;
    }
    const before = batch.records[failure - 1];
    if (before !== undefined) ports.checkpoint(before.sequence);
    // Progress was made: what is left has not been tried as often.
    again(batch, failure, failure > 0 ? 1 : batch.attempts + 1);
  }

  return {
    add(records, passes) {
      incoming.push(...records.map((record) => ({ record, passes: passes(record) })));
    },
    async work() {
      while (!stopped && (queue.length > 0 || incoming.length > 0)) {
        const batch = nextBatch();
        if (batch === undefined) continue;
        if (batch.notBefore > clock.now()) return;
        await give(batch);
      }
    },
    nextDue: () => queue[0]?.notBefore,
    held: () => incoming.length + queue.reduce((sum, batch) => sum + batch.records.length, 0),
    stop() {
      stopped = true;
    },
  };
}
