/** Starting, stopping and redriving executions. */
import type { Millis } from '../clock/clock.ts';
import { AwsError } from './errors.ts';
import { MOST_BYTES, tooLarge, tryParse } from './json.ts';
import { arnOf, checkName, executionOf, machineOf } from './names.ts';
import type { Room } from './room.ts';
import { endRun, type Run } from './run.ts';
import { limit } from './tokens.ts';
import { executionArn, MOST_EVENTS, record } from './turn.ts';

const DAY: Millis = 24 * 60 * 60 * 1000;
/** A standard execution lives one year at most (AWS quota). */
const LONGEST_RUN: Millis = 365 * DAY;
/** So long the name of an ended execution stays taken (AWS, StartExecution). */
const NAME_TAKEN: Millis = 90 * DAY;
/** So long after its end an execution can be redriven (AWS, RedriveExecution). */
const REDRIVABLE: Millis = 14 * DAY;

export interface StartInput {
  readonly stateMachineArn: string;
  /** A new id when absent. */
  readonly name?: string;
  /** JSON text, `{}` when absent. */
  readonly input?: string;
}

/**
 * Starts an execution. The same name with the same input, byte for byte, answers the running execution; otherwise
 * the name is taken. Errors: InvalidName, InvalidArn, InvalidExecutionInput, StateMachineDoesNotExist, ExecutionAlreadyExists.
 */
export function startExecution(room: Room, start: StartInput): { executionArn: string; startDate: Millis } {
  const { name = room.ids(), input = '{}' } = start;
  checkName(name);
  if (tooLarge(input)) limit('input', input.padEnd(MOST_BYTES + 1), MOST_BYTES);
  if (tryParse(input) === undefined)
    throw new AwsError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: '${input.slice(0, 100)} is not JSON'`,
    );
  return room.store.atomically(() => {
    const machine = machineOf(room, start.stateMachineArn);
    const arn = executionArn(machine.arn, name);
    const taken = room.executions.byName(machine.name, name);
    if (taken?.status === 'RUNNING' && taken.input === input) return { executionArn: arn, startDate: taken.startedAt };
    const now = room.clock.now();
    if (taken !== undefined) freeName(room, taken, arn, now);
    begin(room, machine, name, input, now);
    return { executionArn: arn, startDate: now };
  });
}

function freeName(room: Room, taken: Run, arn: string, now: Millis): void {
  if (taken.stoppedAt === undefined || taken.stoppedAt + NAME_TAKEN > now) {
    throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
  }
  room.history.remove(taken.id);
  room.executions.remove(taken.id);
}

/** Stores the execution as due now; the clock lets it begin. */
function begin(
  room: Room,
  machine: { name: string; revision: number; roleArn: string },
  name: string,
  input: string,
  now: Millis,
): void {
  const { definition } = room.revisions.ready(machine.name, machine.revision);
  const run = room.executions.insert({
    machine: machine.name,
    revision: machine.revision,
    name,
    input,
    startedAt: now,
    status: 'RUNNING',
    stoppedAt: undefined,
    output: undefined,
    error: undefined,
    cause: undefined,
    state: definition.startAt,
    stateInput: input,
    enteredAt: now,
    phase: 'ready',
    attempt: 0,
    retries: [],
    token: undefined,
    resumeAt: now,
    timeoutAt: undefined,
    heartbeatAt: undefined,
    deadlineAt: now + lifeOf(definition.timeoutSeconds),
    events: 1,
    transitions: 0,
    redrives: 0,
    redrivenAt: undefined,
  });
  room.history.append(run.id, now, [{ id: 1, type: 'ExecutionStarted', details: { input, roleArn: machine.roleArn } }]);
  room.clock.changed();
}

/** The machine's own TimeoutSeconds, or a year. */
const lifeOf = (timeoutSeconds: number | undefined): Millis =>
  Math.min((timeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000, LONGEST_RUN);

/** Ends a running execution as ABORTED; one that has ended stays as it ended. */
export function stopExecution(room: Room, arn: string, error?: string, cause?: string): { stopDate: Millis } {
  limit('error', error ?? '', 256);
  limit('cause', cause ?? '', 32_768);
  return room.store.atomically(() => {
    const run = executionOf(room, arn);
    if (run.stoppedAt !== undefined) return { stopDate: run.stoppedAt };
    const now = room.clock.now();
    room.step(run, (turn) => {
      run.error = error;
      run.cause = cause;
      record(turn, 'ExecutionAborted', { error, cause });
      endRun(run, 'ABORTED', now);
    });
    return { stopDate: now };
  });
}

/** Why an execution cannot be redriven, or undefined when it can. */
export function notRedrivable(run: Run, now: Millis): string | undefined {
  if (run.status === 'RUNNING') return 'Execution is RUNNING and cannot be redriven';
  if (run.status === 'SUCCEEDED') return 'Execution is SUCCEEDED and cannot be redriven';
  if ((run.stoppedAt ?? now) + REDRIVABLE < now) return 'Execution ended more than 14 days ago and cannot be redriven';
  if (run.events >= MOST_EVENTS - 1) return 'Execution history event limit exceeded';
  return undefined;
}

/**
 * Lets an execution that did not succeed go on from the state it ended in, with that state's input and with the
 * definition it started with. A Fail state is entered again, and fails again. Error: ExecutionNotRedrivable.
 */
export function redriveExecution(room: Room, arn: string): { redriveDate: Millis } {
  return room.store.atomically(() => {
    const run = executionOf(room, arn);
    const now = room.clock.now();
    const reason = notRedrivable(run, now);
    if (reason !== undefined) throw new AwsError('ExecutionNotRedrivable', `${reason}: '${arnOf(room, run)}'`);
    const { states, timeoutSeconds } = room.revisions.ready(run.machine, run.revision).definition;
    run.redrives += 1;
    run.redrivenAt = now;
    room.step(run, (turn) => {
      record(turn, 'ExecutionRedriven', { redriveCount: run.redrives });
      run.status = 'RUNNING';
      run.stoppedAt = run.error = run.cause = undefined;
      run.retries = [];
      run.deadlineAt = now + lifeOf(timeoutSeconds);
      run.resumeAt = now;
      // A task is scheduled again without being entered again, as histories on AWS show it.
      run.phase = states.get(run.state)?.Type === 'Task' ? 'retrying' : 'ready';
    });
    return { redriveDate: now };
  });
}
