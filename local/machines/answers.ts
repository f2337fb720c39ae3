/** What reaches a run from outside while it waits: answers of tasks, tokens sent back, and its own timers. */
import { dataLimitExceeded } from './data.ts';
import { StateError } from './errors.ts';
import type { TaskState } from './fields.ts';
import { breakDown, endWait, leaveTask, stateOf } from './flow.ts';
import { toJson, tooLarge } from './json.ts';
import { endRun, type Timer } from './run.ts';
import { callAgain, eventNames, heartbeatReceived, resourceOf, scheduleTask } from './task.ts';
import { record, type Turn } from './turn.ts';

/** The Task that is under way; undefined when the run has gone on, and the answer is late. */
function currentTask(turn: Turn): TaskState | undefined {
  if (turn.run.phase !== 'calling' && turn.run.phase !== 'token') return undefined;
  const state = stateOf(turn);
  return state.Type === 'Task' ? state : undefined;
}

/** The called service answered: the result of the task, or, with `.waitForTaskToken`, only "submitted". */
export function taskAnswered(turn: Turn, attempt: number, answer: unknown): void {
  const state = currentTask(turn);
  if (state === undefined || turn.run.phase !== 'calling' || turn.run.attempt !== attempt) return;
  const resource = resourceOf(turn);
  if (resource.awaitsToken) {
    record(turn, 'TaskSubmitted', { ...eventNames(resource), output: toJson(answer) });
    turn.run.phase = 'token';
  } else finishTask(turn, state, answer);
}

/** The called service refused. */
export function taskRefused(turn: Turn, attempt: number, error: StateError): void {
  const state = currentTask(turn);
  if (state === undefined || turn.run.phase !== 'calling' || turn.run.attempt !== attempt) return;
  failTask(turn, error);
}

/** SendTaskSuccess. It may overtake the answer of the call that carried the token. */
export function tokenSucceeded(turn: Turn, output: unknown): void {
  const state = currentTask(turn);
  if (state !== undefined) finishTask(turn, state, output);
}

/** SendTaskFailure. */
export function tokenFailed(turn: Turn, error: StateError): void {
  if (currentTask(turn) !== undefined) failTask(turn, error);
}

/** SendTaskHeartbeat: the time until the next one begins anew. */
export function tokenBeat(turn: Turn): void {
  const state = currentTask(turn);
  if (state !== undefined) heartbeatReceived(turn, state);
}

function finishTask(turn: Turn, state: TaskState, result: unknown): void {
  const output = toJson(result);
  if (tooLarge(output)) failTask(turn, dataLimitExceeded(turn.run.state));
  else {
    record(turn, 'TaskSucceeded', { ...eventNames(resourceOf(turn)), output });
    leaveTask(turn, state, result);
  }
}

function failTask(turn: Turn, error: StateError): void {
  record(turn, 'TaskFailed', { ...eventNames(resourceOf(turn)), error: error.errorName, cause: error.errorCause });
  breakDown(turn, error);
}

/** One of the run's timers is due. */
export function timerDue(turn: Turn, timer: Timer): void {
  switch (timer) {
    case 'timeout':
      timeOut(turn, 'States.Timeout');
      break;
    case 'heartbeat':
      timeOut(turn, 'States.HeartbeatTimeout');
      break;
    case 'resume':
      resume(turn);
      break;
    case 'deadline':
      turn.run.error = 'States.Timeout';
      record(turn, 'ExecutionTimedOut', { error: 'States.Timeout' });
      endRun(turn.run, 'TIMED_OUT', turn.now);
      break;
  }
}

function timeOut(turn: Turn, error: 'States.Timeout' | 'States.HeartbeatTimeout'): void {
  record(turn, 'TaskTimedOut', { ...eventNames(resourceOf(turn)), error });
  breakDown(turn, new StateError(error, ''));
}

function resume(turn: Turn): void {
  const state = stateOf(turn);
  if (turn.run.phase === 'waiting' && state.Type === 'Wait') endWait(turn, state);
  else if (turn.run.phase === 'retrying' && state.Type === 'Task') scheduleTask(turn, state);
  else if (turn.run.phase === 'calling' && state.Type === 'Task') callAgain(turn, state);
}
