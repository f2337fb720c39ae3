/**
 * The table as core sees it. Two things implement it: the adapter over DynamoDB and the memory table of the
 * simulation; one conformance suite runs against both.
 */
import type { Key } from './keys.ts';

export type Scalar = string | number | boolean;

/** A row as it lies in the table: its key, its index keys and its attributes. Parsed by the noun that owns it. */
export type Row = Key & Readonly<Record<string, unknown>>;

/** What must hold for a write. All parts must hold; `equals` and `below` compare top-level attributes. */
export interface Condition {
  readonly absent?: true;
  readonly equals?: Readonly<Record<string, Scalar>>;
  /** Attributes that must not be there. */
  readonly lacks?: readonly string[];
  /** Counters that must be less than this; one that is not there counts as 0, and so does that of a missing row. */
  readonly below?: Readonly<Record<string, number>>;
}

/** One write of a transaction. A transaction names each key at most once. */
export type Write =
  | { readonly put: Row; readonly when?: Condition }
  | {
      readonly update: Key;
      readonly set: Readonly<Record<string, unknown>>;
      /** What counters rise by (fall, when negative); one that is not there begins at 0. Nobody's count is lost. */
      readonly add?: Readonly<Record<string, number>>;
      readonly remove?: readonly string[];
      readonly when: Condition;
    }
  | { readonly check: Key; readonly when: Condition };

/** The secondary indexes. They lag behind the table by moments; whoever reads them must bear that. */
export type Index = 'story' | 'desk' | 'board' | 'due';

/** One partition, in the order of its sort keys. */
export interface Query {
  readonly index?: Index;
  readonly pk: string;
  readonly beginsWith?: string;
  /** Sort keys up to and including this one. */
  readonly upTo?: string;
  /** Sort keys from this one on. */
  readonly from?: string;
  /** Keeps rows whose attribute is one of these values; applied after the limit is counted, as DynamoDB does. */
  readonly only?: Readonly<Record<string, readonly Scalar[]>>;
  readonly newestFirst?: boolean;
  /** Rows looked at, at most; 100 unless said. */
  readonly limit?: number;
  readonly after?: Cursor;
}

/** Where a page ended: the key attributes of its last row. */
export type Cursor = Readonly<Record<string, string>>;

export interface Page {
  readonly rows: readonly Row[];
  /** There may be more rows after this one. */
  readonly cursor?: Cursor;
}

/** Reading. Everything but the indexes is strongly consistent. */
export interface Reader {
  get(key: Key): Promise<Row | undefined>;
  query(query: Query): Promise<Page>;
}

/** Reading and writing. */
export interface Table extends Reader {
  /** All or nothing, at most 100 writes. Throws `ConditionFailed` or `Contention`. */
  write(writes: readonly Write[]): Promise<void>;
}

/** A condition did not hold; `failed` are the positions of the writes whose conditions did not. Nothing was written. */
export class ConditionFailed extends Error {
  readonly failed: readonly number[];
  constructor(failed: readonly number[]) {
    super('A condition did not hold.');
    this.name = 'ConditionFailed';
    this.failed = failed;
  }
}

/** Another transaction held one of the rows. Nothing was written; try again soon. */
export class Contention extends Error {
  constructor() {
    super('Another transaction holds a row.');
    this.name = 'TryAgainSoon';
  }
}

/** All rows of a query, page after page. For partitions that are small by design. */
export async function allRows(reader: Reader, query: Query): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: Cursor | undefined;
  do {
    const page: Page = await reader.query(cursor === undefined ? query : { ...query, after: cursor });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}

/** A named access pattern: the question, its example, and the query that answers it. `contracts/keys.md` lists them. */
export interface Question<Args extends readonly unknown[]> {
  readonly asks: string;
  readonly example: Args;
  readonly query: (...args: Args) => Query;
}

/** Names an access pattern. */
export const question = <Args extends readonly unknown[]>(definition: Question<Args>): Question<Args> => definition;
