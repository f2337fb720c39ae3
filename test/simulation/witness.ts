/** Sees every read and every commit of a town, and holds each commit against the laws. */
import type { Access, Image, MemoryTable } from '../../adapters/memory-table.ts';
import type { Key } from '../../core/kernel/keys.ts';
import type { Page, Row } from '../../core/kernel/table.ts';
import type { Instant } from '../../core/kernel/time.ts';
import { commitLaws } from './laws/commits.ts';
import { type Commit, fields, keyText, type Writer } from './laws/law.ts';
import { type DoorName, type Visit, visiting } from './visit.ts';

/** What broke a law, and when. */
export interface Violation {
  readonly law: string;
  readonly at: Instant;
  readonly what: string;
}

export interface Witness {
  readonly commits: () => number;
  readonly violations: Violation[];
  /** Takes note of what a door reads. */
  readonly saw: (access: Access, answer: Row | Page | undefined) => void;
}

function writerOf(visit: Visit | undefined): Writer {
  if (visit === undefined) return { door: 'staff' };
  const { door } = visit;
  const payload = fields(visit.payload);
  if (door === 'wait') {
    const values = fields(payload['ExpressionAttributeValues']);
    const place = String(fields(fields(payload['Key'])['pk'])['S']);
    return { door, storeId: place.split('#')[1] ?? '', generation: Number(fields(values[':generation'])['N']) };
  }
  if (door !== 'review' && door !== 'act') return { door };
  return { door, storeId: String(payload['storeId']), generation: Number(payload['generation']) };
}

/** Watches a table from now on; `skewOf` says by how many milliseconds the clock of a door may be wrong. */
export function watch(table: MemoryTable, now: () => Instant, skewOf: (door: DoorName) => number): Witness {
  const violations: Violation[] = [];
  const reads = new WeakMap<Visit, Map<string, Row>>();
  const rows = new Map<string, Row>();
  let commits = 0;

  table.onCommit((images: readonly Image[]) => {
    commits += 1;
    for (const { key, new: row } of images) rows.set(keyText(key), row);
    const visit = visiting();
    const by = writerOf(visit);
    const commit: Commit = {
      at: now(),
      by,
      skew: skewOf(by.door),
      images,
      read: (visit === undefined ? undefined : reads.get(visit)) ?? new Map(),
      now: (key: Key) => rows.get(keyText(key)),
    };
    for (const law of commitLaws) {
      for (const what of law.broken(commit)) violations.push({ law: law.name, at: commit.at, what });
    }
  });

  return {
    commits: () => commits,
    violations,
    saw(access, answer) {
      const visit = visiting();
      if (visit === undefined || access.does === 'write' || answer === undefined) return;
      const seen = reads.get(visit) ?? new Map<string, Row>();
      reads.set(visit, seen);
      const found: readonly Row[] = 'rows' in answer ? (answer as Page).rows : [answer as Row];
      for (const row of found) seen.set(keyText(row), row);
    },
  };
}
