import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  RedriveExecutionCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AwsError } from './errors.ts';
import { MACHINE_ARN, openStory, START, sleeper } from './testing.ts';
import { handleStates } from './wire.ts';

let server: Server;
let client: SFNClient;
let story: ReturnType<typeof openStory>;

function answered(target: string, body: string): { status: number; answer: unknown } {
  try {
    return { status: 200, answer: handleStates(story.machines, target, JSON.parse(body)) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { status: error.status, answer: { __type: error.code, message: error.message } };
  }
}

/** The SDK's own client talks to the room, as the AWS CLI would. */
beforeEach(async () => {
  story = openStory(sleeper(), () => ({}));
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const { status, answer } = answered(String(request.headers['x-amz-target']), body);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  client = new SFNClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    credentials: { accessKeyId: 'operator', secretAccessKey: 'none' },
    maxAttempts: 1,
  });
});

afterEach(() => {
  client.destroy();
  server.close();
});

const startOne = (name: string) =>
  client.send(new StartExecutionCommand({ stateMachineArn: MACHINE_ARN, name, input: '{"seconds":60}' }));

describe('what the SDK sends is understood, what it is answered it understands', () => {
  test('start, describe, history, stop, redrive', async () => {
    const started = await startOne('one');
    expect(started).toMatchObject({ executionArn: story.arn('one'), startDate: new Date(START) });
    await story.at(30);
    const executionArn = started.executionArn;
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      name: 'one',
      status: 'RUNNING',
      input: '{"seconds":60}',
      startDate: new Date(START),
      stateMachineArn: MACHINE_ARN,
    });
    await client.send(new StopExecutionCommand({ executionArn: executionArn ?? '', error: 'E', cause: 'C' }));
    const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events).toMatchObject([
      {
        id: 1,
        previousEventId: 0,
        type: 'ExecutionStarted',
        timestamp: new Date(START),
        executionStartedEventDetails: { input: '{"seconds":60}', inputDetails: { truncated: false } },
      },
      {
        id: 2,
        previousEventId: 0,
        type: 'TaskStateEntered',
        stateEnteredEventDetails: { name: 'Wait for news', input: '{"seconds":60}' },
      },
      {
        id: 3,
        previousEventId: 2,
        type: 'TaskScheduled',
        taskScheduledEventDetails: {
          resourceType: 'aws-sdk:dynamodb',
          resource: 'updateItem.waitForTaskToken',
          region: 'us-east-1',
          timeoutInSeconds: 60,
        },
      },
      {
        id: 4,
        previousEventId: 3,
        type: 'TaskStarted',
        taskStartedEventDetails: { resourceType: 'aws-sdk:dynamodb', resource: 'updateItem.waitForTaskToken' },
      },
      {
        id: 5,
        previousEventId: 4,
        type: 'TaskSubmitted',
        taskSubmittedEventDetails: { output: '{}', outputDetails: { truncated: false } },
      },
      {
        id: 6,
        previousEventId: 5,
        type: 'ExecutionAborted',
        timestamp: new Date(START + 30_000),
        executionAbortedEventDetails: { error: 'E', cause: 'C' },
      },
    ]);
    const { redriveDate } = await client.send(new RedriveExecutionCommand({ executionArn }));
    expect(redriveDate).toEqual(new Date(START + 30_000));
  });

  test('tokens', async () => {
    await startOne('one');
    await story.clock.quiet();
    const taskToken = JSON.stringify(story.calls[0]?.parameters).match(/"S":"([^"]+)"/)?.[1];
    await expect(client.send(new SendTaskHeartbeatCommand({ taskToken }))).resolves.toBeDefined();
    await client.send(new SendTaskSuccessCommand({ taskToken, output: '{"heard":1}' }));
    await expect(client.send(new SendTaskFailureCommand({ taskToken, error: 'E' }))).rejects.toMatchObject({
      name: 'TaskTimedOut',
      message: "Task Timed Out: 'Provided task does not exist anymore'",
    });
    expect((await client.send(new DescribeExecutionCommand({ executionArn: story.arn('one') }))).status).toBe(
      'SUCCEEDED',
    );
  });

  test('machines', async () => {
    expect((await client.send(new ListStateMachinesCommand({}))).stateMachines).toEqual([
      { stateMachineArn: MACHINE_ARN, name: 'story', type: 'STANDARD', creationDate: new Date(START) },
    ]);
    await startOne('one');
    const [now, then] = [
      await client.send(new DescribeStateMachineCommand({ stateMachineArn: MACHINE_ARN })),
      await client.send(new DescribeStateMachineForExecutionCommand({ executionArn: story.arn('one') })),
    ];
    expect(now).toMatchObject({ status: 'ACTIVE', type: 'STANDARD', creationDate: new Date(START) });
    expect(then).toMatchObject({ definition: now.definition, updateDate: new Date(START) });
  });

  test('lists page by page, newest first, by status', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await startOne(name);
    await client.send(new StopExecutionCommand({ executionArn: story.arn('c') }));
    const ask = { stateMachineArn: MACHINE_ARN, maxResults: 2 };
    const names: string[][] = [];
    for (let nextToken: string | undefined, first = true; first || nextToken !== undefined; first = false) {
      const page = await client.send(new ListExecutionsCommand({ ...ask, statusFilter: 'RUNNING', nextToken }));
      names.push(page.executions?.map((one) => one.name ?? '') ?? []);
      nextToken = page.nextToken;
    }
    expect(names).toEqual([
      ['e', 'd'],
      ['b', 'a'],
    ]);
    await expect(client.send(new ListExecutionsCommand({ ...ask, nextToken: 'none' }))).rejects.toMatchObject({
      name: 'InvalidToken',
    });
  });

  test('history pages, both ways, and without data', async () => {
    await startOne('one');
    await story.clock.quiet();
    const ids = async (reverseOrder: boolean) => {
      const found: number[] = [];
      let nextToken: string | undefined;
      do {
        const page = await client.send(
          new GetExecutionHistoryCommand({ executionArn: story.arn('one'), reverseOrder, maxResults: 2, nextToken }),
        );
        found.push(...(page.events?.map((event) => event.id ?? 0) ?? []));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      return found;
    };
    expect(await ids(false)).toEqual([1, 2, 3, 4, 5]);
    expect(await ids(true)).toEqual([5, 4, 3, 2, 1]);
    const bare = await client.send(
      new GetExecutionHistoryCommand({ executionArn: story.arn('one'), includeExecutionData: false }),
    );
    expect(JSON.stringify(bare.events)).not.toContain('seconds');
  });

  test('errors have their names', async () => {
    await startOne('one');
    await expect(startOne('a b')).rejects.toMatchObject({ name: 'InvalidName' });
    await expect(
      client.send(new StartExecutionCommand({ stateMachineArn: MACHINE_ARN, name: 'one', input: '{}' })),
    ).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await expect(client.send(new DescribeExecutionCommand({ executionArn: story.arn('none') }))).rejects.toMatchObject({
      name: 'ExecutionDoesNotExist',
    });
  });
});

test('operations and bodies that are none are refused by name', () => {
  expect(() => handleStates(story.machines, 'AWSStepFunctions.CreateActivity', {})).toThrow(
    'CreateActivity of Step Functions is not supported',
  );
  expect(() => handleStates(story.machines, 'AWSStepFunctions.toString', {})).toThrow('is not supported');
  expect(() => handleStates(story.machines, 'AWSStepFunctions.StartExecution', { name: 1 })).toThrow(
    "Value at 'stateMachineArn' failed",
  );
});

test('dates inside an input stay what they are', async () => {
  story.machines.startExecution({ stateMachineArn: MACHINE_ARN, name: 'one', input: '{"startDate":1000,"seconds":5}' });
  expect(handleStates(story.machines, 'DescribeExecution', { executionArn: story.arn('one') })).toMatchObject({
    input: '{"startDate":1000,"seconds":5}',
    startDate: START / 1000,
  });
});
