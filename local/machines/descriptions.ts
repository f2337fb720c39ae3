/** What can be asked about machines and executions, with AWS's field names; instants in milliseconds. */
import type { Millis } from '../clock/clock.ts';
import { AwsError } from './errors.ts';
import type { ShownEvent } from './history.ts';
import { notRedrivable } from './lifecycle.ts';
import { arnOf, executionOf, machineOf } from './names.ts';
import type { Revision } from './revisions.ts';
import type { Room } from './room.ts';
import type { Run, Status } from './run.ts';

export interface ListedExecution {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: Status;
  readonly startDate: Millis;
  readonly stopDate?: Millis;
  readonly redriveCount: number;
  readonly redriveDate?: Millis;
}

export interface DescribedExecution extends ListedExecution {
  readonly input: string;
  readonly inputDetails: { readonly included: true };
  readonly output?: string;
  readonly outputDetails?: { readonly included: true };
  readonly error?: string;
  readonly cause?: string;
  readonly redriveStatus: 'REDRIVABLE' | 'NOT_REDRIVABLE';
  readonly redriveStatusReason?: string;
}

/** Throws ExecutionDoesNotExist. */
export function describeExecution(room: Room, arn: string): DescribedExecution {
  const run = executionOf(room, arn);
  const reason = notRedrivable(run, room.clock.now());
  return {
    ...listed(room, run),
    input: run.input,
    inputDetails: { included: true },
    ...(run.output === undefined ? {} : { output: run.output, outputDetails: { included: true } as const }),
    ...(run.error === undefined ? {} : { error: run.error }),
    ...(run.cause === undefined ? {} : { cause: run.cause }),
    redriveStatus: reason === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    ...(reason === undefined ? {} : { redriveStatusReason: reason }),
  };
}

function listed(room: Room, run: Run): ListedExecution {
  return {
    executionArn: arnOf(room, run),
    stateMachineArn: room.revisions.at(run.machine, run.revision).arn,
    name: run.name,
    status: run.status,
    startDate: run.startedAt,
    ...(run.stoppedAt === undefined ? {} : { stopDate: run.stoppedAt }),
    redriveCount: run.redrives,
    ...(run.redrivenAt === undefined ? {} : { redriveDate: run.redrivenAt }),
  };
}

export interface ListInput {
  readonly stateMachineArn: string;
  readonly statusFilter?: Status;
  /** 1 to 1000; 0 and absent are 100. */
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** Newest first, a page at a time. */
export function listExecutions(room: Room, list: ListInput): { executions: ListedExecution[]; nextToken?: string } {
  const { name } = machineOf(room, list.stateMachineArn);
  const limit = pageSize(list.maxResults);
  const runs = room.executions.page({
    machine: name,
    status: list.statusFilter,
    before: readToken(list.nextToken),
    limit: limit + 1,
  });
  const shown = runs.slice(0, limit);
  return { executions: shown.map((run) => listed(room, run)), ...following(runs.length > limit, shown.at(-1)?.id) };
}

/** A machine as it is now. */
export function describeStateMachine(room: Room, arn: string) {
  const machine = machineOf(room, arn);
  return {
    stateMachineArn: machine.arn,
    name: machine.name,
    status: 'ACTIVE',
    definition: machine.definition,
    roleArn: machine.roleArn,
    type: 'STANDARD',
    creationDate: machine.createdAt,
    loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    revisionId: String(machine.revision),
  };
}

/** The machine as it was when the execution started. */
export function describeStateMachineForExecution(room: Room, arn: string) {
  const run = executionOf(room, arn);
  const machine = room.revisions.at(run.machine, run.revision);
  return {
    stateMachineArn: machine.arn,
    name: machine.name,
    definition: machine.definition,
    roleArn: machine.roleArn,
    updateDate: machine.updatedAt,
    revisionId: String(machine.revision),
  };
}

/** All machines, oldest first. */
export function listStateMachines(room: Room, page: { maxResults?: number; nextToken?: string } = {}) {
  const all = room.revisions.all();
  const from = readToken(page.nextToken) ?? 0;
  const limit = pageSize(page.maxResults);
  const shown = all.slice(from, from + limit).map((machine: Revision) => ({
    stateMachineArn: machine.arn,
    name: machine.name,
    type: 'STANDARD',
    creationDate: machine.createdAt,
  }));
  return { stateMachines: shown, ...following(from + limit < all.length, from + limit) };
}

export interface HistoryInput {
  readonly executionArn: string;
  readonly reverseOrder?: boolean;
  /** False leaves out inputs, outputs and parameters. */
  readonly includeExecutionData?: boolean;
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** The events of an execution, a page at a time. */
export function getExecutionHistory(room: Room, ask: HistoryInput): { events: ShownEvent[]; nextToken?: string } {
  const run = executionOf(room, ask.executionArn);
  const limit = pageSize(ask.maxResults);
  const { reverseOrder = false, includeExecutionData = true } = ask;
  const events = room.history.page(run.id, readToken(ask.nextToken), limit + 1, reverseOrder, includeExecutionData);
  const shown = events.slice(0, limit);
  return { events: shown, ...following(events.length > limit, shown.at(-1)?.id) };
}

function pageSize(maxResults: number | undefined): number {
  if (maxResults === undefined || maxResults === 0) return 100;
  if (Number.isInteger(maxResults) && maxResults > 0 && maxResults <= 1000) return maxResults;
  throw new AwsError(
    'ValidationException',
    "Value at 'maxResults' failed to satisfy constraint: Member must have value from 0 to 1000",
  );
}

function readToken(token: string | undefined): number | undefined {
  if (token === undefined) return undefined;
  const [, place] = /^page:(\d+)$/.exec(Buffer.from(token, 'base64').toString()) ?? [];
  if (place === undefined) throw new AwsError('InvalidToken', `Invalid Token: '${token}'`);
  return Number(place);
}

const following = (more: boolean, place: number | undefined): { nextToken?: string } =>
  more ? { nextToken: Buffer.from(`page:${place}`).toString('base64') } : {};
