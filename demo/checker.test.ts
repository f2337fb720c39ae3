import { describe, expect, it } from 'vitest';
import { judge } from './checker.ts';
import type { Execution, Row, Sent, Snapshot } from './snapshot.ts';

/**
 * A small quiet day: one repair order of store S01, whose promise of a booking is open, whose word to the customer left
 * as a text, and whose machine waits. Everything holds; each test plants one fault.
 */
const at = '2026-03-10T18:00:00.000Z';
const place = 'STORE#S01#RO#10233';
const reference = 'parts-eta.ro-10233.tell-customer-parts.v9-come-in';

const event = (pk: string, entity: string, entityId: string, entityVersion: number, more: object = {}): Row => ({
  pk,
  sk: `EVENT#2026-03-10T15:00:00.000Z#${entity}-${entityVersion}`,
  kind: 'outbox',
  publishedAt: '2026-03-10T15:00:01.000Z',
  event: {
    type: `${entity}.changed`,
    at: '2026-03-10T15:00:00.000Z',
    ...(pk.startsWith('STORE') ? { storeId: 'S01' } : {}),
    entity,
    entityId,
    entityVersion,
    actor: { kind: 'system', id: 'parts-eta' },
    cause: 'parts-eta-S01-ro-10233-g1',
    data: {},
    ...more,
  },
});

const booking: Row = {
  pk: place,
  sk: 'PROMISE#parts-eta.ro-10233.booking.1',
  kind: 'promise',
  promiseId: 'parts-eta.ro-10233.booking.1',
  storeId: 'S01',
  followUp: 'parts-eta',
  type: 'booking',
  owner: { kind: 'person', staffId: 'sam' },
  openedAt: '2026-03-10T15:00:00.000Z',
  dueAt: '2026-03-11T15:00:00.000Z',
  state: 'OPEN',
  version: 1,
};

const message: Row = {
  pk: place,
  sk: 'CLAIM#parts-eta#tell-customer-parts#v9-come-in',
  kind: 'message',
  messageId: reference,
  storeId: 'S01',
  customerId: 'C-1',
  state: 'ACCEPTED',
  to: '+13125550101',
  text: 'The part is here.',
  providerId: 'm-1',
  decision: { rule: 'allowed', result: 'send', at: '2026-03-10T15:00:00.000Z', inputs: {} },
  version: 2,
};

const run: Row = {
  pk: place,
  sk: 'FOLLOWUP#parts-eta',
  kind: 'follow-up',
  followUp: 'parts-eta',
  storeId: 'S01',
  subject: 'ro-10233',
  state: 'OPEN',
  generation: 1,
  news: 4,
  seen: 4,
  duePk: 'DUE#3',
  dueSk: '2026-03-11T15:10:00.000Z#follow-up#parts-eta-S01-ro-10233-g0',
};

const rows: readonly Row[] = [
  { pk: 'STORE#S01', sk: 'STAFF#sam', kind: 'member', staffId: 'sam', active: true },
  { pk: 'STORE#S01#CUSTOMER#C-1', sk: 'LINK', kind: 'customer-link' },
  { pk: 'CUSTOMER#C-1', sk: 'CUSTOMER', kind: 'customer', customerId: 'C-1', stores: ['S01'], version: 1 },
  event('CUSTOMER#C-1#LOG', 'customer', 'C-1', 1),
  { pk: place, sk: 'RO', kind: 'repair-order', roNumber: '10233', storeId: 'S01', customerId: 'C-1', version: 2 },
  event(`${place}#LOG`, 'repair-order', '10233', 1),
  event(`${place}#LOG`, 'repair-order', '10233', 2),
  booking,
  event(`${place}#LOG`, 'promise', 'parts-eta.ro-10233.booking.1', 1),
  message,
  event(`${place}#LOG`, 'message', reference, 1),
  event(`${place}#LOG`, 'message', reference, 2),
  run,
];

const text: Sent = {
  id: 'm-1',
  at: '2026-03-10T15:00:00.000Z',
  channel: 'sms',
  to: '+13125550101',
  text: 'The part is here.',
  unsubscribes: false,
  reference: `S01.${reference}`,
};

const execution: Execution = {
  name: 'parts-eta-S01-ro-10233-g1',
  status: 'RUNNING',
  input: '{"storeId":"S01","followUpId":"ro-10233","generation":1}',
  path: [
    { state: 'Review', says: 'Tell the customer the parts are here' },
    { state: 'What next?' },
    { state: 'Tell the customer the parts are here' },
    { state: 'Review', says: 'Wait for the booking' },
    { state: 'What next?' },
    { state: 'Wait for the booking' },
  ],
};

const quiet: Snapshot = {
  at,
  rows,
  due: [`${place} FOLLOWUP#parts-eta`],
  executions: [execution],
  outbox: [text],
  recipients: [{ contact: '+13125550101', zones: ['America/Chicago'] }],
  repairs: [],
  errors: [],
  deadLetters: [],
};

/** The same day with some rows changed; a change of `undefined` takes the row away. */
const withRows = (change: (row: Row) => Row | undefined, more: readonly Row[] = []): Snapshot => ({
  ...quiet,
  rows: [...rows.flatMap((row) => change(row) ?? []), ...more],
});

const but = (one: Row, fields: object): Snapshot => withRows((row) => (row === one ? { ...row, ...fields } : row));

/** The rules that a snapshot breaks. */
const broken = (snapshot: Snapshot): readonly string[] => [
  ...new Set(judge(snapshot).violations.map(({ rule }) => rule)),
];

describe('the checker on a quiet day', () => {
  it('finds nothing', () => {
    expect(judge(quiet)).toEqual({ dropped: 0, violations: [] });
  });
});

describe('the checker finds planted promises', () => {
  it('whose owner has left', () => {
    const left = withRows((row) => (row['kind'] === 'member' ? { ...row, active: false } : row));
    expect(judge(left)).toMatchObject({ dropped: 1, violations: [{ where: expect.stringContaining('booking.1') }] });
  });

  it('whose owner works at another store only', () => {
    expect(judge(withRows((row) => (row['kind'] === 'member' ? { ...row, pk: 'STORE#S02' } : row))).dropped).toBe(1);
  });

  it('to which nothing will come back: no execution and no due row', () => {
    const dead: Snapshot = { ...quiet, executions: [{ ...execution, status: 'FAILED' }], due: [] };
    expect(judge(dead).dropped).toBe(1);
    expect(broken(dead)).toEqual(['dropped-handoff', 'machines-follow-review', 'one-generation']);
  });

  it('whose due row lay for longer than the sweeper takes', () => {
    const lain = but(run, { dueSk: '2026-03-10T17:00:00.000Z#follow-up#x' });
    expect(judge({ ...lain, executions: [] }).dropped).toBe(1);
    expect(judge({ ...quiet, executions: [] }).dropped).toBe(0);
  });

  it('but not those of a queue, nor late ones on record', () => {
    expect(judge(but(booking, { owner: { kind: 'queue', role: 'advisor' } })).dropped).toBe(0);
    const late = but(booking, { dueAt: '2026-03-10T16:00:00.000Z', breachedAt: '2026-03-10T16:00:00.000Z' });
    expect(judge({ ...late, executions: [], due: [] }).dropped).toBe(0);
  });

  it('that are late without a breach record, open or kept', () => {
    expect(broken(but(booking, { dueAt: '2026-03-10T16:00:00.000Z' }))).toEqual(['late-on-record']);
    const kept = { state: 'KEPT', dueAt: '2026-03-10T16:00:00.000Z', endedAt: '2026-03-10T17:00:00.000Z' };
    expect(broken(but(booking, kept))).toEqual(['late-on-record']);
  });

  it('that the house itself kept late', () => {
    const slow = { state: 'KEPT', reason: 'The message was handed over.', endedAt: '2026-03-11T14:30:00.000Z' };
    expect(broken(but(booking, slow))).toEqual(['acts-on-time']);
  });
});

describe('the checker finds planted messages', () => {
  it('that left twice', () => {
    const twice: Snapshot = { ...quiet, outbox: [text, { ...text, id: 'm-2' }] };
    expect(broken(twice)).toEqual(['one-call-per-act', 'messages-on-record']);
  });

  it('that left without a row, and rows that say they left', () => {
    expect(broken({ ...quiet, outbox: [] })).toEqual(['messages-on-record']);
    const stray = { ...text, id: 'm-9', reference: 'S01.parts-eta.ro-10299.tell-customer-eta.v3-eta' };
    expect(broken({ ...quiet, outbox: [text, stray] })).toEqual(['one-call-per-act', 'messages-on-record']);
  });

  it('without a decision record, or against it', () => {
    expect(broken(but(message, { decision: undefined }))).toEqual(['messages-on-record']);
    expect(broken(but(message, { decision: { rule: 'opted-out', result: 'refused', at, inputs: {} } }))).toEqual([
      'messages-on-record',
    ]);
  });

  it('after an opt-out, and not after an opt-in that took it back', () => {
    const wish = (type: string, second: number, version: number) =>
      event('CUSTOMER#C-1#LOG', 'customer', 'C-1', version, {
        type,
        at: `2026-03-10T14:59:${second}.000Z`,
        data: { channel: 'sms' },
      });
    const versions = (version: number) => (row: Row) => (row['kind'] === 'customer' ? { ...row, version } : row);
    const out = wish('customer.opted-out', 10, 2);
    expect(broken(withRows(versions(2), [out]))).toEqual(['silence-after-opt-out']);
    expect(broken(withRows(versions(3), [out, wish('customer.opted-in', 20, 3)]))).toEqual([]);
  });

  it('at night on one of the recipient’s clocks, or to somebody whom nobody knows', () => {
    const honolulu = [{ contact: '+13125550101', zones: ['America/Chicago', 'Pacific/Honolulu'] }];
    expect(broken({ ...quiet, recipients: honolulu })).toEqual(['inside-window']);
    expect(broken({ ...quiet, outbox: [{ ...text, at: '2026-03-11T02:00:00.000Z' }] })).toEqual(['inside-window']);
    expect(broken({ ...quiet, recipients: [] })).toEqual(['inside-window']);
  });
});

describe('the checker finds planted events', () => {
  const isEvent = (row: Row, entity: string, version: number): boolean =>
    row['kind'] === 'outbox' && row.sk.endsWith(`${entity}-${version}`);

  it('that are missing, double, or of nothing', () => {
    expect(broken(withRows((row) => (isEvent(row, 'repair-order', 1) ? undefined : row)))).toEqual([
      'one-event-per-version',
    ]);
    const again = event(`${place}#LOG`, 'repair-order', '10233', 2);
    expect(broken(withRows((row) => row, [{ ...again, sk: `${again.sk}-again` }]))).toEqual(['one-event-per-version']);
    const ghost = event(`${place}#LOG`, 'parts-order', 'P-1', 1);
    expect(broken(withRows((row) => row, [ghost]))).toEqual(['one-event-per-version']);
  });

  it('that were never published, or have no actor', () => {
    const unpublished = (row: Row) => (isEvent(row, 'promise', 1) ? { ...row, publishedAt: undefined } : row);
    expect(broken(withRows(unpublished))).toEqual(['every-event-published']);
    const nobody = (row: Row) =>
      isEvent(row, 'promise', 1) ? { ...row, event: { ...(row['event'] as object), actor: {} } } : row;
    expect(broken(withRows(nobody))).toEqual(['every-event-has-an-actor']);
  });
});

describe('the checker finds what crosses stores', () => {
  it('in a row, in an index, and in a customer who is not linked', () => {
    expect(broken(but(booking, { deskPk: 'STORE#S02#DESK#person%23sam' }))).toEqual(['stores-apart']);
    const foreign: Row = { pk: 'STORE#S01#IDEMPOTENCY#sam', sk: 'key', kind: 'idempotency', storeId: 'S02' };
    expect(broken(withRows((row) => row, [foreign]))).toEqual(['stores-apart']);
    expect(broken(withRows((row) => (row.sk === 'LINK' ? undefined : row)))).toEqual([
      'stores-apart',
      'customers-belong',
    ]);
  });
});

describe('the checker finds planted machines', () => {
  const only = (fields: Partial<Execution>): Snapshot => ({ ...quiet, executions: [{ ...execution, ...fields }] });

  it('whose input names somebody', () => {
    const input = '{"storeId":"S01","followUpId":"ro-10233","generation":1,"phone":"+13125550101"}';
    expect(broken(only({ input }))).toEqual(['keys-only']);
  });

  it('that go where Review did not send them', () => {
    const path = execution.path.with(2, { state: 'Tell the advisor what changed' });
    expect(broken(only({ path }))).toEqual(['machines-follow-review']);
    const skipping = execution.path.toSpliced(3, 2);
    expect(broken(only({ path: skipping }))).toEqual(['machines-follow-review']);
  });

  it('of two generations at once', () => {
    const second = { ...execution, name: 'parts-eta-S01-ro-10233-g2' };
    expect(broken({ ...quiet, executions: [execution, second] })).toEqual(['one-generation']);
  });

  it('that did not look at their news, were repaired, failed, or lie in a dead-letter queue', () => {
    expect(broken(but(run, { seen: 3 }))).toEqual(['news-seen']);
    for (const trouble of [
      { repairs: ['{"revived":1}'] },
      { errors: ['Unexpected error'] },
      { deadLetters: ['hear'] },
    ]) {
      expect(broken({ ...quiet, ...trouble })).toEqual(['nothing-repaired']);
    }
  });
});
