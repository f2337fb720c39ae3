import { expect, test } from 'vitest';
import { openClock } from '../clock/virtual-clock.ts';
import { openStore, type Store } from '../store/store.ts';
import type { TableModel } from '../template/model.ts';
import { openExpiry } from './expiry.ts';

const START = Date.parse('2026-03-02T14:00:00.000Z');
const HOUR = 3_600_000;
const table: TableModel = { name: 'things', arn: 'arn', timeToLiveAttribute: 'expiresAt', createTable: {} };

/** A record of an item that expires half an hour after the start. */
const record = {
  dynamodb: {
    Keys: { pk: { S: 'p' }, sk: { S: 'x' } },
    NewImage: { expiresAt: { N: String(START / 1000 + 1800) } },
  },
};

/** A life of the room on a store; `remove` is what deleting does in it. */
function live(store: Store, remove: () => Promise<unknown>) {
  const clock = openClock({ realNow: () => START, store, manual: true });
  const troubles: unknown[] = [];
  const heard = openExpiry({ store, clock, remove, onTrouble: (error) => troubles.push(error) });
  return { clock, heard, troubles };
}

test('killed while an item is being deleted, the next life deletes it', async () => {
  const store = openStore(':memory:');
  const first = live(store, () => new Promise(() => undefined));
  first.heard(table, record);
  void first.clock.advanceTo(START + HOUR);
  await new Promise((done) => setTimeout(done, 20));
  const removed: string[] = [];
  const second = live(store, async () => removed.push('x'));
  await second.clock.advanceTo(START + 2 * HOUR);
  await second.clock.advanceTo(START + 9 * HOUR);
  expect(removed).toEqual(['x']);
});

test('a deletion that fails is tried again an hour later', async () => {
  const tried: number[] = [];
  const { clock, heard, troubles } = live(openStore(':memory:'), async () => {
    tried.push((clock.now() - START) / HOUR);
    if (tried.length === 1) throw new Error('busy');
  });
  heard(table, record);
  await clock.advanceTo(START + 10 * HOUR);
  expect(tried).toEqual([1, 2]);
  expect(troubles).toEqual([new Error('busy')]);
});

test('an item that was given more time while it was being deleted is looked at again then', async () => {
  const tried: number[] = [];
  const { clock, heard } = live(openStore(':memory:'), async () => {
    tried.push((clock.now() - START) / HOUR);
    const NewImage = { expiresAt: { N: String(START / 1000 + 86_400) } };
    if (tried.length === 1) heard(table, { dynamodb: { ...record.dynamodb, NewImage } });
  });
  heard(table, record);
  await clock.advanceTo(START + 30 * HOUR);
  expect(tried).toEqual([1, 24]);
});
