/** What customers write back, as it comes in by SNS: each has an outcome, and none is lost. */
import { beforeEach, describe, expect, test } from 'vitest';
import { appointmentAt } from '../../core/appointments/index.ts';
import { plus } from '../../core/kernel/time.ts';
import { kim, openTown, sam, type Town } from './town.ts';

const stranger = '+12175550999';

let town: Town;

beforeEach(async () => {
  town = await openTown();
});

/** Every row but the raw ones and the event bodies: nothing personal may stand in events. */
const eventsText = () =>
  JSON.stringify(town.table.rows().flatMap(({ kind, event }) => (kind === 'outbox' ? [event] : [])));

describe('free text', () => {
  test('goes into the conversation of the one customer with the number, and a person owes an answer', async () => {
    await town.wrote(sam, 'ro-10233');
    await town.text(sam.phone, 'Can I have a loaner?');
    const conversation = await town.conversation(sam.customerId);
    expect(conversation).toMatchObject({ channel: 'sms', regards: 'ro-10233', customerId: sam.customerId, version: 1 });
    expect(conversation?.waitingSince).toBeDefined();
    const [line] = await town.lines(sam.customerId);
    expect(line).toMatchObject({ direction: 'inbound', text: 'Can I have a loaner?', meaning: 'free-text' });
    expect(line?.answers).toMatch(/^story\.ro-10233\.tell\./);
    expect(town.events('conversation.received')).toMatchObject([
      {
        data: { channel: 'sms', meaning: 'free-text', needsAnswer: true, regards: 'ro-10233' },
        actor: { kind: 'customer', id: sam.customerId },
      },
    ]);
    expect(town.reviews()).toEqual([]);
    expect(eventsText()).not.toMatch(/loaner|\+1312/);
  });

  test('twice is two lines of one conversation, and waits since the first', async () => {
    await town.text(sam.phone, 'Hello?');
    const since = (await town.conversation(sam.customerId))?.waitingSince;
    await town.text(sam.phone, 'Anybody there?');
    expect((await town.lines(sam.customerId)).map(({ text }) => text)).toEqual(['Anybody there?', 'Hello?']);
    expect(await town.conversation(sam.customerId)).toMatchObject({ waitingSince: since, version: 2 });
  });

  test('the same notice again changes nothing, alone or beside others', async () => {
    const record = await town.text(sam.phone, 'Hello?', 'in-once');
    const before = town.table.rows();
    await town.again(record, record);
    expect(town.table.rows()).toEqual(before);
  });
});

describe('a number that is nobody’s', () => {
  test('has a conversation of its own, on the review queue, until a person says who it is', async () => {
    await town.text(stranger, 'Is my car ready?');
    await town.text(stranger, 'It is the blue one.');
    expect(town.reviews()).toEqual(['unknown-sender', 'unknown-sender']);
    const waiting = await town.send('GET', '/stores/S01/conversations', { by: 'ana' });
    const [found] = waiting.body['items'] as { conversationId: string; customerId?: string }[];
    expect(found?.customerId).toBeUndefined();
    const path = `/stores/S01/conversations/${found?.conversationId}`;

    const early = await town.send('POST', `${path}/answers`, { by: 'ana', body: { text: 'Yes.' } });
    expect([early.status, early.body['detail']]).toEqual([409, expect.stringContaining('attach')]);

    const attached = await town.send('POST', `${path}/attach`, { by: 'ana', body: { customerId: sam.customerId } });
    expect(attached.status, attached.text).toBe(200);
    expect(attached.body).toMatchObject({ conversationId: sam.customerId, customerId: sam.customerId });
    expect(attached.body['waitingSince']).toBeDefined();
    expect((await town.lines(sam.customerId)).map(({ text }) => text)).toEqual([
      'It is the blue one.',
      'Is my car ready?',
    ]);
    expect(town.reviews()).toEqual([]);

    await town.text(stranger, 'Thanks!');
    expect((await town.lines(sam.customerId))[0]).toMatchObject({ text: 'Thanks!' });
    expect(town.reviews()).toEqual([]);
  });

  test('its stop counts for the customer who it turns out to be', async () => {
    await town.text(stranger, 'STOP');
    const { body } = await town.send('GET', '/stores/S01/intake', { by: 'ana' });
    const [item] = body['items'] as { itemId: string; conversationId: string }[];
    const path = `/stores/S01/conversations/${item?.conversationId}/attach`;
    const got = await town.send('POST', path, { by: 'ana', body: { customerId: sam.customerId } });
    expect(got.status, got.text).toBe(200);
    expect((await town.customer(sam.customerId)).consent.smsOptOutAt).toBeDefined();
  });

  test('the letter is kept as it came, to be read on the review queue and resolved once', async () => {
    await town.text(stranger, 'Hi');
    const list = await town.send('GET', '/stores/S01/intake', { by: 'ana' });
    const [item] = list.body['items'] as { itemId: string }[];
    const read = await town.send('GET', `/stores/S01/intake/${item?.itemId}`, { by: 'ana' });
    expect(read.text).toContain('\\"messageBody\\":\\"Hi\\"');
    const resolved = await town.send('POST', `/stores/S01/intake/${item?.itemId}/resolve`, {
      by: 'ana',
      body: { found: 'Spam' },
    });
    expect(resolved.body).toMatchObject({ resolvedBy: 'ana', found: 'Spam' });
    expect(town.reviews()).toEqual([]);
  });
});

describe('two customers with one phone', () => {
  beforeEach(async () => {
    const body = { name: { first: 'A' }, phones: [{ number: sam.phone, kind: 'mobile' }], emails: [kim.email] };
    const headers = { 'If-Match': '"1"' };
    const got = await town.send('PUT', `/stores/S01/customers/${kim.customerId}`, { by: 'ana', body, headers });
    expect(got.status, got.text).toBe(200);
  });

  test('the one to whom we wrote last is the one who answers', async () => {
    await town.wrote(sam, 'ro-1');
    await town.wrote({ customerId: kim.customerId, phone: sam.phone }, 'ro-2');
    await town.text(sam.phone, 'OK, see you');
    expect(await town.lines(kim.customerId)).toHaveLength(1);
    expect(await town.conversation(sam.customerId)).toBeUndefined();
    expect(town.reviews()).toEqual([]);
  });

  test('when we wrote to neither, a person finds out', async () => {
    await town.text(sam.phone, 'OK, see you');
    expect(town.reviews()).toEqual(['shared-contact']);
    expect(await town.conversation(sam.customerId)).toBeUndefined();
    expect(town.events('conversation.received')).toMatchObject([{ data: { needsAnswer: true } }]);
  });

  test('stop means both; start does not, when nobody can tell who says it', async () => {
    await town.text(sam.phone, 'Stop');
    for (const { customerId } of [sam, kim]) {
      expect((await town.customer(customerId)).consent.smsOptOutAt, customerId).toBeDefined();
    }
    await town.text(sam.phone, 'START');
    expect((await town.customer(sam.customerId)).consent.smsOptOutAt).toBeDefined();
    expect(town.events('conversation.received').at(-1)).toMatchObject({
      data: { meaning: 'opt-in', needsAnswer: true },
    });
  });
});

describe('words that revoke', () => {
  test('stop is obeyed, one confirmation is owed for five minutes, and nobody owes an answer', async () => {
    await town.text(sam.phone, ' stop ', 'in-stop');
    expect((await town.customer(sam.customerId)).consent.smsOptOutAt).toBeDefined();
    const conversation = await town.conversation(sam.customerId);
    expect(conversation).toMatchObject({ confirmation: { to: sam.phone, lineId: 'in-stop' } });
    expect(conversation?.waitingSince).toBeUndefined();
    expect(town.events('customer.opted-out')).toMatchObject([{ actor: { kind: 'customer', id: sam.customerId } }]);
  });

  test('a stop that was held up on its way is obeyed, and confirmed only within five minutes of its writing', async () => {
    await town.heldUp(plus(town.clock, { hours: -1 }), kim.phone, 'stop');
    expect((await town.customer(kim.customerId)).consent.smsOptOutAt).toBeDefined();
    const { confirmation } = (await town.conversation(kim.customerId)) ?? {};
    expect((confirmation?.until ?? '') < town.clock).toBe(true);
  });

  test('a second stop owes no second confirmation', async () => {
    await town.text(sam.phone, 'stop', 'in-1');
    await town.text(sam.phone, 'STOP!', 'in-2');
    expect(await town.conversation(sam.customerId)).toMatchObject({ confirmation: { lineId: 'in-1' } });
    expect(town.events('customer.opted-out')).toHaveLength(1);
  });

  test('start takes it back in the customer’s words', async () => {
    await town.text(sam.phone, 'stop');
    await town.text(sam.phone, 'Start');
    const { consent } = await town.customer(sam.customerId);
    expect(consent.smsOptOutAt).toBeUndefined();
    expect(consent.smsOptIn).toMatchObject({ wording: 'start', source: 'reply-by-sms' });
  });

  test('a start that a stop has overtaken takes nothing back: a person asks', async () => {
    const earlier = town.clock;
    town.clock = plus(town.clock, { minutes: 5 });
    await town.text(sam.phone, 'stop');
    await town.heldUp(earlier, sam.phone, 'start');
    expect((await town.customer(sam.customerId)).consent.smsOptOutAt).toBeDefined();
    expect((await town.conversation(sam.customerId))?.waitingSince).toBeDefined();
  });

  test('cancel after a reminder is both: the opt-out, and a task about the appointment', async () => {
    await town.book({ hours: 24 });
    await town.wrote(sam, 'ap-A-1', 'remind');
    await town.text(sam.phone, 'CANCEL');
    expect((await town.customer(sam.customerId)).consent.smsOptOutAt).toBeDefined();
    expect((await town.conversation(sam.customerId))?.waitingSince).toBeDefined();
    expect(town.events('conversation.received')).toMatchObject([
      { data: { meaning: 'opt-out', needsAnswer: true, regards: 'ap-A-1' } },
    ]);
    expect((await appointmentAt(town.table, 'S01', 'A-1')).status).toBe('BOOKED');
  });
});

describe('hostile texts', () => {
  test('2,000 emoji are kept whole, a person looks, and no half of one breaks the row', async () => {
    await town.text(sam.phone, '🚗'.repeat(2000));
    await town.text(sam.phone, `${'🚗'.repeat(10)}\uD83D`);
    const [half, flood] = await town.lines(sam.customerId);
    expect(flood?.text).toBe('🚗'.repeat(2000));
    expect(half?.text).toBe(`${'🚗'.repeat(10)}\uFFFD`);
    expect(town.reviews()).toEqual(['no-words']);
  });

  test('a very long text is cut with a mark between two characters; the letter keeps it whole', async () => {
    await town.text(sam.phone, `a${'🚗'.repeat(6000)} ready?`);
    const [line] = await town.lines(sam.customerId);
    expect(line).toMatchObject({ cut: true });
    expect(line?.text.endsWith('🚗\n[…]')).toBe(true);
    expect(line?.text.length).toBeLessThan(10_010);
    expect(town.reviews()).toEqual(['too-long']);
    const raw = town.table.rows().find(({ kind }) => kind === 'raw');
    expect(raw?.['raw']).toContain('ready?');
  });

  test('a notice that nobody can read is kept, and waits for a person', async () => {
    await town.notice('?');
    await town.notice({ hello: 'world' });
    expect(town.reviews()).toEqual(['unreadable', 'unreadable']);
    expect(
      town.table
        .rows()
        .filter(({ kind }) => kind === 'raw')
        .map(({ raw }) => raw),
    ).toEqual(['?', '{"hello":"world"}']);
  });

  test('one record that fails is handed in again without doing the others twice', async () => {
    const write = town.table.write.bind(town.table);
    let broken = true;
    town.table.write = async (writes) => {
      if (broken && JSON.stringify(writes).includes('Second')) throw new Error('The table is away.');
      return write(writes);
    };
    const records = await Promise.all([
      town.text(sam.phone, 'First').catch(() => undefined),
      town.text(kim.phone, 'Second').catch((error: Error) => error.name),
    ]);
    expect(records[1]).toBe('TryAgainSoon');
    expect(town.reports).toHaveLength(1);
    expect(await town.lines(sam.customerId)).toHaveLength(1);
    broken = false;
    await town.text(kim.phone, 'Second');
    expect(await town.lines(kim.customerId)).toHaveLength(1);
  });
});
