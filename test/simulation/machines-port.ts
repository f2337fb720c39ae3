/** The machines as the doors see them: the house's own adapter, on a client whose wire is a call of the interpreter. */
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { stepMachines } from '../../adapters/machines.ts';
import type { Machines as MachinesPort } from '../../core/kernel/ports.ts';
import type { Machines } from '../../local/machines/machines.ts';
import { outside } from './visit.ts';

const account = '111122223333';
const region = 'us-east-1';

/** Where the machines of the town are. */
export const place = { account, region } as const;

const arnPrefix = `arn:aws:states:${region}:${account}:stateMachine:`;

export const machineArn = (name: string): string => `${arnPrefix}${name}`;

export const executionArn = (machine: string, name: string): string =>
  `arn:aws:states:${region}:${account}:execution:${machine}:${name}`;

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

const refusals = [ExecutionAlreadyExists, ExecutionDoesNotExist, InvalidToken, TaskDoesNotExist, TaskTimedOut];

/** What the SDK makes of a refusal that came over the wire. */
function asSdk(error: unknown): unknown {
  const refusal = refusals.find(({ name }) => name === codeOf(error));
  return refusal === undefined ? error : new refusal({ message: String(error), $metadata: {} });
}

function carryOut(machines: Machines, command: unknown): unknown {
  if (command instanceof StartExecutionCommand) {
    const { stateMachineArn = '', name = '', input = '' } = command.input;
    return machines.startExecution({ stateMachineArn, name, input });
  }
  if (command instanceof SendTaskSuccessCommand) {
    const { taskToken = '', output = '' } = command.input;
    return machines.sendTaskSuccess(taskToken, output);
  }
  if (command instanceof DescribeExecutionCommand) return machines.describeExecution(command.input.executionArn ?? '');
  throw new RangeError('The town’s machines are asked for something that no door asks for.');
}

export const machinesPort = (machines: Machines): MachinesPort => {
  const client = {
    async send(command: unknown): Promise<unknown> {
      try {
        return outside(() => carryOut(machines, command));
      } catch (error) {
        throw asSdk(error);
      }
    },
  };
  return stepMachines(client as unknown as SFNClient, arnPrefix);
};
