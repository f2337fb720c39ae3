/** What customers write back by mail, however it is made. */
import { beforeEach, describe, expect, test } from 'vitest';
import { appointmentAt } from '../../core/appointments/index.ts';
import { openTown, sam, type Town } from './town.ts';

let town: Town;

beforeEach(async () => {
  town = await openTown();
});

const plain = (text: string, headers = '') =>
  `From: Sam <sam@example.com>\r\nTo: hello@store.example\r\nSubject: Re: Your part\r\n${headers}Content-Type: text/plain; charset=utf-8\r\n\r\n${text}`;

const newest = async () => (await town.lines(sam.customerId))[0];

describe('a mail', () => {
  test('goes into the conversation with its subject, and a person owes an answer', async () => {
    await town.mail(sam.email, plain('Is a loaner free?\r\n\r\nOn Tue, Mar 10, Store wrote:\r\n> Your part is late'));
    expect(await newest()).toMatchObject({ channel: 'email', title: 'Re: Your part', meaning: 'free-text' });
    expect((await newest())?.text).toMatch(/^Is a loaner free/);
    expect((await town.conversation(sam.customerId))?.waitingSince).toBeDefined();
  });

  test('in HTML only is read as text; nothing of scripts and styles', async () => {
    const html =
      '<html><head><title>T</title><style>p{}</style></head><body><p>Is it <b>ready</b>&#63;</p><script>evil()</script></body></html>';
    await town.mail(sam.email, plain(html).replace('text/plain', 'text/html'));
    expect((await newest())?.text).toBe('Is it ready?');
  });

  test('that says stop above the letter it answers is an opt-out of mail, without a text in reply', async () => {
    await town.mail(sam.email, plain('STOP\r\n\r\n> To end these mails answer STOP'));
    const { consent } = await town.customer(sam.customerId);
    expect([consent.emailOptOutAt !== undefined, consent.smsOptOutAt]).toEqual([true, undefined]);
    expect((await town.conversation(sam.customerId))?.confirmation).toBeUndefined();
  });

  test('without a body says its subject', async () => {
    await town.mail(sam.email, plain('').replace('Re: Your part', 'unsubscribe'));
    expect((await town.customer(sam.customerId)).consent.emailOptOutAt).toBeDefined();
    expect((await newest())?.text).toBe('unsubscribe');
  });

  test('confirms an appointment only when somebody vouches for the address', async () => {
    await town.book({ hours: 24 });
    await town.wrote({ customerId: sam.customerId, phone: sam.email }, 'ap-A-1', 'remind');
    await town.mail(sam.email, plain('C'), { receipt: { dmarcVerdict: { status: 'GRAY' } } });
    expect((await newest())?.meaning).toBe('free-text');
    await town.mail(sam.email, plain('C'));
    expect((await appointmentAt(town.table, 'S01', 'A-1')).confirmedBy).toBe('reply');
  });

  test('that says CANCEL after a reminder is a task about the appointment, whoever vouches for the address', async () => {
    await town.book({ hours: 24 });
    await town.wrote({ customerId: sam.customerId, phone: sam.email }, 'ap-A-1', 'remind');
    await town.mail(sam.email, plain('Cancel'), { receipt: { dmarcVerdict: { status: 'GRAY' } } });
    expect((await town.customer(sam.customerId)).consent.emailOptOutAt).toBeDefined();
    expect((await town.conversation(sam.customerId))?.waitingSince).toBeDefined();
    expect((await appointmentAt(town.table, 'S01', 'A-1')).status).toBe('BOOKED');
  });

  test('that no person wrote is kept, and nobody owes an answer', async () => {
    await town.mail(sam.email, plain('I am out of office.', 'Auto-Submitted: auto-replied\r\n'));
    expect(await newest()).toMatchObject({ meaning: 'automatic' });
    expect((await town.conversation(sam.customerId))?.waitingSince).toBeUndefined();
  });

  test('held for spam waits on the review queue and on no desk, but its stop counts', async () => {
    await town.mail(sam.email, plain('Cheap tires!'), { receipt: { spamVerdict: { status: 'FAIL' } } });
    expect(town.reviews()).toEqual(['suspicious']);
    expect((await town.conversation(sam.customerId))?.waitingSince).toBeUndefined();
    await town.mail(sam.email, plain('stop'), { receipt: { spamVerdict: { status: 'FAIL' } } });
    expect((await town.customer(sam.customerId)).consent.emailOptOutAt).toBeDefined();
  });
});

const nested = (depth: number): string => {
  let mime = '';
  for (let level = 0; level < depth; level += 1) {
    mime += `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}\r\n`;
  }
  return `From: sam@example.com\r\nSubject: Deep\r\n${mime}Content-Type: text/plain\r\n\r\nhello`;
};

describe('hostile MIME', () => {
  test.each([
    ['nested 300 deep', nested(300)],
    ['nothing but a header', 'Content-Type: application/octet-stream\r\n\r\n'],
    ['headers of 140 kB', `From: sam@example.com\r\nX: ${'x'.repeat(140_000)}\r\n\r\nhello`],
    ['no mail at all', '\u0000\u0001\u0002'],
  ])('%s is kept, and a person looks', async (_, mime) => {
    await town.mail(sam.email, mime);
    expect(town.reviews()).toEqual(['unreadable']);
    expect(await newest()).toMatchObject({ meaning: 'unreadable' });
    expect((await town.conversation(sam.customerId))?.waitingSince).toBeDefined();
    expect(town.table.rows().filter(({ kind }) => kind === 'raw')).toHaveLength(1);
  });

  test.each([
    ['open tags', '<style '.repeat(20_000)],
    ['open comments', '<!--'.repeat(30_000)],
    ['entities', '&'.repeat(140_000)],
    ['blanks', ' \t'.repeat(60_000)],
    ['quotes', '\n> '.repeat(40_000)],
  ])('140 kB of %s take no time', async (_, body) => {
    const before = performance.now();
    await town.mail(sam.email, plain(`ready?\r\n${body}`).replace('text/plain', 'text/html'));
    expect(performance.now() - before).toBeLessThan(2000);
    expect((await newest())?.text).toMatch(/^ready\?/);
  });

  test('a mail in a charset of long ago is read', async () => {
    const mime = Buffer.from(plain('¿Está listo?').replace('utf-8', 'iso-8859-1'), 'latin1').toString('latin1');
    await town.mail(sam.email, '', { content: Buffer.from(mime, 'latin1').toString('base64') });
    expect((await newest())?.text).toBe('¿Está listo?');
  });

  test('content that came as text, not as base64, is read', async () => {
    await town.mail(sam.email, '', { content: plain('Plain as it is') });
    expect((await newest())?.text).toBe('Plain as it is');
  });
});
