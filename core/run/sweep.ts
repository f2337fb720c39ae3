/**
 * Sweeping: what fell due and was not done. Far dates are its daily work; everything else is a repair, counted, and
 * without loss or crash the count stays 0.
 */
import { appointments, releaseAppointment } from '../appointments/index.ts';
import { type Envelope, envelope, type Moment, outboxDue } from '../kernel/event.ts';
import { dueInstant, duePartition, dueShards, dueUpTo } from '../kernel/keys.ts';
import { stuckState as stuck } from '../kernel/machine.ts';
import type { Machines } from '../kernel/ports.ts';
import {
  ConditionFailed,
  Contention,
  type Cursor,
  type Page,
  type Query,
  type Row,
  type Table,
} from '../kernel/table.ts';
import { earliest, type Instant, secondsBetween } from '../kernel/time.ts';
import { concludeMessage, messages } from '../messages/index.ts';
import { promises, promisesOwed } from '../promises/index.ts';
import { measureDue, stores } from '../stores/index.ts';
import { promiseWrites } from './commit.ts';
import type { FollowUp } from './declaration.ts';
import { startRun } from './hear.ts';
import { changeRow, executionName, lifeDue, nextGeneration, type RunRow, readRun } from './row.ts';
import { type Pinned, pin } from './under.ts';

export interface SweepPorts {
  readonly table: Table;
  readonly machines: Machines;
  readonly followUps: readonly FollowUp[];
  readonly now: () => Instant;
  readonly moment: (now: Instant) => Moment;
  /** Hears of a row that could not be handled. It stays due. */
  readonly report: (error: unknown) => void;
}

/**
 * What a sweep did. `woken` is a far date that came, `released` a slot that was held and not booked; the others are
 * repairs and should stay 0.
 */
export interface Swept {
  woken: number;
  released: number;
  republished: number;
  revived: number;
  renudged: number;
  unknown: number;
  stuck: number;
  /** Rows that could not be handled; they stay due. */
  failed: number;
  /** Stores that were measured: due times of the promises that have been owed longest. Far from a repair. */
  measured: number;
  oldestDueAt?: Instant;
  /** Due rows are left for the next sweep because the time of this one was over. */
  more: boolean;
}

/** What is counted, row by row. */
type Counted = Exclude<keyof Swept, 'more' | 'oldestDueAt'>;

/** Rows of one shard that are looked up at a time. */
const rowsPerPage = 200;

/**
 * After so many seconds a sweep begins no other row: its function has a minute, and the next sweep comes in one. The shards
 * go side by side and each row by row: sixteen at a time is what starting executions stands up to for long.
 */
const sweepSeconds = 40;

/** Revivals without progress, after which a run is for a person. */
const mostRevivals = 5;

/** Wakes a sent-again outbox row: any change to it is in the stream, and `publish` takes what is not published. */
async function republish(row: Row, now: Instant, ports: SweepPorts): Promise<Counted> {
  const event: Envelope = envelope.parse(row['event']);
  await ports.table.write([
    {
      update: { pk: row.pk, sk: row.sk },
      set: { nudgedAt: now, ...outboxDue(now, event.id) },
      when: { equals: { kind: 'outbox' }, lacks: ['publishedAt'] },
    },
  ]);
  return 'republished';
}

/** Frees a slot that was held and not booked in time; undefined when it was booked meanwhile. */
async function releaseHold(row: Row, now: Instant, ports: SweepPorts): Promise<Counted | undefined> {
  const change = releaseAppointment(appointments.read(row), ports.moment(now));
  if (change === undefined) return undefined;
  await ports.table.write(change.writes);
  return 'released';
}

async function expireClaim(row: Row, now: Instant, ports: SweepPorts): Promise<Counted> {
  const change = concludeMessage(messages.read(row), { state: 'UNKNOWN' }, ports.moment(now));
  if (change !== undefined) await ports.table.write(change.writes);
  return 'unknown';
}

/** A run that died goes on with the settings it had; one that slept looks at what holds now. */
async function playbookFor(row: RunRow, { table, followUps }: SweepPorts): Promise<{ readonly playbook?: Pinned }> {
  const followUp = followUps.find(({ name }) => name === row.followUp);
  if (followUp === undefined || row.state === 'OPEN') return {};
  return { playbook: await pin(table, followUp.playbook, row.storeId, row.playbook?.department) };
}

async function revive(row: RunRow, now: Instant, because: string, ports: SweepPorts): Promise<void> {
  const revivals = row.state === 'OPEN' ? row.revivals + 1 : 0;
  const playbook = await playbookFor(row, ports);
  await ports.table.write([nextGeneration(row, now, { ...playbook, revivals, because })]);
  await startRun(row, row.generation + 1, ports.machines);
}

/** A run that dies each time it is revived would do so for ever. */
async function giveToPerson(row: RunRow, ports: SweepPorts, now: Instant): Promise<Counted> {
  const followUp = ports.followUps.find(({ name }) => name === row.followUp);
  const owed = followUp === undefined ? [] : await followUp.owes(ports.table, row);
  const because = `Its execution died ${row.revivals} times in a row: a person must look.`;
  const writes = promiseWrites(
    row,
    owed.map((change) => ({
      change,
      command: {
        does: 'escalate',
        rung: 4,
        breachedAt: now,
        to: { kind: 'queue', role: followUp?.head ?? 'general-manager' },
        because,
      },
    })),
    ports.moment(now),
    { playbookVersion: row.playbook?.version ?? 0, shadow: false },
  );
  const set = { state: 'STUCK', endedAs: stuck, because } as const;
  await ports.table.write([changeRow(row, set, ['token', 'duePk', 'dueSk']), ...writes]);
  return 'stuck';
}

async function sweepRun(raw: Row, now: Instant, ports: SweepPorts): Promise<Counted> {
  const row = readRun(raw);
  if (row.state === 'PARKED') {
    await revive(row, now, 'Its far date has come.', ports);
    return 'woken';
  }
  // The wake door may have died between its write and the token: send it again, whatever the run looks like.
  const news = row.news > row.seen && row.token !== undefined;
  if (news && row.token !== undefined) await ports.machines.succeed(row.token);
  if (await ports.machines.isAlive(row.followUp, executionName(row, row.generation))) {
    // A load guard: it lives, so look again after another grace.
    await ports.table.write([changeRow(row, lifeDue(row, now))]);
    return 'renudged';
  }
  if (row.revivals >= mostRevivals) return giveToPerson(row, ports, now);
  await revive(row, now, 'Its execution was lost.', ports);
  return 'revived';
}

/** Looks up what has been owed longest at a store, and makes the store due again. */
async function measure(row: Row, now: Instant, ports: SweepPorts, swept: Swept): Promise<Counted> {
  const { storeId } = stores.read(row);
  const page = await ports.table.query({ ...promisesOwed.query(storeId), limit: 1 });
  const [first] = page.rows.map(promises.read);
  if (first !== undefined) swept.oldestDueAt = earliest(first.dueAt, swept.oldestDueAt ?? first.dueAt);
  const when = { equals: { kind: 'store' } };
  await ports.table.write([{ update: { pk: row.pk, sk: row.sk }, set: { ...measureDue(storeId, now) }, when }]);
  return 'measured';
}

async function sweepRow(index: Row, now: Instant, ports: SweepPorts, swept: Swept): Promise<Counted | undefined> {
  // The index lags: the row itself says whether it is still due.
  const row = await ports.table.get({ pk: index.pk, sk: index.sk });
  const dueSk = row?.['dueSk'];
  if (row === undefined || typeof dueSk !== 'string' || dueInstant(dueSk) > now) return undefined;
  try {
    switch (row['kind']) {
      case 'outbox':
        return await republish(row, now, ports);
      case 'message':
        return await expireClaim(row, now, ports);
      case 'appointment':
        return await releaseHold(row, now, ports);
      case 'follow-up':
        return await sweepRun(row, now, ports);
      case 'store':
        return await measure(row, now, ports, swept);
      default:
        return 'failed';
    }
  } catch (error) {
    // Somebody else moved it, which is what a repair wants; otherwise it stays due and counts.
    if (error instanceof ConditionFailed || error instanceof Contention) return undefined;
    ports.report(error);
    return 'failed';
  }
}

/** Handles everything that is due, for as long as its time lasts. A row that fails stays due, and holds up no other. */
export async function sweep(ports: SweepPorts): Promise<Swept> {
  const swept: Swept = {
    woken: 0,
    released: 0,
    republished: 0,
    revived: 0,
    renudged: 0,
    unknown: 0,
    stuck: 0,
    failed: 0,
    measured: 0,
    more: false,
  };
  const now = ports.now();
  const sweepShard = async (shard: number): Promise<void> => {
    const due: Query = { index: 'due', pk: duePartition(shard), upTo: dueUpTo(now), limit: rowsPerPage };
    let after: Cursor | undefined;
    do {
      const page: Page = await ports.table.query(after === undefined ? due : { ...due, after });
      for (const row of page.rows) {
        if (secondsBetween(now, ports.now()) >= sweepSeconds) {
          swept.more = true;
          return;
        }
        const did = await sweepRow(row, now, ports, swept);
        if (did !== undefined) swept[did] += 1;
      }
      after = page.cursor;
    } while (after !== undefined);
  };
  await Promise.all(Array.from({ length: dueShards }, (_, shard) => sweepShard(shard)));
  return swept;
}
