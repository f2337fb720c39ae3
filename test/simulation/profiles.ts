/** What can go wrong in a run, and how often. */

export interface Profile {
  readonly name: string;
  /** Per access of a door to the table: its process ends there. */
  readonly crash: number;
  /** Per write: another transaction is in the way. */
  readonly contention: number;
  /** Per access: it takes up to so many seconds. */
  readonly slow: { readonly chance: number; readonly seconds: number };
  /** Per event. Late ones come up to so many minutes later, and so in any order. */
  readonly events: {
    readonly lost: number;
    readonly twice: number;
    readonly late: number;
    readonly lateMinutes: number;
  };
  /** Per message. */
  readonly provider: {
    readonly refused: number;
    readonly unanswered: number;
    readonly lost: number;
    readonly crash: number;
    /** The carrier reports that it did not reach the phone. */
    readonly undelivered: number;
  };
  /** Per day: the sweeper does nothing for up to twelve hours; a running execution is aborted. */
  readonly sweeperPause: number;
  readonly aborts: number;
  /** Minutes after its instant within which an act still happens: the longest that the faults can keep it up. */
  readonly actsWithin: number;
  /** Per look-up: an execution that lives is called dead. */
  readonly falselyDead: number;
}

const none = {
  crash: 0,
  contention: 0,
  slow: { chance: 0, seconds: 0 },
  events: { lost: 0, twice: 0, late: 0, lateMinutes: 0 },
  provider: { refused: 0, unanswered: 0, lost: 0, crash: 0, undelivered: 0 },
  sweeperPause: 0,
  aborts: 0,
  falselyDead: 0,
  actsWithin: 2,
} as const;

/** Nothing goes wrong: the sweeper has nothing to repair. */
export const quiet: Profile = { ...none, name: 'quiet' };

/** Nothing breaks, but everything takes its time, comes twice and in any order. */
export const crowded: Profile = {
  ...none,
  name: 'crowded',
  actsWithin: 15,
  contention: 0.02,
  slow: { chance: 0.5, seconds: 10 },
  events: { lost: 0, twice: 0.2, late: 0.2, lateMinutes: 90 },
};

/** Processes die, answers are lost, executions are aborted, the sweeper sleeps. */
export const broken: Profile = {
  ...none,
  name: 'broken',
  actsWithin: 14 * 60,
  crash: 0.01,
  contention: 0.02,
  events: { lost: 0.1, twice: 0.1, late: 0.1, lateMinutes: 30 },
  provider: { refused: 0.05, unanswered: 0.05, lost: 0.05, crash: 0.05, undelivered: 0.05 },
  sweeperPause: 0.3,
  aborts: 1,
};

/** All of it, with slow doors and false answers about who is dead. */
export const hostile: Profile = {
  ...broken,
  name: 'hostile',
  slow: { chance: 0.5, seconds: 10 },
  events: { lost: 0.1, twice: 0.2, late: 0.3, lateMinutes: 90 },
  falselyDead: 0.2,
};
