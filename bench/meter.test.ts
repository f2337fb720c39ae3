/** The meter against examples that were worked out by hand from DynamoDB's rules. */
import { beforeEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../adapters/memory-table.ts';
import type { Row, Table } from '../core/kernel/table.ts';
import { meteredTable, type Units } from './meter.ts';

let table: Table;
let spent: Units[];

beforeEach(() => {
  spent = [];
  table = meteredTable(memoryTable(), (units) => spent.push(units));
});

/** A row of exactly so many bytes: names and text are 10 bytes without what `text` holds. */
const row = (bytes: number, more: Readonly<Record<string, unknown>> = {}, sk = 'B'): Row => ({
  pk: 'A',
  sk,
  text: 'x'.repeat(bytes - 10),
  ...more,
});

const key = { pk: 'A', sk: 'B' };
const onDesk = (at: string) => ({ deskPk: 'D', deskSk: at });

/** What the last call consumed. */
const last = (): Units | undefined => spent.at(-1);

describe('writing', () => {
  it.each([
    [1024, 1],
    [1025, 2],
    [3000, 3],
  ])('a put of %i bytes takes %i units', async (bytes, wru) => {
    await table.write([{ put: row(bytes) }]);
    expect(last()).toEqual({ wru, rru: 0 });
  });

  it('counts the larger of before and after', async () => {
    await table.write([{ put: row(3000) }]);
    await table.write([{ put: row(500) }]);
    expect(last()).toEqual({ wru: 3, rru: 0 });
  });

  it('takes twice as much in a transaction, a check as much as a write of what it looks at', async () => {
    await table.write([{ put: row(1500) }]);
    await table.write([{ put: row(100, {}, 'C') }, { check: key, when: { lacks: ['gone'] } }]);
    expect(last()).toEqual({ wru: 2 * 1 + 2 * 2, rru: 0 });
    await table.write([{ check: { pk: 'A', sk: 'nobody' }, when: { absent: true } }]);
    expect(last()).toEqual({ wru: 2, rru: 0 });
  });

  it('pays for what was refused', async () => {
    await table.write([{ put: row(1500) }]);
    await expect(table.write([{ put: row(100), when: { absent: true } }])).rejects.toThrow('condition');
    expect(last()).toEqual({ wru: 2, rru: 0 });
  });
});

describe('an index', () => {
  const update = (set: object, remove: string[] = []) =>
    table.write([{ update: key, set: { ...set }, remove, when: {} }]);

  it('takes a write where a row comes, changes or goes, two where its key moves, none where it is not', async () => {
    // 10 + deskPk, deskSk and their values: 2 × 6 + 1 + 1.
    await table.write([{ put: row(100, onDesk('1')) }]);
    expect(last()).toEqual({ wru: 1 + 1, rru: 0 });
    await update({ n: 1 });
    expect(last()).toEqual({ wru: 1 + 1, rru: 0 });
    await update({ n: 1 });
    expect(last()).toEqual({ wru: 1, rru: 0 });
    await update(onDesk('2'));
    expect(last()).toEqual({ wru: 1 + 2, rru: 0 });
    await update({}, ['deskPk', 'deskSk']);
    expect(last()).toEqual({ wru: 1 + 1, rru: 0 });
    await update({ n: 2 });
    expect(last()).toEqual({ wru: 1, rru: 0 });
  });

  it('costs in a transaction what it costs outside, by its own size', async () => {
    await table.write([{ put: row(1500, onDesk('1')) }, { put: row(100, {}, 'C') }]);
    expect(last()).toEqual({ wru: 2 * 2 + 2 + 2 * 1, rru: 0 });
  });
});

describe('reading', () => {
  it('takes a unit per 4 KB, and one for what is not there', async () => {
    await table.write([{ put: row(4097) }]);
    await table.get(key);
    expect(last()).toEqual({ wru: 0, rru: 2 });
    await table.get({ pk: 'A', sk: 'nobody' });
    expect(last()).toEqual({ wru: 0, rru: 1 });
  });

  it('a query rounds the sum, counts what a filter drops, and is half the price on an index', async () => {
    for (const sk of ['1', '2', '3']) await table.write([{ put: row(1500, onDesk(sk), sk) }]);
    // Three rows of 1514 + 14 bytes are 4.5 KB.
    await table.query({ pk: 'A', only: { text: ['none'] } });
    expect(last()).toEqual({ wru: 0, rru: 2 });
    await table.query({ index: 'desk', pk: 'D' });
    expect(last()).toEqual({ wru: 0, rru: 1 });
    await table.query({ index: 'desk', pk: 'empty' });
    expect(last()).toEqual({ wru: 0, rru: 0.5 });
    await table.query({ pk: 'A', limit: 2 });
    expect(last()).toEqual({ wru: 0, rru: 1 });
  });
});
