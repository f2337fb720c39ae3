/** A sweep after an outage: everything that is due, in the time that it has, and nothing in the way of anything else. */
import { expect, test } from 'vitest';
import { memoryTable } from '../../adapters/memory-table.ts';
import { dueKey } from '../kernel/keys.ts';
import { type Instant, parseInstant, plus, timeZone } from '../kernel/time.ts';
import { createStore } from '../stores/index.ts';
import { sweep } from './sweep.ts';

const outage = parseInstant('2026-03-09T14:00:00.000Z');
const later = plus(outage, { hours: 7 });
const machines = { start: async () => {}, succeed: async () => {}, isAlive: async () => false };

/** A table on which so many stores were made during the outage: of each one event waits, and its measure is due. */
async function leftBy(stores: number) {
  const table = memoryTable();
  let ids = 0;
  const newId = (): string => {
    ids += 1;
    return `E-${ids}`;
  };
  const moment = (now: Instant) => ({ now, newId, actor: { kind: 'system' as const, id: 'sweep' }, cause: 'sweep' });
  const address = { city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' };
  const settings = { name: 'Prairie Motors', timeZone: timeZone.parse('America/Chicago'), address, hours: {} };
  for (let n = 0; n < stores; n += 1) await table.write(createStore(`S${n}`, settings, moment(outage)).writes);
  const reports: unknown[] = [];
  const ports = { table, machines, followUps: [], moment, report: (error: unknown) => reports.push(error) };
  return { table, ports, reports };
}

test('more than a page of each shard is done in one sweep', async () => {
  const { ports } = await leftBy(4000);
  const swept = await sweep({ ...ports, now: () => later });
  expect(swept).toMatchObject({ republished: 4000, measured: 4000, failed: 0, more: false });
  expect(await sweep({ ...ports, now: () => later })).toMatchObject({ republished: 0, measured: 0 });
});

test('rows that cannot be handled stay due and keep nobody else waiting, however many they are', async () => {
  const { table, ports, reports } = await leftBy(1);
  const broken = Array.from({ length: 4000 }, (_, n) => ({
    put: { pk: `X-${n}`, sk: 'X', kind: n % 2 === 0 ? 'message' : 'what', ...dueKey(outage, 'claim', `${n}`) },
  }));
  for (let from = 0; from < broken.length; from += 100) await table.write(broken.slice(from, from + 100));
  const swept = await sweep({ ...ports, now: () => later });
  expect(swept).toMatchObject({ republished: 1, measured: 1, failed: 4000, more: false });
  expect(reports).toHaveLength(2000);
});

test('when its time is over the rest waits for the next sweep', async () => {
  const { ports } = await leftBy(200);
  let now = later;
  // Every look at the clock takes a second.
  const slow = () => {
    now = plus(now, { seconds: 1 });
    return now;
  };
  const swept = await sweep({ ...ports, now: slow });
  expect(swept.more).toBe(true);
  expect(swept.republished + swept.measured).toBe(39);
});
