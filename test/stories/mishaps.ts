/** What may happen to a run itself, whatever it is about. */
import { executionName, nextGeneration, type Run, readRun, runKey } from '../../core/run/row.ts';
import type { World } from './world.ts';

/** As if the run had gone round since ever: its next Review finds the budget spent. */
export const spendBudget = (world: World, run: Run): Promise<void> =>
  world.table.write([{ update: runKey(run), set: { beganAt: -1_000_000 }, when: { equals: { state: 'OPEN' } } }]);

/** What the sweeper does to a run that it takes for dead, and that is not. */
export async function takeForDead(world: World, run: Run): Promise<void> {
  const row = readRun((await world.table.get(runKey(run))) ?? { pk: '', sk: '' });
  await world.table.write([nextGeneration(row, world.now(), { because: 'Its execution was lost.' })]);
  await world.machines.start(run.followUp, executionName(run, row.generation + 1), {
    storeId: run.storeId,
    followUpId: run.subject,
    generation: row.generation + 1,
  });
}
