/** How long promises were in somebody's care: the measure of what a run has simulated. */
import type { MemoryTable } from '../../adapters/memory-table.ts';
import { type Instant, toEpochMillis } from '../../core/kernel/time.ts';
import { keyText } from './laws/law.ts';

const yearMillis = 365.25 * 24 * 60 * 60 * 1000;

/** Which rows are followed, and the states in which nothing is owed any more. */
const over: Readonly<Record<string, readonly string[]>> = {
  'follow-up': ['ENDED'],
  promise: ['KEPT', 'CANCELLED'],
};

export interface Years {
  /** Years in which runs of lifecycles had their subjects in care, from opening to end, the nights of parked ones included. */
  readonly promiseYears: number;
  /** Years for which single promises were owed, from opening to end. */
  readonly owedYears: number;
}

/** Follows a table from now on; what is still open counts until it is asked. */
export function countYears(table: MemoryTable, now: () => Instant): () => Years {
  const since: Readonly<Record<string, Map<string, number>>> = { 'follow-up': new Map(), promise: new Map() };
  const spent: Record<string, number> = { 'follow-up': 0, promise: 0 };
  table.onCommit((images) => {
    for (const { key, new: row } of images) {
      const kind = String(row['kind']);
      const open = since[kind];
      if (open === undefined) continue;
      const [at, name] = [toEpochMillis(now()), keyText(key)];
      const began = open.get(name);
      const isOver = over[kind]?.includes(String(row['state'])) === true;
      if (isOver && began !== undefined) {
        spent[kind] = (spent[kind] ?? 0) + at - began;
        open.delete(name);
      } else if (!isOver && began === undefined) open.set(name, at);
    }
  });
  const years = (kind: string): number => {
    const at = toEpochMillis(now());
    const open = [...(since[kind]?.values() ?? [])].reduce((sum, began) => sum + at - began, 0);
    return ((spent[kind] ?? 0) + open) / yearMillis;
  };
  return () => ({ promiseYears: years('follow-up'), owedYears: years('promise') });
}
