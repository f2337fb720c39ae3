/** One execution as it is stored between its steps. Nothing else of it is kept anywhere, in memory least of all. */
import type { Millis } from '../clock/clock.ts';

/** As AWS calls them. */
export const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;
export type Status = (typeof STATUSES)[number];

/**
 * Where the current state stands:
 * `ready` it is chosen and not entered; `calling` its task is called and has not answered; `token` it has, and the
 * token is awaited; `retrying` the next attempt is awaited; `waiting` a Wait state; `ended` the execution is over.
 */
export const PHASES = ['ready', 'calling', 'token', 'retrying', 'waiting', 'ended'] as const;
export type Phase = (typeof PHASES)[number];

export interface Run {
  readonly id: number;
  readonly machine: string;
  /** The definition it started with. */
  readonly revision: number;
  readonly name: string;
  /** JSON, byte for byte as it was given. */
  readonly input: string;
  readonly startedAt: Millis;
  status: Status;
  stoppedAt: Millis | undefined;
  output: string | undefined;
  error: string | undefined;
  cause: string | undefined;
  state: string;
  /** JSON: the raw input of the current state. */
  stateInput: string;
  enteredAt: Millis;
  phase: Phase;
  /** Rises with every call of a task; an answer that belongs to an earlier number is late and is dropped. */
  attempt: number;
  /** How often each retrier of the current state has retried. */
  retries: number[];
  token: string | undefined;
  /** When the next step is due: now for `ready`, the end of the wait for `waiting` and `retrying`. */
  resumeAt: Millis | undefined;
  timeoutAt: Millis | undefined;
  heartbeatAt: Millis | undefined;
  /** When the whole execution times out. */
  deadlineAt: Millis | undefined;
  /** The id of the last history event. */
  events: number;
  /** States entered and retries, as AWS counts them for its bill. */
  transitions: number;
  redrives: number;
  redrivenAt: Millis | undefined;
}

/** A timer of the run; the list is also the order in which those of one instant are played. */
export const TIMERS = ['timeout', 'heartbeat', 'resume', 'deadline'] as const;
export type Timer = (typeof TIMERS)[number];

type Timers = Pick<Run, 'timeoutAt' | 'heartbeatAt' | 'resumeAt' | 'deadlineAt'>;

const instantOf = (run: Timers, timer: Timer): Millis | undefined => {
  switch (timer) {
    case 'timeout':
      return run.timeoutAt;
    case 'heartbeat':
      return run.heartbeatAt;
    case 'resume':
      return run.resumeAt;
    case 'deadline':
      return run.deadlineAt;
  }
};

/** The run's earliest timer, or undefined when it waits for an answer only. */
export function nextTimer(run: Timers): { readonly timer: Timer; readonly at: Millis } | undefined {
  let first: { timer: Timer; at: Millis } | undefined;
  for (const timer of TIMERS) {
    const at = instantOf(run, timer);
    if (at !== undefined && (first === undefined || at < first.at)) first = { timer, at };
  }
  return first;
}

/** Takes away what belonged to the attempt that is over. */
export function clearAttempt(run: Run): void {
  run.token = undefined;
  run.resumeAt = undefined;
  run.timeoutAt = undefined;
  run.heartbeatAt = undefined;
}

/** Ends the run. State and its input stay: a redrive goes on from there. */
export function endRun(run: Run, status: Exclude<Status, 'RUNNING'>, at: Millis): void {
  clearAttempt(run);
  run.deadlineAt = undefined;
  run.status = status;
  run.phase = 'ended';
  run.stoppedAt = at;
}
