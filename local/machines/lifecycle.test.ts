import { describe, expect, test } from 'vitest';
import { DAY, MACHINE_ARN, oneTask, openStory, refusal, START, sleeper } from './testing.ts';

const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error.name : error;
  }
};

const waits = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } };

describe('StartExecution', () => {
  const begin = (story: ReturnType<typeof openStory>, name: string, input: string) =>
    codeOf(() => story.machines.startExecution({ stateMachineArn: MACHINE_ARN, name, input }));

  test('the same name with the same input answers the running execution, once ended it is taken', async () => {
    const story = openStory(waits);
    const first = begin(story, 'one', '{"a": 1}');
    expect(first).toEqual({ executionArn: story.arn('one'), startDate: START });
    await story.at(30);
    expect(begin(story, 'one', '{"a": 1}')).toEqual(first);
    expect(begin(story, 'one', '{"a":1}')).toBe('ExecutionAlreadyExists');
    await story.at(60);
    expect(begin(story, 'one', '{"a": 1}')).toBe('ExecutionAlreadyExists');
    expect(story.machines.figures()).toMatchObject([{ executions: 1, transitions: 1 }]);
  });

  test('90 days after its end the name is free again', async () => {
    const story = openStory(waits);
    begin(story, 'one', '{}');
    await story.at(60 + 90 * 86_400 - 1);
    expect(begin(story, 'one', '{}')).toBe('ExecutionAlreadyExists');
    await story.at(60 + 90 * 86_400);
    expect(begin(story, 'one', '{}')).toMatchObject({ startDate: START + 60_000 + 90 * DAY });
    expect(story.history()).toHaveLength(1);
  });

  test.each(['', 'n'.repeat(81), 'a b', 'a/b', 'a:b', 'a\u0007', 'a*', 'a#b', 'a\tb', '<a>'])(
    '%j is no name',
    (name) => {
      expect(begin(openStory(waits), name, '{}')).toBe('InvalidName');
    },
  );

  test.each(['parts-eta-S01-ro-10233-g1', 'n'.repeat(80), 'a.b+c!@(d)=e_f', 'Ölwechsel'])('%j is one', (name) => {
    expect(begin(openStory(waits), name, '{}')).toMatchObject({ startDate: START });
  });

  test('without name and input it gets a new name and an empty object', () => {
    const { machines } = openStory(waits);
    const { executionArn } = machines.startExecution({ stateMachineArn: MACHINE_ARN });
    expect(machines.describeExecution(executionArn)).toMatchObject({ name: 'id-1', input: '{}' });
  });

  test('an input that is not JSON, or larger than 256 KiB, is refused', () => {
    const story = openStory(waits);
    expect(begin(story, 'one', 'text')).toBe('InvalidExecutionInput');
    expect(begin(story, 'one', JSON.stringify('x'.repeat(262_143)))).toBe('ValidationException');
    expect(begin(story, 'one', JSON.stringify('x'.repeat(262_142)))).toMatchObject({ startDate: START });
  });

  test('a machine that is not there', () => {
    const { machines } = openStory(waits);
    const start = (stateMachineArn: string) => codeOf(() => machines.startExecution({ stateMachineArn }));
    expect(start(`${MACHINE_ARN}s`)).toBe('StateMachineDoesNotExist');
    expect(start(MACHINE_ARN.replace('123456789012', '999999999999'))).toBe('StateMachineDoesNotExist');
    expect(start(MACHINE_ARN.replace(':stateMachine', ':execution'))).toBe('InvalidArn');
    expect(start('story')).toBe('InvalidArn');
  });
});

describe('StopExecution', () => {
  test('aborts a running one, at once and for good', async () => {
    const story = openStory(sleeper());
    await story.start({ seconds: 60 });
    await story.at(10);
    expect(story.machines.stopExecution(story.arn('one'), 'E', 'by hand')).toEqual({ stopDate: START + 10_000 });
    expect(await story.at(100)).toMatchObject({
      status: 'ABORTED',
      error: 'E',
      cause: 'by hand',
      stopDate: START + 10_000,
    });
    expect(story.types().at(-1)).toBe('ExecutionAborted');
  });

  test('leaves an ended one as it ended', async () => {
    const story = openStory(oneTask());
    await story.start();
    await story.at(10);
    expect(story.machines.stopExecution(story.arn('one'))).toEqual({ stopDate: START });
    expect((await story.at(10)).status).toBe('SUCCEEDED');
  });

  test('one that is not there', () => {
    const { machines, arn } = openStory(waits);
    expect(codeOf(() => machines.stopExecution(arn('none')))).toBe('ExecutionDoesNotExist');
  });
});

describe('RedriveExecution', () => {
  test('goes on from the task that failed, with its input', async () => {
    let broken = true;
    const story = openStory(
      {
        StartAt: 'Before',
        States: {
          Before: { Type: 'Pass', Result: { n: 1 }, Next: 'Work' },
          ...oneTask({ OutputPath: '$.Payload' }).States,
        },
      },
      (made) => (broken ? refusal('Down')() : made.parameters),
    );
    expect(await story.start()).toMatchObject({ status: 'FAILED', redriveStatus: 'REDRIVABLE' });
    broken = false;
    await story.at(60);
    expect(story.machines.redriveExecution(story.arn('one'))).toEqual({ redriveDate: START + 60_000 });
    const described = await story.at(60);
    expect(described).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"n":1}',
      redriveCount: 1,
      redriveDate: START + 60_000,
    });
    expect(described).not.toHaveProperty('error');
    expect(story.types().slice(-7)).toEqual([
      'ExecutionFailed',
      'ExecutionRedriven',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('a Fail state cannot be redriven past: it fails again', async () => {
    const story = openStory({
      StartAt: 'Stuck',
      States: { Stuck: { Type: 'Fail', Error: 'Stuck', Cause: 'needs a person' } },
    });
    expect(await story.start()).toMatchObject({ status: 'FAILED', error: 'Stuck', cause: 'needs a person' });
    story.machines.redriveExecution(story.arn('one'));
    expect(await story.at(0)).toMatchObject({ status: 'FAILED', error: 'Stuck', redriveCount: 1 });
  });

  test('one that timed out gets its whole time again', async () => {
    const story = openStory({ ...waits, TimeoutSeconds: 50 });
    await story.start();
    expect((await story.at(50)).status).toBe('TIMED_OUT');
    story.machines.redriveExecution(story.arn('one'));
    expect((await story.at(99)).status).toBe('RUNNING');
    expect((await story.at(100)).status).toBe('TIMED_OUT');
  });

  test('not while it runs, not when it succeeded, not after 14 days', async () => {
    const story = openStory(waits);
    await story.start();
    const redrive = (name: string) => codeOf(() => story.machines.redriveExecution(story.arn(name)));
    expect(redrive('one')).toBe('ExecutionNotRedrivable');
    expect(await story.at(60)).toMatchObject({ status: 'SUCCEEDED', redriveStatus: 'NOT_REDRIVABLE' });
    expect(redrive('one')).toBe('ExecutionNotRedrivable');
    await story.start({}, 'two');
    story.machines.stopExecution(story.arn('two'));
    await story.at(60 + 14 * 86_400 + 1);
    expect(redrive('two')).toBe('ExecutionNotRedrivable');
  });
});

describe('AWS quotas', () => {
  test('25,000 history events: the last one says that the execution failed, and no catcher hears of it', async () => {
    const loop = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } };
    const story = openStory(loop);
    const described = await story.start();
    expect(described).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
      redriveStatus: 'NOT_REDRIVABLE',
    });
    const [last] = story.machines.getExecutionHistory({
      executionArn: story.arn('one'),
      reverseOrder: true,
      maxResults: 1,
    }).events;
    expect(last).toMatchObject({ id: 25_000, type: 'ExecutionFailed' });
  });

  test('256 KiB: a larger result is States.DataLimitExceeded, which States.ALL does not catch', async () => {
    const large = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] };
    const story = openStory(oneTask(large, { Caught: { Type: 'Succeed' } }), () => 'x'.repeat(262_144));
    expect(await story.start()).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    expect(story.types()).toContain('TaskFailed');
  });

  test('256 KiB: also what is put together on the way', async () => {
    const story = openStory({
      StartAt: 'Twice',
      States: { Twice: { Type: 'Pass', Parameters: { 'a.$': '$.text', 'b.$': '$.text' }, End: true } },
    });
    expect(await story.start({ text: 'x'.repeat(140_000) })).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
    });
  });
});

test('states-language.net, "Pass State", "Fail State": results, parameters, and words from the input', async () => {
  const story = openStory({
    StartAt: 'Result',
    States: {
      Result: { Type: 'Pass', Result: { a: null }, ResultPath: '$.put', Next: 'Parameters' },
      Parameters: {
        Type: 'Pass',
        Parameters: { 'who.$': '$$.Execution.Name', 'put.$': '$.put' },
        OutputPath: '$',
        Next: 'Nothing',
      },
      Nothing: { Type: 'Pass', Result: false, ResultPath: null, Next: 'Fail' },
      Fail: { Type: 'Fail', ErrorPath: '$.who', CausePath: '$$.StateMachine.Name' },
    },
  });
  expect(await story.start({})).toMatchObject({ status: 'FAILED', error: 'one', cause: 'story' });
  expect(story.history().findLast((event) => event.type === 'FailStateEntered')).toMatchObject({
    stateEnteredEventDetails: { input: '{"who":"one","put":{"a":null}}' },
  });
});

test('states-language.net, "The Context Object"', async () => {
  const story = openStory(oneTask({ Parameters: { FunctionName: 'work', 'Payload.$': '$$' } }));
  await story.start({ id: 1 });
  expect(story.calls[0]?.parameters).toEqual({
    Execution: {
      Id: story.arn('one'),
      Input: { id: 1 },
      Name: 'one',
      RoleArn: 'arn:aws:iam::123456789012:role/story',
      StartTime: '2026-03-02T14:00:00.000Z',
      RedriveCount: 0,
    },
    State: { EnteredTime: '2026-03-02T14:00:00.000Z', Name: 'Work', RetryCount: 0 },
    StateMachine: { Id: MACHINE_ARN, Name: 'story' },
  });
});
