/** What simulated months found, as stories: each was a promise that nobody would have come back to. */
import { expect, test } from 'vitest';
import { type Instant, parseInstant, plus } from '../../core/kernel/time.ts';
import type { Answered } from './gateway.ts';
import { settle } from './people.ts';
import { openTown, type Town, type TownOptions } from './town.ts';

/** Ten in the morning in Chicago, on a Tuesday. */
const startAt = parseInstant('2026-03-03T16:00:00Z');
const minutes = (count: number): Instant => plus(startAt, { minutes: count });
const ro = '/stores/S01/repair-orders/10233';

const ok = async (answer: Promise<Answered>): Promise<Answered> => {
  const got = await answer;
  expect(got.status, JSON.stringify(got.body)).toBeLessThan(300);
  return got;
};

async function begin(options: Partial<TownOptions> = {}): Promise<Town> {
  const town = openTown({ startAt, ...options });
  await settle(town.table, town.now(), town.newId);
  const order = { roNumber: '10233', customerId: 'C-1', advisorId: 'ana', carAt: 'with-customer', lines: [] };
  await ok(town.request('ana', 'POST', '/stores/S01/repair-orders', order));
  return town;
}

const ask = (town: Town, partsOrderId: string): Promise<Answered> =>
  ok(
    town.request('pat', 'POST', `${ro}/parts-orders`, {
      partsOrderId,
      lines: [{ partNumber: 'X1', description: 'Water pump' }],
    }),
  );

const say = (town: Town, version: number, line: Record<string, unknown>): Promise<Answered> =>
  ok(
    town.request(
      'pat',
      'PATCH',
      `${ro}/parts-orders/P-1/lines`,
      { lines: [{ lineId: '1', ...line }] },
      { 'If-Match': `"${version}"` },
    ),
  );

const owed = async (town: Town): Promise<readonly string[]> => {
  const { body } = await ok(town.request('sam', 'GET', '/stores/S01/promises'));
  return body.items.map(({ type, rung }: { type: string; rung: number }) => `${type} on rung ${rung}`);
};

test('an order that sleeps until a far ETA wakes for a second part, and stays awake while its ETA is owed', async () => {
  const town = await begin();
  await ask(town, 'P-1');
  await say(town, 1, { do: 'order', eta: '2026-05-20' });
  await town.until(minutes(60));
  await ask(town, 'P-2');
  await town.until(minutes(90));
  expect(await owed(town)).toEqual(['eta on rung 0']);
  await town.until(plus(startAt, { days: 3 }));
  expect(await owed(town)).toEqual(['eta on rung 4']);
});

test('a second message without an answer is asked about, too, though somebody has just asked about the first', async () => {
  const town = await begin({ provider: async () => 'taken-unanswered' });
  await ask(town, 'P-1');
  await say(town, 1, { do: 'order', eta: '2026-03-10' });
  await town.until(minutes(5));
  await say(town, 2, { do: 'eta', eta: '2026-03-12' });
  await town.until(minutes(18));
  const { body } = await ok(town.request('sam', 'GET', '/stores/S01/promises?type=did-it-reach'));
  expect(body.items).toHaveLength(1);
  const path = `/stores/S01/promises/${body.items[0].promiseId}`;
  await ok(town.request('ana', 'POST', `${path}/keep`, { note: 'The first one came, they say.' }));
  await town.until(minutes(40));
  expect(await owed(town)).toContain('did-it-reach on rung 0');
});

test('a reminder without an answer is asked about, too, though somebody has asked about the confirmation', async () => {
  const town = await begin({ provider: async () => 'taken-unanswered' });
  const capacity = '/stores/S01/departments/service/capacity';
  await ok(town.request('sam', 'PUT', capacity, { slotMinutes: 30, perSlot: 4 }));
  const visit = { appointmentId: 'A-1', customerId: 'C-1', department: 'service', purpose: 'service' };
  const startsAt = '2026-03-05T16:00:00Z';
  await ok(town.request('bea', 'POST', '/stores/S01/appointments', { ...visit, startsAt }));
  await town.until(minutes(30));
  const asked = () => town.request('sam', 'GET', '/stores/S01/promises?type=did-it-reach');
  const { body } = await ok(asked());
  expect(body.items).toHaveLength(1);
  const path = `/stores/S01/promises/${body.items[0].promiseId}`;
  await ok(town.request('bea', 'POST', `${path}/keep`, { note: 'It came, they say.' }));
  // A day before the visit the reminder goes out, and nobody learns of it either.
  await town.until(plus(startAt, { days: 1, minutes: 30 }));
  expect((await ok(asked())).body.items).toHaveLength(1);
});

test('a clock that is a little behind the one that decided catches up; the machine does not go round until it has', async () => {
  const town = await begin({ slow: true, skew: (door) => (door === 'act' ? -3000 : 0) });
  await ask(town, 'P-1');
  await town.until(plus(startAt, { days: 1 }));
  const transitions = town.machines.figures().reduce((sum, each) => sum + each.transitions, 0);
  expect(transitions).toBeLessThan(60);
});

test('a visit that another one has saved stays saved when the hour of that one is over, whatever is heard of the customer', async () => {
  const town = await begin();
  await ok(town.request('sam', 'PUT', '/stores/S01/departments/service/capacity', { slotMinutes: 30, perSlot: 4 }));
  const visit = { customerId: 'C-2', department: 'service', purpose: 'service' };
  const book = (appointmentId: string, startsAt: string) =>
    ok(town.request('bea', 'POST', '/stores/S01/appointments', { ...visit, appointmentId, startsAt }));
  const noShow = () => ok(town.request('sam', 'GET', '/stores/S01/follow-ups/no-show/ap-A-1'));
  await book('A-1', '2026-03-03T18:00:00Z');
  await town.until(minutes(5 * 60));
  expect((await noShow()).body).toMatchObject({ state: 'OPEN' });
  // Somebody books without saying that it is instead of the missed one.
  await book('A-2', '2026-03-05T16:00:00Z');
  await town.until(minutes(6 * 60));
  const saved = { state: 'ENDED', endedAs: 'Done: another appointment is booked', generation: 1 };
  expect((await noShow()).body).toMatchObject(saved);
  const complain = () => town.request('sam', 'PUT', '/stores/S01/customers/C-2/complaint', { open: true });
  const settled = () => town.request('sam', 'PUT', '/stores/S01/customers/C-2/complaint', { open: false });
  // The hour of the second one has come; and then nobody came to it either.
  await town.until(plus(startAt, { days: 2, minutes: 30 }));
  await ok(complain());
  await town.until(plus(startAt, { days: 2, minutes: 60 }));
  expect((await noShow()).body).toMatchObject(saved);
  await town.until(plus(startAt, { days: 2, minutes: 300 }));
  await ok(settled());
  await town.until(plus(startAt, { days: 2, minutes: 330 }));
  expect((await noShow()).body).toMatchObject(saved);
});

test('an offer that comes back after it was taken is seen when it comes back, not on the day of the next one', async () => {
  const town = await begin({ carrier: () => ({ after: 9000, fared: 'undelivered' }) });
  const customer = '/stores/S01/customers/C-2';
  const allows = { channel: 'marketing-sms', optedOut: false, wording: 'Yes, text me.', source: 'counter' };
  await ok(town.request('sam', 'PUT', `${customer}/consent`, { ...allows, number: '+13125550102' }));
  await ok(town.request('sam', 'POST', `${customer}/vehicles`, { vehicleId: 'V-1', make: 'Honda', model: 'Accord' }));
  await ok(town.request('sam', 'POST', `${customer}/vehicles/V-1/services`, { at: '2025-09-10T15:00:00.000Z' }));
  await town.until(minutes(30));
  const { body } = await ok(town.request('sam', 'GET', '/stores/S01/follow-ups/retention/vh-V-1'));
  expect(town.sent).toHaveLength(1);
  expect(body.because).toContain('0 of 3 messages sent');
});

test('what a lifecycle only observed is owed by somebody as soon as it is to do more, not when its run looks next', async () => {
  const town = await begin();
  const say = (version: number, mode: string) =>
    ok(
      town.request(
        'ada',
        'PUT',
        '/stores/S01/playbooks/parts-eta',
        { mode, settings: {} },
        { 'If-Match': `"${version}"` },
      ),
    );
  await say(0, 'observe');
  await ask(town, 'P-1');
  await town.until(minutes(5));
  expect(await owed(town)).toEqual([]);
  await say(1, 'automate');
  await town.until(minutes(6));
  expect(await owed(town)).toEqual(['eta on rung 0']);
});

test('a next visit that was owed because nobody would have reminded is kept when reminding begins', async () => {
  const town = await begin();
  const say = (version: number, mode: string) =>
    ok(
      town.request(
        'ada',
        'PUT',
        '/stores/S01/playbooks/retention',
        { mode, settings: {} },
        { 'If-Match': `"${version}"` },
      ),
    );
  await say(0, 'alert');
  const customer = '/stores/S01/customers/C-2';
  const allows = { channel: 'marketing-sms', optedOut: false, wording: 'Yes, text me.', source: 'counter' };
  await ok(town.request('sam', 'PUT', `${customer}/consent`, { ...allows, number: '+13125550102' }));
  await ok(town.request('sam', 'POST', `${customer}/vehicles`, { vehicleId: 'V-1', make: 'Honda', model: 'Accord' }));
  const order = {
    roNumber: '10301',
    customerId: 'C-2',
    advisorId: 'ana',
    vehicleId: 'V-1',
    carAt: 'in-shop',
    lines: [],
  };
  await ok(town.request('ana', 'POST', '/stores/S01/repair-orders', order));
  await ok(town.request('ana', 'POST', '/stores/S01/repair-orders/10301/close'));
  await town.until(minutes(6 * 60));
  expect((await owed(town)).map((each) => each.split(' ')[0])).toEqual(['next-visit']);
  await say(1, 'automate');
  await town.until(minutes(6 * 60 + 1));
  expect(await owed(town)).toEqual([]);
});

test('who could not be reminded in time is not reminded when they are on the way, whatever is heard of them then', async () => {
  const town = await begin();
  await ok(town.request('zoe', 'PUT', '/stores/S02/departments/service/capacity', { slotMinutes: 30, perSlot: 4 }));
  // Nine in the morning in Phoenix: two hours before, and until eight, nobody may be written to.
  const visit = { appointmentId: 'A-9', customerId: 'C-3', department: 'service', purpose: 'service' };
  await ok(town.request('zoe', 'POST', '/stores/S02/appointments', { ...visit, startsAt: '2026-03-04T16:00:00Z' }));
  await town.until(parseInstant('2026-03-04T15:40:00Z'));
  const before = town.sent.length;
  await ok(town.request('zoe', 'PUT', '/stores/S02/customers/C-3/complaint', { open: true }));
  await town.until(parseInstant('2026-03-04T15:50:00Z'));
  expect(town.sent).toHaveLength(before);
});
