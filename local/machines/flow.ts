/**
 * Walks a run through its states (states-language.net, "States", "Transitions"): enters, leaves, retries, catches, ends.
 * It changes the run it is given and nothing else: it reads no store and sets no timer.
 */
import type { Millis } from '../clock/clock.ts';
import { combine, dataLimitExceeded, need, secondsOf, select, textOf } from './data.ts';
import { runtimeError, StateError } from './errors.ts';
import type { ChoiceState, FailState, PassState, State, TaskState, WaitState } from './fields.ts';
import { parseJson, toJson, tooLarge } from './json.ts';
import { delaySeconds, retrierFor, takes } from './retry.ts';
import { clearAttempt, endRun } from './run.ts';
import { scheduleTask } from './task.ts';
import { parseTimestamp } from './timestamps.ts';
import { contextOf, HistoryFull, record, type Turn } from './turn.ts';

/** Makes a move, and goes on from state to state until something has to be waited for. */
export function play(turn: Turn, move: (turn: Turn) => void): void {
  guarded(turn, move);
  while (turn.run.phase === 'ready') guarded(turn, enter);
}

/** An error of the state is retried, caught or ends the execution; anything else is a fault of this program. */
function guarded(turn: Turn, move: (turn: Turn) => void): void {
  try {
    move(turn);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    try {
      breakDown(turn, error);
    } catch (second) {
      if (!(second instanceof StateError)) throw second;
      fail(turn, second);
    }
  }
}

/** The definition of the state that the run is in. */
export function stateOf(turn: Turn): State {
  const state = turn.machine.definition.states.get(turn.run.state);
  if (state === undefined) throw runtimeError(`There is no state '${turn.run.state}'.`);
  return state;
}

function enter(turn: Turn): void {
  const { run } = turn;
  const state = stateOf(turn);
  run.resumeAt = undefined;
  run.enteredAt = turn.now;
  run.retries = [];
  run.transitions += 1;
  record(turn, `${state.Type}StateEntered`, { name: run.state, input: run.stateInput });
  begin(turn, state);
}

function begin(turn: Turn, state: State): void {
  switch (state.Type) {
    case 'Task':
      scheduleTask(turn, state);
      break;
    case 'Wait':
      beginWait(turn, state);
      break;
    case 'Pass':
      pass(turn, state);
      break;
    case 'Choice':
      choose(turn, state);
      break;
    case 'Succeed':
      leave(turn, outputOf(turn, state, inputOf(turn, state)), undefined);
      break;
    case 'Fail':
      failByState(turn, state);
      break;
  }
}

/** "Choice State": the first rule that holds, or Default, or `States.NoChoiceMatched`. */
function choose(turn: Turn, state: ChoiceState): void {
  const [input, context] = [inputOf(turn, state), contextOf(turn)];
  const next = state.Choices.find((rule) => rule.test(input, context))?.next ?? state.Default;
  if (next === undefined) throw new StateError('States.NoChoiceMatched', `No rule of '${turn.run.state}' holds.`);
  leave(turn, outputOf(turn, state, input), next);
}

type WithPaths = Exclude<State, FailState>;

const inputOf = (turn: Turn, state: WithPaths): unknown =>
  select('InputPath', state.InputPath, parseJson(turn.run.stateInput), contextOf(turn));

const outputOf = (turn: Turn, state: WithPaths, data: unknown): unknown =>
  select('OutputPath', state.OutputPath, data, contextOf(turn));

function pass(turn: Turn, state: PassState): void {
  const raw = parseJson(turn.run.stateInput);
  const context = contextOf(turn);
  const input = select('InputPath', state.InputPath, raw, context);
  const result = state.Result ?? (state.Parameters === undefined ? input : state.Parameters(input, context));
  leave(turn, outputOf(turn, state, combine(state.ResultPath, raw, result)), state.Next);
}

function beginWait(turn: Turn, state: WaitState): void {
  const input = inputOf(turn, state);
  turn.run.phase = 'waiting';
  turn.run.resumeAt = Math.max(turn.now, waitEnd(turn, state, input));
}

/** "Wait State": seconds from now, or an instant; one that has passed does not wait. */
function waitEnd(turn: Turn, state: WaitState, input: unknown): Millis {
  const context = contextOf(turn);
  const seconds = secondsOf('Seconds', state.Seconds, state.SecondsPath, input, context, 0);
  if (seconds !== undefined) return turn.now + seconds * 1000;
  const value =
    state.TimestampPath === undefined ? state.Timestamp : need('TimestampPath', state.TimestampPath, input, context);
  const instant = typeof value === 'string' ? parseTimestamp(value) : undefined;
  if (instant === undefined)
    throw runtimeError(`The Timestamp parameter does not hold a valid timestamp: ${toJson(value)}`);
  return instant;
}

/** The end of a Wait state has come. */
export function endWait(turn: Turn, state: WaitState): void {
  leave(turn, outputOf(turn, state, inputOf(turn, state)), state.Next);
}

/** A task gave its result: ResultSelector, ResultPath, OutputPath, and on. */
export function leaveTask(turn: Turn, state: TaskState, result: unknown): void {
  const selected = state.ResultSelector === undefined ? result : state.ResultSelector(result, contextOf(turn));
  const output = combine(state.ResultPath, parseJson(turn.run.stateInput), selected);
  leave(turn, outputOf(turn, state, output), state.Next);
}

/** Leaves the current state; without a next one the execution has succeeded. */
function leave(turn: Turn, output: unknown, next: string | undefined): void {
  const { run } = turn;
  const text = toJson(output);
  if (tooLarge(text)) throw dataLimitExceeded(run.state);
  record(turn, `${stateOf(turn).Type}StateExited`, { name: run.state, output: text });
  clearAttempt(run);
  if (next !== undefined) {
    run.state = next;
    run.stateInput = text;
    run.phase = 'ready';
    return;
  }
  run.output = text;
  record(turn, 'ExecutionSucceeded', { output: text });
  endRun(run, 'SUCCEEDED', turn.now);
}

/** "Errors": a Retrier first, then a Catcher, then the end of the execution. */
export function breakDown(turn: Turn, error: StateError): void {
  const state = stateOf(turn);
  if (state.Type === 'Task' && (retried(turn, state, error) || caught(turn, state, error))) return;
  fail(turn, error);
}

function retried(turn: Turn, state: TaskState, error: StateError): boolean {
  const index = retrierFor(state.Retry, error.errorName);
  const retrier = index === undefined ? undefined : state.Retry[index];
  if (index === undefined || retrier === undefined) return false;
  const done = turn.run.retries[index] ?? 0;
  if (done >= retrier.maxAttempts) return false;
  planRetry(turn, state, index, delaySeconds(retrier, done));
  return true;
}

function caught(turn: Turn, state: TaskState, error: StateError): boolean {
  const catcher = state.Catch.find((one) => takes(one.errors, error.errorName));
  if (catcher === undefined) return false;
  const output = { Error: error.errorName, Cause: error.errorCause };
  leave(turn, combine(catcher.resultPath ?? null, parseJson(turn.run.stateInput), output), catcher.next);
  return true;
}

/** Retries are counted per retrier and forgotten when the state is entered anew. */
function planRetry(turn: Turn, state: TaskState, index: number, seconds: number): void {
  const { run } = turn;
  clearAttempt(run);
  run.retries = state.Retry.map((_, place) => (run.retries[place] ?? 0) + (place === index ? 1 : 0));
  run.transitions += 1;
  run.phase = 'retrying';
  run.resumeAt = turn.now + Math.round(seconds * 1000);
}

function failByState(turn: Turn, state: FailState): void {
  const input = parseJson(turn.run.stateInput);
  const context = contextOf(turn);
  end(
    turn,
    textOf('Error', state.Error, state.ErrorPath, input, context),
    textOf('Cause', state.Cause, state.CausePath, input, context),
  );
}

function fail(turn: Turn, error: StateError): void {
  const inState = error.errorName === 'States.Runtime' && !(error instanceof HistoryFull);
  const where = inState ? `An error occurred while executing the state '${turn.run.state}'. ` : '';
  end(turn, error.errorName, `${where}${error.errorCause}`);
}

function end(turn: Turn, error: string | undefined, cause: string | undefined): void {
  turn.run.error = error;
  turn.run.cause = cause;
  record(turn, 'ExecutionFailed', { error, cause });
  endRun(turn.run, 'FAILED', turn.now);
}
