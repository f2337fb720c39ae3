/** Sees every read, every commit and every call of a town, and holds each step against the laws. */
import type { Access, Image, MemoryTable } from '../../adapters/memory-table.ts';
import type { Key } from '../../core/kernel/keys.ts';
import type { Machines } from '../../core/kernel/ports.ts';
import type { Page, Row } from '../../core/kernel/table.ts';
import type { Instant } from '../../core/kernel/time.ts';
import { fields, judge, keyText, type Violation, type Writer } from './laws/law.ts';
import { openPast } from './laws/past.ts';
import { atAnswer, atCall, atCommit, atStart } from './laws/register.ts';
import type { Sent } from './providers.ts';
import { type DoorName, type Visit, visiting } from './visit.ts';

export type { Violation } from './laws/law.ts';

export interface Witness {
  readonly commits: () => number;
  readonly violations: Violation[];
  /** Takes note of what a door reads. */
  readonly saw: (access: Access, answer: Row | Page | undefined) => void;
  /** Takes note of a message that is handed to a provider. */
  readonly sends: (sent: Sent) => void;
  /** Lets a door work for its caller, and looks at what a machine asked and was answered. */
  readonly around: <Answer>(door: DoorName, work: () => Promise<Answer>, payload?: unknown) => Promise<Answer>;
  /** The machines as the doors see them, with somebody who looks at what is started. */
  readonly port: (machines: Machines) => Machines;
}

const subjectsIn: Readonly<Record<string, string>> = { ro: 'RO', ap: 'AP', vh: 'VH', cv: 'CV' };

/** The key of the run that a machine asks about, by the keys of its execution. */
function runKeyOf(payload: Readonly<Record<string, unknown>>): Key {
  const [, kind = '', id = ''] = /^([a-z]+)-(.+)$/.exec(String(payload['followUpId'])) ?? [];
  return {
    pk: `STORE#${String(payload['storeId'])}#${subjectsIn[kind] ?? ''}#${id}`,
    sk: `FOLLOWUP#${String(payload['followUp'])}`,
  };
}

function writerOf(visit: Visit | undefined): Writer {
  if (visit === undefined) return { door: 'staff' };
  const { door } = visit;
  const payload = fields(visit.payload);
  if (door === 'wait') {
    const values = fields(payload['ExpressionAttributeValues']);
    const key = fields(payload['Key']);
    const [place, followUp] = [String(fields(key['pk'])['S']), String(fields(key['sk'])['S']).split('#')[1] ?? ''];
    return {
      door,
      storeId: place.split('#')[1] ?? '',
      followUp,
      generation: Number(fields(values[':generation'])['N']),
    };
  }
  if (door === 'staff') return { door, stale: payload['stale'] === true };
  if (door !== 'review' && door !== 'act') return { door };
  const { storeId, followUp, generation } = payload;
  return { door, storeId: String(storeId), followUp: String(followUp), generation: Number(generation) };
}

/**
 * Watches a table from now on; `skewOf` says by how many milliseconds the clock of a door may be wrong, `found` hears of
 * each violation in the very step.
 */
export function watch(
  table: MemoryTable,
  clock: () => Instant,
  skewOf: (door: DoorName) => number,
  found: (violation: Violation) => void = () => {},
): Witness {
  const violations: Violation[] = [];
  const note = (broken: readonly Violation[]): void => {
    violations.push(...broken);
    broken.forEach(found);
  };
  const reads = new WeakMap<Visit, Map<string, Row>>();
  const rows = new Map<string, Row>();
  const called = new Map<string, number>();
  const past = openPast();
  let commits = 0;

  const now = (key: Key): Row | undefined => rows.get(keyText(key));
  const step = () => ({ at: clock(), skew: skewOf(visiting()?.door ?? 'staff'), now, past });
  const known = (visit: Visit): Map<string, Row> => {
    const seen = reads.get(visit) ?? new Map<string, Row>();
    reads.set(visit, seen);
    return seen;
  };

  table.onCommit((images: readonly Image[]) => {
    commits += 1;
    for (const { key, new: row } of images) rows.set(keyText(key), row);
    past.remember(images);
    const visit = visiting();
    const read = visit === undefined ? new Map<string, Row>() : known(visit);
    const commit = { ...step(), by: writerOf(visit), images, read };
    note(judge(atCommit, commit, commit.at));
    // Who wrote a row knows it.
    if (visit !== undefined) for (const { key, new: row } of images) read.set(keyText(key), row);
  });

  return {
    commits: () => commits,
    violations,
    saw(access, answer) {
      const visit = visiting();
      if (visit === undefined || access.does === 'write' || answer === undefined) return;
      // An index lags behind: what it shows is no knowledge of a row.
      if (access.does === 'query' && access.query.index !== undefined) return;
      const found: readonly Row[] = 'rows' in answer ? (answer as Page).rows : [answer as Row];
      const seen = known(visit);
      for (const row of found) seen.set(keyText(row), row);
    },
    sends(sent) {
      const before = called.get(sent.reference) ?? 0;
      called.set(sent.reference, before + 1);
      const call = { ...step(), sent, before };
      note(judge(atCall, call, call.at));
    },
    async around(door, work, payload) {
      if (door !== 'review' && door !== 'act' && door !== 'wait') return work();
      const begun = door === 'wait' ? undefined : now(runKeyOf(fields(payload)));
      const look = (answer: unknown): void => {
        const asked = { ...step(), door, payload, answer, begun } as const;
        note(judge(atAnswer, asked, asked.at));
      };
      try {
        const answer = await work();
        look(answer);
        return answer;
      } catch (error) {
        look(undefined);
        throw error;
      }
    },
    port: (machines) => ({
      ...machines,
      async start(followUp, name, input) {
        const started = { ...step(), followUp, name, input };
        note(judge(atStart, started, started.at));
        try {
          return await machines.start(followUp, name, input);
        } catch (error) {
          const failed = error instanceof Error ? error.name : 'Unknown';
          note(judge(atStart, { ...started, failed }, started.at));
          throw error;
        }
      },
    }),
  };
}
