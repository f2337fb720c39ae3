/** What can go wrong in a run, and how often. */
import type { DoorName } from './visit.ts';

/** A chance, and how long it then takes. */
interface Late {
  readonly chance: number;
  readonly minutes: number;
}

export interface Profile {
  readonly name: string;
  /** What the profile is for. */
  readonly says: string;
  /** Minutes between sweeps; 0 for no sweeper. */
  readonly sweepMinutes: number;
  /**
   * Minutes by which the sweeper's clock runs fast. What it leaves of the grace (ten minutes, of two for what is to be
   * published) is all the patience it has: seconds, in the hostile profile.
   */
  readonly sweeperAheadMinutes: number;
  /** Seconds by which the clock of a door may be wrong, either way. */
  readonly skewSeconds: number;
  /** Per access of a door to the table: its process ends there. */
  readonly crash: number;
  /** Per write: another transaction is in the way. Per access: it is throttled. */
  readonly contention: number;
  readonly throttle: number;
  /** Per call of the machines: it is throttled, or carried out and its answer is lost. Who called may call again. */
  readonly busyMachines: number;
  /** Per lone write: it was carried out, its answer was lost, and the client's second try met the first. */
  readonly metItself: number;
  /** Per call of a door: the caller calls it a second time, while the first call runs on. */
  readonly startedTwice: number;
  /** Per access: it takes up to so many seconds. */
  readonly slow: { readonly chance: number; readonly seconds: number };
  /** Per event. Late ones come up to so many minutes later, and so in any order. */
  readonly events: { readonly lost: number; readonly twice: number; readonly late: Late };
  /** The stream: how many records go in a batch at most; per batch, that it is handed in again although it was taken. */
  readonly stream: { readonly most: number; readonly again: number };
  /** Per task token that is sent: it is sent late, a second time, or one of long ago is sent instead, and then it. */
  readonly tokens: { readonly late: Late; readonly twice: number; readonly stale: number };
  /** Per message. */
  readonly provider: {
    readonly refused: number;
    readonly unanswered: number;
    readonly lost: number;
    readonly crash: number;
    /** The carrier reports that it did not reach the phone. */
    readonly undelivered: number;
  };
  /** Per day. */
  readonly daily: {
    /** The sweeper does nothing for up to `sweeperPauseHours`. */
    readonly sweeperPause: number;
    /** A running execution is aborted, fails or times out; afterwards, that somebody redrives it. */
    readonly aborts: number;
    readonly redrives: number;
    /** A release brings machines with a state that those before it do not have. */
    readonly deploys: number;
  };
  readonly sweeperPauseHours: number;
  /** Per look-up: an execution that lives is called dead. */
  readonly falselyDead: number;
  /** Per command that was carried out: it comes in again a day later, as a feed sends yesterday's facts today. */
  readonly yesterday: number;
  /** Per wait that is written, timer that ends, and act: somebody changes the facts in that very moment. */
  readonly meddling: number;
}

const none = {
  sweepMinutes: 1,
  sweeperAheadMinutes: 0,
  skewSeconds: 0,
  crash: 0,
  contention: 0,
  throttle: 0,
  busyMachines: 0,
  metItself: 0,
  startedTwice: 0,
  slow: { chance: 0, seconds: 0 },
  events: { lost: 0, twice: 0, late: { chance: 0, minutes: 0 } },
  stream: { most: 1, again: 0 },
  tokens: { late: { chance: 0, minutes: 0 }, twice: 0, stale: 0 },
  provider: { refused: 0, unanswered: 0, lost: 0, crash: 0, undelivered: 0 },
  daily: { sweeperPause: 0, aborts: 0, redrives: 0, deploys: 0 },
  sweeperPauseHours: 0,
  falselyDead: 0,
  yesterday: 0,
  meddling: 0,
} as const;

/** Nothing goes wrong: the sweeper has nothing to repair. */
export const quiet: Profile = { ...none, name: 'quiet', says: 'Nothing goes wrong, and nothing has to be repaired.' };

/** Everything that a cloud does to a program, at rates far above a cloud's, with the sweeper to repair it. */
export const faults: Profile = {
  ...none,
  name: 'faults',
  says: 'Loss, duplicates, delay, crashes, throttling, wrong clocks and releases; the sweeper repairs.',
  skewSeconds: 3,
  crash: 0.01,
  contention: 0.02,
  throttle: 0.005,
  busyMachines: 0.005,
  metItself: 0.01,
  startedTwice: 0.02,
  slow: { chance: 0.01, seconds: 30 },
  events: { lost: 0.1, twice: 0.1, late: { chance: 0.1, minutes: 12 * 60 } },
  stream: { most: 10, again: 0.05 },
  tokens: { late: { chance: 0.05, minutes: 30 }, twice: 0.1, stale: 0.05 },
  provider: { refused: 0.05, unanswered: 0.05, lost: 0.05, crash: 0.05, undelivered: 0.05 },
  daily: { sweeperPause: 0.3, aborts: 1, redrives: 0.5, deploys: 0.1 },
  sweeperPauseHours: 12,
  yesterday: 0.05,
};

/** Nothing breaks, nobody repairs; doors take their time, and facts change in the very moments that matter. */
export const collisions: Profile = {
  ...none,
  name: 'collisions',
  says: 'No faults and no sweeper: facts change around each token, timer and act while doors are slow and machines busy.',
  sweepMinutes: 0,
  contention: 0.02,
  busyMachines: 0.01,
  slow: { chance: 0.05, seconds: 8 },
  events: { lost: 0, twice: 0.2, late: { chance: 0.2, minutes: 90 } },
  stream: { most: 10, again: 0 },
  meddling: 0.15,
};

/** All of it with slow doors, a sweeper without patience, and false answers about who is dead. */
export const hostile: Profile = {
  ...faults,
  name: 'hostile',
  says: 'All faults, seconds of grace, hops of up to 40 seconds, and three of ten living executions called dead.',
  sweeperAheadMinutes: 9.75,
  slow: { chance: 0.02, seconds: 40 },
  events: { lost: 0.1, twice: 0.2, late: { chance: 0.3, minutes: 90 } },
  falselyDead: 0.3,
  meddling: 0.05,
};

/** The profiles that every change must pass, by name. */
export const profiles: Readonly<Record<string, Profile>> = { faults, collisions, hostile };

/** The sweeper's grace as the house has it, in minutes; the laws know it by themselves. */
const graceMinutes = 10;

/** A door's tries under the machine's Retry, with their pauses, and the bus's, in minutes. */
const retryMinutes = 60;

/**
 * Minutes after the last fault within which everything must have come to rest, and within which an act follows its
 * instant: an event that comes as late as it can, into a pause of the sweeper, then a sweep, its grace, and retries.
 */
export function boundMinutes({ events, tokens, sweepMinutes, sweeperPauseHours, slow, crash }: Profile): number {
  const late = events.late.chance === 0 ? 0 : events.late.minutes;
  const token = tokens.late.chance === 0 ? 0 : tokens.late.minutes;
  const repair = crash === 0 ? 0 : sweeperPauseHours * 60 + sweepMinutes + graceMinutes + retryMinutes;
  const hops = slow.chance === 0 ? 0 : 15;
  return 2 + late + token + repair + hops;
}

/** Milliseconds by which the clock of a door may be wrong, either way. */
export const skewWithin =
  ({ skewSeconds, sweeperAheadMinutes }: Profile) =>
  (door: DoorName): number =>
    door === 'sweep' ? sweeperAheadMinutes * 60_000 : skewSeconds * 1000;
