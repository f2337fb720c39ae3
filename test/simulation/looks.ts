/** What a decision says about each run of a town at rest, asked once more by somebody who wakes nobody. */
import { followUps } from '../../core/follow-ups/index.ts';
import type { Row } from '../../core/kernel/table.ts';
import type { Instant } from '../../core/kernel/time.ts';
import { type RunRow, readRun } from '../../core/run/row.ts';
import type { Town } from './town.ts';

/** One run and what its decision says now. */
export interface Looked {
  readonly run: Row;
  readonly does: 'act' | 'wait' | 'end' | 'park';
  readonly until?: Instant;
  readonly because: string;
  /** Promises that it would open, keep, cancel or hand over. */
  readonly promises: number;
}

async function lookAt(town: Town, run: Row, row: RunRow): Promise<readonly Looked[]> {
  const followUp = followUps.find(({ name }) => name === row.followUp);
  if (followUp === undefined) return [];
  const { storeId, subject } = row;
  const { step } = await followUp.look(
    town.inner,
    { followUp: row.followUp, storeId, subject },
    town.now(),
    row.playbook,
  );
  const { does, because, promises } = step;
  const until = 'until' in step ? { until: step.until } : {};
  return [{ run, does, because, promises: promises.length, ...until }];
}

/** Looks at every run among the rows of a town. */
export async function looks(town: Town, rows: readonly Row[]): Promise<readonly Looked[]> {
  const found: Looked[] = [];
  for (const run of rows.filter(({ kind }) => kind === 'follow-up'))
    found.push(...(await lookAt(town, run, readRun(run))));
  return found;
}
