/** The two tables that every test of conformance runs on, and how their rows are written down. */
import { afterAll, beforeAll, describe } from 'vitest';
import { memoryTable } from '../../adapters/memory-table.ts';
import type { Query, Row, Table, Write } from '../../core/kernel/table.ts';
import { withEngine } from './engine.ts';

/** One of the two tables. Each test takes partitions of its own, so all of a file share one table. */
export interface Subject {
  /** Only to be used inside a test: the table opens before the first. */
  readonly table: Table;
  /** A partition that nobody else uses. */
  fresh(): string;
  /** The sort keys that a query finds on its first page. */
  sks(query: Query): Promise<readonly string[]>;
}

const opened = async (kind: string): Promise<{ table: Table; stop(): Promise<void> }> =>
  kind === 'memory' ? { table: memoryTable(), stop: async () => undefined } : withEngine();

/** Runs the tests on the table in memory and on a real engine. */
export function onBothTables(tests: (subject: Subject) => void): void {
  describe.each(['memory', 'engine'])('the table: %s', (kind) => {
    let open: Awaited<ReturnType<typeof opened>>;
    let partitions = 0;
    beforeAll(async () => {
      open = await opened(kind);
    });
    afterAll(() => open?.stop());
    tests({
      get table() {
        return open.table;
      },
      fresh: () => {
        partitions += 1;
        return `STORE#S01#T${partitions}`;
      },
      sks: async (query) => (await open.table.query(query)).rows.map(({ sk }) => sk),
    });
  });
}

/** A row. */
export const row = (pk: string, sk: string, more: Record<string, unknown> = {}): Row => ({ pk, sk, ...more });

/** A put without a condition. */
export const put = (pk: string, sk: string, more: Record<string, unknown> = {}): Write => ({ put: row(pk, sk, more) });
