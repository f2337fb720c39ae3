/**
 * A process of its own that plays months with one mutant until a law of the simulation is broken. It is told what to play
 * by a message, and answers with one.
 */
import type { Verdict } from './hunters.ts';
import { mutants } from './list.ts';
import { sabotage } from './sabotage.ts';

/** One run of the simulation. */
export interface Play {
  readonly profile: string;
  readonly seed: string;
}

/** What to play, in this order; without a mutant the house as it is. */
export interface Hunt {
  readonly mutant?: string;
  readonly plays: readonly Play[];
}

/** Large enough for everything to happen to somebody, small enough for two seconds. */
const size = { orders: 8, guests: 12, cars: 5, quietCars: 5, days: 40 };

async function hunt({ mutant: name, plays }: Hunt): Promise<Verdict> {
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
  for (const { profile: called, seed } of plays) {
    const profile = profiles[called];
    if (profile === undefined) throw new RangeError(`There is no profile ${called}.`);
    played += 1;
    try {
      const { violations } = await simulate(seed, profile, size);
      const [first] = violations;
      if (first !== undefined) {
        const laws = [...new Set(violations.map(({ law }) => law))];
        return { found: 'violation', profile: called, seed, laws, what: first.what, played };
      }
    } catch (error) {
      crash ??= `${called}/${seed}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    }
  }
  return crash === undefined ? { found: 'nothing', played } : { found: 'crash', crash, played };
}

process.once('message', (asked: Hunt) => {
  hunt(asked)
    .catch((error: unknown): Verdict => ({ found: 'crash', crash: String(error), played: 0 }))
    .then((verdict) => process.send?.(verdict, () => process.exit(0)));
});
