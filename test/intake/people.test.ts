/** What people of the store do with a conversation: answer in their own words, once, or say that nothing is owed. */
import { beforeEach, describe, expect, test } from 'vitest';
import { openTown, sam, type Town } from './town.ts';

let town: Town;
const path = `/stores/S01/conversations/${sam.customerId}`;

beforeEach(async () => {
  town = await openTown();
  await town.wrote(sam, 'ro-10233');
  await town.text(sam.phone, 'Can I have a loaner?');
});

const answer = (text: string, headers: Record<string, string> = {}, body: Record<string, unknown> = {}) =>
  town.send('POST', `${path}/answers`, { by: 'ana', body: { text, ...body }, headers });

describe('an answer', () => {
  test('ends the wait, is a line, and is told with its number for the one send it justifies', async () => {
    const got = await answer('Yes, one waits for you.');
    expect([got.status, got.body['answers'], got.body['waitingSince']]).toEqual([201, 1, undefined]);
    expect((await town.lines(sam.customerId))[0]).toMatchObject({
      direction: 'outbound',
      channel: 'sms',
      text: 'Yes, one waits for you.',
      answer: 1,
      by: 'ana',
    });
    expect(town.events('conversation.answered')).toMatchObject([
      { data: { answer: 1, staffId: 'ana', channel: 'sms' } },
    ]);
    const waiting = await town.send('GET', '/stores/S01/conversations', { by: 'ana' });
    expect(waiting.body['items']).toEqual([]);
  });

  test('with the same Idempotency-Key is one answer', async () => {
    const headers = { 'Idempotency-Key': 'k-1' };
    const [first, second] = [await answer('Yes.', headers), await answer('Yes.', headers)];
    expect([first.status, second.status, second.body['answers']]).toEqual([201, 201, 1]);
    expect(town.events('conversation.answered')).toHaveLength(1);
  });

  test('by another channel goes there', async () => {
    await answer('See attached.', {}, { channel: 'email' });
    expect((await town.lines(sam.customerId))[0]).toMatchObject({ channel: 'email' });
  });

  test('to a customer who wants no messages is refused before it is kept, and says to call', async () => {
    await town.text(sam.phone, 'stop');
    await town.mail(sam.email, 'From: sam@example.com\r\nSubject: stop\r\n\r\n');
    const got = await answer('Yes.');
    expect([got.status, got.body['detail']]).toEqual([409, expect.stringContaining('opted-out')]);
    expect(town.events('conversation.answered')).toEqual([]);
  });

  test('of nothing, or of too much, is refused', async () => {
    expect((await answer('  ')).status).toBe(422);
    expect((await answer('x'.repeat(1001))).status).toBe(422);
    expect((await answer('Yes.', {}, { channel: 'fax' })).status).toBe(422);
  });
});

test('a question that was answered by phone is closed once', async () => {
  const done = () => town.send('POST', `${path}/done`, { by: 'ana', body: { how: 'answered-elsewhere' } });
  const [first, second] = [await done(), await done()];
  expect([first.status, second.status, second.body['version']]).toEqual([200, 200, 2]);
  expect(town.events('conversation.settled')).toMatchObject([{ data: { how: 'answered-elsewhere', staffId: 'ana' } }]);
});

test('the lines are read newest first, page by page', async () => {
  await town.text(sam.phone, 'Hello?');
  const one = await town.send('GET', `${path}/lines`, { by: 'ana', query: { limit: '1' } });
  expect(one.body['items']).toMatchObject([{ text: 'Hello?' }]);
  const two = await town.send('GET', `${path}/lines`, { by: 'ana', query: { cursor: String(one.body['next']) } });
  expect(two.body['items']).toMatchObject([
    { text: 'Can I have a loaner?', answers: expect.stringContaining('ro-10233') },
  ]);
});

test('the review queue is for those who sort what comes in', async () => {
  await town.hire('tina', 'S01', ['technician']);
  expect((await town.send('GET', '/stores/S01/intake', { by: 'tina' })).status).toBe(403);
});

test('a conversation that is a customer’s already is not attached', async () => {
  const got = await town.send('POST', `${path}/attach`, { by: 'ana', body: { customerId: 'C-2' } });
  expect([got.status, got.body['detail']]).toEqual([409, 'This conversation is a customer’s already.']);
});
