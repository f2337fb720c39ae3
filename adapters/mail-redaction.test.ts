import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Letter } from '../core/intake/index.ts';
import { parseInstant } from '../core/kernel/time.ts';
import { clearedMail } from './mail-redaction.ts';
import { openLetter } from './mime.ts';

const letter = (raw: string): Letter => ({
  channel: 'email',
  letterId: 'm-1',
  from: 'sam@example.com',
  at: parseInstant('2026-03-10T15:00:00Z'),
  raw,
  vouched: true,
  suspicious: false,
});

const encodings = ['base64', 'quoted-printable', '7bit'] as const;
type Encoding = (typeof encodings)[number];

const quoted = (text: string): string =>
  text.replaceAll(/[^ -<>-~\r\n]|-/g, (sign) =>
    [...Buffer.from(sign)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );

function encoded(text: string, as: Encoding): string {
  if (as === 'base64') return Buffer.from(text).toString('base64').replaceAll(/.{60}/g, '$&\r\n');
  return as === 'quoted-printable' ? quoted(text) : text;
}

const leaf = (type: string, text: string, as: Encoding): string =>
  `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${as}\r\n\r\n${encoded(text, as)}`;

const parted = (kind: string, boundary: string, ...parts: readonly string[]): string =>
  [
    `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n`,
    ...parts.map((part) => `--${boundary}\r\n${part}\r\n`),
    `--${boundary}--\r\n`,
  ].join('\r\n');

const headed = (part: string, subject = 'Credit'): string =>
  `From: Sam <sam@example.com>\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\n${part}`;

const secret = 'Hello, my SSN is 123-45-6789 — call 312-555-0123.';
const cleared = 'Hello, my SSN is [redacted: ssn] — call 312-555-0123.';

/** A secret somewhere in a mail: in its text, in HTML beside a text, in a mail in a mail. */
const mails = fc
  .record({
    as: fc.constantFrom(...encodings),
    shape: fc.constantFrom('one', 'alternative', 'nested', 'html', 'forwarded'),
    whole: fc.boolean(),
  })
  .map(({ as, shape, whole }) => {
    const text = leaf('text/plain', secret, as);
    const html = leaf('text/html', `<p>${secret.replace('123-45', '123<b>-45</b>')}</p>`, as);
    const shapes: Readonly<Record<string, string>> = {
      one: text,
      alternative: parted('alternative', 'a', text, html),
      nested: parted('mixed', 'b', parted('alternative', 'b-2', text, html), leaf('text/csv', secret, as)),
      html,
      forwarded: parted('mixed', 'c', `Content-Type: message/rfc822\r\n\r\n${headed(text)}`),
    };
    const mime = headed(shapes[shape] ?? text);
    return whole ? Buffer.from(mime).toString('base64') : mime;
  });

describe('a mail that is kept', () => {
  it('says what it said, without the number, in whatever form', async () => {
    await fc.assert(
      fc.asyncProperty(mails, async (mail) => {
        const kept = clearedMail(mail);
        const mime = kept.includes(':') ? kept : Buffer.from(kept, 'base64').toString();
        const inner = /message\/rfc822\r\n\r\n(.*)\r\n--c--/s.exec(mime)?.[1];
        const opened = await openLetter(letter(inner ?? kept));
        expect(opened?.text).toContain('Hello, my SSN is [redacted: ssn]');
        expect(opened?.text).toContain('312-555-0123');
        expect(clearedMail(kept)).toBe(kept);
      }),
      { numRuns: 60 },
    );
  });

  it.each(encodings)('keeps its other signs in %s', async (as) => {
    const kept = clearedMail(headed(leaf('text/plain', secret, as)));
    expect((await openLetter(letter(kept)))?.text).toBe(cleared);
  });

  it('has no number in a subject either, however that is encoded', async () => {
    for (const subject of [
      'SSN 123456789',
      `=?utf-8?B?${Buffer.from('SSN 123456789').toString('base64')}?=`,
      '=?utf-8?Q?SSN_1234?=\r\n =?utf-8?Q?=35=36789?=',
    ]) {
      const kept = clearedMail(headed(leaf('text/plain', 'Hi', '7bit'), subject));
      expect((await openLetter(letter(kept)))?.title).toBe('SSN [redacted: ssn]');
    }
  });

  it('stays as it came, to the byte, when there is nothing to take out', () => {
    const clean = fc.constantFrom('Is it ready? Call 312-555-0123', 'Grüße — 90 €', 'a\r\n\r\n--b\r\n');
    fc.assert(
      fc.property(clean, fc.constantFrom(...encodings), fc.constantFrom('\r\n', '\n'), (text, as, lineEnd) => {
        const part = parted('mixed', 'b', leaf('text/plain', text, as), leaf('image/png', text, as), 'no head');
        const mime = headed(part).replaceAll('\r\n', lineEnd);
        expect(clearedMail(mime)).toBe(mime);
        const inBase64 = Buffer.from(mime).toString('base64');
        expect(clearedMail(inBase64)).toBe(inBase64);
      }),
    );
  });

  it('is never a reason to fail, or to take long', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof clearedMail(text) === 'string'));
    const began = performance.now();
    for (const piece of [
      'boundary=a\r\n--a\r\n',
      '=?utf-8?Q?',
      '=\r\n',
      'Subject: x\n ',
      '--a\r\n\r\n',
      '<pre',
      '====',
      ' \n',
    ])
      clearedMail(`Content-Type: multipart/mixed; boundary=a\r\n\r\n${piece.repeat(15_000)}`);
    expect(performance.now() - began).toBeLessThan(4000);
  });
});
