/**
 * Task tokens: who holds the token of a state that waits with `.waitForTaskToken` can end that state, once.
 * A token names its execution and attempt, so nothing has to be kept about those that were used.
 */
import { tokenBeat, tokenFailed, tokenSucceeded } from './answers.ts';
import { AwsError, StateError } from './errors.ts';
import { tooLarge, tryParse } from './json.ts';
import type { Room } from './room.ts';
import type { Run } from './run.ts';
import type { Turn } from './turn.ts';

const SHAPE = /^lanekeep-task:(\d+):(\d+):(.+)$/;

/** The token of the attempt that begins; `secret` makes it unguessable. */
export const newToken = (run: Run, secret: string): string =>
  Buffer.from(`lanekeep-task:${run.id}:${run.attempt}:${secret}`).toString('base64');

/** Ends the waiting state with a result, JSON text. Errors: InvalidToken, TaskDoesNotExist, TaskTimedOut, InvalidOutput. */
export function sendTaskSuccess(room: Room, taskToken: string, output: string): void {
  const parsed = tryParse(output);
  if (parsed === undefined)
    throw new AwsError('InvalidOutput', `Invalid Output: 'SyntaxError: ${output.slice(0, 100)} is not JSON'`);
  if (tooLarge(output))
    throw new AwsError(
      'ValidationException',
      "Value at 'output' failed to satisfy constraint: Member must have length less than or equal to 262144",
    );
  withToken(room, taskToken, (turn) => tokenSucceeded(turn, parsed.value));
}

/** Ends the waiting state with an error, which its Retry and Catch see. */
export function sendTaskFailure(room: Room, taskToken: string, error = '', cause = ''): void {
  limit('error', error, 256);
  limit('cause', cause, 32_768);
  withToken(room, taskToken, (turn) => tokenFailed(turn, new StateError(error, cause)));
}

/** Says that the task is still worked on. */
export function sendTaskHeartbeat(room: Room, taskToken: string): void {
  withToken(room, taskToken, tokenBeat);
}

/** A text that AWS takes up to a length only. */
export function limit(field: string, value: string, most: number): void {
  if (value.length > most) {
    throw new AwsError(
      'ValidationException',
      `Value at '${field}' failed to satisfy constraint: Member must have length less than or equal to ${most}`,
    );
  }
}

function withToken(room: Room, token: string, move: (turn: Turn) => void): void {
  room.store.atomically(() => room.step(holderOf(room, token), move));
}

/**
 * The run that waits for this token. At the very instant of its timeout a token still counts, later it does not,
 * though the timeout may not have been played yet.
 */
function holderOf(room: Room, token: string): Run {
  const match = SHAPE.exec(Buffer.from(token, 'base64').toString());
  if (match === null || token === '') throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
  const run = room.executions.byId(Number(match[1]));
  if (run === undefined || Number(match[2]) > run.attempt) {
    throw new AwsError('TaskDoesNotExist', "Task Does Not Exist: 'Provided task does not exist'");
  }
  const now = room.clock.now();
  const over = [run.timeoutAt, run.heartbeatAt, run.deadlineAt].some((at) => at !== undefined && at < now);
  if (run.token !== token || over)
    throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  return run;
}
