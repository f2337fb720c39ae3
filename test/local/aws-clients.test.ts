/** What AWS's own clients read and do at the cloud's address: the SDK, and the command line where it is installed. */
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followUps } from '../../core/follow-ups/index.ts';
import type { Cloud } from '../../local/cloud.ts';
import { type Client, clientOf } from './client.ts';
import { run, runCommand } from './process.ts';
import { clientsAt, openClouds, operator, readStacks, synthesis } from './stacks.ts';
import { askForPart, execution, morning, takeIn } from './story.ts';

const { folder, open, close, clear } = openClouds();
const here = 'us-east-1:123456789012';
const stateMachineArn = `arn:aws:states:${here}:stateMachine:lanekeep-sample-parts-eta`;
const executionArn = `arn:aws:states:${here}:execution:lanekeep-sample-parts-eta:${execution('10233')}`;
let cloud: Cloud;
let client: Client;

beforeAll(async () => {
  cloud = await open(await readStacks(), await folder(morning));
  client = clientOf(cloud);
  const sam = await client.as('advisor');
  await takeIn(sam, '10233');
  await askForPart(sam, '10233');
  await client.run({ advanceBy: 'PT1M' });
}, synthesis);
afterAll(async () => {
  await close();
  await clear();
});

describe('the SDK', () => {
  it('reads machines, executions and their histories', async () => {
    const { states } = clientsAt(cloud.awsUrl);
    const { stateMachines = [] } = await states.send(new ListStateMachinesCommand());
    expect(new Set(stateMachines.map(({ name }) => name))).toEqual(
      new Set(followUps.map(({ name }) => `lanekeep-sample-${name}`)),
    );
    const { executions } = await states.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' }));
    expect(executions).toMatchObject([{ name: execution('10233'), executionArn, status: 'RUNNING' }]);
    const described = await states.send(new DescribeExecutionCommand({ executionArn }));
    expect(described.startDate?.toISOString()).toMatch(/^2026-03-10T15:30:/);
    expect(JSON.parse(described.input ?? '')).toEqual({ storeId: 'S01', followUpId: 'ro-10233', generation: 1 });
    const { events = [] } = await states.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ChoiceStateEntered',
      'ChoiceStateExited',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
    ]);
  });

  it('starts an execution by hand, under a name that is then taken', async () => {
    const { states } = clientsAt(cloud.awsUrl);
    const input = JSON.stringify({ storeId: 'S01', followUpId: 'ro-none', generation: 1 });
    const { executionArn: started } = await states.send(
      new StartExecutionCommand({ stateMachineArn, name: 'by-hand', input }),
    );
    await client.run({ advanceBy: 'PT1M' });
    const described = await states.send(new DescribeExecutionCommand({ executionArn: started }));
    expect(described).toMatchObject({ status: 'SUCCEEDED' });
    expect(await client.told('by-hand')).toMatchObject({ state: 'Done: replaced' });
    await expect(
      states.send(new StartExecutionCommand({ stateMachineArn, name: 'by-hand', input: '{}' })),
    ).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  it('queries the table', async () => {
    const { table } = clientsAt(cloud.awsUrl);
    const { Items } = await table.send(
      new QueryCommand({
        TableName: 'lanekeep-sample',
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :promise)',
        ExpressionAttributeValues: { ':pk': 'STORE#S01#RO#10233', ':promise': 'PROMISE#' },
      }),
    );
    expect(Items).toMatchObject([{ type: 'eta', state: 'OPEN' }]);
  });

  it('receives from a queue and deletes from it', async () => {
    const { queues } = clientsAt(cloud.awsUrl);
    const { QueueUrl } = await queues.send(new GetQueueUrlCommand({ QueueName: 'lanekeep-sample-sweep-undelivered' }));
    await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"a":1}' }));
    const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(Messages).toMatchObject([{ Body: '{"a":1}' }]);
    await queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages[0]?.ReceiptHandle }));
    await client.run({ advanceBy: 'PT5M' });
    expect((await queues.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
  });
});

describe('the AWS command line', () => {
  const aws = (...args: readonly string[]) =>
    runCommand('aws', [...args, '--output', 'json'], { ...operator(cloud.awsUrl), AWS_PAGER: '' });

  it('reads the same, where it is installed', async ({ skip }) => {
    const installed = await runCommand('aws', ['--version']);
    skip(installed.code !== 0, 'The AWS CLI is not on the path.');
    const [machines, history, rows] = await Promise.all([
      aws('stepfunctions', 'list-state-machines'),
      aws('stepfunctions', 'get-execution-history', '--execution-arn', executionArn, '--max-items', '2'),
      aws('dynamodb', 'describe-table', '--table-name', 'lanekeep-sample'),
    ]);
    expect([machines.stderr, history.stderr, rows.stderr]).toEqual(['', '', '']);
    expect(JSON.parse(machines.stdout)).toMatchObject({
      stateMachines: expect.arrayContaining([expect.objectContaining({ stateMachineArn })]),
    });
    expect(JSON.parse(history.stdout)).toMatchObject({
      events: [{ type: 'ExecutionStarted' }, { type: 'TaskStateEntered' }],
    });
    expect(JSON.parse(rows.stdout)).toMatchObject({ Table: { TableName: 'lanekeep-sample', TableStatus: 'ACTIVE' } });
  });
});

describe('npx lanekeep setup', () => {
  const setup = (...more: readonly string[]) =>
    run('cli/lanekeep.ts', ['setup', '--file', 'local/sample-group.json', ...more], operator(cloud.awsUrl));

  it('lets the first administrator in, and changes nothing the second time', async () => {
    const stranger = await client.signIn('new-owner');
    await expect(stranger.get('/stores/S01')).rejects.toThrow('403');
    const first = await setup('--admin-sub', 'new-owner', '--admin-name', 'Nia Osei');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('person new-owner: made');
    expect(await stranger.get('/stores/S01')).toMatchObject({ storeId: 'S01' });
    const again = await setup('--admin-sub', 'new-owner', '--admin-name', 'Nia Osei');
    expect(
      new Set(
        again.stdout
          .trim()
          .split('\n')
          .map((line) => line.split(': ')[1]),
      ),
    ).toEqual(new Set(['unchanged']));
  });

  it('says in a sentence what is wrong with a file', async () => {
    const wrong = await run('cli/lanekeep.ts', ['setup', '--file', 'package.json'], operator(cloud.awsUrl));
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    expect(wrong.stderr).toContain('package.json does not fit');
  });
});
