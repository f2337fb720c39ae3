/**
 * Runs of the public API against a tiny model: clerks create, change, cancel, merge and opt out in any order, and everything
 * that is answered is what a notebook says. Follow-ups run behind the API meanwhile. `RUNS=2000` plays more; a failing run is
 * printed with the seed and the path that `SEED=… PATH_OF=…` replays.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Row } from '../../core/kernel/table.ts';
import { type Desk, type Errand, errand, openDesk, pass, readMail, tally } from './model/clerk.ts';
import { customerErrands, lookAt } from './model/customers.ts';
import { orderErrands } from './model/orders.ts';
import type { Notebook } from './model/record.ts';
import { catchUp, visitErrands } from './model/visits.ts';

const minute = 60_000;
const hour = 60 * minute;

const wait = errand(
  'wait',
  fc.constantFrom(1000, minute, 12 * minute, hour, 5 * hour, 19 * hour),
  async (model, desk, millis) => {
    await pass(desk, millis);
    readMail(model, desk);
    await catchUp(model, desk);
  },
);

const owedOf = (rows: readonly Row[], subject: string): readonly unknown[] =>
  rows
    .filter((row) => row['kind'] === 'promise' && row['subject'] === subject && row['endedAt'] === undefined)
    .map(({ promiseId }) => promiseId);

/** What must have happened in the runs of every day, or they would prove nothing. */
const happens = [
  'merge: 200',
  'unmerge: 200',
  'move: 200',
  'void: 200',
  'say of a part: 200',
  'answer: X',
  'message: confirm',
  'message: remind',
  'message: confirm-opt-out',
  'message: to one with duplicates',
];

/** When everything has come to rest: nobody is stuck, and nothing is owed about what was called off. */
async function atRest(model: Notebook, desk: Desk): Promise<void> {
  await pass(desk, 4 * 24 * hour);
  readMail(model, desk);
  await catchUp(model, desk);
  const rows = desk.table.rows();
  expect(rows.filter((row) => row['kind'] === 'follow-up' && row['state'] === 'STUCK')).toEqual([]);
  const over = [
    ...[...model.orders.values()].filter(({ status }) => status === 'VOIDED').map(({ id }) => `ro-${id}`),
    ...[...model.visits.values()].filter(({ status }) => status === 'CANCELLED').map(({ id }) => `ap-${id}`),
  ];
  for (const subject of over) expect([subject, owedOf(rows, subject)]).toEqual([subject, []]);
  // Whoever decides about a duplicate finds the one who is kept: the contact rule is there for who does not.
  expect(rows.filter((row) => row['kind'] === 'message' && row['reason'] === 'merged')).toEqual([]);
  for (const id of model.people.keys()) await lookAt(model, desk, id);
}

const errands: fc.Arbitrary<Errand>[] = [...customerErrands, ...visitErrands, ...orderErrands, wait, wait, wait, wait];
const seed = process.env['SEED'];
const path = process.env['PATH_OF'];

test('whatever clerks do, the API answers what the notebook says', async () => {
  const runs = Number(process.env['RUNS'] ?? 15);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(...errands), { maxLength: 80, size: 'max' }), async (commands) => {
      const { model, real } = await openDesk();
      await fc.asyncModelRun(() => ({ model, real }), commands);
      await atRest(model, real);
    }),
    { numRuns: runs, seed: Number(seed ?? 1), ...(path === undefined ? {} : { path }), endOnFailure: false },
  );
  if (path === undefined) expect(happens.filter((what) => !tally.has(what))).toEqual([]);
}, 3_600_000);
