import { rmSync } from 'node:fs';
import { request } from 'node:http';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { ListStateMachinesCommand, SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { GetQueueUrlCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, openCloud } from '../cloud.ts';
import { newFolder, smallCloud } from '../testing/small-cloud.ts';

let cloud: Cloud;
let config: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } };
const folder = newFolder();

beforeAll(async () => {
  const model = smallCloud(folder, { idle: { code: 'export const handler = () => null;' } });
  cloud = await openCloud({
    model,
    dataDir: folder,
    port: 0,
    awsPort: 0,
    startAt: Date.parse('2026-03-02T14:00:00.000Z'),
  });
  config = { endpoint: cloud.awsUrl, region: 'us-east-1', credentials: { accessKeyId: 'x', secretAccessKey: 'y' } };
});

afterAll(async () => {
  await cloud.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function local(path: string, body?: unknown): Promise<{ status: number; type: string | null; body: unknown }> {
  const answer = await fetch(
    `${cloud.awsUrl}/_local/${path}`,
    body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
  );
  return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.json() };
}

describe('the ordinary SDK', () => {
  it('finds its errors by name', async () => {
    const put = new PutItemCommand({
      TableName: 'story-table',
      Item: { pk: { S: 'a' }, sk: { S: 'b' } },
      ConditionExpression: 'attribute_exists(pk)',
    });
    await expect(new DynamoDBClient(config).send(put)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });
    await expect(
      new SFNClient(config).send(new SendTaskSuccessCommand({ taskToken: 'none', output: '{}' })),
    ).rejects.toMatchObject({ name: 'InvalidToken' });
    await expect(new SQSClient(config).send(new GetQueueUrlCommand({ QueueName: 'none' }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
  });

  it('reaches machines, bus and queues', async () => {
    expect((await new SFNClient(config).send(new ListStateMachinesCommand({}))).stateMachines).toEqual([]);
    const entries = [
      { EventBusName: 'story', Source: 's', DetailType: 'd', Detail: '{}' },
      { EventBusName: 'story', Source: 's', DetailType: 'd', Detail: 'no json' },
      { EventBusName: 'none', Source: 's', DetailType: 'd', Detail: '{}' },
    ];
    const put = await new EventBridgeClient(config).send(new PutEventsCommand({ Entries: entries }));
    expect(put).toMatchObject({
      FailedEntryCount: 2,
      Entries: [
        { EventId: expect.any(String) },
        { ErrorCode: 'MalformedDetail' },
        { ErrorCode: 'ResourceNotFoundException' },
      ],
    });
    const sqs = new SQSClient(config);
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'story-dead' }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
    expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toMatchObject([{ Body: 'hello' }]);
  });

  it('sends text and mail into the outbox, and fails where that was planted', async () => {
    expect(await local('outbox/fail', { next: 1, error: 'ThrottlingException' })).toMatchObject({ status: 200 });
    const text = new SendTextMessageCommand({ DestinationPhoneNumber: '+13125550123', MessageBody: 'hi' });
    const once = new PinpointSMSVoiceV2Client({ ...config, maxAttempts: 1 });
    await expect(once.send(text)).rejects.toMatchObject({ name: 'ThrottlingException' });
    expect((await once.send(text)).MessageId).toEqual(expect.any(String));
    const mail = new SendEmailCommand({
      FromEmailAddress: 'service@example.com',
      Destination: { ToAddresses: ['pat@example.com'] },
      Content: { Simple: { Subject: { Data: 'Your car' }, Body: { Text: { Data: 'is ready' } } } },
    });
    await new SESv2Client(config).send(mail);
    expect((await local('outbox')).body).toMatchObject({
      messages: [
        { channel: 'sms', to: '+13125550123', text: 'hi', at: expect.stringMatching(/^2026-03-02T14:00/) },
        { channel: 'mail', to: 'pat@example.com', subject: 'Your car', text: 'is ready' },
      ],
    });
  });
});

describe('/_local/', () => {
  it.each([
    [{ advanceBy: 'P1M' }, 'advanceBy'],
    [{ advanceBy: 3 }, 'advanceBy'],
    [{ advanceBy: 'P999W' }, 'advanceBy'],
    [{}, 'advanceBy'],
    [{ advanceBy: 'P1D', to: '2026-03-03T00:00:00Z' }, 'advanceBy'],
    [{ to: '2026-03-03' }, 'to'],
    [{ to: '2020-03-03T00:00:00Z' }, 'to'],
    [[], 'body'],
  ])('the clock refuses %j and names the field', async (body, field) => {
    expect(await local('clock', body)).toMatchObject({
      status: 400,
      type: 'application/problem+json',
      body: { field },
    });
  });

  it('runs the clock to an instant', async () => {
    expect(await local('clock', { to: '2026-03-05T00:00:00-06:00' })).toMatchObject({
      status: 200,
      body: { now: expect.stringMatching(/^2026-03-05T06:00:00/) },
    });
    expect((await local('clock')).body).toMatchObject({ now: expect.stringMatching(/^2026-03-05T06:00:0/) });
  });

  it.each(['nothing', 'executions/none', 'executions/%zz', 'tokens/x'])('%s is not there', async (path) => {
    expect(await local(path)).toMatchObject({ status: 404, type: 'application/problem+json' });
  });
});

describe('what is not supported', () => {
  it.each([
    ['DynamoDB_20120810.ExecuteStatement', 'ExecuteStatement of DynamoDB'],
    ['AWSEvents.PutRule', 'PutRule of AWSEvents'],
    ['Logs_20140328.PutLogEvents', 'PutLogEvents of Logs_20140328'],
    ['AWSStepFunctions.CreateStateMachine', 'CreateStateMachine'],
    ['AmazonSQS.ListQueues', 'sqs:ListQueues'],
    ['nonsense', 'nonsense'],
  ])('%s is refused by its name', async (target, words) => {
    const answer = await fetch(cloud.awsUrl, { method: 'POST', headers: { 'x-amz-target': target }, body: '{}' });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(await answer.json())).toContain(words);
  });

  it.each(['//', '/%zz', '/2015-03-31/functions/%zz/invocations', '/../../etc/passwd'])(
    'the path %s is answered',
    async (path) => {
      const { hostname, port } = new URL(cloud.awsUrl);
      const status = await new Promise((resolve, reject) => {
        request({ hostname, port, path, method: 'POST' }, (answer) => resolve(answer.resume().statusCode))
          .on('error', reject)
          .end('{}');
      });
      expect([400, 404]).toContain(status);
    },
  );
});
