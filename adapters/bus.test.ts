import { EventBridgeClient, PutEventsCommand, type PutEventsCommandInput } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Envelope, envelope } from '../core/kernel/event.ts';
import { eventBus } from './bus.ts';

const client = mockClient(EventBridgeClient);
const bus = eventBus(new EventBridgeClient({ region: 'us-east-1' }), 'lanekeep-test');

const event = (n: number, data: Record<string, unknown> = {}): Envelope =>
  envelope.parse({
    id: `E${n}`,
    type: 'parts-order.ordered',
    schema: 1,
    at: '2026-03-10T14:30:00.123Z',
    storeId: 'S01',
    entity: 'parts-order',
    entityId: 'P1',
    entityVersion: n + 1,
    actor: { kind: 'system', id: 'test' },
    cause: 'R1',
    data,
  });

const events = (count: number, data?: Record<string, unknown>) =>
  Array.from({ length: count }, (_, n) => event(n, data));

/** The sizes of the calls made, and the ids in them, in order. */
const calls = () =>
  client
    .commandCalls(PutEventsCommand)
    .map((call) => (call.args[0].input.Entries ?? []).map(({ Detail }) => JSON.parse(Detail ?? '').id));

const taken = ({ Entries }: PutEventsCommandInput) => ({
  FailedEntryCount: 0,
  Entries: Entries?.map(() => ({ EventId: 'x' })),
});

describe('the bus', () => {
  beforeEach(() => {
    client.reset();
    client.on(PutEventsCommand).callsFake(taken);
  });

  test('carries the envelope as it is, from lanekeep, under the type of the event', async () => {
    expect(await bus.send([event(0)])).toEqual([]);
    expect(client.commandCalls(PutEventsCommand)[0]?.args[0].input).toEqual({
      Entries: [
        {
          EventBusName: 'lanekeep-test',
          Source: 'lanekeep',
          DetailType: 'parts-order.ordered',
          Time: new Date('2026-03-10T14:30:00.123Z'),
          Detail: JSON.stringify(event(0)),
        },
      ],
    });
  });

  test('takes ten at a time, in order, and makes no call for none', async () => {
    await bus.send([]);
    expect(calls()).toEqual([]);
    await bus.send(events(23));
    expect(calls().map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(calls().flat()).toEqual(events(23).map(({ id }) => id));
  });

  test('takes 256 KB at a time, counted in bytes', async () => {
    await bus.send(events(5, { note: 'é'.repeat(50_000) }));
    expect(calls().map(({ length }) => length)).toEqual([2, 2, 1]);
  });

  test('says which is too large for any call, and sends the others', async () => {
    const sent = await bus.send([event(0), event(1, { note: 'x'.repeat(270_000) }), event(2)]);
    expect(sent).toEqual([{ position: 1, reason: 'TooLarge' }]);
    expect(calls()).toEqual([['E0', 'E2']]);
  });

  test('says which the bus did not take', async () => {
    client.on(PutEventsCommand).resolvesOnce({
      FailedEntryCount: 1,
      Entries: [{ EventId: 'x' }, { ErrorCode: 'InternalFailure' }, { EventId: 'y' }],
    });
    expect(await bus.send(events(3))).toEqual([{ position: 1, reason: 'InternalFailure' }]);
  });

  test('counts a call that failed against its own events only', async () => {
    const throttled = Object.assign(new Error('no'), { name: 'ThrottlingException' });
    client.on(PutEventsCommand).rejectsOnce(throttled).callsFake(taken);
    const unsent = await bus.send(events(12));
    expect(unsent).toHaveLength(10);
    expect(unsent[0]).toEqual({ position: 0, reason: 'ThrottlingException' });
    expect(calls()[1]).toEqual(['E10', 'E11']);
  });
});
