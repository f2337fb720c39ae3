/**
 * The local cloud's one clock, and the order in which everything happens.
 *
 * Rooms never set timers. Each keeps its own pending work in the store with an instant, and answers
 * two questions: when is your next piece due, and play what is due now. The clock asks all of them,
 * moves to the earliest instant, plays it, waits until everything that it set off is quiet, and only
 * then moves on. So running forward is the same code as waiting, and a restart only has to ask again.
 */

/** Milliseconds since the epoch, on the virtual clock. */
export type Millis = number;

/** A part of the cloud that has work waiting for an instant. */
export interface Timed {
  readonly name: string;
  /** When the earliest pending work is due; undefined when nothing is pending. */
  nextDue(): Millis | undefined;
  /** Starts all work due at or before `now`, in order of its instants. Long work is handed to `clock.track`. */
  playDue(now: Millis): void | Promise<void>;
}

/** What rooms and tests see of the clock. */
export interface Clock {
  /** The virtual instant. Stands still while an instant is being played, flows with real time otherwise. */
  now(): Millis;
  /** Registers a room. */
  join(room: Timed): void;
  /** A room's `nextDue` became earlier: look again. */
  changed(): void;
  /** Counts work as under way until it settles; `advanceTo` never leaves an instant with work under way. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when no tracked work is under way and nothing is due now. */
  quiet(): Promise<void>;
  /** Plays everything due up to and including the instant, in order, then answers. Earlier instants are refused. */
  advanceTo(instant: Millis): Promise<void>;
  /** Stops asking; pending work stays in the rooms' stores. */
  stop(): Promise<void>;
}
