/** Plays a typical run on the rendered machines, and says what it took from the first command to the end. */
import type { Row } from '../core/kernel/table.ts';
import { type Instant, parseInstant } from '../core/kernel/time.ts';
import { routes } from '../core/routes.ts';
import { readRun } from '../core/run/index.ts';
import type { Spent } from './ledger.ts';
import { openPlace, type Place } from './place.ts';

/** What people do, and when. Several runs side by side differ by a number: that of the repair order. */
export type Stage = readonly [at: string, stage: (place: Place, roNumber: string) => Promise<unknown>];

/** A typical run. */
export interface Play {
  readonly stages: readonly Stage[];
  /** By then every run has ended. */
  readonly endAt: Instant;
  /** How many side by side; one unless said. */
  readonly count?: number;
  /** What is there before anything is measured. */
  readonly prepare?: (place: Place) => Promise<unknown>;
}

/** Plays it. */
export async function play({ stages, endAt, count = 1, prepare = async () => {} }: Play): Promise<Place> {
  const place = await openPlace();
  await prepare(place);
  place.ledger.clear();
  for (const [at, stage] of stages) {
    await place.town.until(parseInstant(at));
    for (let n = 1; n <= count; n += 1) await stage(place, String(10_000 + n));
  }
  await place.town.until(endAt);
  return place;
}

/** The rows of a kind that the place keeps. */
export const rowsOf = ({ kept }: Place, kind: string): readonly Row[] =>
  kept.rows().filter((row) => row['kind'] === kind);

/**
 * Follow-up → how many of its runs are done, for good or until a far date. Throws when one is not: then this is no typical
 * run any more.
 */
export function finished(place: Place): ReadonlyMap<string, number> {
  const runs = rowsOf(place, 'follow-up').map(readRun);
  const left = runs.filter(({ state }) => state !== 'ENDED' && state !== 'PARKED');
  if (runs.length === 0 || left.length > 0) {
    throw new Error(`The typical run did not end: ${left.map(({ because }) => because).join(' ')}`);
  }
  return new Map([...Map.groupBy(runs, ({ followUp }) => followUp)].map(([name, all]) => [name, all.length]));
}

const isCommand = (name: string): boolean => routes.some((route) => route.name === name);

/** What one typical run took. */
export interface TypicalRun {
  /** State transitions per finished follow-up, as Step Functions bills them: states entered and retries. */
  readonly transitions: Readonly<Record<string, number>>;
  /** Units of the commands that fed the run. */
  readonly commands: Readonly<Record<string, Spent>>;
  /** Units of the doors, and of the machine's own writes when it waits. */
  readonly doors: Readonly<Record<string, Spent>>;
  /** Messages that a provider took. */
  readonly messages: number;
}

/** What was played took this. */
export async function takenBy(place: Place): Promise<TypicalRun> {
  const { town, ledger } = place;
  const transitions = Object.fromEntries(
    [...finished(place)].map(([followUp, runs]) => {
      const figures = town.machines.figures().filter(({ machine }) => machine === followUp);
      return [followUp, figures.reduce((sum, each) => sum + each.transitions, 0) / runs];
    }),
  );
  await ledger.command('sweep: idle', town.doors.sweep);
  const spent = Object.entries(ledger.spent());
  return {
    transitions,
    commands: Object.fromEntries(spent.filter(([name]) => isCommand(name))),
    doors: Object.fromEntries(spent.filter(([name]) => !isCommand(name))),
    messages: town.sent.length,
  };
}
