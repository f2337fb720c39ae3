/** The state machines: Step Functions. */
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { Machines } from '../core/kernel/ports.ts';
import { type Environment, need } from './environment.ts';

type Refusal = abstract new (...args: never[]) => Error;

/** Waits for a call and takes some refusals for an answer; others are thrown on. */
async function unless(refusals: readonly Refusal[], call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!refusals.some((refusal) => error instanceof refusal)) throw error;
  }
}

/**
 * The machines whose ARNs are `arnPrefix` and the follow-up's name. Starting is safe to repeat: a name that runs
 * with the same input, or ran, is not started again.
 */
export function stepMachines(client: SFNClient, arnPrefix: string): Machines {
  const executionArn = (followUp: string, name: string): string =>
    `${arnPrefix.replace(':stateMachine:', ':execution:')}${followUp}:${name}`;
  return {
    async start(followUp, name, { storeId, followUpId, generation }) {
      const input = JSON.stringify({ storeId, followUpId, generation });
      const start = new StartExecutionCommand({ stateMachineArn: `${arnPrefix}${followUp}`, name, input });
      await unless([ExecutionAlreadyExists], client.send(start));
    },
    async succeed(taskToken) {
      const succeed = new SendTaskSuccessCommand({ taskToken, output: '{}' });
      await unless([TaskDoesNotExist, TaskTimedOut, InvalidToken], client.send(succeed));
    },
    async isAlive(followUp, name) {
      try {
        const describe = new DescribeExecutionCommand({ executionArn: executionArn(followUp, name) });
        const { status } = await client.send(describe);
        return status === 'RUNNING' || status === 'PENDING_REDRIVE';
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return false;
        throw error;
      }
    },
  };
}

/** The machines behind MACHINE_ARN_PREFIX. Call it once per process: it opens the client. */
export const openMachines = (env: Environment): Machines =>
  stepMachines(new SFNClient({}), need(env, 'MACHINE_ARN_PREFIX'));
