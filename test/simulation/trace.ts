/** One seed told: what broke, and a diary of events, faults and decisions that has to do with it. */
import { openDiary } from './diary.ts';
import { profiles } from './profiles.ts';
import { simulate } from './run.ts';
import { sizeOf } from './sizes.ts';
import type { Violation } from './witness.ts';

/** Lines of a diary that are printed, at most: the last ones. */
const mostLines = 400;

/** What a violation names that a diary can be searched for: the subjects and entities in its words. */
const namesIn = ({ about, what }: Violation): readonly string[] =>
  about === undefined ? [...new Set(what.match(/\b(?:ro-\w+|[ACV]-?\d+(?:-\d+)*)\b/g) ?? [])] : [about.subject];

/**
 * Plays the seed once more and tells of it. With `about`, every line with that text; without, what has to do with the
 * first violation.
 */
export async function traced(seed: string, profileName: string, about: string | undefined): Promise<string> {
  const profile = profiles[profileName];
  if (profile === undefined) throw new RangeError(`There is no profile ${profileName}.`);
  const diary = openDiary();
  const { violations, figures, faults } = await simulate(seed, profile, sizeOf(seed), { diary });
  const [first] = violations;
  const names = about === undefined ? (first === undefined ? [] : namesIn(first)) : [about];
  const lines = diary.lines.filter((line) => names.length === 0 || names.some((name) => line.includes(name)));
  return [
    `${profileName}, seed ${seed}: ${violations.length} violations, ${JSON.stringify(figures)}`,
    ...violations.slice(0, 20).map(({ at, law, what }) => `${at} BROKEN   ${law}: ${what}`),
    names.length === 0 ? 'The diary:' : `The diary of ${names.join(', ')}:`,
    ...(lines.length > mostLines ? [`… ${lines.length - mostLines} lines before`] : []),
    ...lines.slice(-mostLines),
    `faults ${JSON.stringify(faults)}`,
  ].join('\n');
}
