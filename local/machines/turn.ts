/** What one step of an execution works with: the run, its definition, the instant, and what it leaves behind. */
import type { Millis } from '../clock/clock.ts';
import type { Definition } from './definition.ts';
import { StateError } from './errors.ts';
import type { Run } from './run.ts';
import { showTimestamp } from './timestamps.ts';

export interface Machine {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly region: string;
  readonly definition: Definition;
}

/** A task to call as soon as the step is stored. */
export interface Call {
  readonly run: number;
  readonly attempt: number;
  readonly kind: 'lambda' | 'sdk';
  readonly service: string;
  readonly action: string;
  readonly parameters: unknown;
  readonly roleArn: string;
  readonly timeoutSeconds: number | undefined;
}

export interface HistoryEvent {
  readonly id: number;
  readonly type: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Turn {
  readonly run: Run;
  readonly machine: Machine;
  readonly now: Millis;
  readonly newToken: (run: Run) => string;
  readonly events: HistoryEvent[];
  call: Call | undefined;
}

/** The most events in one history (AWS quota); the last one says that the execution failed. */
export const MOST_EVENTS = 25_000;

/** Raised inside a step when the history is full: the execution fails, whatever Retry and Catch say. */
export class HistoryFull extends StateError {
  constructor() {
    super('States.Runtime', `The execution reached the maximum number of history events (${MOST_EVENTS}).`);
  }
}

/** Adds an event; the one that ends an execution always finds its place. */
export function record(turn: Turn, type: string, details: Readonly<Record<string, unknown>> = {}): void {
  const ends = type.startsWith('Execution');
  if (!ends && turn.run.events >= MOST_EVENTS - 1) throw new HistoryFull();
  turn.run.events += 1;
  turn.events.push({ id: turn.run.events, type, details });
}

export const executionArn = (machineArn: string, name: string): string =>
  `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;

/** The Context Object (states-language.net, "The Context Object"; AWS's fields). */
export function contextOf(turn: Turn): unknown {
  const { run, machine } = turn;
  return {
    Execution: {
      Id: executionArn(machine.arn, run.name),
      Input: JSON.parse(run.input),
      Name: run.name,
      RoleArn: machine.roleArn,
      StartTime: showTimestamp(run.startedAt),
      RedriveCount: run.redrives,
    },
    State: {
      EnteredTime: showTimestamp(run.enteredAt),
      Name: run.state,
      RetryCount: run.retries.reduce((sum, count) => sum + count, 0),
    },
    StateMachine: { Id: machine.arn, Name: machine.name },
    ...(run.token === undefined ? {} : { Task: { Token: run.token } }),
  };
}
