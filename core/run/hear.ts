/**
 * Hearing: an event opens a run, wakes it, opens it again, or is written down. It may come twice, late and in any
 * order; what was heard of each entity is kept on the row as a version.
 */
import type { Envelope } from '../kernel/event.ts';
import type { Machines } from '../kernel/ports.ts';
import { ConditionFailed, Contention, type Row, type Table } from '../kernel/table.ts';
import type { Instant } from '../kernel/time.ts';
import type { FollowUp } from './declaration.ts';
import { followUpResumed } from './events.ts';
import {
  changeRow,
  executionName,
  lifeDue,
  nextGeneration,
  openRow,
  parkDue,
  type Run,
  type RunRow,
  readRun,
  runKey,
} from './row.ts';
import { type Pinned, pin } from './under.ts';

export interface HearPorts {
  readonly table: Table;
  readonly machines: Machines;
  readonly now: () => Instant;
}

/** What the event did. */
export type Heard = 'opened' | 'woken' | 'reopened' | 'moved' | 'recorded' | 'duplicate' | 'not-for-us';

const attempts = 8;

/** Starts the execution of a generation. One that exists already counts as started. */
export const startRun = (run: Run, generation: number, machines: Machines): Promise<void> =>
  machines.start(run.followUp, executionName(run, generation), {
    storeId: run.storeId,
    followUpId: run.subject,
    generation,
  });

const entityOf = (event: Envelope): string => `${event.entity}/${event.entityId}`;

/** The settings of a generation that opens now. */
async function pinFor(followUp: FollowUp, { followUp: name, storeId, subject }: Run, table: Table): Promise<Pinned> {
  const whose = await followUp.departmentOf?.(table, { followUp: name, storeId, subject });
  return pin(table, followUp.playbook, storeId, whose);
}

async function open(followUp: FollowUp, run: Run, event: Envelope, ports: HearPorts): Promise<Heard> {
  const heard = { [entityOf(event)]: event.entityVersion };
  const about = {
    ...(event.customerId === undefined ? {} : { customerId: event.customerId }),
    heard,
    because: `Opened by ${event.type}.`,
    playbook: await pinFor(followUp, run, ports.table),
  };
  await ports.table.write([openRow(run, about, ports.now())]);
  await startRun(run, 1, ports.machines);
  return 'opened';
}

/**
 * Gives an open run the ball: the token if it is waiting; the start, once more, if it may never have begun. Also for
 * duplicates: a first delivery may have died between the write and the token.
 */
async function handBall(row: RunRow, news: number, ports: HearPorts): Promise<void> {
  if (news <= row.seen) return;
  if (row.token === undefined) return startRun(row, row.generation, ports.machines);
  await ports.machines.succeed(row.token);
}

async function hearRow(followUp: FollowUp, raw: Row, event: Envelope, ports: HearPorts): Promise<Heard> {
  const row = readRun(raw);
  const duplicate = (row.heard[entityOf(event)] ?? 0) >= event.entityVersion;
  if (duplicate) {
    if (row.state === 'OPEN') await handBall(row, row.news, ports);
    return 'duplicate';
  }
  const now = ports.now();
  const news = { heard: { ...row.heard, [entityOf(event)]: event.entityVersion }, news: row.news + 1 };
  switch (row.state) {
    case 'OPEN':
      await ports.table.write([changeRow(row, { ...news, ...lifeDue(row, now) })]);
      await handBall(row, news.news, ports);
      return 'woken';
    case 'PARKED':
    case 'ENDED': {
      // News that would end the run again at once is written down; an execution for it would say nothing new.
      const playbook = await pinFor(followUp, row, ports.table);
      const { step } = await followUp.look(ports.table, row, now, playbook);
      if (row.state === 'ENDED' && step.does === 'end' && step.promises.length === 0) {
        await ports.table.write([changeRow(row, { ...news, seen: news.news })]);
        return 'recorded';
      }
      // A far date that moved and is still far: the due index learns of it, and no execution has to say so.
      if (row.state === 'PARKED' && step.does === 'park' && step.promises.length === 0) {
        const asleep = { seen: news.news, because: step.because, ...parkDue(row, step.until) };
        await ports.table.write([changeRow(row, { ...news, ...asleep })]);
        return 'moved';
      }
      await ports.table.write([
        nextGeneration(row, now, { ...news, playbook, revivals: 0, because: `Opened again by ${event.type}.` }),
      ]);
      await startRun(row, row.generation + 1, ports.machines);
      return 'reopened';
    }
    case 'STUCK':
      await ports.table.write([changeRow(row, news)]);
      return 'recorded';
    default: {
      const never: never = row.state;
      return never;
    }
  }
}

async function hearOnce(followUp: FollowUp, run: Run, event: Envelope, ports: HearPorts): Promise<Heard> {
  const raw = await ports.table.get(runKey(run));
  if (raw !== undefined) return hearRow(followUp, raw, event, ports);
  // What cannot open a run stands in the table already: the Review of the run that opens later reads it there.
  return followUp.opens.some(({ type }) => type === event.type) ? open(followUp, run, event, ports) : 'not-for-us';
}

/** Tells one run of an event. Throws `Contention` (TryAgainSoon) when the row keeps moving; the bus delivers again. */
export async function hearRun(followUp: FollowUp, run: Run, event: Envelope, ports: HearPorts): Promise<Heard> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      return await hearOnce(followUp, run, event, ports);
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }
  throw new Contention();
}

/** Tells every run that an event is about. */
export async function hear(followUp: FollowUp, event: Envelope, ports: HearPorts): Promise<readonly Heard[]> {
  const heard: Heard[] = [];
  if (event.type === followUpResumed.type && event.data['followUp'] !== followUp.name) return heard;
  for (const run of await followUp.runs(event, ports.table)) heard.push(await hearRun(followUp, run, event, ports));
  return heard;
}
