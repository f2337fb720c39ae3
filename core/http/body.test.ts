import { describe, expect, test } from 'vitest';
import { jsonBody } from './body.ts';

const read = (body: string) =>
  jsonBody({
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/json' },
    query: {},
    requestId: '1',
    body,
    base: '',
  });

describe('a body', () => {
  test('of whole text is read as it is', () => {
    expect(read('{"name":{"first":"Zoë 🚗"}}')).toEqual({ name: { first: 'Zoë 🚗' } });
  });

  test.each([
    ['half a surrogate pair', '{"name":{"first":"\\ud800"}}', 'name.first'],
    ['a NUL', '{"emails":["a\\u0000b"]}', 'emails.0'],
  ])('with %s is refused by its field', (_what, body, field) => {
    expect(() => read(body)).toThrow(
      expect.objectContaining({ kind: 'invalid-input', fields: [{ field, fix: expect.any(String) }] }),
    );
  });

  test('nested as deep as it can be is read without a crash', () => {
    const depth = 60_000;
    expect(() => read('['.repeat(depth) + ']'.repeat(depth))).not.toThrow();
  });
});
