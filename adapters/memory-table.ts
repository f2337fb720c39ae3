/**
 * The table in memory, for simulations and tests: what DynamoDB promises, at the speed of a Map. One conformance
 * suite holds it against a real engine. Two things are kinder than the cloud: indexes never lag, and no transaction
 * meets another (`before` and `after` can throw, and so play both).
 */
import { isDeepStrictEqual } from 'node:util';
import type { Key } from '../core/kernel/keys.ts';
import {
  type Condition,
  ConditionFailed,
  type Index,
  type Query,
  type Row,
  type Table,
  type Write,
} from '../core/kernel/table.ts';
import { itemSize, keptAttributes } from './attributes.ts';
import { byteLength } from './bytes.ts';
import { type Entry, pageOf } from './memory-query.ts';
import { OrderedRows } from './ordered-rows.ts';
import { placeNames } from './query.ts';
import { BadTransaction, keyOf, refuseBadWrites } from './transaction.ts';

/** A row before and after a commit, as the table's stream would tell it. */
export interface Image {
  readonly key: Key;
  /** Absent when the row is new. */
  readonly old?: Row;
  readonly new: Row;
}

/** One call of the table and what it is about. */
export type Access =
  | { readonly does: 'get'; readonly key: Key }
  | { readonly does: 'query'; readonly query: Query }
  | { readonly does: 'write'; readonly writes: readonly Write[] };

/** Called around every access; it may wait at a barrier, or throw what the caller shall see. */
export type Hook = (access: Access) => void | Promise<void>;

/** Where a test may step in. */
export interface MemoryTableOptions {
  /** Before anything is read or written. */
  readonly before?: Hook;
  /** After it was read or committed: throwing here is a commit whose answer was lost. */
  readonly after?: Hook;
}

/** The table, and what a checker may look at besides. */
export interface MemoryTable extends Table {
  /** Tells every later commit to `listener`, synchronously and in order; rows that did not change are left out. */
  onCommit(listener: (images: readonly Image[]) => void): void;
  /** Every row as it is now, partition by partition in key order. Rows are frozen: what was given out never changes. */
  rows(): readonly Row[];
}

const indexes: readonly Index[] = ['story', 'desk', 'board', 'due'];

// Limits of DynamoDB: an item, a transaction, the values of a partition key and of a sort key, in bytes.
const itemBytes = 400 * 1024;
const transactionBytes = 4 * 1024 * 1024;
const partitionKeyBytes = 2048;
const sortKeyBytes = 1024;

/** The counter in a row; 0 when it is not there. Throws for what is no number, as the engine does. */
function countIn(row: Row | undefined, name: string): number {
  const value = row?.[name];
  if (value === undefined) return 0;
  if (typeof value === 'number') return value;
  throw new BadTransaction(`The attribute ${name} is no number.`);
}

/** As the engine compares: what is not there counts as 0, what is no number is below nothing. */
const isBelow = (value: unknown, limit: number): boolean =>
  value === undefined ? limit > 0 : typeof value === 'number' && value < limit;

function holds(row: Row | undefined, { absent, equals = {}, lacks = [], below = {} }: Condition): boolean {
  if (absent === true && row !== undefined) return false;
  if (lacks.some((name) => row?.[name] !== undefined)) return false;
  if (Object.entries(below).some(([name, limit]) => !isBelow(row?.[name], limit))) return false;
  return Object.entries(equals).every(([name, value]) => row !== undefined && row[name] === value);
}

function refuseBadKey(name: string, value: unknown, most: number): void {
  if (typeof value !== 'string' || value === '' || byteLength(value) > most) {
    throw new BadTransaction(`The key attribute ${name} must be text of 1 to ${most} bytes.`);
  }
}

/** Throws for key attributes that an index could not take; those that are not there are fine. */
function refuseBadKeys(row: Row): void {
  refuseBadKey('pk', row.pk, partitionKeyBytes);
  refuseBadKey('sk', row.sk, sortKeyBytes);
  for (const index of indexes) {
    const [partition, sort] = placeNames(index);
    if (row[partition] !== undefined) refuseBadKey(partition, row[partition], partitionKeyBytes);
    if (row[sort] !== undefined) refuseBadKey(sort, row[sort], sortKeyBytes);
  }
}

/** The row that a write leaves behind; nothing for a check. */
function outcome(old: Row | undefined, write: Write): Row | undefined {
  if ('check' in write) return undefined;
  const { pk, sk } = keyOf(write);
  if ('put' in write) return Object.freeze({ ...keptAttributes(write.put), pk, sk });
  const removed = write.remove ?? [];
  const kept = Object.entries(old ?? {}).filter(([name]) => !removed.includes(name));
  const counts = Object.entries(write.add ?? {}).map(([name, by]) => [name, countIn(old, name) + by]);
  const set = keptAttributes({ ...write.set, ...Object.fromEntries(counts) });
  return Object.freeze({ ...Object.fromEntries(kept), ...set, pk, sk });
}

interface Changed {
  readonly old: Entry | undefined;
  readonly row: Row;
  readonly size: number;
}

/** What the writes would change. Throws when they cannot be carried out as a whole. */
function prepare(base: OrderedRows<Entry>, writes: readonly Write[]): readonly Changed[] {
  refuseBadWrites(writes);
  const olds = writes.map(keyOf).map(({ pk, sk }) => base.at(pk, [sk]));
  const failed = writes.flatMap((write, i) => (holds(olds[i]?.row, write.when ?? {}) ? [] : [i]));
  if (failed.length > 0) throw new ConditionFailed(failed);
  const changed = writes.flatMap((write, i) => {
    const row = outcome(olds[i]?.row, write);
    return row === undefined ? [] : [{ old: olds[i], row, size: itemSize(row) }];
  });
  for (const { row, size } of changed) {
    refuseBadKeys(row);
    if (size > itemBytes) throw new BadTransaction(`The row ${row.pk} / ${row.sk} is larger than 400 KB.`);
  }
  if (changed.reduce((sum, { size }) => sum + size, 0) > transactionBytes) {
    throw new BadTransaction('The transaction is larger than 4 MB.');
  }
  return changed;
}

/** Where a row stands in an index: nowhere unless it has both attributes. */
function indexPlace(row: Row, index: Index): { partition: string; place: readonly string[] } | undefined {
  const [partition, sort] = placeNames(index).map((name) => row[name]);
  if (typeof partition !== 'string' || typeof sort !== 'string') return undefined;
  return { partition, place: [sort, row.pk, row.sk] };
}

/** Opens an empty table. */
export function memoryTable({ before, after }: MemoryTableOptions = {}): MemoryTable {
  const base = new OrderedRows<Entry>();
  const orders = new Map(indexes.map((index) => [index, new OrderedRows<Entry>()]));
  const listeners: ((images: readonly Image[]) => void)[] = [];

  const keep = ({ old, row, size }: Changed): void => {
    base.put(row.pk, { place: [row.sk], row, size });
    for (const [index, order] of orders) {
      const gone = old === undefined ? undefined : indexPlace(old.row, index);
      if (gone !== undefined) order.remove(gone.partition, gone.place);
      const come = indexPlace(row, index);
      if (come !== undefined) order.put(come.partition, { place: come.place, row, size });
    }
  };

  const commit = (writes: readonly Write[]): void => {
    const changed = prepare(base, writes);
    changed.forEach(keep);
    if (listeners.length === 0) return;
    // DynamoDB's stream says nothing about a write that leaves the row as it was.
    const images = changed.filter(({ old, row }) => !isDeepStrictEqual(old?.row, row)).map(imageOf);
    if (images.length > 0) for (const listener of listeners) listener(images);
  };

  const around = async <Answer>(access: Access, act: () => Answer): Promise<Answer> => {
    await before?.(access);
    const answer = act();
    await after?.(access);
    return answer;
  };

  return {
    get: (key) =>
      around({ does: 'get', key }, () => {
        refuseBadKey('pk', key.pk, partitionKeyBytes);
        refuseBadKey('sk', key.sk, sortKeyBytes);
        return base.at(key.pk, [key.sk])?.row;
      }),
    query: (query) =>
      around({ does: 'query', query }, () => {
        const order = query.index === undefined ? base : orders.get(query.index);
        return pageOf(order ?? base, query);
      }),
    write: (writes) => around({ does: 'write', writes }, () => commit(writes)),
    onCommit: (listener) => {
      listeners.push(listener);
    },
    rows: () => Array.from(base.all(), ({ row }) => row),
  };
}

const imageOf = ({ old, row }: Changed): Image => ({
  key: { pk: row.pk, sk: row.sk },
  ...(old === undefined ? {} : { old: old.row }),
  new: row,
});
