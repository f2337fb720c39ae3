/** The laws find what is planted: each is broken once, on purpose, in a month that keeps them all. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Image } from '../../../adapters/memory-table.ts';
import type { Row } from '../../../core/kernel/table.ts';
import { parseInstant } from '../../../core/kernel/time.ts';
import { quiet } from '../profiles.ts';
import { type Report, simulate } from '../run.ts';
import { commitLaws } from './commits.ts';
import { endingLaws } from './ending.ts';
import { type Commit, type Ending, fields, keyText } from './law.ts';

const brokenBy = <Subject>(
  laws: readonly { name: string; broken: (subject: Subject) => readonly string[] }[],
  subject: Subject,
): readonly string[] => laws.filter((law) => law.broken(subject).length > 0).map(({ name }) => name);

describe('in the end', () => {
  let report: Report;
  beforeAll(async () => {
    report = await simulate('planted', quiet, { orders: 8, guests: 8, cars: 3, quietCars: 2, days: 12 });
  });

  /** The ending with the first row of the kind changed. */
  const changed = (which: (row: Row) => boolean, change: Readonly<Record<string, unknown>>): Ending => {
    const at = report.ending.rows.findIndex(which);
    const row = report.ending.rows[at];
    if (row === undefined) throw new Error('There is no such row to plant in.');
    return { ...report.ending, rows: report.ending.rows.with(at, { ...row, ...change }) };
  };
  const kind = (name: string) => (row: Row) => row['kind'] === name;
  const open = (row: Row): boolean => row['kind'] === 'promise' && row['endedAt'] === undefined;
  const awake = (row: Row): boolean => row['kind'] === 'follow-up' && row['state'] === 'OPEN';

  test('nothing planted, nothing found', () => {
    expect(report.violations).toEqual([]);
    expect(brokenBy(endingLaws, report.ending)).toEqual([]);
  });

  test.each<[string, string, () => Ending]>([
    [
      'promises are held',
      'an owner who never was',
      () => changed(open, { owner: { kind: 'person', staffId: 'nobody' } }),
    ],
    [
      'promises are held',
      'a run that ended and owes',
      () => {
        const promise = report.ending.rows.find(open);
        return changed((row) => awake(row) && row['subject'] === promise?.['subject'], { state: 'ENDED' });
      },
    ],
    [
      'events are out',
      'an outbox row that nobody published',
      () => changed(kind('outbox'), { publishedAt: undefined }),
    ],
    [
      'nothing is sent twice',
      'a call of the provider again',
      () => {
        const { called } = report.ending;
        return { ...report.ending, called: [...called, ...called.slice(0, 1)] };
      },
    ],
    [
      'nothing is sent twice',
      'a call without a claim',
      () => {
        const [call] = report.ending.called;
        if (call === undefined) throw new Error('Nothing was sent.');
        return { ...report.ending, called: [...report.ending.called, { ...call, reference: 'out of the blue' }] };
      },
    ],
    ['silence is asked about', 'a claim that has no result', () => changed(kind('message'), { state: 'CLAIMED' })],
    [
      'silence is asked about',
      'an unknown message that nobody asked about',
      () => {
        const owing = new Set(report.ending.rows.filter(awake).map(({ subject }) => subject));
        return changed((row) => row['kind'] === 'message' && owing.has(row['subject']), { state: 'UNKNOWN' });
      },
    ],
    ['news is seen', 'news that nobody looked at', () => changed(kind('follow-up'), { news: 1000 })],
    [
      'lateness is on record',
      'a late promise without a record',
      () => changed(open, { dueAt: '2026-03-03T14:00:00.000Z', rung: 0, breachedAt: undefined }),
    ],
    [
      'acts are in time',
      'a rung that was climbed a day late',
      () => {
        const climbed = (row: Row): boolean => fields(fields(row['event'])['data'])['rung'] === 1;
        const event = fields(report.ending.rows.find(climbed)?.['event']);
        const late = new Date(Date.parse(String(event['at'])) + 24 * 3_600_000).toISOString();
        return changed(climbed, { event: { ...event, at: late } });
      },
    ],
    ['nothing to repair', 'a repair in a quiet month', () => ({ ...report.ending, repairs: 1 })],
    [
      'nothing stays due',
      'a row that was due yesterday',
      () => changed(awake, { dueSk: '2026-03-03T14:00:00.000Z#follow-up#x' }),
    ],
    [
      'executions stay small',
      'an execution that went round',
      () => ({
        ...report.ending,
        executions: report.ending.executions.map((execution) => ({ ...execution, historyEvents: 20_000 })),
      }),
    ],
    [
      'executions stay small',
      'two generations that run',
      () => ({
        ...report.ending,
        executions: [
          ...report.ending.executions,
          { name: 'parts-eta-S01-ro-1-g1', status: 'RUNNING', historyEvents: 1 },
          { name: 'parts-eta-S01-ro-1-g2', status: 'RUNNING', historyEvents: 1 },
        ],
      }),
    ],
    ['nobody is stuck', 'a run that is stuck', () => changed(awake, { state: 'STUCK' })],
  ])('%s: finds %s', (name, _what, plant) => {
    expect(brokenBy(endingLaws, plant())).toContain(name);
  });
});

describe('at a commit', () => {
  const at = parseInstant('2026-03-03T16:00:00Z');
  const pk = 'STORE#S01#RO#10233';
  const image = (sk: string, row: Record<string, unknown>, old?: Record<string, unknown>): Image => ({
    key: { pk, sk },
    new: { pk, sk, ...row },
    ...(old === undefined ? {} : { old: { pk, sk, ...old } }),
  });
  const run = {
    kind: 'follow-up',
    storeId: 'S01',
    state: 'OPEN',
    version: 4,
    generation: 2,
    news: 3,
    seen: 2,
    heard: { a: 2 },
  };
  const next = image('FOLLOWUP#parts-eta', { ...run, version: 5 }, run);
  const event = (more: Record<string, unknown> = {}) =>
    image('LOG', {
      kind: 'outbox',
      event: {
        id: '1',
        entity: 'promise',
        entityVersion: 1,
        storeId: 'S01',
        at,
        actor: { kind: 'system', id: 'x' },
        cause: 'y',
        ...more,
      },
    });
  const promise = image('PROMISE#1', { kind: 'promise', storeId: 'S01', version: 1 });
  const customer = {
    pk: 'CUSTOMER#C-1',
    sk: 'CUSTOMER',
    kind: 'customer',
    version: 1,
    consent: {},
    address: { state: 'IL' },
  };
  const claim = {
    kind: 'message',
    state: 'CLAIMED',
    storeId: 'S01',
    customerId: 'C-1',
    subject: 'ro-10233',
    followUp: 'parts-eta',
    channel: 'sms',
    version: 1,
    decision: { result: 'send' },
  };
  const said = event({ entity: 'message' });

  const commit = (images: readonly Image[], more: Partial<Commit> = {}, rows: readonly Row[] = [customer]): Commit => ({
    at,
    by: { door: 'act', storeId: 'S01', generation: 2 },
    images,
    read: new Map(),
    skew: 0,
    now: (key) => [...images.map((each) => each.new), ...rows].find((row) => keyText(row) === keyText(key)),
    ...more,
  });

  test('a promise with its event and a claim with its own keep every law', () => {
    expect(brokenBy(commitLaws, commit([next, promise, event()]))).toEqual([]);
    expect(brokenBy(commitLaws, commit([next, image('CLAIM#1', claim), said]))).toEqual([]);
  });

  test.each<[string, string, Commit]>([
    ['one event per version', 'a change without an event', commit([next, promise])],
    ['one event per version', 'an event without a change', commit([next, event()])],
    [
      'nothing goes back',
      'a version that skipped one',
      commit([image('FOLLOWUP#parts-eta', { ...run, version: 6 }, run)]),
    ],
    [
      'nothing goes back',
      'a generation that fell',
      commit([image('FOLLOWUP#parts-eta', { ...run, version: 5, generation: 1 }, run)]),
    ],
    [
      'nothing goes back',
      'an entity that was forgotten',
      commit([image('FOLLOWUP#parts-eta', { ...run, version: 5, heard: {} }, run)]),
    ],
    [
      'one generation writes',
      'a write of the generation before',
      commit([next], { by: { door: 'act', storeId: 'S01', generation: 1 } }),
    ],
    ['one generation writes', 'a promise without the row of its run', commit([promise, event()])],
    [
      'claims are fresh',
      'a fact that moved',
      commit([next, image('CLAIM#1', claim), said], { read: new Map([['c', { ...customer, version: 0 }]]) }),
    ],
    [
      'no message after no',
      'an opt-out',
      commit([next, image('CLAIM#1', claim), said], {}, [{ ...customer, consent: { smsOptOutAt: at } }]),
    ],
    [
      'no message after no',
      'a void order',
      commit([next, image('CLAIM#1', claim), said], {}, [customer, { pk, sk: 'RO', status: 'VOIDED' }]),
    ],
    [
      'no message after no',
      'a message at night',
      commit([next, image('CLAIM#1', claim), said], { at: parseInstant('2026-03-03T08:00:00Z') }),
    ],
    [
      'no message after no',
      'a message without its record',
      commit([next, image('CLAIM#1', { ...claim, decision: {} }), said]),
    ],
    ['everything is signed', 'an event by nobody', commit([next, promise, event({ actor: {} })])],
    [
      'everything is signed',
      'an event from another hour',
      commit([next, promise, event({ at: '2026-03-03T15:00:00.000Z' })]),
    ],
    [
      'stores keep apart',
      'a row of another store',
      commit([next, promise, event()], { by: { door: 'act', storeId: 'S02', generation: 2 } }),
    ],
    [
      'stores keep apart',
      'a row that names another store',
      commit([next, image('PROMISE#1', { kind: 'promise', storeId: 'S02', version: 1 }), event()]),
    ],
  ])('%s: finds %s', (name, _what, planted) => {
    expect(brokenBy(commitLaws, planted)).toContain(name);
  });
});
