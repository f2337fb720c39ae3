/**
 * A process of its own that plays months with one mutant until a law of the simulation is broken. It is told what to play
 * by a message, and answers with one.
 */
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
  for (const { profile: called, length, seed } of plays) {
    const profile = profiles[called];
    if (profile === undefined) throw new RangeError(`There is no profile ${called}.`);
    played += 1;
    try {
      const { violations } = await simulate(seed, profile, sizes[length]);
      const [first] = violations;
      if (first !== undefined) {
        const laws = [...new Set(violations.map(({ law }) => law))];
        return { found: 'violation', profile: called, length, seed, laws, what: first.what, played };
      }
    } catch (error) {
      crash ??= `${called}, ${length} ${seed}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    }
  }
  return crash === undefined ? { found: 'nothing', played } : { found: 'crash', crash, played };
}

const answer = async (asked: Hunt): Promise<void> => {
  const verdict = await hunt(asked).catch(
    (error: unknown): Verdict => ({ found: 'crash', crash: String(error), played: 0 }),
  );
  process.send?.(verdict, () => process.exit(0));
};

// Whoever sent it out is gone.
process.once('disconnect', () => process.exit(1));
process.once('message', (asked: Hunt) => void answer(asked));
