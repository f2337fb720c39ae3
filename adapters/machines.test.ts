import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StateMachineDoesNotExist,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { stepMachines } from './machines.ts';

const client = mockClient(SFNClient);
const prefix = 'arn:aws:states:us-east-1:111111111111:stateMachine:lanekeep-test-';
const machines = stepMachines(new SFNClient({ region: 'us-east-1' }), prefix);
const input = { storeId: 'S01', followUpId: 'ro-10233', generation: 1 };
const name = 'parts-eta-S01-ro-10233-g1';
const about = { message: 'no', $metadata: {} };

describe('the machines', () => {
  beforeEach(() => client.reset());

  test('start a follow-up under its name, with the same bytes each time', async () => {
    await machines.start('parts-eta', name, input);
    await machines.start('parts-eta', name, { generation: 1, followUpId: 'ro-10233', storeId: 'S01' });
    const [first, again] = client.commandCalls(StartExecutionCommand).map((call) => call.args[0].input);
    expect(first).toEqual({
      stateMachineArn: `${prefix}parts-eta`,
      name,
      input: '{"storeId":"S01","followUpId":"ro-10233","generation":1}',
    });
    expect(again).toEqual(first);
  });

  test('take one that was started already for started', async () => {
    client.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists(about));
    await expect(machines.start('parts-eta', name, input)).resolves.toBeUndefined();
  });

  test('do not hide that there is no such machine', async () => {
    client.on(StartExecutionCommand).rejects(new StateMachineDoesNotExist(about));
    await expect(machines.start('parts-eta', name, input)).rejects.toThrow(StateMachineDoesNotExist);
  });

  test('end a wait by its token', async () => {
    await machines.succeed('token');
    expect(client.commandCalls(SendTaskSuccessCommand)[0]?.args[0].input).toEqual({ taskToken: 'token', output: '{}' });
  });

  test.each([
    ['unknown or used', new TaskDoesNotExist(about)],
    ['timed out', new TaskTimedOut(about)],
    ['of no machine', new InvalidToken(about)],
  ])('ignore a token that is %s', async (_, error) => {
    client.on(SendTaskSuccessCommand).rejects(error);
    await expect(machines.succeed('token')).resolves.toBeUndefined();
  });

  test('do not take silence for a token that was used', async () => {
    client.on(SendTaskSuccessCommand).rejects(new Error('socket hang up'));
    await expect(machines.succeed('token')).rejects.toThrow('socket hang up');
  });

  test.each([
    ['RUNNING', true],
    ['PENDING_REDRIVE', true],
    ['SUCCEEDED', false],
    ['FAILED', false],
    ['TIMED_OUT', false],
    ['ABORTED', false],
  ] as const)('know by %s whether one is alive', async (status, alive) => {
    client.on(DescribeExecutionCommand).resolves({ status });
    expect(await machines.isAlive('parts-eta', name)).toBe(alive);
    expect(client.commandCalls(DescribeExecutionCommand)[0]?.args[0].input.executionArn).toBe(
      `arn:aws:states:us-east-1:111111111111:execution:lanekeep-test-parts-eta:${name}`,
    );
  });

  test('know that one that never was is not alive, and that an error is no answer', async () => {
    client.on(DescribeExecutionCommand).rejectsOnce(new ExecutionDoesNotExist(about)).rejects(new Error('later'));
    expect(await machines.isAlive('parts-eta', name)).toBe(false);
    await expect(machines.isAlive('parts-eta', name)).rejects.toThrow('later');
  });
});
