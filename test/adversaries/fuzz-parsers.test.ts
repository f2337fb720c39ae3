/** Everything that reads what others wrote, handed what nobody should write: a clear answer, soon, and never a crash. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textOfHtml } from '../../adapters/html.ts';
import { liquid } from '../../adapters/liquid.ts';
import { calendarOf } from '../../core/appointments/index.ts';
import { writtenPhone } from '../../core/kernel/phone.ts';
import { TemplateFault } from '../../core/kernel/ports.ts';
import { formField } from '../../core/links/door.ts';
import { readReply } from '../../core/messages/index.ts';
import { stores } from '../../core/stores/index.ts';
import * as links from '../links/world.ts';
import { budget, patience } from './fuzz/budget.ts';
import { ofPieces, soon, words } from './fuzz/words.ts';

describe('what customers and staff write', { timeout: patience }, () => {
  test('a template is rendered, or refused with what to mend; it renders no data it was not given', () => {
    const templates = ofPieces(
      '{{ a }}',
      '{{ a | times: 99999999 }}',
      '{{ a.constructor }}',
      '{{ __proto__ }}',
      '{{ b | day }}',
      '{{ b | join: a }}',
      '{% for i in (1..999999999) %}',
      '{% for i in b %}',
      '{% endfor %}',
      '{% if a %}',
      '{% endif %}',
      '{% assign a = a | append: a %}',
      '{% capture a %}',
      '{% endcapture %}',
      '{% raw %}',
      '{% include "x" %}',
      '{% render "/etc/passwd" %}',
      '{{',
      '%}',
      '{%-',
      '-%}',
      '{# #}',
      'Hi ',
    );
    fc.assert(
      fc.property(templates, (template) => {
        try {
          const text = soon(() => liquid.render(template, { a: 'x', b: ['y'] }, { language: 'en', timeZone: 'UTC' }));
          expect(text).not.toMatch(/root:|function |\[object/);
        } catch (error) {
          expect(error).toBeInstanceOf(TemplateFault);
          expect(String(error)).not.toMatch(/node_modules|\.ts:/);
        }
      }),
      budget(300),
    );
  });

  test('a reply is read, whatever it is', () => {
    fc.assert(
      fc.property(words, fc.boolean(), (text, expectsAnswer) => {
        expect(soon(() => readReply(text, { expectsAnswer })).says).toMatch(/^(opt-out|opt-in|help|answer|text)$/);
      }),
      budget(300),
    );
  });

  test('a phone is E.164, or refused', () => {
    const phones = ofPieces(
      '+',
      '1',
      '312',
      '555',
      '0123',
      '(',
      ')',
      '-',
      ' ',
      'x',
      'ext',
      '٣',
      '\u200e',
      '00',
      ';',
      'tel:',
    );
    fc.assert(
      fc.property(fc.oneof(words, phones), (text) => {
        const read = soon(() => writtenPhone.safeParse(text));
        if (read.success) expect(read.data).toMatch(/^\+[1-9]\d{6,14}$/);
      }),
      budget(500),
    );
  });

  test('HTML comes to text without markup that it did not have as text', () => {
    const html = ofPieces(
      '<',
      '>',
      '<p>',
      '</p',
      '<script>',
      '</script>',
      '<!--',
      '-->',
      '<style',
      '&lt;',
      '&#x41;',
      '&#9999999;',
      'İ',
      'x ',
    );
    fc.assert(
      fc.property(html, (text) => {
        expect(typeof soon(() => textOfHtml(text))).toBe('string');
      }),
      budget(300),
    );
    for (const piece of ['<', '<p', '<!--', '<script>', '&#', '<style><', '\n '])
      soon(() => textOfHtml(piece.repeat(60_000)));
  });

  test('a form gives a field or none', () => {
    const forms = ofPieces(
      'action=confirm',
      '&',
      'seen=',
      '%',
      '%ff',
      '--b\r\n',
      'Content-Disposition: form-data; name="action"',
      '\r\n',
      '+',
    );
    fc.assert(
      fc.property(forms, (form) => {
        expect(['string', 'undefined']).toContain(typeof soon(() => formField(form, 'action')));
      }),
      budget(300),
    );
  });
});

describe('what a calendar is handed', { timeout: patience }, () => {
  const store = stores.schema.parse({
    storeId: 'S01',
    name: 'x',
    timeZone: 'America/Chicago',
    version: 1,
    createdAt: links.booked,
    updatedAt: links.booked,
    address: { city: 'x', state: 'IL', postalCode: '60601', country: 'US' },
    hours: {},
  });

  test('says what it says in lines of 75 octets, and no text begins a line of its own', () => {
    const texts = fc.oneof(
      words,
      ofPieces('\r\n', '\n', '\r', '\u2028', 'BEGIN:VEVENT', 'ATTENDEE:mailto:evil@example.com', ';', ':', '"', '🚗'),
    );
    fc.assert(
      fc.property(texts, texts, texts, (name, mail, description) => {
        const { ics } = soon(() =>
          calendarOf(links.appointment, { ...store, name }, { organizer: mail, attendee: mail }, { description }),
        );
        const lines = ics.split('\r\n');
        expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
        const starts = ics
          .replaceAll('\r\n ', '')
          .split(/\r\n|\r|\n/)
          .map((line) => /^[A-Z]*/.exec(line)?.[0]);
        expect(starts.filter((start) => start === 'BEGIN')).toHaveLength(2);
        expect(starts.filter((start) => start === 'ATTENDEE')).toHaveLength(1);
      }),
      budget(100),
    );
  });
});

describe('what a link says', { timeout: patience }, () => {
  test('a spoiled token opens nothing and changes nothing', async () => {
    links.begin();
    const table = await links.town();
    const good = await links.sign(links.aboutVisit);
    const rows = table.rows();
    const at = fc.nat({ max: good.length });
    const tokens = fc.oneof(
      fc.tuple(at, words).map(([where, text]) => good.slice(0, where) + text.slice(0, 600) + good.slice(where + 1)),
      fc.tuple(at, at).map(([from, to]) => good.slice(Math.min(from, to), Math.max(from, to))),
      fc.constantFrom(
        `${good}.`,
        `.${good}`,
        good.toUpperCase(),
        `${good}%`,
        `${good}%00`,
        encodeURIComponent(`${good}/..`),
      ),
      words,
    );
    await fc.assert(
      fc.asyncProperty(tokens, fc.constantFrom('GET', 'POST', 'HEAD'), words, async (token, method, body) => {
        fc.pre(token !== good);
        const got = await links.ask(table, token, { method: method as 'GET', body, languages: body });
        expect([404, 410]).toContain(got.status);
        expect(got.body).not.toMatch(/\n\s+at |Sam|C-1001/);
      }),
      budget(300),
    );
    expect(table.rows()).toEqual(rows);
    expect(links.here.reported).toEqual([]);
  });

  test('whatever is posted to a good one is answered with a page', async () => {
    links.begin();
    const table = await links.town();
    const good = await links.sign(links.aboutVisit);
    const bodies = ofPieces(
      'action=',
      'confirm',
      'move',
      'cancel',
      'unsubscribe',
      '&seen=',
      '2026-03-12T14:30:00.000Z',
      '&',
      '%',
      '<b>',
    );
    await fc.assert(
      fc.asyncProperty(bodies, words, async (body, languages) => {
        const got = await links.ask(table, good, { method: 'POST', body, languages });
        expect([200, 409]).toContain(got.status);
        expect(got.body).not.toMatch(/<b>|\n\s+at /);
      }),
      budget(80),
    );
    expect(links.here.reported).toEqual([]);
  });
});
