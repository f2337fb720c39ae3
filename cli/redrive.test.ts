import { describe, expect, test } from 'vitest';
import { destinationOf, redrive, type Undelivered } from './redrive.ts';

const departments = { 'parts-eta': 'service' };

function queueOf(...bodies: readonly string[]) {
  const lying: Undelivered[] = bodies.map((body, index) => ({ handle: String(index), body }));
  const invoked: [string, string][] = [];
  const removed: string[] = [];
  return {
    invoked,
    removed,
    receive: async () => lying.splice(0, 10),
    remove: async (handle: string) => void removed.push(handle),
    invoke: async (name: string, payload: string) => {
      if (payload.includes('poison')) throw new Error('it fails');
      invoked.push([name, payload]);
    },
  };
}

describe('where a queue’s messages belong', () => {
  test.each([
    ['lanekeep-sample-service-hear-undelivered', { functionName: 'lanekeep-sample-service-hear' }],
    [
      'lanekeep-sample-parts-eta-news-undelivered',
      { functionName: 'lanekeep-sample-service-hear', followUp: 'parts-eta' },
    ],
    ['lanekeep-sample-sweep-runs-undelivered', { functionName: 'lanekeep-sample-sweep' }],
    ['lanekeep-sample-sweep-undelivered', { functionName: 'lanekeep-sample-sweep' }],
    ['lanekeep-sample-publish-stream-undelivered', {}],
    ['lanekeep-sample-intake-undelivered', { functionName: 'lanekeep-sample-intake' }],
    ['lanekeep-sample-intake-topics-undelivered', { functionName: 'lanekeep-sample-intake', topic: true }],
  ])('%s', (queue, destination) => {
    expect(destinationOf(queue, 'sample', departments)).toEqual(destination);
  });

  test('a queue of somebody else is refused', () => {
    expect(() => destinationOf('orders', 'sample', departments)).toThrow(
      'orders is not a queue of undelivered messages',
    );
    expect(() => destinationOf('lanekeep-sample-x-news-undelivered', 'sample', departments)).toThrow(
      'no such follow-up',
    );
  });
});

describe('redriving', () => {
  test('delivers what lies there once more, and leaves what fails again', async () => {
    const queue = queueOf('{"a":1}', '{"poison":1}', '{"b":2}');
    const outcome = await redrive({ functionName: 'hear' }, queue);
    expect(outcome).toEqual({ delivered: 2, failed: ['it fails'] });
    expect(queue.removed).toEqual(['0', '2']);
    expect(queue.invoked).toEqual([
      ['hear', '{"a":1}'],
      ['hear', '{"b":2}'],
    ]);
  });

  test('hands an event over as the rule would have', async () => {
    const queue = queueOf(
      '{"detail-type":"parts-order.ordered","detail":{"id":"E1"}}',
      '{"followUp":"parts-eta","event":{"id":"E2"}}',
    );
    await redrive({ functionName: 'hear', followUp: 'parts-eta' }, queue);
    expect(queue.invoked.map(([, payload]) => payload)).toEqual([
      '{"followUp":"parts-eta","event":{"id":"E1"}}',
      '{"followUp":"parts-eta","event":{"id":"E2"}}',
    ]);
  });

  test('hands a notification over as its topic would have', async () => {
    const queue = queueOf('{"Type":"Notification","Message":"C"}');
    await redrive({ functionName: 'intake', topic: true }, queue);
    expect(queue.invoked.map(([, payload]) => payload)).toEqual([
      '{"Records":[{"EventSource":"aws:sns","Sns":{"Type":"Notification","Message":"C"}}]}',
    ]);
  });

  test('what the sweeper has done already only goes', async () => {
    const queue = queueOf('{}');
    expect(await redrive({}, queue)).toEqual({ delivered: 1, failed: [] });
    expect(queue.invoked).toEqual([]);
  });
});
