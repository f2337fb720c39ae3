import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { type Cloud, openCloud } from './cloud.ts';
import type { CloudModel } from './template/model.ts';
import {
  aws,
  BUS_ARN,
  DEAD_ARN,
  functionArn,
  MACHINE_ARN,
  mapping,
  newFolder,
  rule,
  STREAM_ARN,
  smallCloud,
  TABLE_ARN,
} from './testing/small-cloud.ts';

const START = Date.parse('2026-03-02T14:00:00.000Z');
const READ_STREAM = {
  actions: ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'],
  resources: [STREAM_ARN],
};
const USE_TABLE = { actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:GetItem'], resources: [TABLE_ARN] };

const clouds: Cloud[] = [];
const folders: string[] = [];

async function open(model: CloudModel, dataDir: string): Promise<Cloud> {
  const cloud = await openCloud({ model, dataDir, port: 0, awsPort: 0, startAt: START });
  clouds.push(cloud);
  return cloud;
}

function folder(): string {
  const made = newFolder();
  folders.push(made);
  return made;
}

afterEach(async () => {
  for (const cloud of clouds.splice(0)) await cloud.stop();
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

const item = (cloud: Cloud, sk: string) =>
  aws(cloud.awsUrl, 'DynamoDB_20120810.GetItem', { TableName: 'story-table', Key: { pk: { S: 'p' }, sk: { S: sk } } });
const put = (cloud: Cloud, fields: Record<string, unknown>) =>
  aws(cloud.awsUrl, 'DynamoDB_20120810.PutItem', { TableName: 'story-table', Item: { pk: { S: 'p' }, ...fields } });

describe('the whole cloud', () => {
  it('carries a write over the stream and the bus to a function, at the virtual instant', async () => {
    const dir = folder();
    const model = smallCloud(
      dir,
      {
        publish: {
          code: `export const handler = async (event) => { for (const r of event.Records) await call('events', 'AWSEvents.PutEvents', { Entries: [{ EventBusName: 'story', Source: 'story', DetailType: 'made', Detail: JSON.stringify({ of: r.dynamodb.Keys.sk.S }) }] }); };`,
          may: [READ_STREAM, { actions: ['events:PutEvents'], resources: [BUS_ARN] }],
        },
        hear: {
          code: `export const handler = async (event) => { await db('PutItem', { Item: { pk: s('p'), sk: s('heard-' + event.detail.of), at: s(new Date().toISOString()), now: s(Date.now()) } }); };`,
          may: [USE_TABLE],
          invokedBy: 'events.amazonaws.com',
        },
      },
      {
        sourceMappings: [mapping('publish', { filters: [{ dynamodb: { NewImage: { kind: { S: ['outbox'] } } } }] })],
        rules: [rule('made', { pattern: { 'detail-type': ['made'] }, target: 'hear' })],
      },
    );
    const cloud = await open(model, dir);
    await cloud.clock.advanceTo(START + 60_000 + 1000);
    await put(cloud, { sk: { S: 'one' }, kind: { S: 'outbox' } });
    await put(cloud, { sk: { S: 'two' }, kind: { S: 'other' } });
    await cloud.clock.advanceTo(START + 120_000);
    expect((await item(cloud, 'heard-one')).Item).toMatchObject({
      at: { S: expect.stringMatching(/^2026-03-02T14:01:/) },
    });
    expect((await item(cloud, 'heard-two')).Item).toBeUndefined();
  });

  it('refuses what the role may not do, in the words of AWS', async () => {
    const dir = folder();
    const model = smallCloud(dir, {
      eager: {
        code: `export const handler = () => db('DeleteItem', { Key: { pk: s('p'), sk: s('x') } });`,
        may: [USE_TABLE],
      },
    });
    const cloud = await open(model, dir);
    const answer = await fetch(`${cloud.awsUrl}/2015-03-31/functions/eager/invocations`, {
      method: 'POST',
      body: '{}',
    });
    expect(answer.headers.get('x-amz-function-error')).toBe('Unhandled');
    expect(await answer.json()).toMatchObject({
      errorType: 'AccessDeniedException',
      errorMessage: `User: arn:aws:iam::123456789012:role/eager is not authorized to perform: dynamodb:DeleteItem on resource: ${TABLE_ARN} because no identity-based policy allows the dynamodb:DeleteItem action`,
    });
  });

  it('retries an event after one and two minutes and then buries it', async () => {
    const dir = folder();
    const model = smallCloud(
      dir,
      {
        hear: {
          code: `export const handler = async () => { console.log('tried at ' + new Date().toISOString()); await db('UpdateItem', { Key: { pk: s('p'), sk: s('tries') }, UpdateExpression: 'ADD n :one', ExpressionAttributeValues: { ':one': { N: '1' } } }); throw new Error('no'); };`,
          may: [USE_TABLE, { actions: ['sqs:SendMessage'], resources: [DEAD_ARN] }],
          invokedBy: 'events.amazonaws.com',
          asynchronous: {
            maximumRetryAttempts: 2,
            maximumEventAgeSeconds: 3600,
            onFailureArn: DEAD_ARN,
            onFailureForm: 'event',
          },
        },
      },
      { rules: [rule('made', { pattern: { source: ['story'] }, target: 'hear' })] },
    );
    const cloud = await open(model, dir);
    await cloud.clock.advanceTo(START + 3_600_000);
    await aws(cloud.awsUrl, 'AWSEvents.PutEvents', {
      Entries: [{ EventBusName: 'story', Source: 'story', DetailType: 'made', Detail: '{"a":1}' }],
    });
    const put_ = cloud.clock.now();
    await cloud.clock.advanceTo(put_ + 50_000);
    expect((await item(cloud, 'tries')).Item).toMatchObject({ n: { N: '1' } });
    await cloud.clock.advanceTo(put_ + 170_000);
    expect((await item(cloud, 'tries')).Item).toMatchObject({ n: { N: '2' } });
    await cloud.clock.advanceTo(put_ + 600_000);
    expect((await item(cloud, 'tries')).Item).toMatchObject({ n: { N: '3' } });
    const received = await aws(cloud.awsUrl, 'AmazonSQS.ReceiveMessage', {
      QueueUrl: model.queues[0]?.url,
      MessageAttributeNames: ['All'],
    });
    expect(received).toMatchObject({
      Messages: [
        {
          Body: expect.stringContaining('"detail":{"a":1}'),
          MessageAttributes: { ErrorMessage: { StringValue: 'no' } },
        },
      ],
    });
  });

  it('goes on after a restart: executions, tokens, queued events and the place in the stream', async () => {
    const dir = folder();
    const machine = {
      name: 'story',
      arn: MACHINE_ARN,
      roleArn: 'arn:aws:iam::123456789012:role/work',
      definition: {
        StartAt: 'Rest',
        TimeoutSeconds: 10_000_000,
        States: {
          Rest: { Type: 'Wait', Seconds: 7_776_000, Next: 'Work' },
          Work: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            TimeoutSeconds: 60,
            Parameters: { FunctionName: functionArn('work'), Payload: {} },
            End: true,
          },
        },
      },
    };
    const model = smallCloud(
      dir,
      {
        work: {
          code: `export const handler = () => db('UpdateItem', { Key: { pk: s('p'), sk: s('worked') }, UpdateExpression: 'SET at_ = :at', ExpressionAttributeValues: { ':at': s(new Date().toISOString()) } });`,
          may: [USE_TABLE, { actions: ['lambda:InvokeFunction'], resources: [functionArn('work')] }],
        },
      },
      { machines: [machine] },
    );
    const first = await open(model, dir);
    const started = await aws(first.awsUrl, 'AWSStepFunctions.StartExecution', {
      stateMachineArn: MACHINE_ARN,
      name: 'story-1',
      input: '{}',
    });
    await first.clock.advanceTo(START + 86_400_000);
    await first.stop();
    const second = await open(model, dir);
    expect(second.clock.now()).toBeGreaterThanOrEqual(START + 86_400_000);
    await second.clock.advanceTo(START + 91 * 86_400_000);
    const described = await aws(second.awsUrl, 'AWSStepFunctions.DescribeExecution', {
      executionArn: started.executionArn,
    });
    expect(described).toMatchObject({ status: 'SUCCEEDED' });
    expect((await item(second, 'worked')).Item).toMatchObject({
      at_: { S: expect.stringMatching(/^2026-05-31T14:00:0/) },
    });
  });

  it('passes over firings that can find nothing, and none that could find something', async () => {
    const dir = folder();
    const model = smallCloud(
      dir,
      {
        sweep: {
          code: `export const handler = async () => {
            const now = new Date().toISOString();
            const found = await db('Query', { IndexName: 'due', KeyConditionExpression: '#d = :p AND #s <= :end', ExpressionAttributeNames: { '#d': 'duePk', '#s': 'dueSk' }, ExpressionAttributeValues: { ':p': s('DUE#0'), ':end': s(now + '#~') } });
            for (const row of found.Items) await db('UpdateItem', { Key: { pk: row.pk, sk: row.sk }, UpdateExpression: 'SET sweptAt = :now REMOVE duePk, dueSk', ExpressionAttributeValues: { ':now': s(now) } });
          };`,
          may: [USE_TABLE, { actions: ['dynamodb:Query'], resources: [`${TABLE_ARN}/index/due`] }],
          invokedBy: 'events.amazonaws.com',
        },
      },
      { rules: [rule('every-minute', { schedule: 'rate(1 minute)', target: 'sweep' })] },
    );
    const cloud = await open(model, dir);
    const hours = Array.from({ length: 50 }, (_, hour) => hour);
    const dueAt = (hour: number): string =>
      new Date(Date.parse('2026-03-10T03:17:30.000Z') + hour * 3_600_000).toJSON();
    const rows = hours.map((hour) => ({
      sk: { S: `later-${hour}` },
      duePk: { S: 'DUE#0' },
      dueSk: { S: dueAt(hour) },
    }));
    for (const row of rows) await put(cloud, row);
    await cloud.clock.advanceTo(Date.parse('2026-04-16T14:00:00.000Z'));
    for (const hour of hours) {
      const sweptAt = { S: dueAt(hour).replace('17:30', '18:00') };
      expect((await item(cloud, `later-${hour}`)).Item).toMatchObject({ sweptAt });
    }
    const { schedules } = JSON.parse(JSON.stringify(cloud.figures()));
    // The stretch since the last firing is not counted before the next one.
    expect(schedules.fired + schedules.passedOver).toBeGreaterThan(44 * 24 * 60 - 60);
    // One a day, one for each row, and the few before the first that finds nothing. None has to find nothing anew.
    expect(schedules.fired).toBeLessThan(45 + 50 + 20);
  });
});
