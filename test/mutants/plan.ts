/** What to play against which mutant: what killed it last time first, then everything else in turn. */
import type { Hunt, Play } from './hunt.ts';
import type { Mutant } from './mutant.ts';

/** The run that killed a mutant last time, by the mutant's name. Only a hint where to begin: it is played again. */
export type Killers = Readonly<Record<string, Play>>;

const lengths = ['week', 'month'] as const;

/** Every seed in every profile, a week long and then a month, seed by seed. */
export const allPlays = (profiles: readonly string[], seeds: number): readonly Play[] =>
  Array.from({ length: seeds }, (_, at) => `mutant ${at + 1}`).flatMap((seed) =>
    lengths.flatMap((length) => profiles.map((profile): Play => ({ profile, length, seed }))),
  );

const same = (a: Play, b: Play): boolean => a.profile === b.profile && a.length === b.length && a.seed === b.seed;

/** One hunt per mutant, through all plays, beginning with the one that killed it last time. */
export const quickHunts = (mutants: readonly Mutant[], plays: readonly Play[], killers: Killers): readonly Hunt[] =>
  mutants.map(({ name }) => {
    const last = killers[name];
    const others = last === undefined ? plays : plays.filter((play) => !same(play, last));
    return { mutant: name, plays: last === undefined ? others : [last, ...others] };
  });

/** One hunt per mutant and profile, for the whole table. */
export const fullHunts = (mutants: readonly Mutant[], profiles: readonly string[], seeds: number): readonly Hunt[] =>
  mutants.flatMap(({ name }) => profiles.map((profile) => ({ mutant: name, plays: allPlays([profile], seeds) })));

/** The house as it is, in every run that killed something: a law that is broken there has not noticed the mutant. */
export function controls(kills: readonly Play[]): readonly Hunt[] {
  const plays = kills
    .filter((play, at) => kills.findIndex((other) => same(play, other)) === at)
    .map(({ profile, length, seed }): Play => ({ profile, length, seed }));
  // Two hunts, for two processes.
  return [0, 1]
    .map((half): Hunt => ({ plays: plays.filter((_, at) => at % 2 === half) }))
    .filter((each) => each.plays.length > 0);
}
