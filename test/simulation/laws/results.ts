/** Laws of what becomes of a message: who may say so. */
import { type Commit, find, keyText, type Law, text } from './law.ts';

/** Which doors can know each state of a message. */
const sources: Readonly<Record<string, readonly string[]>> = {
  CLAIMED: ['act'],
  REFUSED: ['act'],
  ACCEPTED: ['act'],
  DELIVERED: ['intake'],
  FAILED: ['act', 'intake'],
  UNKNOWN: ['sweep'],
};

const resultsHaveASource: Law<Commit> = {
  name: 'a result has a source',
  says: 'That a message was accepted is said by the door that handed it over, that it was delivered by a report, that nobody knows by the sweeper; nobody guesses.',
  invariants: [5],
  broken: ({ images, by }) =>
    images.flatMap(({ old, new: row }) => {
      const state = text(row['state']);
      if (row['kind'] !== 'message' || state === old?.['state']) return [];
      return sources[state]?.includes(by.door) === true
        ? []
        : [find(row, `${keyText(row)} became ${state} by ${by.door}`)];
    }),
};

export const resultLaws: readonly Law<Commit>[] = [resultsHaveASource];
