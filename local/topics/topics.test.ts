import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { type Cloud, openCloud } from '../cloud.ts';
import type { CloudModel } from '../template/model.ts';
import { PHONE_ARN, topic, topicArn } from '../testing/messages.ts';
import { aws, DEAD_ARN, newFolder, smallCloud, TABLE_ARN } from '../testing/small-cloud.ts';

const START = Date.parse('2026-03-02T14:00:00.000Z');
const clouds: Cloud[] = [];
const folders: string[] = [];

function folder(): string {
  const made = newFolder();
  folders.push(made);
  return made;
}

async function open(model: CloudModel, dataDir: string): Promise<Cloud> {
  const cloud = await openCloud({ model, dataDir, port: 0, awsPort: 0, startAt: START, onTrouble: () => undefined });
  clouds.push(cloud);
  return cloud;
}

afterEach(async () => {
  for (const cloud of clouds.splice(0)) await cloud.stop();
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

const WRITE = { actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'], resources: [TABLE_ARN] };
/** Keeps each message under its body, with the instant and what of the record a function relies on. */
const KEEP = `export const handler = async (event) => { for (const { EventSource, Sns } of event.Records) {
  const said = JSON.parse(Sns.Message);
  await db('PutItem', { Item: { pk: s('p'), sk: s(said.messageBody), at: s(new Date().toISOString()), source: s(EventSource), topic: s(Sns.TopicArn), subject: s(Sns.Subject), message: s(Sns.Message) } });
} };`;

const write = (cloud: Cloud, body: unknown) =>
  fetch(`${cloud.awsUrl}/_local/inbound`, { method: 'POST', body: JSON.stringify(body) });
const kept = async (cloud: Cloud, sk: string) =>
  (
    await aws(cloud.awsUrl, 'DynamoDB_20120810.GetItem', {
      TableName: 'story-table',
      Key: { pk: { S: 'p' }, sk: { S: sk } },
    })
  ).Item;
const dead = (cloud: Cloud, model: CloudModel) =>
  aws(cloud.awsUrl, 'AmazonSQS.ReceiveMessage', { QueueUrl: model.queues[0]?.url, MessageAttributeNames: ['All'] });

const robin = { channel: 'sms', from: '+13125550123', text: 'C' };

describe('a topic', () => {
  it('hands what the provider publishes to its function, in SNS’s form', async () => {
    const dir = folder();
    const environment = { SMS_ORIGINATION_IDENTITY: PHONE_ARN };
    const functions = { intake: { code: KEEP, may: [WRITE], invokedBy: 'sns.amazonaws.com', environment } };
    const cloud = await open(smallCloud(dir, functions, topic({ of: PHONE_ARN })), dir);
    const answer = await write(cloud, robin);
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ published: { topicArn, message: { originationNumber: robin.from } } });
    await cloud.clock.advanceTo(cloud.clock.now() + 1000);
    const row = await kept(cloud, 'C');
    expect(row).toMatchObject({ source: { S: 'aws:sns' }, topic: { S: topicArn }, subject: { S: 'null' } });
  });

  it('lets a function that fails try again by Lambda’s rule, and buries the event on the function’s own queue', async () => {
    const dir = folder();
    const functions = {
      intake: {
        code: `export const handler = () => { throw new Error('not today'); };`,
        may: [{ actions: ['sqs:SendMessage'], resources: [DEAD_ARN] }],
        invokedBy: 'sns.amazonaws.com',
        asynchronous: {
          maximumRetryAttempts: 2,
          maximumEventAgeSeconds: 3600,
          onFailureArn: DEAD_ARN,
          onFailureForm: 'event' as const,
        },
      },
    };
    const model = smallCloud(dir, functions, topic({}));
    const cloud = await open(model, dir);
    await write(cloud, robin);
    await cloud.clock.advanceTo(cloud.clock.now() + 170_000);
    expect(await dead(cloud, model)).toEqual({});
    await cloud.clock.advanceTo(cloud.clock.now() + 20_000);
    expect(await dead(cloud, model)).toMatchObject({ Messages: [{ Body: expect.stringContaining('"Records":[') }] });
  });

  it('that may not invoke its function puts the message on the subscription’s queue at once', async () => {
    const dir = folder();
    const model = smallCloud(dir, { intake: { code: KEEP } }, topic({ deadLetterArn: DEAD_ARN }));
    const cloud = await open(model, dir);
    expect((await write(cloud, robin)).status).toBe(202);
    const { Messages } = await dead(cloud, model);
    expect(Messages).toMatchObject([
      {
        Body: expect.stringContaining('"Type":"Notification"'),
        MessageAttributes: { ErrorCode: { StringValue: 'AccessDeniedException' } },
      },
    ]);
  });

  it('does not take what its policy lets nobody publish, and says so', async () => {
    const dir = folder();
    const model = smallCloud(dir, { intake: { code: KEEP } }, topic({ of: `${PHONE_ARN}-of-another` }));
    const answer = await write(await open(model, dir), robin);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({
      detail: `User: sms-voice.amazonaws.com is not authorized to perform: sns:Publish on resource: ${topicArn} because no resource-based policy allows the sns:Publish action`,
    });
  });

  it('with a key that the provider may not use is mute: the policy of the key decides too', async () => {
    const dir = folder();
    const key = {
      arn: 'arn:aws:kms:us-east-1:123456789012:key/k1',
      spec: 'SYMMETRIC_DEFAULT' as const,
      policy: [
        {
          effect: 'Allow' as const,
          actions: ['kms:GenerateDataKey*', 'kms:Decrypt'],
          resources: ['*'],
          principals: ['sms-voice.amazonaws.com'],
        },
      ],
    };
    const functions = { intake: { code: KEEP, may: [WRITE], invokedBy: 'sns.amazonaws.com' } };
    const at = (policy: CloudModel['keys'][number]['policy'], dataDir: string) =>
      open(smallCloud(dataDir, functions, { ...topic({ keyArn: key.arn }), keys: [{ ...key, policy }] }), dataDir);
    expect((await write(await at(key.policy, dir), robin)).status).toBe(202);
    // The provider does not tell the key for whom it publishes.
    const fussy = key.policy.map((one) => ({
      ...one,
      conditions: { StringEquals: { 'aws:SourceAccount': ['123456789012'] } },
    }));
    const refused = await write(await at(fussy, folder()), robin);
    expect(await refused.json()).toMatchObject({ status: 409, detail: expect.stringContaining('kms:GenerateDataKey') });
  });

  it('keeps what it took: a message whose function did not come to run is there after a restart', async () => {
    const dir = folder();
    const failing = `export const handler = () => { throw new Error('not yet'); };`;
    const opened = (code: string) =>
      open(smallCloud(dir, { intake: { code, may: [WRITE], invokedBy: 'sns.amazonaws.com' } }, topic({})), dir);
    const first = await opened(failing);
    await write(first, robin);
    await first.clock.advanceTo(first.clock.now() + 1000);
    await first.stop();
    clouds.length = 0;
    const second = await opened(KEEP);
    await second.clock.advanceTo(second.clock.now() + 120_000);
    expect(await kept(second, 'C')).toBeDefined();
  });
});
