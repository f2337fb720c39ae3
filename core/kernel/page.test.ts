import { describe, expect, test } from 'vitest';
import { memoryTable } from '../../adapters/memory-table.ts';
import { readPage } from './page.ts';

const open = async () => {
  const table = memoryTable();
  for (const sk of ['a', 'b', 'c']) await table.write([{ put: { pk: 'STORE#S01', sk, name: sk } }]);
  return table;
};

const ask = { pk: 'STORE#S01' };
const name = (row: Readonly<Record<string, unknown>>) => String(row['name']);
const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a list', () => {
  test('goes on where the page before ended, until nothing is left', async () => {
    const table = await open();
    const first = await readPage(table, ask, { limit: 2 }, name);
    expect(first.items).toEqual(['a', 'b']);
    const second = await readPage(table, ask, { limit: 2, cursor: first.next }, name);
    expect(second).toEqual({ items: ['c'] });
  });

  test.each([
    ['of another store', { pk: 'STORE#S02', sk: 'a' }],
    ['without its sort key', { pk: 'STORE#S01' }],
    ['with an empty sort key', { pk: 'STORE#S01', sk: '' }],
    ['with a key too many', { pk: 'STORE#S01', sk: 'a', deskPk: 'x' }],
    ['that is no record', 'a'],
    ['that is longer than any of ours', { pk: 'STORE#S01', sk: 'a'.repeat(1025) }],
  ])('refuses a cursor %s', async (_what, cursor) => {
    const table = await open();
    const asked = { limit: 2, cursor: cursorOf(cursor) };
    await expect(readPage(table, ask, asked, name)).rejects.toMatchObject({ kind: 'invalid-input' });
  });

  test.each([
    ['before the prefix', { beginsWith: 'b' }, 'a'],
    ['behind the prefix', { beginsWith: 'b' }, 'c'],
    ['before the first', { from: 'b' }, 'a'],
    ['behind the last', { upTo: 'b' }, 'c'],
  ])('refuses a cursor %s: DynamoDB would answer with an error', async (_what, range, sk) => {
    const asked = { limit: 2, cursor: cursorOf({ pk: ask.pk, sk }) };
    const read = readPage(await open(), { ...ask, ...range }, asked, name);
    await expect(read).rejects.toMatchObject({ kind: 'invalid-input' });
  });
});
