/** The door from the table's stream to the bus: what was committed is said, then marked as said. */
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { type Bus, openBus } from '../adapters/bus.ts';
import { systemNow } from '../adapters/clock.ts';
import { markPublished, type Outgoing, readOutbox, type Trouble, troubleWith } from '../adapters/outbox.ts';
import { type Committed, committed } from '../adapters/stream.ts';
import { openTable } from '../adapters/table.ts';
import type { Table } from '../core/kernel/table.ts';
import type { Instant } from '../core/kernel/time.ts';
import { door, logger } from './house.ts';

interface PublishParts {
  readonly table: Table;
  readonly bus: Bus;
  readonly now: () => Instant;
}

/**
 * The door without Lambda: publishes the events among committed rows, in their order, and answers those that failed.
 * A row that is no event fails alone. Whatever failed may be handed in again, and stays due to the sweeper.
 */
export function buildPublish({ table, bus, now }: PublishParts) {
  const mark = async (outgoing: Outgoing, refusal: string | undefined): Promise<readonly Trouble[]> => {
    if (refusal !== undefined) return [troubleWith(outgoing.source, refusal)];
    try {
      await markPublished(table, outgoing, now());
      return [];
    } catch (error) {
      return [troubleWith(outgoing.source, error instanceof Error ? error.name : 'Unknown')];
    }
  };
  return async (rows: readonly Committed[]): Promise<readonly Trouble[]> => {
    const { outgoing, unreadable } = readOutbox(rows);
    const unsent = await bus.send(outgoing.map(({ event }) => event));
    const refusals = new Map(unsent.map(({ position, reason }) => [position, reason]));
    const marked = await Promise.all(outgoing.map((each, position) => mark(each, refusals.get(position))));
    return [...unreadable, ...marked.flat()];
  };
}

let publish: ReturnType<typeof buildPublish> | undefined;

/** The Lambda. It answers the records that failed; the stream hands them in again, and gives up on them one by one. */
export const handler = door(async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  publish ??= buildPublish({ table: openTable(process.env), bus: openBus(process.env), now: systemNow });
  const troubles = await publish(Records.map(committed));
  for (const trouble of troubles) logger.error('Event not published', { ...trouble });
  return { batchItemFailures: troubles.map(({ sequenceNumber }) => ({ itemIdentifier: sequenceNumber })) };
});
