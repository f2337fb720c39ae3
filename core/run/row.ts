/**
 * The row of a follow-up: one run of a lifecycle for one subject. Its `version` guards everything: each write to the
 * row is conditioned on the version that was read, and raises it.
 */
import * as z from 'zod';
import { dueKey, type Key, sortKey } from '../kernel/keys.ts';
import { storyKey } from '../kernel/noun.ts';
import { subjectPartition } from '../kernel/subject.ts';
import type { Row, Write } from '../kernel/table.ts';
import { type Instant, instant, plus } from '../kernel/time.ts';
import { onBoard, runsInStory } from './keys.ts';
import { type Pinned, pinned } from './under.ts';

/** Which run: names the row and, with the generation, the execution. */
export interface Run {
  readonly followUp: string;
  readonly storeId: string;
  /** The subject, such as `ro-10233`; the execution's input calls it `followUpId`. */
  readonly subject: string;
}

/** OPEN: an execution has the ball. PARKED: a far date in the due index has it. STUCK: a person has it. ENDED: nobody needs it. */
export const runState = z.enum(['OPEN', 'PARKED', 'STUCK', 'ENDED']);
export type RunState = z.infer<typeof runState>;

export const runRow = z.object({
  followUp: z.string(),
  storeId: z.string(),
  subject: z.string(),
  customerId: z.string().optional(),
  state: runState,
  version: z.int().positive(),
  generation: z.int().positive(),
  /** The version at which this generation began: what it has spent of its step budget is the difference. */
  beganAt: z.int(),
  /** Generations that the sweeper had to start since the run last got anywhere. */
  revivals: z.int().min(0),
  /** How often a person has sent it on its way again. */
  resumed: z.int().min(0).optional(),
  /** Entity → the latest version that was heard of. */
  heard: z.record(z.string(), z.int()),
  /** How much news came, and how much of it the run has looked at. */
  news: z.int(),
  seen: z.int(),
  token: z.string().optional(),
  /** When the run must have shown a sign of life. */
  expectBy: instant,
  /** The end it reached, as the machine names it. */
  endedAs: z.string().optional(),
  /** What the run last decided, and why, for people. */
  because: z.string(),
  openedAt: instant,
  /** The settings it is on until its next generation. */
  playbook: pinned.optional(),
});
export type RunRow = z.infer<typeof runRow>;

/** How long after `expectBy` the sweeper looks a run up. Longer than any door may take, its retries included. */
export const graceMinutes = 10;

/** Where the row lies: beside what the run is about. */
export const runKey = (run: Run): Key => ({
  pk: subjectPartition(run.storeId, run.subject),
  sk: sortKey('FOLLOWUP', run.followUp),
});

/** The name of an execution: searchable by store and number, and StartExecution with a name is idempotent. */
export const executionName = (run: Run, generation: number): string =>
  `${run.followUp}-${run.storeId}-${run.subject}-g${generation}`;

const dueId = (run: Run): string => executionName(run, 0);

/** The due attributes of a run that should show a sign of life by the instant. */
export const lifeDue = (run: Run, expectBy: Instant) => ({
  expectBy,
  ...dueKey(plus(expectBy, { minutes: graceMinutes }), 'follow-up', dueId(run)),
});

/** The due attributes of a parked run: it is opened again at the instant, without grace. */
export const parkDue = (run: Run, until: Instant) => ({ expectBy: until, ...dueKey(until, 'follow-up', dueId(run)) });

/** Reads a row. */
export const readRun = (row: Row): RunRow => runRow.parse(row);

/** Puts the row of a run that is opened for the first time. Whoever hands the ball over sets `expectBy`. */
export function openRow(
  run: Run,
  about: {
    readonly customerId?: string;
    readonly heard: Readonly<Record<string, number>>;
    readonly because: string;
    readonly playbook?: Pinned;
  },
  now: Instant,
): Write {
  const { customerId, heard, because, playbook } = about;
  const state: RunRow = {
    ...run,
    ...(customerId === undefined ? {} : { customerId }),
    state: 'OPEN',
    version: 1,
    generation: 1,
    beganAt: 1,
    revivals: 0,
    heard,
    news: 1,
    seen: 0,
    expectBy: now,
    because,
    openedAt: now,
    ...(playbook === undefined ? {} : { playbook }),
  };
  return {
    put: {
      ...state,
      ...runKey(run),
      ...lifeDue(run, now),
      ...(customerId === undefined ? {} : storyKey(customerId, runsInStory, run.followUp, run.storeId, run.subject)),
      kind: 'follow-up',
    },
    when: { absent: true },
  };
}

/** The board follows the state: on it, or off it. */
function boardChange(run: Run, state: RunState | undefined) {
  if (state === undefined) return { set: {}, remove: [] };
  if (state === 'STUCK' || state === 'PARKED') return { set: onBoard(run, state), remove: [] };
  return { set: {}, remove: ['boardPk', 'boardSk'] };
}

/** What a write may set on the row; the version is raised here, and here only. */
export type RowChange = Partial<Omit<RunRow, 'version' | 'followUp' | 'storeId' | 'subject'>> & {
  readonly duePk?: string;
  readonly dueSk?: string;
};

/** A write to the row under the version, state and generation that were read. */
export function changeRow(read: RunRow, set: RowChange, remove: readonly string[] = []): Write {
  const board = boardChange(read, set.state);
  return {
    update: runKey(read),
    set: { ...set, ...board.set, version: read.version + 1 },
    remove: [...remove, ...board.remove],
    when: { equals: { version: read.version, generation: read.generation, state: read.state } },
  };
}

/**
 * Hands the ball to the machine again under the next generation. Its execution is started after the commit. Without a
 * `playbook` in `set` it stays on the settings it was on.
 */
export const nextGeneration = (read: RunRow, now: Instant, set: RowChange): Write =>
  changeRow(
    read,
    { state: 'OPEN', generation: read.generation + 1, beganAt: read.version + 1, ...lifeDue(read, now), ...set },
    ['token', 'endedAs'],
  );
