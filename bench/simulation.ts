/** How fast promises are simulated: seeded months with all that goes wrong in them, by profile. */
import type { Played } from '../test/simulation/player.ts';
import { playAll } from '../test/simulation/players.ts';
import { profiles } from '../test/simulation/profiles.ts';

/** What one profile came to. */
export interface ProfileSpeed {
  /** Years for which runs of lifecycles had their subjects in care, per second of one core. */
  readonly promiseYearsPerSecond: number;
  /** The same of single promises, from opening to end. */
  readonly owedYearsPerSecond: number;
  /** Commits and states entered, per second of one core. */
  readonly stepsPerSecond: number;
}

/** How fast each profile is simulated, with every law asked. */
export interface SimulationSpeed {
  readonly seeds: number;
  readonly profiles: Readonly<Record<string, ProfileSpeed>>;
}

/** Plays so many seeds of each profile. Throws when one breaks a law: the speed of a wrong run says nothing. */
export async function measureSimulation(seeds = 12): Promise<SimulationSpeed> {
  const names = Object.keys(profiles);
  const turns = names.flatMap((profile) =>
    Array.from({ length: seeds }, (_, at) => ({ profile, seed: `bench ${at + 1}` })),
  );
  const played: Played[] = [];
  await playAll(turns, (one) => {
    if (one.violations.length > 0 || one.error !== undefined)
      throw new Error(`${one.profile}, seed ${one.seed}: ${one.error ?? one.violations[0]?.what}`);
    played.push(one);
  });
  const speedOf = (name: string): ProfileSpeed => {
    const its = played.filter(({ profile }) => profile === name);
    const perSecond = (figure: (one: Played) => number): number => {
      const [all, seconds] = its.reduce(([sum, time], one) => [sum + figure(one), time + one.seconds], [0, 0]);
      return Number((all / seconds).toPrecision(2));
    };
    return {
      promiseYearsPerSecond: perSecond(({ promiseYears }) => promiseYears),
      owedYearsPerSecond: perSecond(({ owedYears }) => owedYears),
      stepsPerSecond: perSecond(({ steps }) => steps),
    };
  };
  return { seeds, profiles: Object.fromEntries(names.map((name) => [name, speedOf(name)])) };
}
