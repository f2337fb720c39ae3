/**
 * What executions that wait take of memory. Ten thousand runs of the lifecycle of an appointment are in its real machine, at
 * a real wait with the token in their row; only Review is not asked, for what it decides is not measured here.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { ListStateMachinesCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { plus } from '../../core/kernel/time.ts';
import { executionName, lifeDue, openRow, type Run, readRun, runKey } from '../../core/run/row.ts';
import { cloudStartsAt, eachOf, openPlace, operator, type Place } from './place.ts';

/** Resident memory while they wait: of the local cloud with the threads of its functions, and of the engine beside it. */
export interface WaitingMemory {
  readonly executions: number;
  readonly cloudMB: number;
  readonly engineMB: number;
  /** Of the cloud before the first of them began. */
  readonly emptyMB: number;
}

const followUp = 'appointment';
const because = 'The visit is ahead.';
const waitDays = 20;

const runOf = (n: number): Run => ({ followUp, storeId: 'S01', subject: `ap-${String(n).padStart(6, '0')}` });

/** What Review would have said of a row that has just been opened, with the keys that executions carry. */
const inputOf = (run: Run) => ({
  storeId: run.storeId,
  followUpId: run.subject,
  generation: 1,
  review: {
    step: {
      next: 'Wait for the visit',
      because,
      wait: {
        ...runKey(run),
        seconds: waitDays * 24 * 3600,
        version: '1',
        nextVersion: '2',
        generation: '1',
        seen: '1',
        ...lifeDue(run, plus(cloudStartsAt, { days: waitDays })),
      },
    },
  },
});

async function begin(runs: readonly Run[], { table, awsUrl, region }: Place): Promise<void> {
  const batches = Array.from({ length: Math.ceil(runs.length / 100) }, (_, n) => runs.slice(n * 100, n * 100 + 100));
  const opened = (run: Run) => openRow(run, { heard: {}, because }, cloudStartsAt);
  await eachOf(batches, 2, (batch) => table.write(batch.map(opened)));
  const machines = new SFNClient({ endpoint: awsUrl, region, credentials: operator });
  const { stateMachines = [] } = await machines.send(new ListStateMachinesCommand({}));
  const arn = stateMachines.find(({ name }) => name?.endsWith(`-${followUp}`))?.stateMachineArn;
  await eachOf(runs, 8, (run) => {
    const input = JSON.stringify(inputOf(run));
    return machines.send(new StartExecutionCommand({ stateMachineArn: arn, name: executionName(run, 1), input }));
  });
}

const figures = z.object({
  machines: z.array(z.object({ machine: z.string(), status: z.string(), executions: z.number() })),
});

async function countRunning(awsUrl: string): Promise<number> {
  const { machines } = figures.parse(await (await fetch(`${awsUrl}/_local/figures`)).json());
  const running = machines.filter(({ machine, status }) => machine.endsWith(`-${followUp}`) && status === 'RUNNING');
  return running.reduce((sum, { executions }) => sum + executions, 0);
}

/** Throws unless they are all there, and the last has left its token in its row. */
async function checkWaiting(runs: readonly Run[], { awsUrl, table }: Place): Promise<void> {
  const running = await countRunning(awsUrl);
  if (running !== runs.length) throw new Error(`${running} executions run, not ${runs.length}.`);
  const row = await table.get(runKey(runOf(runs.length - 1)));
  if (row === undefined || readRun(row).token === undefined) throw new Error('An execution runs and does not wait.');
}

async function residentMB(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Math.round((Number(stdout) * 1024) / 1e6);
}

const noted = z.object({ pid: z.number() });

/** Lets so many begin and come to their wait. Needs `ps`. */
export async function measureWaiting(count = 10_000): Promise<WaitingMemory> {
  const place = await openPlace(followUp);
  try {
    const emptyMB = await residentMB(place.pid);
    const runs = Array.from({ length: count }, (_, n) => runOf(n));
    await begin(runs, place);
    await place.until(plus(cloudStartsAt, { hours: 2 }));
    await checkWaiting(runs, place);
    const engine = noted.parse(JSON.parse(readFileSync(place.engineNote, 'utf8')));
    return {
      executions: count,
      cloudMB: await residentMB(place.pid),
      engineMB: await residentMB(engine.pid),
      emptyMB,
    };
  } finally {
    await place.close();
  }
}
