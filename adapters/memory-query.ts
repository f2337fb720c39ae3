/** A query on rows in memory: the part of a partition it means, the order, the limits, the cursor. */
import type { Cursor, Index, Page, Query, Row } from '../core/kernel/table.ts';
import { compareBytes } from './bytes.ts';
import { comparePlaces, type OrderedRows, type Place } from './ordered-rows.ts';
import { cursorOf, placeNames, refuseBadQuery } from './query.ts';

/** A row with its size in bytes, where it stands in one order. */
export interface Entry {
  readonly place: Place;
  readonly row: Row;
  readonly size: number;
}

/** DynamoDB ends a page when it has read this much, whatever the limit. */
const pageBytes = 1024 * 1024;

/** The place that a cursor names: all its parts but the partition. */
const placeAfter = (cursor: Cursor, index: Index | undefined): Place => {
  const [, sort] = placeNames(index);
  const names = index === undefined ? [sort] : [sort, 'pk', 'sk'];
  return names.map((name) => cursor[name] ?? '');
};

/** First and last position (exclusive) of the entries that the query means. */
function span(rows: OrderedRows<Entry>, query: Query): readonly [start: number, end: number] {
  const { index, pk, beginsWith = '', from = '', upTo, newestFirst, after } = query;
  const lowest = compareBytes(beginsWith, from) > 0 ? beginsWith : from;
  const tooHigh = (sort: string): boolean =>
    (upTo !== undefined && compareBytes(sort, upTo) > 0) ||
    (!sort.startsWith(beginsWith) && compareBytes(sort, beginsWith) > 0);
  let start = rows.seek(pk, ([sort = '']) => compareBytes(sort, lowest) >= 0);
  let end = rows.seek(pk, ([sort = '']) => tooHigh(sort));
  if (after === undefined) return [start, end];
  const last = placeAfter(after, index);
  if (newestFirst === true)
    end = Math.min(
      end,
      rows.seek(pk, (place) => comparePlaces(place, last) >= 0),
    );
  else
    start = Math.max(
      start,
      rows.seek(pk, (place) => comparePlaces(place, last) > 0),
    );
  return [start, end];
}

const keeps = (row: Row, only: Query['only'] = {}): boolean =>
  Object.entries(only).every(([name, values]) => values.some((value) => value === row[name]));

/**
 * The page that answers the query. As DynamoDB does: the limit counts rows looked at, before `only`; a page that ends
 * at its limit has a cursor, also when nothing is left after it; and it ends at 1 MB read.
 */
export function pageOf(rows: OrderedRows<Entry>, query: Query): Page {
  const { index, limit = 100, newestFirst = false, only } = query;
  refuseBadQuery(query);
  const [start, end] = span(rows, query);
  const entries = rows.partition(query.pk);
  const found: Row[] = [];
  let bytes = 0;
  for (let looked = 0; looked < end - start; looked += 1) {
    const entry = entries[newestFirst ? end - 1 - looked : start + looked];
    if (entry === undefined) break;
    if (keeps(entry.row, only)) found.push(entry.row);
    bytes += entry.size;
    if (looked + 1 === limit || bytes >= pageBytes) return { rows: found, cursor: cursorOf(entry.row, index) };
  }
  return { rows: found };
}
