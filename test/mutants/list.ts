/** All mutants of the house. */
import { claimMutants } from './list/claims.ts';
import { contactMutants } from './list/contact.ts';
import { dueMutants } from './list/due.ts';
import { runMutants } from './list/runs.ts';
import { visitMutants } from './list/visits.ts';
import type { Mutant } from './mutant.ts';

/** Every sabotage, by the guard it takes away. Their names differ. */
export const mutants: readonly Mutant[] = [
  ...runMutants,
  ...claimMutants,
  ...contactMutants,
  ...dueMutants,
  ...visitMutants,
];
