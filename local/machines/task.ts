/** Task states (states-language.net, "Task State"): what is called, with what, and for how long. */
import { dataLimitExceeded, secondsOf, select } from './data.ts';
import { runtimeError } from './errors.ts';
import type { TaskState } from './fields.ts';
import { isObject, parseJson, toJson, tooLarge } from './json.ts';
import type { Resource } from './resource.ts';
import { clearAttempt } from './run.ts';
import { type Call, contextOf, record, type Turn } from './turn.ts';

/** The resource of the current state, which is a Task: every definition that was accepted has one. */
export function resourceOf(turn: Turn): Resource {
  const resource = turn.machine.definition.resources.get(turn.run.state);
  if (resource === undefined) throw runtimeError(`The state '${turn.run.state}' has no resource.`);
  return resource;
}

/** The first two fields of every task event. */
export const eventNames = ({ eventType, eventName }: Resource) => ({ resourceType: eventType, resource: eventName });

/** Begins an attempt: its parameters, its token, its timers, and the call that follows once all this is stored. */
export function scheduleTask(turn: Turn, state: TaskState): void {
  const { run, now } = turn;
  const resource = resourceOf(turn);
  clearAttempt(run);
  run.attempt += 1;
  run.token = resource.awaitsToken ? turn.newToken(run) : undefined;
  const attempt = prepare(turn, state);
  record(turn, 'TaskScheduled', {
    ...eventNames(resource),
    region: turn.machine.region,
    parameters: toJson(attempt.parameters),
    ...(attempt.timeout === undefined ? {} : { timeoutInSeconds: attempt.timeout }),
    ...(attempt.heartbeat === undefined ? {} : { heartbeatInSeconds: attempt.heartbeat }),
  });
  record(turn, 'TaskStarted', eventNames(resource));
  run.phase = 'calling';
  run.timeoutAt = attempt.timeout === undefined ? undefined : now + attempt.timeout * 1000;
  run.heartbeatAt = attempt.heartbeat === undefined ? undefined : now + attempt.heartbeat * 1000;
  turn.call = callOf(turn, resource, attempt);
}

/** After a restart the same attempt is called once more, with the same parameters and the same token. */
export function callAgain(turn: Turn, state: TaskState): void {
  turn.run.resumeAt = undefined;
  turn.call = callOf(turn, resourceOf(turn), prepare(turn, state));
}

/** The instant at which a missed heartbeat is due again, after one came. */
export function heartbeatReceived(turn: Turn, state: TaskState): void {
  const { heartbeat } = prepare(turn, state);
  if (heartbeat !== undefined) turn.run.heartbeatAt = turn.now + heartbeat * 1000;
}

interface Attempt {
  readonly parameters: unknown;
  readonly timeout: number | undefined;
  readonly heartbeat: number | undefined;
}

/** InputPath, then Parameters, and the times; the same each time it is asked during one attempt. */
function prepare(turn: Turn, state: TaskState): Attempt {
  const context = contextOf(turn);
  const input = select('InputPath', state.InputPath, parseJson(turn.run.stateInput), context);
  const parameters = state.Parameters === undefined ? input : state.Parameters(input, context);
  if (tooLarge(toJson(parameters))) throw dataLimitExceeded(turn.run.state);
  return {
    parameters,
    timeout: secondsOf('TimeoutSeconds', state.TimeoutSeconds, state.TimeoutSecondsPath, input, context, 1),
    heartbeat: secondsOf('HeartbeatSeconds', state.HeartbeatSeconds, state.HeartbeatSecondsPath, input, context, 1),
  };
}

const callOf = (turn: Turn, resource: Resource, attempt: Attempt): Call => ({
  run: turn.run.id,
  attempt: turn.run.attempt,
  kind: resource.calls,
  service: resource.service,
  action: resource.action,
  parameters: attempt.parameters,
  roleArn: turn.machine.roleArn,
  timeoutSeconds: attempt.timeout,
});

/** What `lambda:invoke` is asked: the function and its payload. */
export function invocationOf(parameters: unknown): { readonly functionArn: string; readonly payload: unknown } {
  const { FunctionName: functionArn, Payload: payload } = isObject(parameters) ? parameters : {};
  if (typeof functionArn !== 'string')
    throw runtimeError(`FunctionName must be a string, not ${JSON.stringify(functionArn)}`);
  return { functionArn, payload: payload ?? {} };
}
