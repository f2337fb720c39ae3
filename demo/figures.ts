/** The figures of a run: the document of `--json`, and the table of promises. */
import type { Verdict, Violation } from './checker.ts';
import { fieldsOf, textOf } from './fields.ts';
import { ofKind, type Row, type Snapshot } from './snapshot.ts';

/** What `npm run demo -- --json` prints. */
export interface Figures {
  readonly days: number;
  readonly requests: number;
  readonly events: number;
  readonly followUps: Readonly<Record<string, { opened: number; done: number; stuck: number; open: number }>>;
  readonly promises: {
    readonly opened: number;
    readonly kept: number;
    readonly breached: number;
    readonly cancelled: number;
    readonly open: number;
    readonly dropped: number;
  };
  readonly messages: { readonly sent: number; readonly refused: number };
  /** Messages that were not sent, by the rule that refused them. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly violations: readonly Violation[];
}

const counting = (rows: readonly Row[], holds: (row: Row) => boolean): number => rows.filter(holds).length;

const hasState =
  (...states: readonly string[]) =>
  (row: Row): boolean =>
    states.includes(textOf(row, 'state'));

/** The rule that decided about a message. */
const ruleOf = (message: Row): string => textOf(fieldsOf(message['decision']), 'rule');

const isBreached = (row: Row): boolean => row['breachedAt'] !== undefined;

const groupsOf = (rows: readonly Row[], field: string): readonly (readonly [string, readonly Row[]])[] =>
  [...Map.groupBy(rows, (row) => textOf(row, field))].toSorted(([a], [b]) => (a < b ? -1 : 1));

/** Counts what a snapshot holds. */
export function figuresOf(snapshot: Snapshot, verdict: Verdict, run: { days: number; requests: number }): Figures {
  const promises = ofKind(snapshot, 'promise');
  const runs = groupsOf(ofKind(snapshot, 'follow-up'), 'followUp').map(([name, rows]) => [
    name,
    {
      opened: rows.length,
      done: counting(rows, hasState('ENDED')),
      stuck: counting(rows, hasState('STUCK')),
      open: counting(rows, hasState('OPEN', 'PARKED')),
    },
  ]);
  const refused = ofKind(snapshot, 'message').filter(hasState('REFUSED'));
  return {
    ...run,
    events: ofKind(snapshot, 'outbox').length,
    followUps: Object.fromEntries(runs),
    promises: {
      opened: promises.length,
      kept: counting(promises, hasState('KEPT')),
      breached: counting(promises, isBreached),
      cancelled: counting(promises, hasState('CANCELLED')),
      open: counting(promises, hasState('OPEN', 'ACKED', 'WAITING')),
      dropped: verdict.dropped,
    },
    messages: { sent: snapshot.outbox.length, refused: refused.length },
    refusals: Object.fromEntries(
      [...Map.groupBy(refused, ruleOf)]
        .map(([rule, rows]) => [rule, rows.length] as const)
        .toSorted(([a], [b]) => a.localeCompare(b)),
    ),
    violations: verdict.violations,
  };
}

const columns = ['opened', 'kept on time', 'kept late', 'cancelled', 'open', 'breached'] as const;

const inColumns = (rows: readonly Row[]): readonly number[] => [
  rows.length,
  counting(rows, (row) => hasState('KEPT')(row) && !isBreached(row)),
  counting(rows, (row) => hasState('KEPT')(row) && isBreached(row)),
  counting(rows, hasState('CANCELLED')),
  counting(rows, hasState('OPEN', 'ACKED', 'WAITING')),
  counting(rows, isBreached),
];

const firstWidth = 16;

const lineOf = (name: string, cells: readonly (string | number)[]): string =>
  name.padEnd(firstWidth) +
  cells.map((cell, index) => String(cell).padStart((columns[index] ?? '').length + 3)).join('');

/** Promises by type: opened, and what became of them. Breached counts every late one, ended or not. */
export function promiseTable(snapshot: Snapshot): string {
  const promises = ofKind(snapshot, 'promise');
  const lines = groupsOf(promises, 'type').map(([type, rows]) => lineOf(type, inColumns(rows)));
  return [lineOf('promise', columns), ...lines, lineOf('all', inColumns(promises))].join('\n');
}

/** Messages that were not sent, and why: one line for each reason, the most frequent first. */
export function refusalTable({ refusals }: Figures): string {
  const lines = Object.entries(refusals)
    .toSorted(([, a], [, b]) => b - a)
    .map(([rule, count]) => `${rule.padEnd(2 * firstWidth)}${String(count).padStart(4)}`);
  return [`${'not sent, because'.padEnd(2 * firstWidth)}${'messages'.padStart(4)}`, ...lines].join('\n');
}
