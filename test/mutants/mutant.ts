/** A mutant: the house with one guard taken away, by name, to see that the simulation misses the guard. */

/** One sabotage of one guard. */
export interface Mutant {
  readonly name: string;
  /** What the guard is for, as a sentence. */
  readonly guards: string;
  /** The file it stands in, from the root of the repository. */
  readonly file: string;
  /** The text that is taken out. It stands in the file exactly once. */
  readonly find: string;
  /** The text in its place. */
  readonly replace: string;
}

/** A mutant whose text is no longer in its file, or no longer once: it would sabotage nothing, or too much. */
export class StaleMutant extends Error {
  constructor({ name, file }: Mutant, times: number) {
    super(`${name}: its text stands ${times} times in ${file}, and must stand there once.`);
    this.name = 'StaleMutant';
  }
}

/** The text of the mutant's file without the guard. Throws `StaleMutant`. */
export function sabotaged(source: string, mutant: Mutant): string {
  const parts = source.split(mutant.find);
  if (parts.length !== 2) throw new StaleMutant(mutant, parts.length - 1);
  return parts.join(mutant.replace);
}
