/** The register of all laws: what `docs/guarantees.md` lists, and what the planted violations are counted against. */
import { callLaws, claimLaws } from './claims.ts';
import { endingLaws } from './ending.ts';
import { foldLaws } from './folds.ts';
import type { Asked, Call, Commit, Ending, Law, Replay, Started } from './law.ts';
import { listEndingLaws, listLaws } from './lists.ts';
import { ownerLaws } from './owners.ts';
import { placeAskedLaws, placeLaws, placeStartedLaws } from './places.ts';
import { replayLaws } from './replay.ts';
import { restLaws } from './rest.ts';
import { resultLaws } from './results.ts';
import { runAskedLaws, runCommitLaws, runStartedLaws } from './runs.ts';
import { versionLaws } from './versions.ts';
import { visitCommitLaws, visitEndingLaws } from './visits.ts';

/** After every commit. */
export const atCommit: readonly Law<Commit>[] = [
  ...versionLaws,
  ...runCommitLaws,
  ...claimLaws,
  ...resultLaws,
  ...visitCommitLaws,
  ...listLaws,
  ...placeLaws,
];

/** At every call of a provider. */
export const atCall: readonly Law<Call>[] = callLaws;

/** At every answer that a machine gets. */
export const atAnswer: readonly Law<Asked>[] = [...runAskedLaws, ...placeAskedLaws];

/** At every start of an execution. */
export const atStart: readonly Law<Started>[] = [...runStartedLaws, ...placeStartedLaws];

/** When the town has come to rest. */
export const inTheEnd: readonly Law<Ending>[] = [
  ...endingLaws,
  ...visitEndingLaws,
  ...listEndingLaws,
  ...ownerLaws,
  ...restLaws,
  ...foldLaws,
];

/** After everything was told again. */
export const afterReplay: readonly Law<Replay>[] = replayLaws;

/** When a law is looked at. */
export type When = 'commit' | 'call' | 'answer' | 'start' | 'end' | 'replay';

/** A law, as one reads it. */
export interface Listed {
  readonly name: string;
  readonly says: string;
  /** Numbers of the design's section 8. */
  readonly invariants: readonly number[];
  readonly when: When;
}

const listed =
  (when: When) =>
  ({ name, says, invariants }: Listed | Law<never>): Listed => ({ name, says, invariants, when });

/** Every law, in the order in which it is looked at. */
export const laws: readonly Listed[] = [
  ...atCommit.map(listed('commit')),
  ...atCall.map(listed('call')),
  ...atAnswer.map(listed('answer')),
  ...atStart.map(listed('start')),
  ...inTheEnd.map(listed('end')),
  ...afterReplay.map(listed('replay')),
];
