/** Lets go wrong what a profile says, until it is told to stop. */
import type { Dice } from './dice.ts';
import { accessFaults } from './faults/access.ts';
import { dailyFaults } from './faults/daily.ts';
import { doorFaults } from './faults/doors.ts';
import type { Mischief } from './faults/mischief.ts';
import { portFaults } from './faults/port.ts';
import { providerFaults } from './faults/provider.ts';
import type { Profile } from './profiles.ts';
import type { Town, TownOptions } from './town.ts';
import { type DoorName, type Visit, visiting } from './visit.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Lets somebody change what a run is about, now. */
export type Poke = (storeId: string, subject: string) => Promise<void>;

/** Something that went wrong, and in whose call. */
export type OnFault = (name: string, visit: Visit | undefined) => void;

type Options = Pick<
  TownOptions,
  | 'hop'
  | 'deliveries'
  | 'arrivals'
  | 'carrier'
  | 'provider'
  | 'port'
  | 'around'
  | 'hooks'
  | 'batches'
  | 'takes'
  | 'skew'
  | 'repeats'
> &
  Required<Pick<TownOptions, 'hooks'>>;

export interface Faults {
  readonly options: Options;
  /** Begins to make trouble in a town that was opened with the options. */
  begin(town: Town, poke: Poke): void;
  end(): void;
  /** What went wrong, by name. */
  readonly counted: Readonly<Record<string, number>>;
}

/** How wrong each door's clock is: for the whole run, as a sandbox has its own. */
function skews({ skewSeconds, sweeperAheadMinutes }: Profile, luck: Dice): (door: DoorName) => number {
  const known = new Map<DoorName, number>([['sweep', sweeperAheadMinutes * minute]]);
  return (door) => {
    const found = known.get(door) ?? luck.between(-skewSeconds * second, skewSeconds * second);
    known.set(door, found);
    return found;
  };
}

export function faultsOf(profile: Profile, luck: Dice, onFault: OnFault = () => {}): Faults {
  const counted: Record<string, number> = {};
  let stage: { readonly town: Town; readonly poke: Poke } | undefined;
  const mischief: Mischief = {
    profile,
    luck,
    town: () => stage?.town,
    poke: async (storeId, subject) => stage?.poke(storeId, subject),
    happens(name, probability) {
      if (stage === undefined || probability === 0 || !luck.chance(probability)) return false;
      counted[name] = (counted[name] ?? 0) + 1;
      onFault(name, visiting());
      return true;
    },
  };
  const { happens } = mischief;
  const { events, stream, yesterday } = profile;

  const late = (): number =>
    happens('late event', events.late.chance) ? luck.between(1, events.late.minutes * 60) * second : 0;
  const arrivals = (name: string) => (): readonly number[] =>
    happens(name, events.twice) ? [late(), late() + 1] : [late()];
  const daily = dailyFaults(mischief);

  return {
    counted,
    options: {
      skew: skews(profile, luck.for('clocks')),
      hop: () => (happens('lost event', events.lost) ? undefined : second + late()),
      deliveries: arrivals('event twice'),
      arrivals: arrivals('notice twice'),
      batches: { most: stream.most, again: () => happens('batch again', stream.again) },
      takes: () => !happens('event not taken', profile.throttle),
      repeats: () => (happens('yesterday’s command', yesterday) ? luck.between(12 * hour, 30 * hour) : undefined),
      ...providerFaults(mischief),
      port: portFaults(mischief),
      around: doorFaults(mischief, daily.sweeperSleeps),
      hooks: accessFaults(mischief),
    },
    begin(town, poke) {
      stage = { town, poke };
      daily.begin(town);
    },
    end() {
      stage = undefined;
    },
  };
}
