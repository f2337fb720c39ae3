/**
 * What a call of the table consumes, in DynamoDB's request units. The rules are the developer guide's:
 * "DynamoDB read and write operations" (4 KB per read unit, half when eventually consistent, a query rounds the sum of
 * what it looked at; 1 KB per write unit, the larger of the item before and after; twice for a transaction) and "Global
 * secondary indexes, write capacity" (one write where the item comes, goes or changes, two where its index key moves).
 * Where the guide is silent, what was measured on DynamoDB counts
 * (github.com/paritysuite/dynamodb-conformance/pull/67, github.com/nubo-db/dynoxide/pull/188): a check in a transaction
 * is a write of the item it looks at, and an index costs the same inside a transaction as outside.
 */
import { isDeepStrictEqual } from 'node:util';
import { itemSize } from '../adapters/attributes.ts';
import { placeNames } from '../adapters/query.ts';
import { keyOf } from '../adapters/transaction.ts';
import type { Index, Query, Row, Table, Write } from '../core/kernel/table.ts';

/** Request units: of writing, and of reading. */
export interface Units {
  readonly wru: number;
  readonly rru: number;
}

const indexes: readonly Index[] = ['story', 'desk', 'board', 'due'];

const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);

const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

const sizeOf = (row: Row | undefined): number => (row === undefined ? 0 : itemSize(row));

/** Where a row stands in an index; undefined when it is not in it. */
function placeIn(index: Index, row: Row | undefined): string | undefined {
  const [partition, sort] = placeNames(index).map((name) => row?.[name]);
  return typeof partition === 'string' && typeof sort === 'string' ? JSON.stringify([partition, sort]) : undefined;
}

/** What one index consumes when a row changes. */
function indexUnits(index: Index, before: Row | undefined, after: Row | undefined): number {
  const from = placeIn(index, before);
  const to = placeIn(index, after);
  if (from !== undefined && from === to) {
    return isDeepStrictEqual(before, after) ? 0 : writeUnits(Math.max(sizeOf(before), sizeOf(after)));
  }
  const gone = from === undefined ? 0 : writeUnits(sizeOf(before));
  const come = to === undefined ? 0 : writeUnits(sizeOf(after));
  return gone + come;
}

/** A lone put or update goes alone, everything else as a transaction: as the adapter sends them. */
const factor = (writes: readonly Write[]): number => (writes.length === 1 && !writes.some(isCheck) ? 1 : 2);

const isCheck = (write: Write): boolean => 'check' in write;

/** What writes consumed that left the rows so. Rows that were refused stand as before, and are paid for all the same. */
function unitsOfWrites(
  writes: readonly Write[],
  before: readonly (Row | undefined)[],
  after: readonly (Row | undefined)[],
): Units {
  const each = writes.map((_, at) => {
    const table = writeUnits(Math.max(sizeOf(before[at]), sizeOf(after[at]))) * factor(writes);
    return indexes.reduce((sum, index) => sum + indexUnits(index, before[at], after[at]), table);
  });
  return { wru: each.reduce((sum, units) => sum + units, 0), rru: 0 };
}

/** The table, with every call's units told to `spend` when it is over. Looks at rows by itself, which costs nothing. */
export function meteredTable(inner: Table, spend: (units: Units) => void): Table {
  const looked = async (asked: Query): Promise<number> => {
    // A filter is applied to what was read and paid for.
    const { only: _, ...whole } = asked;
    const { rows } = await inner.query(whole);
    return rows.reduce((sum, row) => sum + sizeOf(row), 0);
  };
  const rowsOf = (writes: readonly Write[]) => Promise.all(writes.map((write) => inner.get(keyOf(write))));
  return {
    async get(key) {
      const row = await inner.get(key);
      spend({ wru: 0, rru: readUnits(sizeOf(row), true) });
      return row;
    },
    async query(query) {
      const page = await inner.query(query);
      spend({ wru: 0, rru: readUnits(await looked(query), query.index === undefined) });
      return page;
    },
    async write(writes) {
      const before = await rowsOf(writes);
      try {
        await inner.write(writes);
      } finally {
        spend(unitsOfWrites(writes, before, await rowsOf(writes)));
      }
    },
  };
}
