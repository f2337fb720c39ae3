/** What all faults share: the profile, the dice, and the town while there is to be trouble in it. */
import type { Dice } from '../dice.ts';
import type { Poke } from '../faults.ts';
import type { Profile } from '../profiles.ts';
import type { Town } from '../town.ts';

export interface Mischief {
  readonly profile: Profile;
  readonly luck: Dice;
  /** Undefined before trouble begins and after it ended. */
  readonly town: () => Town | undefined;
  /** Lets somebody change what a run is about, now. */
  readonly poke: Poke;
  /** Whether it goes wrong this time; counted by its name. */
  readonly happens: (name: string, probability: number) => boolean;
}
