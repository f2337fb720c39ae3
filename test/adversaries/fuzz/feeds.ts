/** What providers hand in, right and then spoiled: texts, mails however they are made, and reports. */
import type { SNSEventRecord } from 'aws-lambda';
import * as fc from 'fast-check';
import { hostileTexts, type Json, spoils, spoilt, written } from './hostile.ts';
import { startAt } from './stage.ts';

const senders = ['+13125550123', '+13125550101', '+19995550000', '72345', 'sam@example.com', ''];

const words = fc.oneof(
  fc.constantFrom('C', 'STOP', 'start', 'CANCEL', 'Is it ready?', 'My SSN is 123-45-6789', ...hostileTexts),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

const texts = fc.record({ from: fc.constantFrom(...senders), said: words, id: fc.uuid() }).map(
  ({ from, said, id }): Json => ({
    originationNumber: from,
    destinationNumber: '+18005550100',
    messageKeyword: 'K',
    messageBody: said,
    inboundMessageId: id,
  }),
);

const contentTypes = [
  'text/plain; charset=utf-8',
  'text/plain; charset=no-such-charset',
  'text/plain; charset=utf-16',
  'text/html',
  'multipart/mixed; boundary="b"',
  'multipart/mixed',
  'multipart/alternative; boundary=',
  `multipart/mixed; boundary="${'b'.repeat(500)}"`,
  'message/rfc822',
  'application/octet-stream; name="x.exe"',
  'image/png; name="../../etc/passwd"',
  '',
  ';;;',
];

const encodings = ['7bit', '8bit', 'base64', 'quoted-printable', 'x-uuencode', 'BASE64 ', ''];

const part = fc
  .record({ type: fc.constantFrom(...contentTypes), as: fc.constantFrom(...encodings), body: words, gap: fc.boolean() })
  .map(({ type, as, body, gap }) => {
    const head = `Content-Type: ${type}\r\nContent-Transfer-Encoding: ${as}\r\n${gap ? '\r\n' : ''}`;
    return head + (as === 'base64' ? Buffer.from(body).toString('base64') : body);
  });

const subjects = [
  'Re: Your part',
  '',
  '=?utf-8?B?4pyT?=',
  '=?no-such?Q?=ZZ?=',
  '=?utf-8?B?',
  `${'=?utf-8?Q?'.repeat(2000)}`,
  'a\r\n b',
  '\u0000',
  'DOB 1/2/1980',
];

const mime = fc
  .record({
    subject: fc.constantFrom(...subjects),
    type: fc.constantFrom(...contentTypes),
    parts: fc.array(part, { maxLength: 4 }),
    closed: fc.boolean(),
    nested: fc.nat({ max: 60 }),
    headers: fc.constantFrom(
      '',
      'Auto-Submitted: auto-replied\r\n',
      'X: y\r\n'.repeat(3000),
      `X: ${'y'.repeat(90_000)}\r\n`,
      'no colon\r\n',
      ':\r\n',
    ),
    cut: fc.option(fc.nat({ max: 400 }), { nil: undefined }),
  })
  .map(({ subject, type, parts, closed, nested, headers, cut }) => {
    const around = Array.from(
      { length: nested },
      (_, at) => `Content-Type: multipart/mixed; boundary="n${at}"\r\n\r\n--n${at}\r\n`,
    );
    const inner = `Content-Type: ${type}\r\n\r\n${parts.map((one) => `--b\r\n${one}\r\n`).join('')}${closed ? '--b--\r\n' : ''}`;
    return `From: Sam <sam@example.com>\r\nSubject: ${subject}\r\n${headers}${around.join('')}${inner}`.slice(0, cut);
  });

const mails = fc
  .record({
    mime: fc.oneof({ weight: 5, arbitrary: mime }, { weight: 1, arbitrary: words }),
    from: fc.constantFrom(
      'Sam <sam@example.com>',
      'sam@example.com',
      '<>',
      '',
      'a'.repeat(400),
      '<a@b>, <c@d>',
      'ü@exämple.com',
    ),
    inBase64: fc.boolean(),
    verdict: fc.constantFrom('PASS', 'FAIL', 'GRAY', 'PROCESSING_FAILED'),
    id: fc.uuid(),
  })
  .map(
    ({ mime: content, from, inBase64, verdict, id }): Json => ({
      notificationType: 'Received',
      mail: { messageId: id, source: 'bounce@example.net', timestamp: startAt, commonHeaders: { from: [from] } },
      receipt: {
        recipients: ['hello@store.example'],
        dmarcVerdict: { status: verdict },
        spamVerdict: { status: verdict },
      },
      content: inBase64 ? Buffer.from(content).toString('base64') : content,
    }),
  );

/** Reports on messages of ours; `references` are those that there are. */
const reports = (references: readonly string[]) =>
  fc
    .record({
      reference: fc.constantFrom(...references, 'no.such.message', '', '#', '__proto__', 'S01', 'a'.repeat(3000)),
      type: fc.constantFrom(
        'TEXT_DELIVERED',
        'TEXT_UNREACHABLE',
        'TEXT_NEW',
        'Delivery',
        'Bounce',
        'Complaint',
        'Open',
      ),
    })
    .map(
      ({ reference, type }): Json =>
        type.startsWith('TEXT')
          ? { eventType: type, isFinal: true, context: { reference }, messageId: 'm' }
          : {
              eventType: type,
              mail: { messageId: 'm', tags: { reference: [reference.replaceAll('.', '_')] } },
              bounce: { bounceType: 'Permanent' },
            },
    );

const fields = [
  'originationNumber',
  'messageBody',
  'inboundMessageId',
  'mail',
  'tags',
  'content',
  'eventType',
  'receipt',
];

/** Notices as text, as a topic carries them. */
export const notices = (references: readonly string[]): fc.Arbitrary<string> => {
  const good = fc.oneof(texts, mails, reports(references));
  const bad = fc
    .tuple(good, fc.array(spoils(fields), { minLength: 1, maxLength: 2 }))
    .map(([notice, by]) => written(by.reduce<Json | undefined>(spoilt, notice)));
  const torn = fc.tuple(good, fc.nat({ max: 300 })).map(([notice, at]) => written(notice).slice(0, at));
  return fc.oneof(
    { weight: 4, arbitrary: good.map(written) },
    { weight: 4, arbitrary: bad },
    { weight: 1, arbitrary: torn },
    { weight: 1, arbitrary: fc.oneof(words, fc.json()) },
  );
};

/** A record as SNS hands it over. */
export const recordOf = (Message: string, id: number): SNSEventRecord =>
  ({
    EventSource: 'aws:sns',
    EventVersion: '1.0',
    Sns: { MessageId: `sns-${id}`, Timestamp: startAt, Message, Type: 'Notification' },
  }) as unknown as SNSEventRecord;
