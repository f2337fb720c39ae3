/** Any transactions and questions, not only those somebody thought of: both tables answer them alike. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { memoryTable } from '../../adapters/memory-table.ts';
import { type Condition, ConditionFailed, type Query, type Table, type Write } from '../../core/kernel/table.ts';
import { type EngineTable, soon, withEngine } from './engine.ts';

const sortKeys = ['A', 'A#1', 'A#2', 'B', 'é', '\uFFFD', '🚗'];
const sk = fc.constantFrom(...sortKeys);
const pk = fc.constantFrom('P', 'Q');
const n = fc.integer({ min: 0, max: 2 });

const state = fc.record(
  { n, state: fc.constantFrom('open', 'kept', ''), gone: fc.constant(undefined), deskPk: pk, deskSk: sk },
  { requiredKeys: [] },
);

const when: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  fc.constant<Condition>({ absent: true }),
  n.map((value) => ({ equals: { n: value } })),
  fc.record({ equals: fc.record({ state: fc.constantFrom('open', 'kept') }), lacks: fc.constant(['deskPk']) }),
  n.map((limit) => ({ below: { n: limit } })),
  fc.record({ equals: fc.record({ state: fc.constantFrom('open', 'kept') }), below: fc.record({ n }) }),
  fc.constantFrom<Condition>({ lacks: ['n'] }, { lacks: ['deskPk', 'state'] }),
);

const put: fc.Arbitrary<Write> = fc
  .record({ pk, sk, more: state, when })
  .map(({ more, when: condition, ...key }) => ({ put: { ...more, ...key }, when: condition }));

const update: fc.Arbitrary<Write> = fc
  .record({
    pk,
    sk,
    set: state,
    add: fc.subarray(['n', 'taken']),
    by: fc.integer({ min: -1, max: 2 }),
    remove: fc.subarray(['deskPk', 'deskSk', 'n', 'never']),
    when,
  })
  .map(({ set, add, by, remove, when: condition, ...key }) => ({
    update: key,
    set: Object.fromEntries(Object.entries(set).filter(([name]) => !remove.includes(name) && !add.includes(name))),
    add: Object.fromEntries(add.filter((name) => !remove.includes(name)).map((name) => [name, by])),
    remove,
    when: condition,
  }));

const check: fc.Arbitrary<Write> = fc
  .record({ pk, sk, when })
  .map(({ when: condition, ...key }) => ({ check: key, when: condition }));

const writes = fc.array(fc.oneof({ weight: 3, arbitrary: put }, { weight: 3, arbitrary: update }, check), {
  minLength: 1,
  maxLength: 4,
});

const query: fc.Arbitrary<Query> = fc
  .record(
    {
      pk,
      beginsWith: fc.constantFrom('', 'A', 'A#', '🚗'),
      from: sk,
      upTo: sk,
      only: fc.constantFrom({ state: ['open'] }, { n: [0, 2] }, { state: ['kept', ''], n: [1] }),
      newestFirst: fc.boolean(),
      limit: fc.integer({ min: 1, max: 4 }),
    },
    { requiredKeys: ['pk'] },
  )
  .chain((asked) => fc.constantFrom<Query>(asked, { ...asked, index: 'desk' }));

/** How a transaction ended; the words of an error may differ, what it is may not. */
const ended = (table: Table, transaction: readonly Write[]): Promise<string> =>
  soon(() => table.write(transaction)).then(
    () => 'written',
    (error: unknown) => (error instanceof ConditionFailed ? `failed ${error.failed.join()}` : 'refused'),
  );

/** All pages of a query. Rows that share a sort key stand in an index in no promised order. */
async function pages(table: Table, asked: Query): Promise<unknown> {
  const found: string[] = [];
  let after: Query['after'];
  for (let turns = 0; turns < 50; turns += 1) {
    const page = await table.query({ ...asked, ...(after === undefined ? {} : { after }) });
    found.push(...page.rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))));
    after = page.cursor;
    if (after === undefined) return asked.index === undefined ? found : found.sort();
  }
  throw new Error('The pages do not end.');
}

let engine: EngineTable;
beforeAll(async () => {
  engine = await withEngine();
});
afterAll(() => engine?.stop());

/** The same table for each run, in partitions of its own: a new one would cost more than the run. */
function within(run: number, table: Table): Table {
  const partition = (name: string): string => `${run}#${name}`;
  const inside = (attributes: Readonly<Record<string, unknown>>) =>
    typeof attributes['deskPk'] === 'string' ? { ...attributes, deskPk: partition(attributes['deskPk']) } : attributes;
  const moved = (write: Write): Write => {
    if ('put' in write)
      return { ...write, put: { ...inside(write.put), pk: partition(write.put.pk), sk: write.put.sk } };
    if ('check' in write) return { ...write, check: { ...write.check, pk: partition(write.check.pk) } };
    return { ...write, set: inside(write.set), update: { ...write.update, pk: partition(write.update.pk) } };
  };
  return {
    get: (key) => table.get({ ...key, pk: partition(key.pk) }),
    query: (asked) => table.query({ ...asked, pk: partition(asked.pk) }),
    write: (transaction) => table.write(transaction.map(moved)),
  };
}

test('both tables end every transaction alike and answer every question alike', async () => {
  let runs = 0;
  const outcomes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(writes, { minLength: 4, maxLength: 16 }),
      fc.array(query, { minLength: 4, maxLength: 8 }),
      async (all, asked) => {
        runs += 1;
        const [memory, real] = [within(runs, memoryTable()), within(runs, engine.table)];
        for (const transaction of all) {
          const outcome = await ended(memory, transaction);
          expect(await ended(real, transaction)).toBe(outcome);
          outcomes.add(outcome.slice(0, 6));
        }
        for (const one of asked) expect(await pages(real, one)).toEqual(await pages(memory, one));
      },
    ),
    { numRuns: 60 },
  );
  expect([...outcomes].sort()).toEqual(['failed', 'refuse', 'writte']);
});
