/** The machines as the doors see them: what the adapter makes of Step Functions' answers. */
import type { Machines as MachinesPort } from '../../core/kernel/ports.ts';
import type { Machines } from '../../local/machines/machines.ts';
import { outside } from './visit.ts';

const account = '111122223333';
const region = 'us-east-1';

/** Where the machines of the town are. */
export const place = { account, region } as const;

export const machineArn = (name: string): string => `arn:aws:states:${region}:${account}:stateMachine:${name}`;

export const executionArn = (machine: string, name: string): string =>
  `arn:aws:states:${region}:${account}:execution:${machine}:${name}`;

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

export const machinesPort = (machines: Machines): MachinesPort => ({
  async start(followUp, name, input) {
    try {
      outside(() =>
        machines.startExecution({ stateMachineArn: machineArn(followUp), name, input: JSON.stringify(input) }),
      );
    } catch (error) {
      if (codeOf(error) !== 'ExecutionAlreadyExists') throw error;
    }
  },
  async succeed(token) {
    try {
      outside(() => machines.sendTaskSuccess(token, '{}'));
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
    }
  },
  async isAlive(followUp, name) {
    try {
      return machines.describeExecution(executionArn(followUp, name)).status === 'RUNNING';
    } catch {
      return false;
    }
  },
});
