/**
 * The room: plays steps, each in one transaction with its history and timers, and calls tasks once that is stored.
 * Killed at any moment it goes on from the last step; a task that was being called then is called again.
 */
import type { Clock, Timed } from '../clock/clock.ts';
import type { Store } from '../store/store.ts';
import { taskAnswered, taskRefused, timerDue } from './answers.ts';
import { StateError, TaskError } from './errors.ts';
import { type Executions, openExecutions } from './executions.ts';
import { play } from './flow.ts';
import { type History, openHistory } from './history.ts';
import { openRevisions, type Revisions } from './revisions.ts';
import { nextTimer, type Run } from './run.ts';
import { invocationOf } from './task.ts';
import { newToken } from './tokens.ts';
import type { Call, Turn } from './turn.ts';

/** Whom a machine can call. A refusal is a rejected `TaskError`; anything else counts as `States.TaskFailed`. */
export interface MachineTasks {
  /** Invokes a function and answers its payload. */
  lambda(functionArn: string, payload: unknown, context: TaskContext): Promise<unknown>;
  /** Calls a service's action, `dynamodb` and `updateItem` for example, and answers its response. */
  sdk(service: string, action: string, parameters: unknown, context: TaskContext): Promise<unknown>;
}

/** In whose name a task is called, and how long the machine waits for it. */
export interface TaskContext {
  readonly roleArn: string;
  /** Absent when the machine waits as long as it takes. */
  readonly timeoutSeconds?: number;
}

export interface MachinesOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly tasks: MachineTasks;
  readonly account: string;
  readonly region: string;
  /** New names for executions that have none, and the secret part of task tokens. */
  readonly ids: () => string;
  /**
   * Whether the clock waits for a called task before it leaves an instant. True when absent; false for a simulation
   * whose tasks answer at a later instant of the same clock.
   */
  readonly holdClock?: boolean;
}

export interface Room {
  readonly clock: Clock;
  readonly store: Store;
  readonly ids: () => string;
  readonly account: string;
  readonly region: string;
  readonly executions: Executions;
  readonly history: History;
  readonly revisions: Revisions;
  /** Makes a move of the run, goes on as far as possible, stores all of it, and then calls what is to be called. */
  step(run: Run, move: (turn: Turn) => void): void;
  /** From here on nothing happens any more; answers that are still under way are dropped. */
  close(): void;
}

export function openRoom(options: MachinesOptions): Room {
  const { clock, store, tasks, account, region, ids, holdClock = true } = options;
  const executions = openExecutions(store);
  const history = openHistory(store);
  const revisions = openRevisions(store, region);
  let closed = false;

  function step(run: Run, move: (turn: Turn) => void): void {
    const call = store.atomically(() => {
      const machine = revisions.ready(run.machine, run.revision);
      const turn: Turn = {
        run,
        machine,
        now: clock.now(),
        newToken: () => newToken(run, ids()),
        events: [],
        call: undefined,
      };
      play(turn, move);
      executions.save(run);
      history.append(run.id, turn.now, turn.events);
      return turn.call;
    });
    if (call !== undefined) store.afterCommit(() => begin(call));
    clock.changed();
  }

  function begin(call: Call): void {
    const answer = follow(call);
    void (holdClock ? clock.track(answer) : answer);
  }

  async function follow(call: Call): Promise<void> {
    if (closed) return;
    let arrive: (turn: Turn) => void;
    try {
      const answer = await ask(tasks, call);
      arrive = (turn) => taskAnswered(turn, call.attempt, answer);
    } catch (reason) {
      const error = errorOf(reason);
      arrive = (turn) => taskRefused(turn, call.attempt, error);
    }
    if (closed) return;
    store.atomically(() => {
      const run = executions.byId(call.run);
      if (run?.status === 'RUNNING' && run.attempt === call.attempt) step(run, arrive);
    });
  }

  executions.callAgainAt(clock.now());
  const room: Timed = {
    name: 'machines',
    nextDue: () => (closed ? undefined : executions.nextDue()),
    playDue(now) {
      for (const id of closed ? [] : executions.dueIds(now)) {
        const run = executions.byId(id);
        const due = run === undefined ? undefined : nextTimer(run);
        if (run !== undefined && due !== undefined) step(run, (turn) => timerDue(turn, due.timer));
      }
    },
  };
  clock.join(room);
  return {
    clock,
    store,
    ids,
    account,
    region,
    executions,
    history,
    revisions,
    step,
    close() {
      closed = true;
    },
  };
}

function ask(tasks: MachineTasks, call: Call): Promise<unknown> {
  const { roleArn, timeoutSeconds } = call;
  const context: TaskContext = timeoutSeconds === undefined ? { roleArn } : { roleArn, timeoutSeconds };
  return call.kind === 'sdk'
    ? tasks.sdk(call.service, call.action, call.parameters, context)
    : invoke(tasks, call, context);
}

/** `lambda:invoke` answers as Lambda's Invoke does, with the function's own answer as Payload. */
async function invoke(tasks: MachineTasks, call: Call, context: TaskContext): Promise<unknown> {
  const { functionArn, payload } = invocationOf(call.parameters);
  return {
    ExecutedVersion: '$LATEST',
    Payload: (await tasks.lambda(functionArn, payload, context)) ?? null,
    StatusCode: 200,
  };
}

function errorOf(reason: unknown): StateError {
  if (reason instanceof StateError) return reason;
  if (reason instanceof TaskError) return new StateError(reason.errorName, reason.errorCause);
  return new StateError('States.TaskFailed', reason instanceof Error ? reason.message : String(reason));
}
