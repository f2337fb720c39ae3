/** Retriers and Catchers (states-language.net, "Retrying after error" and "Fallback states"). */
import type { Path } from './paths.ts';

export interface Retrier {
  readonly errors: readonly string[];
  readonly intervalSeconds: number;
  /** Retries, not attempts: 0 means that the error is never retried. */
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
}

export interface Catcher {
  readonly errors: readonly string[];
  readonly next: string;
  /** Where the Error Output goes; undefined discards it (`"ResultPath": null`). */
  readonly resultPath: Path | undefined;
}

/**
 * Whether a list in ErrorEquals takes an error. `States.Runtime` is taken by nothing. `States.ALL` takes all others
 * but `States.DataLimitExceeded`; `States.TaskFailed` all of those but `States.Timeout`. By the document a missed
 * heartbeat is a `States.Timeout` as well.
 */
export function takes(errorEquals: readonly string[], error: string): boolean {
  if (error === 'States.Runtime') return false;
  if (errorEquals.includes(error)) return true;
  if (error === 'States.DataLimitExceeded') return false;
  if (errorEquals.includes('States.ALL')) return true;
  if (error === 'States.HeartbeatTimeout' && errorEquals.includes('States.Timeout')) return true;
  return error !== 'States.Timeout' && errorEquals.includes('States.TaskFailed');
}

/**
 * The first retrier that names the error alone decides, and each counts its own retries: when its attempts are
 * spent, a later one is not asked.
 */
export function retrierFor(retriers: readonly Retrier[], error: string): number | undefined {
  const index = retriers.findIndex((retrier) => takes(retrier.errors, error));
  return index < 0 ? undefined : index;
}

/** Seconds before the next attempt after `done` retries: interval × rate^done, at most MaxDelaySeconds. */
export function delaySeconds(retrier: Retrier, done: number): number {
  const delay = retrier.intervalSeconds * retrier.backoffRate ** done;
  return Math.min(delay, retrier.maxDelaySeconds ?? LONGEST_DELAY);
}

/** Ten years: an execution lives one, and an exponent must not run out of numbers. */
const LONGEST_DELAY = 315_360_000;
