import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { formField } from './door.ts';
import { escaped, pageHeaders, renderPage } from './page.ts';

describe('the page', () => {
  test('takes no word from the table for HTML', () => {
    const evil = `"><script>alert('x')</script>&`;
    const html = renderPage({
      language: 'en',
      notice: 'ask',
      store: { name: evil, phone: evil, timeZone: 'America/Chicago' },
      offers: ['confirm'],
      seen: evil,
    });
    expect(html).not.toContain('<script');
    expect(html).not.toContain(`'x'`);
    expect(html.split(escaped(evil)).length - 1).toBe(4);
  });

  test('has the style that its policy names, and nothing else', async () => {
    const html = renderPage({ language: 'en', notice: 'unknown', offers: [] });
    const style = /<style>(.*)<\/style>/s.exec(html)?.[1] ?? '';
    const digest = createHash('sha256').update(style).digest('base64');
    expect(pageHeaders['Content-Security-Policy']).toBe(
      `default-src 'none'; style-src 'sha256-${digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
  });
});

test.each([
  ['a=1&b=two+words', 'b', 'two words'],
  ['a=1', 'b', undefined],
  ['--x\r\nContent-Disposition: form-data; name="b"\r\nContent-Type: text/plain\r\n\r\n v \r\n--x--', 'b', 'v'],
  ['--x\nContent-Disposition: form-data; name="b"\n\nv\n--x--', 'b', 'v'],
  ['', 'b', undefined],
])('the form %j has %s: %s', (body, name, value) => {
  expect(formField(body, name)).toBe(value);
});
