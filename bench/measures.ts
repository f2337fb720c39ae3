/** The measures of the house, taken one after the other. */
import { type BundlesMeasured, measureBundles } from './bundles.ts';
import { type CommandUnits, measureCommands } from './commands.ts';
import { type Dollars, dollarsOf } from './dollars.ts';
import type { Spent } from './ledger.ts';
import { assumed, prices } from './prices.ts';
import { measureSynth } from './synth.ts';
import { measureSimulation, measureTypicalRun, type SimulationSpeed } from './typical-run.ts';

/** Everything that is measured. */
export interface Measures extends BundlesMeasured {
  readonly synthMs: number;
  /** Commands of the API, then the doors of a typical run. */
  readonly units: Readonly<Record<string, Spent>>;
  readonly unmeasured: CommandUnits['unmeasured'];
  readonly transitions: Readonly<Record<string, number>>;
  readonly dollars: Dollars;
  readonly prices: typeof prices;
  readonly assumed: typeof assumed;
  readonly simulation: SimulationSpeed;
}

/** Takes all measures; about half a minute. Throws when synthesis, a command or the typical run fails. */
export async function measure(): Promise<Measures> {
  // One after the other: on two cores, side by side, each would measure the others.
  const { bundles, bare } = await measureBundles();
  const synthMs = await measureSynth();
  const simulation = await measureSimulation();
  const commands = await measureCommands();
  const run = await measureTypicalRun();
  return {
    bundles,
    synthMs,
    units: { ...commands.spent, ...run.doors },
    transitions: run.transitions,
    unmeasured: commands.unmeasured,
    bare,
    dollars: dollarsOf(run),
    prices,
    assumed,
    simulation,
  };
}
