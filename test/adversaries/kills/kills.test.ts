/** The killer itself: a short life with two deaths, deaths that fall alike for a seed, and a judge that sees what is planted. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../demo/snapshot.ts';
import { readStacks, synthesis } from '../../local/stacks.ts';
import { fatesOf } from './fates.ts';
import { doubledIn, holesIn, lostIn, wrongIn } from './findings.ts';
import { afterDeath } from './retries.ts';
import { runKills } from './run.ts';

beforeAll(async () => void (await readStacks()), synthesis);

describe('a day with two deaths', () => {
  it('loses nothing and doubles nothing', async () => {
    const report = await runKills({ seed: 5, times: 2, days: 1, orders: 1, visits: 1, cars: 0 });
    expect(report).toMatchObject({ kills: 2, lost: [], doubled: [], violations: [] });
    expect(report.accepted).toBeGreaterThan(20);
    expect(report.executions).toBeGreaterThan(0);
  }, 240_000);
});

describe('deaths', () => {
  it('fall alike for a seed, differently for another, one after another within the time', () => {
    expect(fatesOf(7, 25, 0, 1000)).toEqual(fatesOf(7, 25, 0, 1000));
    expect(fatesOf(7, 25, 0, 1000)).not.toEqual(fatesOf(8, 25, 0, 1000));
    const instants = fatesOf(7, 25, 0, 1_000_000).map(({ at }) => at);
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    expect(instants.at(-1)).toBeLessThan(1_000_000);
    const kinds = fatesOf(7, 50, 0, 1000).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['advance', 'request', 'start', 'rest']));
  });
});

const quiet: Snapshot = {
  at: '2026-03-02T14:00:00.000Z',
  rows: [],
  due: [],
  executions: [],
  outbox: [],
  recipients: [],
  repairs: [],
  errors: [],
  deadLetters: [],
};

const eventOf = (entityId: string, entityVersion: number, cause: string) => ({
  pk: `STORE#S01#${entityId}#LOG`,
  sk: `${entityVersion} ${cause}`,
  kind: 'outbox',
  event: { storeId: 'S01', entity: 'promise', entityId, entityVersion, cause },
});

describe('the judge', () => {
  it('misses an accepted change that left no trace', () => {
    const snapshot = { ...quiet, rows: [eventOf('p-1', 1, 'request-1'), eventOf('p-2', 4, 'request-2')] };
    const change = { request: 'POST /promises', etag: '"1"', body: '{"promiseId":"p-1"}' };
    expect(lostIn(snapshot, [{ ...change, requestId: 'request-1' }])).toEqual([]);
    // Sent again after a kill, it was answered by what the first one had left.
    expect(lostIn(snapshot, [{ ...change, requestId: 'request-9' }])).toEqual([]);
    const lost = { ...change, requestId: 'request-9', etag: '"2"' };
    expect(lostIn(snapshot, [lost])).toEqual(['POST /promises: request-9']);
  });

  it('sees what is there twice', () => {
    const sent = { at: '', channel: 'sms', to: '', text: '', unsubscribes: false, reference: 'S01.m-1' };
    const claim = { kind: 'message', storeId: 'S01', followUp: 'f', subject: 's', act: 'tell', occasion: 'v1' };
    const promise = {
      kind: 'promise',
      state: 'OPEN',
      storeId: 'S01',
      subject: 's',
      followUp: 'f',
      type: 'eta',
      owes: 'x',
    };
    const twice = (row: object) => ['a', 'b'].map((sk) => ({ ...row, pk: 'p', sk }));
    const found = doubledIn({
      ...quiet,
      outbox: [
        { ...sent, id: '1' },
        { ...sent, id: '2' },
      ],
      rows: [...twice(claim), ...twice(promise), eventOf('p-1', 1, 'one'), eventOf('p-1', 1, 'two')],
    });
    expect(found.map((line) => line.split(' ')[0])).toEqual(['left', 'message', 'promise', 'event']);
  });

  it('forgives a repair and a message that is on record as unknown, and nothing else', () => {
    const unknown = { ...quiet, rows: [{ pk: 'p', sk: 's', kind: 'message', state: 'UNKNOWN', messageId: 'm-1' }] };
    const at = (rule: string, where: string) => ({ rule, says: '', where });
    const found = wrongIn(unknown, [
      at('nothing-repaired', 'repaired: {}'),
      at('messages-on-record', 'S01.m-1: left without a row'),
      at('nothing-repaired', 'dead is not empty'),
      at('messages-on-record', 'S01.m-2: left without a row'),
    ]);
    expect(found).toEqual(['nothing-repaired: dead is not empty', 'messages-on-record: S01.m-2: left without a row']);
  });

  it('sees holes in a history', () => {
    const event = (id: number, type: 'ExecutionStarted' | 'PassStateEntered' | 'ExecutionSucceeded') => ({
      id,
      previousEventId: id <= 2 ? 0 : id - 1,
      type,
      timestamp: new Date(id),
    });
    const [start, pass, end] = [
      event(1, 'ExecutionStarted'),
      event(2, 'PassStateEntered'),
      event(3, 'ExecutionSucceeded'),
    ];
    expect(holesIn([start, pass, end], 'SUCCEEDED')).toEqual([]);
    expect(holesIn([start, pass], 'RUNNING')).toEqual([]);
    expect(holesIn([start, end], 'SUCCEEDED')).not.toEqual([]);
    expect(holesIn([start, pass], 'SUCCEEDED')).not.toEqual([]);
    expect(holesIn([start, pass, end], 'RUNNING')).not.toEqual([]);
    expect(holesIn([pass, end], 'SUCCEEDED')).not.toEqual([]);
  });
});

describe('a request that is sent again', () => {
  it('takes another refusal as one', async () => {
    const refused = await afterDeath('http://x/v1/stores/S01', { method: 'POST' }, new Response(null, { status: 409 }));
    expect(refused.status).toBe(409);
    const tapped = await afterDeath('http://x/v1/links/a', { method: 'POST' }, new Response(null, { status: 409 }));
    expect(tapped.status).toBe(200);
  });
});
