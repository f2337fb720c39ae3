/** What both tables know of a query: which attributes place a row in an index, and whose cursor is whose. */
import type { Cursor, Index, Query } from '../core/kernel/table.ts';

/** The attributes that place a row in an index, or in the table itself. */
export const placeNames = (index: Index | undefined): readonly [partition: string, sort: string] =>
  index === undefined ? ['pk', 'sk'] : [`${index}Pk`, `${index}Sk`];

/** The attributes of a cursor, its partition first. */
const cursorNames = (index: Index | undefined): readonly string[] =>
  index === undefined ? placeNames(index) : [...placeNames(index), 'pk', 'sk'];

/** The cursor of a page that ended at this row (or at this key, which is as good). Throws when the key lacks a part. */
export const cursorOf = (row: Readonly<Record<string, unknown>>, index: Index | undefined): Cursor =>
  Object.fromEntries(cursorNames(index).map((name) => [name, textOf(row[name], name)]));

function textOf(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`The key attribute ${name} is no text.`);
}

/**
 * Throws RangeError for a query that no table could answer: a limit below one, a filter on the attributes that
 * place the row (ask for a range of sort keys instead), a cursor of another query.
 */
export function refuseBadQuery({ index, pk, limit = 1, only = {}, after }: Query): void {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`A limit is a positive whole number, not ${limit}.`);
  const [partition, sort] = placeNames(index);
  if (partition in only || sort in only) throw new RangeError(`A filter cannot ask for ${partition} or ${sort}.`);
  if (after === undefined) return;
  const complete = cursorNames(index).every((name) => (after[name] ?? '') !== '');
  if (!complete || after[partition] !== pk) throw new RangeError('The cursor belongs to another query.');
}
