import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { openClock } from '../clock/virtual-clock.ts';
import { openStore } from '../store/store.ts';
import type { QueueModel } from '../template/model.ts';
import { openQueues, type Queues } from './queues.ts';
import { handleQueues } from './wire.ts';

const queue: QueueModel = {
  name: 'dead',
  arn: 'arn:aws:sqs:us-east-1:123456789012:dead',
  url: 'https://sqs.us-east-1.amazonaws.com/123456789012/dead',
  visibilityTimeoutSeconds: 30,
  retentionSeconds: 3600,
  policy: [],
};

let queues: Queues;
let advance: (seconds: number) => Promise<void>;

beforeEach(() => {
  const store = openStore(':memory:');
  const clock = openClock({ realNow: () => 0, store, manual: true });
  queues = openQueues({
    queues: [queue],
    store,
    clock,
    awsUrl: 'http://127.0.0.1:4401',
    ids: randomUUID,
  });
  advance = (seconds) => clock.advanceTo(clock.now() + seconds * 1000);
});

describe('queues', () => {
  it('hide a received message until its time is over, and count how often it came', async () => {
    queues.send(queue, 'hello');
    const [first] = queues.receive(queue, 10);
    expect(first).toMatchObject({
      Body: 'hello',
      MD5OfBody: '5d41402abc4b2a76b9719d911017c592',
      Attributes: { ApproximateReceiveCount: '1' },
    });
    expect(queues.receive(queue, 10)).toEqual([]);
    expect(queues.counts(queue)).toEqual({ visible: 0, hidden: 1 });
    await advance(30);
    const [again] = queues.receive(queue, 10);
    expect(again?.Attributes).toMatchObject({ ApproximateReceiveCount: '2' });
  });

  it('delete by the newest receipt only', async () => {
    queues.send(queue, 'hello');
    const [first] = queues.receive(queue, 1);
    await advance(30);
    const [second] = queues.receive(queue, 1);
    queues.remove(queue, first?.ReceiptHandle ?? '');
    expect(queues.counts(queue).hidden).toBe(1);
    queues.remove(queue, second?.ReceiptHandle ?? '');
    expect(queues.counts(queue)).toEqual({ visible: 0, hidden: 0 });
  });

  it('forget what is older than their retention', async () => {
    queues.send(queue, 'hello');
    await advance(3600);
    expect(queues.receive(queue, 1)).toEqual([]);
  });

  it('answer SQS’s operations, and say which they do not have', () => {
    expect(handleQueues(queues, 'GetQueueUrl', queue, {})).toEqual({
      QueueUrl: 'http://127.0.0.1:4401/123456789012/dead',
    });
    handleQueues(queues, 'SendMessage', queue, {
      MessageBody: 'a',
      MessageAttributes: { Why: { DataType: 'String', StringValue: 'no' } },
    });
    expect(handleQueues(queues, 'ReceiveMessage', queue, { MessageAttributeNames: ['All'] })).toMatchObject({
      Messages: [{ Body: 'a', MessageAttributes: { Why: { StringValue: 'no' } } }],
    });
    expect(() => handleQueues(queues, 'SendMessage', queue, {})).toThrow('MessageBody');
    expect(() => handleQueues(queues, 'TagQueue', queue, {})).toThrow('does not support sqs:TagQueue');
    expect(() => handleQueues(queues, 'SendMessage', undefined, {})).toThrow('does not exist');
    expect(queues.find('http://127.0.0.1:4401/123456789012/dead')).toBe(queue);
  });
});
