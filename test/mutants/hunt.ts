/**
 * A process of its own that plays with one mutant until a law of the simulation is broken. It is told what to play by its
 * argument, and says what it found in one line.
 */
import { writeSync } from 'node:fs';
import type { Verdict } from './hunters.ts';
import { mutants } from './list.ts';
import { sabotage } from './sabotage.ts';

/** How long a run is: many sabotages show within a week, far dates and caps do not. */
export type Length = 'week' | 'month';

/** One run of the simulation. */
export interface Play {
  readonly profile: string;
  readonly length: Length;
  readonly seed: string;
}

/** What to play, in this order; without a mutant the house as it is. */
export interface Hunt {
  readonly mutant?: string;
  readonly plays: readonly Play[];
}

/** Large enough for everything to happen to somebody, small enough for a second or two. */
const sizes = {
  week: { orders: 6, guests: 6, cars: 4, quietCars: 1, days: 7 },
  month: { orders: 8, guests: 12, cars: 8, quietCars: 4, days: 35 },
} as const satisfies Record<Length, object>;

/** Says it and ends at once: a house without a guard may go round in circles from here on. */
function end(verdict: Verdict): never {
  writeSync(1, `${JSON.stringify(verdict)}\n`);
  return process.exit(0);
}

async function hunt({ mutant: name, plays }: Hunt): Promise<void> {
  const mutant = mutants.find((each) => each.name === name);
  const wasLoaded = mutant === undefined ? () => true : sabotage(mutant);
  // Only now, for it loads the house.
  const [{ simulate }, { profiles }] = await Promise.all([
    import('../simulation/run.ts'),
    import('../simulation/profiles.ts'),
  ]);
  if (!wasLoaded()) throw new RangeError(`${mutant?.file} takes no part in the simulation.`);
  let crash: string | undefined;
  let played = 0;
  for (const play of plays) {
    const { profile: called, length, seed } = play;
    const profile = profiles[called];
    if (profile === undefined) throw new RangeError(`There is no profile ${called}.`);
    played += 1;
    const found = ({ law, what }: { readonly law: string; readonly what: string }): never =>
      end({ found: 'violation', ...play, law, what, played });
    try {
      const { violations } = await simulate(seed, profile, sizes[length], { found });
      violations.forEach(found);
    } catch (error) {
      const how = error instanceof Error ? (error.stack ?? error.message) : String(error);
      crash ??= `${called}, ${length} ${seed}: ${how}`;
    }
  }
  end(crash === undefined ? { found: 'nothing', played } : { found: 'crash', crash, played });
}

await hunt(JSON.parse(process.argv[2] ?? '{}'));
