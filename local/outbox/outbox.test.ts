import { rmSync } from 'node:fs';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Cloud, openCloud } from '../cloud.ts';
import type { CloudModel } from '../template/model.ts';
import { topic, topicArn } from '../testing/messages.ts';
import { aws, newFolder, smallCloud, TABLE_ARN } from '../testing/small-cloud.ts';
import { type Fields, fieldsOf, listOf, textOf } from '../wire/json.ts';

const START = Date.parse('2026-03-02T14:00:00.000Z');
/** Keeps every message of the topic. */
const KEEP = `export const handler = async (event) => { for (const { Sns } of event.Records)
  await db('PutItem', { Item: { pk: s('heard'), sk: s(Sns.MessageId), at: s(new Date().toISOString()), subject: s(Sns.Subject), message: s(Sns.Message) } });
};`;
const may = [{ actions: ['dynamodb:PutItem'], resources: [TABLE_ARN] }];

let dir: string;
let model: CloudModel;
let cloud: Cloud;

beforeEach(async () => {
  dir = newFolder();
  model = smallCloud(dir, { intake: { code: KEEP, may, invokedBy: 'sns.amazonaws.com' } }, topic({}));
  cloud = await open();
});
afterEach(async () => {
  await cloud.stop();
  rmSync(dir, { recursive: true, force: true });
});

const open = (): Promise<Cloud> =>
  openCloud({ model, dataDir: dir, port: 0, awsPort: 0, startAt: START, onTrouble: () => undefined });

const sms = (to: string, more: Fields = {}) =>
  aws(cloud.awsUrl, 'PinpointSMSVoiceV2.SendTextMessage', {
    DestinationPhoneNumber: to,
    OriginationIdentity: '+12065550199',
    MessageBody: 'See you tomorrow at 9? Reply C, R or X.',
    MessageType: 'TRANSACTIONAL',
    ConfigurationSetName: 'story',
    Context: { reference: 'M-1' },
    ...more,
  });

const mail = async (to: string, more: Fields = {}): Promise<string> => {
  const answer = await fetch(`${cloud.awsUrl}/v2/email/outbound-emails`, {
    method: 'POST',
    body: JSON.stringify({
      FromEmailAddress: 'Vale Motors <service@example.com>',
      Destination: { ToAddresses: [to] },
      ReplyToAddresses: ['reply@reply.example.com'],
      Content: { Simple: { Subject: { Data: 'Your car' }, Body: { Text: { Data: 'It is ready.' } } } },
      ConfigurationSetName: 'story',
      EmailTags: [{ Name: 'reference', Value: 'M-2' }],
      ...more,
    }),
  });
  return textOf(fieldsOf(await answer.json()), 'MessageId') ?? '';
};

const post = async (path: string, body: unknown): Promise<{ status: number; body: Fields }> => {
  const answer = await fetch(`${cloud.awsUrl}/_local/${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { status: answer.status, body: fieldsOf(await answer.json()) };
};
const run = (seconds: number) => cloud.clock.advanceTo(cloud.clock.now() + seconds * 1000);
const outbox = async () =>
  listOf(fieldsOf(await (await fetch(`${cloud.awsUrl}/_local/outbox`)).json()).messages).map(fieldsOf);
const states = async () => (await outbox()).map(({ state }) => state);

/** What the function heard, in order. */
async function heard(): Promise<readonly Fields[]> {
  const { Items } = await aws(cloud.awsUrl, 'DynamoDB_20120810.Query', {
    TableName: 'story-table',
    KeyConditionExpression: 'pk = :p',
    ExpressionAttributeValues: { ':p': { S: 'heard' } },
  });
  const rows = listOf(Items).map(fieldsOf);
  const text = (row: Fields, name: string): string => textOf(fieldsOf(row[name]), 'S') ?? '';
  return rows
    .toSorted((a, b) => text(a, 'at').localeCompare(text(b, 'at')))
    .map((row) => fieldsOf(JSON.parse(text(row, 'message'))));
}

describe('a receipt', () => {
  it('says some seconds later that a text was delivered, with our reference', async () => {
    const { MessageId } = await sms('+13125550123');
    expect(await states()).toEqual(['ACCEPTED']);
    expect(await heard()).toEqual([]);
    await run(6);
    expect(await states()).toEqual(['DELIVERED']);
    expect(await heard()).toMatchObject([
      {
        eventType: 'TEXT_DELIVERED',
        isFinal: true,
        messageId: MessageId,
        destinationPhoneNumber: '+13125550123',
        context: { reference: 'M-1' },
      },
    ]);
  });

  it('says that a number or mailbox takes nothing, or that somebody complained', async () => {
    await sms('+13125550000');
    await run(6);
    await mail('robin@bounce.example');
    await run(6);
    const complained = await mail('robin@complaint.example');
    await run(6);
    expect(await states()).toEqual(['FAILED', 'FAILED', 'DELIVERED']);
    const events = await heard();
    expect(events.map(({ eventType }) => eventType)).toEqual(
      expect.arrayContaining(['TEXT_UNREACHABLE', 'Bounce', 'Delivery', 'Complaint']),
    );
    expect(events.find(({ eventType }) => eventType === 'Bounce')).toMatchObject({
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'robin@bounce.example' }] },
      mail: { tags: { reference: ['M-2'], 'ses:configuration-set': ['story'] } },
    });
    expect(events.find(({ eventType }) => eventType === 'Complaint')).toMatchObject({
      mail: { messageId: complained },
      complaint: { complainedRecipients: [{ emailAddress: 'robin@complaint.example' }] },
    });
  });

  it('is as planted, and planted errors are another thing', async () => {
    expect(await post('outbox/fail', { next: 1, delivered: false })).toMatchObject({
      status: 200,
      body: { planted: 1 },
    });
    await post('outbox/fail', { next: 1, error: 'ThrottlingException' });
    await expect(sms('+13125550123')).rejects.toMatchObject({ __type: 'ThrottlingException' });
    await sms('+13125550123');
    await sms('+13125550123');
    await run(6);
    expect(await states()).toEqual(['FAILED', 'DELIVERED']);
    expect(await post('outbox/fail', { delivered: true })).toMatchObject({ status: 400, body: { field: 'delivered' } });
    expect(await post('outbox/fail', { delivered: false, error: 'x' })).toMatchObject({ body: { field: 'error' } });
  });

  it('comes after a restart, and by no other configuration set than one of the stacks', async () => {
    await sms('+13125550123');
    await sms('+13125550123', { ConfigurationSetName: 'of-the-group' });
    await cloud.stop();
    cloud = await open();
    await run(10);
    expect(await states()).toEqual(['DELIVERED', 'DELIVERED']);
    expect(await heard()).toHaveLength(1);
  });
});

describe('a customer', () => {
  it('answers a text from the number that got it, to the number that sent it', async () => {
    const { MessageId } = await sms('+13125550123');
    const { status, body } = await post(`outbox/${String(MessageId)}/reply`, { text: 'C' });
    const message = {
      originationNumber: '+13125550123',
      destinationNumber: '+12065550199',
      messageBody: 'C',
      messageKeyword: 'KEYWORD_123456789012',
      inboundMessageId: expect.any(String),
      previousPublishedMessageId: MessageId,
    };
    expect({ status, body }).toEqual({
      status: 202,
      body: { published: { topicArn, messageId: expect.any(String), message } },
    });
    await run(0);
    expect(await heard()).toContainEqual(message);
  });

  it('answers a mail as a mail program does', async () => {
    const id = await mail('robin@example.org');
    await post(`outbox/${id}/reply`, { text: 'Grüße!\nI come at nine. '.repeat(20) });
    await run(0);
    const [received = {}] = await heard();
    expect(received).toMatchObject({
      notificationType: 'Received',
      mail: { source: 'robin@example.org', destination: ['reply@reply.example.com'] },
      receipt: { spamVerdict: { status: 'PASS' }, action: { type: 'SNS', topicArn, encoding: 'BASE64' } },
    });
    const parsed = await PostalMime.parse(Buffer.from(textOf(received, 'content') ?? '', 'base64'));
    expect(parsed).toMatchObject({
      from: { address: 'robin@example.org' },
      to: [{ address: 'reply@reply.example.com' }],
      subject: 'Re: Your car',
      inReplyTo: `<${id}@email.amazonses.com>`,
    });
    expect(parsed.text?.trim()).toBe('Grüße!\nI come at nine. '.repeat(20).trim());
  });

  it('nobody knows may write, in 2,000 emoji or as a raw mail', async () => {
    const emoji = '🚗'.repeat(2000);
    expect(await post('inbound', { channel: 'sms', from: '+14155550188', text: emoji })).toMatchObject({ status: 202 });
    const raw = 'From: x@example.net\r\nSubject: =?UTF-8?Q?H=C3=A4?=\r\n\r\nhello';
    expect(await post('inbound', { channel: 'mail', from: 'x@example.net', raw })).toMatchObject({
      status: 202,
      body: { published: { message: { mail: { destination: ['service@reply.example.com'] } } } },
    });
    await run(0);
    const messages = await heard();
    expect(messages).toContainEqual(expect.objectContaining({ messageBody: emoji }));
    expect(messages).toContainEqual(expect.objectContaining({ content: Buffer.from(raw).toString('base64') }));
  });

  it.each([
    ['outbox/none/reply', { text: 'C' }, 404, 'GET /_local/outbox lists them all'],
    ['inbound', { channel: 'fax' }, 400, 'channel is "sms" or "mail"'],
    ['inbound', { channel: 'sms', from: '312', text: 'C' }, 400, 'from is a number'],
    ['inbound', { channel: 'sms', from: '+13125550123' }, 400, 'text is what the customer writes'],
    ['inbound', { channel: 'mail', from: 'robin', text: 'C' }, 400, 'from is a mail address'],
    ['inbound', { channel: 'mail', from: 'r@e.org', raw: 'x'.repeat(160_000) }, 400, '150 kB'],
    ['inbound', { channel: 'mail', from: 'r@e.org', to: 'a@elsewhere.org', text: 'C' }, 409, 'mail.inboundDomain'],
    ['inbound', [], 400, 'JSON object'],
  ])('a wrong request to %s is told the fix (%#)', async (path, body, status, detail) => {
    expect(await post(path, body)).toMatchObject({ status, body: { detail: expect.stringContaining(detail) } });
  });
});
