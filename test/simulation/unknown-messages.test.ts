/** What simulated months found about messages of which nobody knows whether they arrived. */
import { expect, test } from 'vitest';
import { type Instant, parseInstant, plus } from '../../core/kernel/time.ts';
import type { Answered } from './gateway.ts';
import { settle } from './people.ts';
import { openTown, type Town } from './town.ts';

/** Ten in the morning in Chicago, on a Tuesday. */
const startAt = parseInstant('2026-03-03T16:00:00Z');
const minutes = (count: number): Instant => plus(startAt, { minutes: count });

const ok = async (answer: Promise<Answered>): Promise<Answered> => {
  const got = await answer;
  expect(got.status, JSON.stringify(got.body)).toBeLessThan(300);
  return got;
};

/** A car whose lease ends in half a year, so that an offer goes out at once; and nobody answers for it. */
async function offered(): Promise<Town> {
  const town = openTown({ startAt, provider: async () => 'taken-unanswered' });
  await settle(town.table, town.now(), town.newId);
  const customer = '/stores/S01/customers/C-2';
  const allows = { channel: 'marketing-sms', optedOut: false, wording: 'Yes, text me.', source: 'counter' };
  await ok(town.request('sam', 'PUT', `${customer}/consent`, { ...allows, number: '+13125550102' }));
  await ok(town.request('sam', 'POST', `${customer}/vehicles`, { vehicleId: 'V-1', make: 'Honda', model: 'Accord' }));
  await ok(town.request('sam', 'PUT', `${customer}/vehicles/V-1/terms`, { leaseEndsOn: '2026-08-25' }));
  await town.until(minutes(5));
  expect(town.sent).toHaveLength(1);
  return town;
}

const owed = async (town: Town): Promise<readonly string[]> => {
  const { body } = await ok(town.request('sam', 'GET', '/stores/S01/promises'));
  return body.items.map(({ type }: { type: string }) => type);
};

const run = async (town: Town) =>
  (await ok(town.request('sam', 'GET', '/stores/S01/follow-ups/retention/vh-V-1'))).body;

test('a message is asked about also when what it was about is no longer so: the run stays awake for that', async () => {
  const town = await offered();
  // The lease was written down wrong: nothing is due for months, and the campaign is over.
  await ok(town.request('sam', 'PUT', '/stores/S01/customers/C-2/vehicles/V-1/terms', { leaseEndsOn: '2026-12-25' }));
  await town.until(minutes(10));
  expect(await run(town)).toMatchObject({ state: 'PARKED' });
  await town.until(minutes(60));
  expect(await owed(town)).toEqual(['did-it-reach']);
  expect(await run(town)).toMatchObject({ state: 'OPEN' });
});

test('nobody is asked any more once the carrier says that it arrived', async () => {
  const town = await offered();
  await town.until(minutes(30));
  expect(await owed(town)).toContain('did-it-reach');
  const [message] = town.sent;
  if (message === undefined) throw new Error('Nothing was sent.');
  town.letters.report(message, { after: 0, fared: 'delivered' });
  await town.until(minutes(35));
  expect(await owed(town)).not.toContain('did-it-reach');
});
