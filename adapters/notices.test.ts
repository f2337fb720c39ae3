import { expect, test } from 'vitest';
import { textOfHtml } from './html.ts';
import { noticeOf } from './notices.ts';

const told = (message: unknown) =>
  noticeOf({
    Sns: {
      MessageId: 'sns-1',
      Timestamp: '2026-03-10T15:00:00.000Z',
      Message: typeof message === 'string' ? message : JSON.stringify(message),
    },
  } as unknown as Parameters<typeof noticeOf>[0]);

const report = (eventType: string, isFinal: boolean) =>
  told({ eventType, isFinal, messageId: 'p', context: { reference: 'S01.f.ro-1.tell.a1' } });

const mail = (from: string[] | undefined, source = 'envelope@example.net') =>
  told({
    notificationType: 'Received',
    mail: { messageId: 'm', source, timestamp: '2026-03-10T15:00:00.000Z', commonHeaders: { from } },
    receipt: { recipients: ['Desk@Store.example'] },
    content: 'aGk=',
  });

test('a text is a letter of its number', () => {
  const said = { originationNumber: '+13125550123', messageBody: 'C', inboundMessageId: 'in-1', more: true };
  expect(told(said)).toMatchObject({
    kind: 'letter',
    letter: { channel: 'sms', letterId: 'in-1', from: '+13125550123', text: 'C', vouched: true, suspicious: false },
  });
});

test.each([
  [['Pat Lee <Pat@Example.com>'], 'pat@example.com'],
  [['"Lee, Pat <x>" <pat@example.com>'], 'pat@example.com'],
  [['pat@example.com'], 'pat@example.com'],
  [undefined, 'envelope@example.net'],
])('a mail from %s is a letter of %s, for whom nobody vouches unless DMARC does', (from, address) => {
  expect(mail(from)).toMatchObject({ letter: { from: address, to: 'desk@store.example', vouched: false } });
});

test('a mail of nobody at all is still a letter', () => {
  expect(mail(undefined, '')).toMatchObject({ kind: 'letter', letter: { from: 'nobody' } });
});

test.each([
  ['TEXT_DELIVERED', true, 'delivered'],
  ['TEXT_SUCCESSFUL', true, 'delivered'],
  ['TEXT_UNREACHABLE', true, 'failed'],
  ['TEXT_TTL_EXPIRED', true, 'failed'],
])('%s (final: %s) is a receipt: %s', (eventType, isFinal, fared) => {
  expect(report(eventType, isFinal)).toMatchObject({ kind: 'receipt', receipt: { fared } });
});

test.each([
  ['TEXT_PENDING', false],
  ['TEXT_SUCCESSFUL', false],
  ['TEXT_UNKNOWN', true],
])('%s (final: %s) says nothing that we would keep', (eventType, isFinal) => {
  expect(report(eventType, isFinal)).toEqual({ kind: 'nothing' });
});

test.each(['', 'null', '[]', '"x"', '{"originationNumber":"+1"}', '{"eventType":7}'])('%s is unreadable', (text) => {
  expect(told(text)).toMatchObject({ kind: 'unreadable', letterId: 'sns-1', raw: text });
});

// Such an id could never be kept, and the notice would come back until it lay among the dead letters.
test.each([
  ['a text', { originationNumber: '+13125550123', messageBody: 'C', inboundMessageId: 'i'.repeat(1100) }],
  ['a number', { originationNumber: '1'.repeat(2100), messageBody: 'C', inboundMessageId: 'i' }],
])('%s with an id that no provider makes is unreadable', (_, message) => {
  expect(told(message)).toMatchObject({ kind: 'unreadable', letterId: 'sns-1' });
});

test.each([
  ['<p>One</p><p>Two&nbsp;&amp;&#x20;three</p>', 'One\n\nTwo & three'],
  ['a<br/>b<BR>c', 'a\nb\nc'],
  ['<STYLE>x</style >kept', 'kept'],
  ['İ<script>x</script>kept', 'İkept'],
  ['1 < 2 &bogus; &#xD800; &#0;.', '1 < 2 &bogus; \uFFFD .'],
  ['never <b closed', 'never'],
])('%s reads as text', (html, text) => {
  expect(textOfHtml(html)).toBe(text);
});
