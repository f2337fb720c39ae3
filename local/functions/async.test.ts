import { expect, test } from 'vitest';
import { openClock } from '../clock/virtual-clock.ts';
import { openStore, type Store } from '../store/store.ts';
import type { FunctionModel } from '../template/model.ts';
import { openAsync } from './async.ts';
import type { Functions } from './functions.ts';

const START = Date.parse('2026-03-02T14:00:00.000Z');

const work: FunctionModel = {
  name: 'work',
  arn: 'arn:aws:lambda:us-east-1:123456789012:function:work',
  roleArn: 'arn:aws:iam::123456789012:role/work',
  assetPath: '',
  handler: 'index.handler',
  environment: {},
  timeoutSeconds: 10,
  memoryMb: 128,
  permissions: [],
};

/** A life of the room on a store; ids come from a list, as chance would give them. */
function live(store: Store, ids: string[]) {
  const clock = openClock({ realNow: () => START, store, manual: true });
  const invoked: string[] = [];
  const functions: Functions = {
    find: () => work,
    async invoke(_, event) {
      invoked.push(event);
      return { failed: false, payload: 'null' };
    },
    stop: async () => undefined,
  };
  const async = openAsync({
    functions,
    store,
    clock,
    ids: () => ids.shift() ?? 'none',
    giveUp: () => undefined,
    note: () => undefined,
  });
  return { clock, async, invoked };
}

test('an event whose transaction is rolled back is never delivered', async () => {
  const store = openStore(':memory:');
  const { clock, async, invoked } = live(store, ['a', 'b']);
  const broken = (): void =>
    store.atomically(() => {
      async.add(work, '"lost"');
      throw new Error('disk full');
    });
  expect(broken).toThrow('disk full');
  async.add(work, '"kept"');
  await clock.quiet();
  expect(invoked).toEqual(['"kept"']);
});

test('after a kill events of one instant are delivered in the order in which they were accepted', async () => {
  const store = openStore(':memory:');
  const before = live(store, ['c', 'a', 'b']);
  for (const event of ['1', '2', '3']) before.async.add(work, event);
  const after = live(store, []);
  await after.clock.quiet();
  expect(after.invoked).toEqual(['1', '2', '3']);
});
