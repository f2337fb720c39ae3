/** What leaves for the providers of text messages and mail, and which of their answers is a definite no. */
import {
  ConflictException,
  PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { MessageRejected, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { ProviderRefused } from '../core/kernel/ports.ts';
import { mails, openMail } from './mail.ts';
import { openSms, textMessages } from './sms.ts';

const smsClient = mockClient(PinpointSMSVoiceV2Client);
const mailClient = mockClient(SESv2Client);
const region = { region: 'us-east-1' };
const sms = textMessages(new PinpointSMSVoiceV2Client(region), { origination: 'pool-1', configurationSet: 'lanekeep' });
const mail = mails(new SESv2Client(region), { from: 'service@example.com', configurationSet: 'lanekeep' });
const text = { to: '+13125550123', text: 'Your part is in.', category: 'transactional', reference: 'M1' } as const;
const letter = { ...text, to: 'pat@example.com', subject: 'Your part – in', reference: 'ro-1#M1' } as const;

beforeEach(() => {
  smsClient.reset();
  mailClient.reset();
});

test('a text message goes from our number, under our reference, and is given up after five minutes', async () => {
  smsClient.on(SendTextMessageCommand).resolves({ MessageId: 'sms-1' });
  expect(await sms.send(text)).toEqual({ providerId: 'sms-1' });
  await sms.send({ ...text, category: 'marketing' });
  const [first, second] = smsClient.commandCalls(SendTextMessageCommand).map((call) => call.args[0].input);
  expect(first).toEqual({
    DestinationPhoneNumber: '+13125550123',
    OriginationIdentity: 'pool-1',
    ConfigurationSetName: 'lanekeep',
    MessageBody: 'Your part is in.',
    MessageType: 'TRANSACTIONAL',
    TimeToLive: 300,
    Context: { reference: 'M1' },
  });
  expect(second?.MessageType).toBe('PROMOTIONAL');
});

test('a mail goes from our address as plain text, its reference as a tag', async () => {
  mailClient.on(SendEmailCommand).resolves({ MessageId: 'mail-1' });
  expect(await mail.send(letter)).toEqual({ providerId: 'mail-1' });
  expect(mailClient.commandCalls(SendEmailCommand)[0]?.args[0].input).toEqual({
    FromEmailAddress: 'service@example.com',
    Destination: { ToAddresses: ['pat@example.com'] },
    Content: {
      Simple: {
        Subject: { Data: 'Your part – in', Charset: 'UTF-8' },
        Body: { Text: { Data: 'Your part is in.', Charset: 'UTF-8' } },
      },
    },
    ConfigurationSetName: 'lanekeep',
    EmailTags: [
      { Name: 'category', Value: 'transactional' },
      { Name: 'reference', Value: 'ro-1_M1' },
    ],
  });
});

test('a mail takes HTML, an invitation, headers and where to answer along', async () => {
  mailClient.on(SendEmailCommand).resolves({ MessageId: 'mail-1' });
  await mail.send({
    ...letter,
    html: '<p>Your part is in.</p>',
    attachments: [
      { name: 'visit.ics', type: 'text/calendar; method=REQUEST; charset=UTF-8', content: 'BEGIN:VCALENDAR' },
    ],
    headers: { 'List-Unsubscribe': '<https://example.com/l/1>' },
    replyTo: 'answers@example.com',
  });
  const input = mailClient.commandCalls(SendEmailCommand)[0]?.args[0].input;
  expect(input?.ReplyToAddresses).toEqual(['answers@example.com']);
  expect(input?.Content?.Simple).toEqual({
    Subject: { Data: 'Your part – in', Charset: 'UTF-8' },
    Body: {
      Text: { Data: 'Your part is in.', Charset: 'UTF-8' },
      Html: { Data: '<p>Your part is in.</p>', Charset: 'UTF-8' },
    },
    Headers: [{ Name: 'List-Unsubscribe', Value: '<https://example.com/l/1>' }],
    Attachments: [
      {
        FileName: 'visit.ics',
        ContentType: 'text/calendar; method=REQUEST; charset=UTF-8',
        ContentDisposition: 'ATTACHMENT',
        ContentTransferEncoding: 'BASE64',
        RawContent: new TextEncoder().encode('BEGIN:VCALENDAR'),
      },
    ],
  });
});

test('answers to a mail go where the group receives them, unless the mail says otherwise', async () => {
  mailClient.on(SendEmailCommand).resolves({ MessageId: 'mail-1' });
  const identity = { from: 'service@example.com', configurationSet: 'house', replyTo: 'reply@reply.example.com' };
  const receiving = mails(new SESv2Client({ maxAttempts: 1 }), identity);
  await receiving.send(letter);
  await receiving.send({ ...letter, replyTo: 'ana@example.com' });
  const sent = mailClient.commandCalls(SendEmailCommand).map(({ args }) => args[0].input.ReplyToAddresses);
  expect(sent).toEqual([['reply@reply.example.com'], ['ana@example.com']]);
});

describe('a definite no', () => {
  test('names the provider’s own reason', async () => {
    const $metadata = { httpStatusCode: 400 };
    const optedOut = { message: 'no', $metadata, Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' } as const;
    smsClient.on(SendTextMessageCommand).rejects(new ConflictException(optedOut));
    mailClient.on(SendEmailCommand).rejects(new MessageRejected({ message: 'not verified', $metadata }));
    await expect(sms.send(text)).rejects.toEqual(new ProviderRefused('DESTINATION_PHONE_NUMBER_OPTED_OUT'));
    await expect(mail.send(letter)).rejects.toEqual(new ProviderRefused('MessageRejected'));
  });

  test.each([
    ['ThrottlingException', 429, true],
    ['ValidationException', 400, true],
    ['InternalServerException', 500, false],
    ['RequestTimeout', 408, false],
    ['RequestTimeoutException', 400, false],
    ['NoStatus', undefined, false],
  ])('%s with status %s: %s', async (name, httpStatusCode, refused) => {
    const error = Object.assign(new Error('no'), { name, $metadata: { httpStatusCode } });
    smsClient.on(SendTextMessageCommand).rejects(error);
    mailClient.on(SendEmailCommand).rejects(error);
    for (const sending of [sms.send(text), mail.send(letter)]) {
      const thrown: unknown = await sending.catch((reason: unknown) => reason);
      expect(thrown instanceof ProviderRefused).toBe(refused);
      if (!refused) expect(thrown).toBe(error);
    }
  });

  test('is not a broken line', async () => {
    smsClient.on(SendTextMessageCommand).rejects(new Error('socket hang up'));
    await expect(sms.send(text)).rejects.toThrow('socket hang up');
  });
});

describe('opened from the environment', () => {
  test('a client tries once: nothing is sent twice', async () => {
    smsClient.on(SendTextMessageCommand).resolves({ MessageId: 'sms-1' });
    mailClient.on(SendEmailCommand).resolves({ MessageId: 'mail-1' });
    await openSms({ SMS_ORIGINATION_IDENTITY: 'pool-1', SMS_CONFIGURATION_SET: 'set' }).send(text);
    await openMail({ MAIL_FROM: 'a@example.com', MAIL_CONFIGURATION_SET: 'set' }).send(letter);
    expect(await smsClient.commandCalls(SendTextMessageCommand)[0]?.thisValue.config.maxAttempts()).toBe(1);
    expect(await mailClient.commandCalls(SendEmailCommand)[0]?.thisValue.config.maxAttempts()).toBe(1);
  });

  test('a missing variable is named', () => {
    expect(() => openSms({ SMS_ORIGINATION_IDENTITY: 'pool-1' })).toThrow('SMS_CONFIGURATION_SET');
    expect(() => openMail({ MAIL_FROM: '' })).toThrow('MAIL_FROM');
  });
});
