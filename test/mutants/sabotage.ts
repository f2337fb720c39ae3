/** Loads the house with one guard taken away: the text of one file is changed on its way into the process, not on disk. */
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Mutant, sabotaged } from './mutant.ts';

const root = resolve(import.meta.dirname, '../..');

/** Where a file of the repository lies. */
export const fileOf = (path: string): string => resolve(root, path);

/**
 * From now on this process loads the mutant's file without its guard. Call it before anything of the house is loaded.
 * Loading throws `StaleMutant` when the guard is not where the mutant says. Answers whether the file has been loaded.
 */
export function sabotage(mutant: Mutant): () => boolean {
  const spoiled = pathToFileURL(fileOf(mutant.file)).href;
  let loaded = false;
  registerHooks({
    load(url, context, nextLoad) {
      const module = nextLoad(url, context);
      if (url !== spoiled) return module;
      loaded = true;
      const { source } = module;
      if (source === undefined || source === null) throw new RangeError(`${mutant.file} has no text.`);
      const text = typeof source === 'string' ? source : new TextDecoder().decode(source);
      return { ...module, source: sabotaged(text, mutant) };
    },
  });
  return () => loaded;
}
