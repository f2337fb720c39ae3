/** Answers as a program, or a bad day, sends them: refused with the field that is wrong, and never sent twice. */
import { beforeEach, describe, expect, test } from 'vitest';
import { openTown, sam, type Town } from './town.ts';

let town: Town;
const path = `/stores/S01/conversations/${sam.customerId}/answers`;

beforeEach(async () => {
  town = await openTown();
  await town.text(sam.phone, 'Is it ready?');
});

const post = (body: unknown, headers: Record<string, string> = {}, by = 'ana') =>
  town.send('POST', path, { by, body, headers });

const written = async (): Promise<readonly string[]> =>
  (await town.lines(sam.customerId)).filter(({ direction }) => direction === 'outbound').map(({ text }) => text);

describe('refused, with the field and what to send', () => {
  test.each([
    ['nothing', {}, 'text'],
    ['an empty text', { text: '' }, 'text'],
    ['blanks and line ends', { text: ' \n\t\r\n ' }, 'text'],
    ['what cannot be seen', { text: '\u200B\u2060\uFEFF' }, 'text'],
    ['5,000 characters', { text: 'x'.repeat(5000) }, 'text'],
    ['2,000 emoji', { text: '🚗'.repeat(2000) }, 'text'],
    ['a number', { text: 7 }, 'text'],
    ['a list', { text: ['Yes.'] }, 'text'],
    ['null', { text: null }, 'text'],
    ['a channel that is none', { text: 'Yes.', channel: 'whatsapp' }, 'channel'],
    ['a field that is none', { text: 'Yes.', to: '+13125550199' }, ''],
  ])('%s', async (_, body, field) => {
    const got = await post(body);
    expect([got.status, got.headers['Content-Type']]).toEqual([422, 'application/problem+json']);
    expect(got.body['fields']).toMatchObject([{ field, fix: expect.stringMatching(/^(Send|Leave)/) }]);
    expect(await written()).toEqual([]);
  });

  test.each([
    ['half a JSON', '{"text":'],
    ['a list', []],
    ['half an emoji', { text: 'Yes \uD83D' }],
    ['a zero byte', { text: 'Ye\0s' }],
    ['a text', '"Yes."'],
  ])('a body that is %s', async (_, body) => {
    const got = await post(body);
    expect([400, 422]).toContain(got.status);
    expect(await written()).toEqual([]);
  });
});

describe('kept as it was written', () => {
  test.each([
    ['braces', '{{ store.name }} {% raw %}', '{{ store.name }} {% raw %}'],
    ['a flag of several signs', '👩🏽‍🔧🏁', '👩🏽‍🔧🏁'],
    ['1,000 characters', 'x'.repeat(1000), 'x'.repeat(1000)],
  ])('%s', async (_, text, kept) => {
    expect((await post({ text })).status).toBe(201);
    expect(await written()).toEqual([kept]);
  });
});

describe('twice', () => {
  const key = { 'Idempotency-Key': 'k-1' };

  test('at once with one key is one answer', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => post({ text: 'Yes.' }, key)));
    expect(new Set(all.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(await written()).toEqual(['Yes.']);
  });

  test('with one key and other words is refused', async () => {
    await post({ text: 'Yes.' }, key);
    expect((await post({ text: 'No.' }, key)).status).toBe(422);
    expect(await written()).toEqual(['Yes.']);
  });

  test('at once without a key is two answers with two numbers, or one that is told to look again', async () => {
    const all = await Promise.all([post({ text: 'Yes.' }), post({ text: 'Yes.' })]);
    const taken = all.filter(({ status }) => status === 201);
    expect((await town.conversation(sam.customerId))?.answers).toBe(taken.length);
    for (const { status } of all) expect([201, 409, 412]).toContain(status);
  });

  test('on what was read before somebody else answered is refused', async () => {
    const match = { 'If-Match': '"1"' };
    expect((await post({ text: 'Yes.' }, match)).status).toBe(201);
    expect((await post({ text: 'Yes.' }, match)).status).toBe(412);
  });
});

test('to a conversation that is not there, or of another store, or by nobody', async () => {
  expect(
    (await town.send('POST', path.replace(sam.customerId, 'C-404'), { by: 'ana', body: { text: 'x' } })).status,
  ).toBe(404);
  expect((await post({ text: 'Yes.' }, {}, 'bo')).status).toBe(404);
  expect((await town.send('POST', path, { body: { text: 'Yes.' } })).status).toBe(401);
});
