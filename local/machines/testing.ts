/** What the stories about machines share: a clock that stands still, a store in memory, and tasks that answer as told. */
import type { Clock } from '../clock/clock.ts';
import { openClock } from '../clock/virtual-clock.ts';
import { openStore, type Store } from '../store/store.ts';
import { TaskError } from './errors.ts';
import { openMachines } from './machines.ts';
import type { TaskContext } from './room.ts';

export const START = Date.parse('2026-03-02T14:00:00.000Z');
export const SECOND = 1000;
export const DAY = 24 * 60 * 60 * SECOND;
export const MACHINE_ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:story';
export const ROLE_ARN = 'arn:aws:iam::123456789012:role/story';
export const INVOKE = 'arn:aws:states:::lambda:invoke';
export const SLEEP = 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken';

/** One call that a machine made. */
export interface Made {
  readonly who: string;
  readonly at: number;
  readonly parameters: unknown;
  readonly context: TaskContext;
}

type Answer = (made: Made) => unknown;

export const refusal =
  (name: string, cause = 'because') =>
  () => {
    throw new TaskError(name, cause);
  };

/** A cloud with one machine called `story`. */
export function openStory(
  definition: unknown,
  answer: Answer = () => ({}),
  kept: { store?: Store; clock?: Clock; holdClock?: boolean } = {},
) {
  const store = kept.store ?? openStore(':memory:');
  const clock = kept.clock ?? openClock({ realNow: () => START, store, manual: true });
  const calls: Made[] = [];
  let ids = 0;
  const call = async (who: string, parameters: unknown, context: TaskContext) => {
    const made = { who, at: (clock.now() - START) / SECOND, parameters, context };
    calls.push(made);
    return answer(made);
  };
  const machines = openMachines({
    clock,
    store,
    holdClock: kept.holdClock ?? true,
    account: '123456789012',
    region: 'us-east-1',
    ids() {
      ids += 1;
      return `id-${ids}`;
    },
    tasks: {
      lambda: (functionArn, payload, context) => call(functionArn, payload, context),
      sdk: (service, action, parameters, context) => call(`${service}:${action}`, parameters, context),
    },
  });
  machines.define({ name: 'story', arn: MACHINE_ARN, roleArn: ROLE_ARN, definition });
  const arn = (name: string) => `${MACHINE_ARN.replace('stateMachine', 'execution')}:${name}`;
  return {
    store,
    clock,
    machines,
    calls,
    arn,
    /** Starts an execution called `one` (or as given) and plays what is due now. */
    start: async (input: unknown = {}, name = 'one') => {
      machines.startExecution({ stateMachineArn: MACHINE_ARN, name, input: JSON.stringify(input) });
      await clock.quiet();
      return machines.describeExecution(arn(name));
    },
    /** Runs forward to so many seconds after the start of the story. */
    at: async (seconds: number, name = 'one') => {
      await clock.advanceTo(START + seconds * SECOND);
      return machines.describeExecution(arn(name));
    },
    state: (name = 'one') => machines.explain(name)?.state,
    history: (name = 'one') => machines.getExecutionHistory({ executionArn: arn(name), maxResults: 1000 }).events,
    types: (name = 'one') =>
      machines.getExecutionHistory({ executionArn: arn(name), maxResults: 1000 }).events.map((event) => event.type),
  };
}

/** A machine of one Task that invokes `work`, ended by itself. */
export const oneTask = (
  fields: Readonly<Record<string, unknown>> = {},
  states: Readonly<Record<string, unknown>> = {},
) => ({
  StartAt: 'Work',
  States: {
    Work: {
      Type: 'Task',
      Resource: INVOKE,
      Parameters: { FunctionName: 'work', 'Payload.$': '$' },
      End: true,
      ...fields,
    },
    ...states,
  },
});

/** A machine that sleeps with a token until news, or for `$.seconds`. */
export const sleeper = (fields: Readonly<Record<string, unknown>> = {}) => ({
  StartAt: 'Wait for news',
  States: {
    'Wait for news': {
      Type: 'Task',
      Resource: SLEEP,
      Parameters: { TableName: 't', Token: { 'S.$': '$$.Task.Token' } },
      TimeoutSecondsPath: '$.seconds',
      ResultPath: '$.news',
      Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: null, Next: 'Deadline' }],
      Next: 'News',
      ...fields,
    },
    News: { Type: 'Succeed' },
    Deadline: { Type: 'Succeed' },
  },
});
