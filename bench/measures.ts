/** The measures of the house, taken one after the other. */
import { type BundlesMeasured, measureBundles } from './bundles.ts';
import { measureQuarter, type QuarterSpeed } from './cloud/quarter.ts';
import { measureRequests, type RequestSpeed } from './cloud/requests.ts';
import { measureWaiting, type WaitingMemory } from './cloud/waiting.ts';
import { type CommandUnits, measureCommands } from './commands.ts';
import { type Dollars, dollarsOf } from './dollars.ts';
import type { Spent } from './ledger.ts';
import { assumed, prices } from './prices.ts';
import { measureSimulation, type SimulationSpeed } from './simulation.ts';
import { measureSweep, type SweepSpeed } from './sweep.ts';
import { measureSynth } from './synth.ts';
import { measureTypicalCampaign } from './typical-campaign.ts';
import { measureTypicalClosing } from './typical-closing.ts';
import { measureTypicalRun } from './typical-run.ts';
import { measureTypicalVisit } from './typical-visit.ts';

/** What the local cloud stands up to, on this machine. */
export interface CloudFigures {
  readonly quarter: QuarterSpeed;
  readonly requests: RequestSpeed;
  readonly waiting: WaitingMemory;
}

/** Takes the measures of the local cloud; each in a cloud of its own. */
export async function measureCloud(): Promise<CloudFigures> {
  const requests = await measureRequests();
  const waiting = await measureWaiting();
  return { quarter: await measureQuarter(), requests, waiting };
}

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
  readonly sweep: SweepSpeed;
  readonly cloud: CloudFigures;
}

/** One of the named, if it is there. */
const only = (name: string, of: Readonly<Record<string, Spent>>): Readonly<Record<string, Spent>> =>
  of[name] === undefined ? {} : { [name]: of[name] };

const allOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, each) => sum + each, 0);

/** Takes all measures; some minutes. Throws when synthesis, a command or the typical run fails. */
export async function measure(): Promise<Measures> {
  // One after the other: on two cores, side by side, each would measure the others.
  const { bundles, bare } = await measureBundles();
  const synthMs = await measureSynth();
  const simulation = await measureSimulation();
  const commands = await measureCommands();
  const run = await measureTypicalRun();
  const visit = await measureTypicalVisit();
  const campaign = await measureTypicalCampaign();
  const closing = await measureTypicalClosing();
  const sweep = await measureSweep();
  const cloud = await measureCloud();
  return {
    bundles,
    synthMs,
    units: { ...commands.spent, ...visit.commands, ...run.doors, ...only('intake', visit.doors) },
    transitions: {
      ...run.transitions,
      // With the little that the customer's answer sets going.
      'appointment, confirmed': allOf(visit.transitions),
      'next-visit, reminded': closing.transitions['next-visit'] ?? 0,
      'retention, per message': allOf(campaign.whole.transitions) / campaign.touches,
    },
    unmeasured: commands.unmeasured.filter((name) => visit.commands[name] === undefined),
    bare,
    dollars: dollarsOf({
      'parts-eta': run,
      appointment: visit,
      'next-visit': closing,
      retention: { run: campaign.whole, of: campaign.touches },
    }),
    prices,
    assumed,
    simulation,
    sweep,
    cloud,
  };
}
