/** How much is tried: a little with every test run; `RUNS=20000 SEED=7 npx vitest run test/adversaries` for a night. */
import type * as fc from 'fast-check';

const given = (name: string): number | undefined => {
  const value = Number(process.env[name]);
  return process.env[name] === undefined || Number.isNaN(value) ? undefined : value;
};

/** The budget of a property: `usual` runs unless the environment says more. Fixed seed, so that a red run stays red. */
export const budget = <Args>(usual: number): fc.Parameters<Args> => ({
  numRuns: given('RUNS') ?? usual,
  seed: given('SEED') ?? 20260310,
  endOnFailure: given('RUNS') === undefined,
});

/** Milliseconds that a property may take. */
export const patience = Math.max(60_000, (given('RUNS') ?? 0) * 10_000);
