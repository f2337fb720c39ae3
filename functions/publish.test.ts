import { describe, expect, test } from 'vitest';
import type { Bus, Unsent } from '../adapters/bus.ts';
import { type MemoryTable, memoryTable } from '../adapters/memory-table.ts';
import { type Committed, committed } from '../adapters/stream.ts';
import { type Envelope, envelope, outboxWrite } from '../core/kernel/event.ts';
import { duePartition, dueShards } from '../core/kernel/keys.ts';
import { Contention } from '../core/kernel/table.ts';
import { parseInstant, plus } from '../core/kernel/time.ts';
import { buildPublish } from './publish.ts';

const at = parseInstant('2026-03-10T14:30:00Z');
const published = plus(at, { seconds: 1 });

const event = (n: number): Envelope =>
  envelope.parse({
    id: `E${n}`,
    type: 'parts-order.ordered',
    schema: 1,
    at: plus(at, { minutes: n }),
    storeId: 'S01',
    entity: 'parts-order',
    entityId: 'P1',
    entityVersion: n + 1,
    actor: { kind: 'staff', id: 'U1' },
    cause: 'R1',
    data: {},
  });

/** A bus that takes what it is not told to refuse, and the ids it took. */
function fakeBus(refuse: readonly string[] = []): Bus & { readonly took: string[] } {
  const took: string[] = [];
  return {
    took,
    async send(events) {
      const unsent: Unsent[] = [];
      for (const [position, { id }] of events.entries()) {
        if (refuse.includes(id)) unsent.push({ position, reason: 'InternalFailure' });
        else took.push(id);
      }
      return unsent;
    },
  };
}

/** A table with what its stream told so far. */
function streaming(table: MemoryTable = memoryTable()): { table: MemoryTable; stream: Committed[] } {
  const stream: Committed[] = [];
  table.onCommit((images) => {
    for (const { new: row } of images) stream.push({ sequenceNumber: String(stream.length + 1), row });
  });
  return { table, stream };
}

const write = (table: MemoryTable, n: number) => table.write([outboxWrite(event(n), 'STORE#S01#RO#1#LOG', {})]);

const dueRows = async (table: MemoryTable) => {
  const shards = Array.from({ length: dueShards }, (_, shard) =>
    table.query({ index: 'due', pk: duePartition(shard) }),
  );
  return (await Promise.all(shards)).flatMap(({ rows }) => rows);
};

describe('publishing', () => {
  test('sends what was committed, in order, marks it, and takes it out of the due index', async () => {
    const { table, stream } = streaming();
    const bus = fakeBus();
    for (const n of [0, 1, 2]) await write(table, n);
    expect(await dueRows(table)).toHaveLength(3);
    expect(await buildPublish({ table, bus, now: () => published })(stream)).toEqual([]);
    expect(bus.took).toEqual(['E0', 'E1', 'E2']);
    expect(table.rows().map(({ publishedAt }) => publishedAt)).toEqual([published, published, published]);
    expect(await dueRows(table)).toEqual([]);
  });

  test('leaves alone what is no event, what is marked, and what was deleted', async () => {
    const { table, stream } = streaming();
    const bus = fakeBus();
    await table.write([{ put: { pk: 'STORE#S01', sk: 'STORE', kind: 'store' } }]);
    await write(table, 0);
    const publish = buildPublish({ table, bus, now: () => published });
    await publish(stream);
    expect(await publish([...stream.slice(2), committed({ eventName: 'REMOVE' })])).toEqual([]);
    expect(bus.took).toEqual(['E0']);
  });

  test('twice is twice on the bus, and once in the table', async () => {
    const { table, stream } = streaming();
    const bus = fakeBus();
    await write(table, 0);
    const first = [...stream];
    await buildPublish({ table, bus, now: () => published })(first);
    expect(await buildPublish({ table, bus, now: () => plus(published, { hours: 1 }) })(first)).toEqual([]);
    expect(bus.took).toEqual(['E0', 'E0']);
    expect(table.rows()[0]?.['publishedAt']).toBe(published);
  });

  test('an event that the bus refuses fails alone and stays due', async () => {
    const { table, stream } = streaming();
    for (const n of [0, 1, 2]) await write(table, n);
    const troubles = await buildPublish({ table, bus: fakeBus(['E1']), now: () => published })(stream);
    expect(troubles).toMatchObject([{ sequenceNumber: '2', reason: 'InternalFailure' }]);
    expect(await dueRows(table)).toMatchObject([{ event: { id: 'E1' } }]);
  });

  test('a row that is no event is reported by its ids, says nothing of what it holds, and holds up nobody', async () => {
    const { table, stream } = streaming();
    const bus = fakeBus();
    await table.write([
      { put: { pk: 'LOG', sk: 'EVENT#X', kind: 'outbox', event: { id: 'X', note: 'Pat, 312 555 0123' } } },
    ]);
    await write(table, 1);
    const troubles = await buildPublish({ table, bus, now: () => published })(stream);
    expect(bus.took).toEqual(['E1']);
    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toMatchObject({ sequenceNumber: '1', pk: 'LOG', sk: 'EVENT#X' });
    expect(troubles[0]?.reason).toMatch(/^NoEvent: type, schema, at/);
    expect(JSON.stringify(troubles)).not.toContain('Pat');
  });

  test('an event that is out but could not be marked is handed in again', async () => {
    const { table, stream } = streaming();
    await write(table, 0);
    const busy = { ...table, write: () => Promise.reject(new Contention()) };
    const troubles = await buildPublish({ table: busy, bus: fakeBus(), now: () => published })(stream);
    expect(troubles).toMatchObject([{ sequenceNumber: '1', reason: 'TryAgainSoon' }]);
  });
});

test('a record of the stream comes out in plain values', () => {
  const NewImage = {
    pk: { S: 'P' },
    n: { N: '-0.5' },
    yes: { BOOL: false },
    none: { NULL: true },
    list: { L: [{ S: '' }, { M: { deep: { N: '1' } } }] },
  };
  expect(committed({ eventName: 'INSERT', dynamodb: { SequenceNumber: '42', NewImage } })).toEqual({
    sequenceNumber: '42',
    row: { pk: 'P', n: -0.5, yes: false, none: null, list: ['', { deep: 1 }] },
  });
});
