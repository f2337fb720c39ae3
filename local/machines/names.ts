/** Names and ARNs, valid or refused as AWS does. */
import { AwsError } from './errors.ts';
import type { Revision } from './revisions.ts';
import type { Room } from './room.ts';
import type { Run } from './run.ts';
import { executionArn } from './turn.ts';

/** White space, brackets, wildcards, `" # % \ ^ | ~ \` $ & , ; : /`, control characters and halves of characters. */
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\ufffe\uffff\u{10ffff}]/u;

/** Throws InvalidName unless this may name an execution (AWS, StartExecution, "name"). */
export function checkName(name: string): void {
  if (name === '' || name.length > 80 || FORBIDDEN.test(name))
    throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
}

/** The newest revision of the machine; throws InvalidArn or StateMachineDoesNotExist. */
export function machineOf(room: Room, arn: string): Revision {
  const [, name] = nameIn(room, arn, 'stateMachine', 1);
  const machine = name === undefined ? undefined : room.revisions.current(name);
  if (machine?.arn !== arn) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  return machine;
}

/** The stored execution; throws InvalidArn or ExecutionDoesNotExist. */
export function executionOf(room: Room, arn: string): Run {
  const [, machine, name] = nameIn(room, arn, 'execution', 2);
  const run = machine === undefined || name === undefined ? undefined : room.executions.byName(machine, name);
  if (run === undefined || arnOf(room, run) !== arn) {
    throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  }
  return run;
}

/** The ARN of a stored execution. */
export const arnOf = (room: Room, run: Run): string =>
  executionArn(room.revisions.at(run.machine, run.revision).arn, run.name);

/** The names at the end of an ARN of this account and region; of another one nothing exists here. */
function nameIn(room: Room, arn: string, kind: string, names: number): string[] {
  const [head, partition, service, region, account, found, ...rest] = arn.split(':');
  if (
    head !== 'arn' ||
    !partition ||
    service !== 'states' ||
    found !== kind ||
    rest.length !== names ||
    rest.includes('')
  ) {
    throw new AwsError(
      'InvalidArn',
      `Invalid Arn: '${arn}' is not the ARN of ${kind === 'execution' ? 'an execution' : 'a state machine'}`,
    );
  }
  return region === room.region && account === room.account ? [kind, ...rest] : [];
}
