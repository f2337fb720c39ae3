/** A thread that plays seeds, one after the other, as it is told. */
import { parentPort } from 'node:worker_threads';
import { profiles } from './profiles.ts';
import { simulate } from './run.ts';
import { sizeOf } from './sizes.ts';
import type { Violation } from './witness.ts';

/** What is to be played. */
export interface Turn {
  readonly seed: string;
  readonly profile: string;
}

/** What came of it; `error` when the play itself broke. */
export interface Played extends Turn {
  readonly steps: number;
  readonly promiseYears: number;
  readonly owedYears: number;
  readonly repairs: number;
  readonly violations: readonly Violation[];
  readonly faults: Readonly<Record<string, number>>;
  /** Seconds of its core that it took. */
  readonly seconds: number;
  readonly error?: string;
}

async function play({ seed, profile: name }: Turn): Promise<Played> {
  const began = process.threadCpuUsage();
  const since = (): number => {
    const { user, system } = process.threadCpuUsage(began);
    return (user + system) / 1_000_000;
  };
  const profile = profiles[name];
  if (profile === undefined) throw new RangeError(`There is no profile ${name}.`);
  try {
    const { figures, violations, faults } = await simulate(seed, profile, sizeOf(seed));
    const { commits, transitions, promiseYears, owedYears, repairs } = figures;
    return {
      seed,
      profile: name,
      steps: commits + transitions,
      promiseYears,
      owedYears,
      repairs,
      violations: violations.slice(0, 20),
      faults,
      seconds: since(),
    };
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const nothing = { steps: 0, promiseYears: 0, owedYears: 0, repairs: 0, violations: [], faults: {} };
    return { seed, profile: name, ...nothing, seconds: since(), error: text };
  }
}

parentPort?.on('message', (turn: Turn) => {
  void play(turn).then((played) => parentPort?.postMessage(played));
});
