/** Guards, taken away from outside: the table forgets a condition or an attribute that the house wrote. */
import type { Condition, Query, Row, Table, Write } from '../../core/kernel/table.ts';
import type { Removal } from './stage.ts';

const rewriting = (rewrite: (write: Write) => readonly Write[]): Removal => ({
  table: (inner: Table): Table => ({
    get: (key) => inner.get(key),
    query: (query) => inner.query(query),
    write: (writes) => inner.write(writes.flatMap(rewrite)),
  }),
});

const isRun = (sk: string): boolean => sk.startsWith('FOLLOWUP#');
const isClaim = (sk: string): boolean => sk.startsWith('CLAIM#');

const without = (condition: Condition, names: readonly string[]): Condition => ({
  ...condition,
  equals: Object.fromEntries(Object.entries(condition.equals ?? {}).filter(([name]) => !names.includes(name))),
});

const dropping = (row: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

/** Nobody asks whether facts have moved since they were read. */
export const noFactChecks: Removal = rewriting((write) => ('check' in write ? [] : [write]));

/** Writes to the row of a run do not ask for these attributes. */
export const noCondition = (...names: readonly string[]): Removal =>
  rewriting((write) =>
    'update' in write && isRun(write.update.sk) ? [{ ...write, when: without(write.when, names) }] : [write],
  );

/** The claim is written when the provider has answered, not before it is called. */
export const claimsAfterwards: Removal = rewriting((write) => {
  if (!('put' in write) || !isClaim(write.put.sk) || write.put['kind'] !== 'message') return [write];
  return write.put['state'] === 'CLAIMED' ? [] : [{ put: write.put }];
});

/** A claim without a result does not fall due. */
export const claimsNeverDue: Removal = rewriting((write) =>
  'put' in write && isClaim(write.put.sk)
    ? [{ ...write, put: { ...(dropping(write.put, ['duePk', 'dueSk']) as Row) } }]
    : [write],
);

/** Handing the ball to the machine says nothing of when a sign of life is expected. */
export const noExpectBy: Removal = rewriting((write) =>
  'update' in write && isRun(write.update.sk) && 'generation' in write.set
    ? [{ ...write, set: dropping(write.set, ['duePk', 'dueSk']), remove: [...(write.remove ?? []), 'duePk', 'dueSk'] }]
    : [write],
);

/** Taking note of news says nothing of when a sign of life is expected. */
export const newsWithoutExpectBy: Removal = rewriting((write) =>
  'update' in write && 'heard' in write.set
    ? [{ ...write, set: dropping(write.set, ['duePk', 'dueSk', 'expectBy']) }]
    : [write],
);

/** The sweeper asks for what fell due in the last minute, instead of for everything up to now. */
export const sweepsByTheMinute: Removal = {
  table: (inner) => {
    const lastMinute = (query: Query): Query => {
      if (query.index !== 'due' || query.upTo === undefined) return query;
      const now = Date.parse(query.upTo.split('#')[0] ?? '');
      return { ...query, from: new Date(now - 60_000).toISOString() };
    };
    return {
      get: (key) => inner.get(key),
      query: (query) => inner.query(lastMinute(query)),
      write: (writes) => inner.write(writes),
    };
  },
};
