/**
 * Ranges of an index whose end is the present (`sk <= 2026-03-10T14:30:00.000Z…`), and a mirror of what lies in them:
 * loaded once, then kept by the stream's records. It answers when a range that is empty now gains its first row.
 */
import type { Millis } from '../clock/clock.ts';
import type { AskTable } from '../engine/tables.ts';
import { type Fields, fieldsOf, listOf, textOf } from '../wire/json.ts';

/** One partition of a table or index, and the attribute that holds each row's instant at its head. */
interface Partition {
  readonly table: string;
  readonly index: string | undefined;
  readonly partitionAttribute: string;
  readonly partitionValue: string;
  readonly sortAttribute: string;
}

/** What a query asked for. */
export interface MovingRange extends Partition {
  /** How far the end of the range is from the present; 0 for "everything due by now". */
  readonly behind: Millis;
}

const NAME = '([#A-Za-z0-9_.-]+)';
const VALUE = '(:[A-Za-z0-9_]+)';
const CONDITION = new RegExp(`^\\(?${NAME}\\s*=\\s*${VALUE}\\)?\\s+AND\\s+\\(?${NAME}\\s*<=?\\s*${VALUE}\\)?$`, 'i');
/** Beyond it the mirror gives up, and every firing is played. */
const MOST_ROWS = 50_000;

/** The instant at the head of a key (`2026-03-10T14:30:00.000Z#claim#…`). */
function instantIn(text: string): Millis | undefined {
  const [head] = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z/.exec(text) ?? [];
  return head === undefined ? undefined : Date.parse(head);
}

/** Reads a query of this shape; undefined for every other one. */
export function readMovingRange(query: Fields, now: Millis): MovingRange | undefined {
  const [, partition = '', partitionValue = '', sort = '', end = ''] =
    CONDITION.exec((textOf(query, 'KeyConditionExpression') ?? '').trim()) ?? [];
  const names = fieldsOf(query.ExpressionAttributeNames);
  const values = fieldsOf(query.ExpressionAttributeValues);
  const value = textOf(fieldsOf(values[partitionValue]), 'S');
  const endInstant = instantIn(textOf(fieldsOf(values[end]), 'S') ?? '');
  const table = textOf(query, 'TableName');
  if (table === undefined || value === undefined || endInstant === undefined) return undefined;
  return {
    table,
    index: textOf(query, 'IndexName'),
    partitionAttribute: textOf(names, partition) ?? partition,
    partitionValue: value,
    sortAttribute: textOf(names, sort) ?? sort,
    behind: now - endInstant,
  };
}

export interface Mirror {
  /** Begins to follow the range; false when it cannot be followed. Once followed it stays so. */
  follow(range: MovingRange): Promise<boolean>;
  /** When the range gains its first row; undefined when no row is on its way. */
  nextIn(range: MovingRange): Millis | undefined;
  /** A record of a table's stream, in order. */
  record(table: string, document: Fields): void;
}

interface Followed {
  readonly rows: Map<string, Millis>;
  /** Rows that records have spoken of: what was loaded before is older. */
  readonly spokenOf: Set<string>;
  first: Millis | undefined;
  loading: Promise<boolean> | undefined;
  loaded: boolean;
}

const nameOf = (range: Partition): string =>
  JSON.stringify([range.table, range.partitionAttribute, range.partitionValue, range.sortAttribute]);

/** Makes the mirror. `tables` are those with a stream, which alone can be followed, with the attributes of their keys. */
export function openMirror(ask: AskTable, tables: ReadonlyMap<string, readonly string[]>): Mirror {
  const followed = new Map<string, { range: MovingRange; state: Followed }>();

  const rowName = (table: string, item: Fields): string =>
    JSON.stringify((tables.get(table) ?? []).map((attribute) => item[attribute]));

  function place(state: Followed, row: string, instant: Millis | undefined): void {
    const before = state.rows.get(row);
    if (instant === undefined) state.rows.delete(row);
    else state.rows.set(row, instant);
    if (before !== undefined && before === state.first && instant !== before) {
      state.first = undefined;
      for (const one of state.rows.values()) if (state.first === undefined || one < state.first) state.first = one;
    } else if (instant !== undefined && (state.first === undefined || instant < state.first)) state.first = instant;
  }

  async function load(range: MovingRange, state: Followed): Promise<boolean> {
    let start: unknown;
    do {
      const page = await ask('Query', {
        TableName: range.table,
        ...(range.index === undefined ? {} : { IndexName: range.index }),
        KeyConditionExpression: '#p = :p',
        ExpressionAttributeNames: { '#p': range.partitionAttribute },
        ExpressionAttributeValues: { ':p': { S: range.partitionValue } },
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      });
      for (const item of listOf(page.Items)) {
        const row = rowName(range.table, fieldsOf(item));
        if (!state.spokenOf.has(row)) place(state, row, instantOf(fieldsOf(item), range));
      }
      start = page.LastEvaluatedKey;
      if (state.rows.size > MOST_ROWS) return false;
    } while (start !== undefined);
    state.loaded = true;
    state.spokenOf.clear();
    return true;
  }

  return {
    follow(range) {
      if (!tables.has(range.table)) return Promise.resolve(false);
      const known = followed.get(nameOf(range));
      if (known?.state.loading !== undefined) return known.state.loading;
      const state: Followed = {
        rows: new Map(),
        spokenOf: new Set(),
        first: undefined,
        loading: undefined,
        loaded: false,
      };
      followed.set(nameOf(range), { range, state });
      state.loading = load(range, state);
      return state.loading;
    },
    nextIn(range) {
      const first = followed.get(nameOf(range))?.state.first;
      return first === undefined ? undefined : first + range.behind;
    },
    record(table, document) {
      const body = fieldsOf(document.dynamodb);
      const row = rowName(table, fieldsOf(body.Keys));
      const image = fieldsOf(body.NewImage);
      for (const { range, state } of followed.values()) {
        if (range.table !== table) continue;
        if (!state.loaded) state.spokenOf.add(row);
        place(state, row, instantOf(image, range));
      }
    },
  };
}

/** A row that is no longer in the partition has no instant; one without an instant at its head is due at once. */
function instantOf(item: Fields, range: Partition): Millis | undefined {
  if (textOf(fieldsOf(item[range.partitionAttribute]), 'S') !== range.partitionValue) return undefined;
  const sort = textOf(fieldsOf(item[range.sortAttribute]), 'S');
  return sort === undefined ? undefined : (instantIn(sort) ?? 0);
}
