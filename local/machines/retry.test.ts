import { describe, expect, test } from 'vitest';
import { delaySeconds, takes } from './retry.ts';
import { oneTask, openStory, refusal } from './testing.ts';

describe('states-language.net, "Errors" and Appendix A: which list takes which error', () => {
  test.each([
    [['A'], 'A', true],
    [['A'], 'B', false],
    [['States.ALL'], 'A', true],
    [['States.ALL'], 'States.Timeout', true],
    [['States.ALL'], 'States.Runtime', false],
    [['States.ALL'], 'States.DataLimitExceeded', false],
    [['States.DataLimitExceeded'], 'States.DataLimitExceeded', true],
    [['States.Runtime'], 'States.Runtime', false],
    [['States.TaskFailed'], 'A', true],
    [['States.TaskFailed'], 'States.Timeout', false],
    [['States.TaskFailed'], 'States.HeartbeatTimeout', true],
    [['States.TaskFailed'], 'States.DataLimitExceeded', false],
    [['States.Timeout'], 'States.HeartbeatTimeout', true],
    [['States.HeartbeatTimeout'], 'States.Timeout', false],
  ])('%j of %s: %j', (list, error, expected) => expect(takes(list, error)).toBe(expected));
});

test('states-language.net, "Retrying after error": the delay is multiplied each time, up to MaxDelaySeconds', () => {
  const retrier = { errors: [], intervalSeconds: 3, maxAttempts: 9, backoffRate: 1.5, maxDelaySeconds: undefined };
  expect([0, 1, 2, 3].map((done) => delaySeconds(retrier, done))).toEqual([3, 4.5, 6.75, 10.125]);
  expect([0, 1, 2, 3].map((done) => delaySeconds({ ...retrier, maxDelaySeconds: 5 }, done))).toEqual([3, 4.5, 5, 5]);
  expect(delaySeconds({ ...retrier, backoffRate: 1000 }, 9999)).toBe(315_360_000);
});

/** The seconds at which a task that always fails is called, and how the execution ends. */
async function attempts(
  fields: Readonly<Record<string, unknown>>,
  errors: (attempt: number) => string,
  runTo = 10_000,
) {
  let attempt = 0;
  const story = openStory(oneTask(fields, fields.Catch === undefined ? {} : { Caught: { Type: 'Succeed' } }), () => {
    attempt += 1;
    return refusal(errors(attempt))();
  });
  await story.start();
  const described = await story.at(runTo);
  return {
    at: story.calls.map((call) => call.at),
    status: described.status,
    error: described.error,
    state: story.state(),
    story,
  };
}

describe('states-language.net, "Retrying after error"', () => {
  test('defaults: an interval of 1 second, doubled, 3 retries', async () => {
    const { at, status, error } = await attempts({ Retry: [{ ErrorEquals: ['A'] }] }, () => 'A');
    expect(at).toEqual([0, 1, 3, 7]);
    expect([status, error]).toEqual(['FAILED', 'A']);
  });

  test('the example of the document: 3 s, then 4.5 s, then no more', async () => {
    const retry = { ErrorEquals: ['States.Timeout', 'A'], IntervalSeconds: 3, MaxAttempts: 2, BackoffRate: 1.5 };
    expect((await attempts({ Retry: [retry] }, () => 'A')).at).toEqual([0, 3, 7.5]);
  });

  test('MaxDelaySeconds caps the delay', async () => {
    const retry = { ErrorEquals: ['A'], IntervalSeconds: 3, BackoffRate: 2, MaxAttempts: 4, MaxDelaySeconds: 10 };
    expect((await attempts({ Retry: [retry] }, () => 'A')).at).toEqual([0, 3, 9, 19, 29]);
  });

  test('MaxAttempts 0: never, and a later retrier is not asked', async () => {
    const retry = [{ ErrorEquals: ['A'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }];
    expect((await attempts({ Retry: retry }, () => 'A')).at).toEqual([0]);
    expect((await attempts({ Retry: retry }, () => 'B')).at).toEqual([0, 1, 3, 7]);
  });

  test('each retrier counts its own: the example of the document with two of them', async () => {
    const retry = [
      { ErrorEquals: ['A', 'B'], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 2 },
      { ErrorEquals: ['C'], IntervalSeconds: 5 },
    ];
    const errors = ['A', 'B', 'C', 'C', 'B'];
    const { at, error } = await attempts({ Retry: retry }, (attempt) => errors[attempt - 1] ?? 'none');
    // A: 1 s. B: 2 s. C: 5 s. C: 10 s. B: its retrier is spent.
    expect(at).toEqual([0, 1, 3, 8, 18]);
    expect(error).toBe('B');
  });

  test('an error that no retrier names fails at once', async () => {
    expect((await attempts({ Retry: [{ ErrorEquals: ['A'] }] }, () => 'B')).at).toEqual([0]);
  });

  test('when the retries are spent the catcher is asked', async () => {
    const fields = {
      Retry: [{ ErrorEquals: ['A'], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
    };
    const { at, status, state } = await attempts(fields, () => 'A');
    expect([at, status, state]).toEqual([[0, 1], 'SUCCEEDED', 'Caught']);
  });

  test('the counters begin anew when the state is entered anew', async () => {
    const retry = [{ ErrorEquals: ['A'], IntervalSeconds: 10, MaxAttempts: 1 }];
    const machine = oneTask(
      { Retry: retry, Catch: [{ ErrorEquals: ['A'], ResultPath: null, Next: 'Again' }] },
      {
        Again: { Type: 'Wait', Seconds: 100, Next: 'Work' },
      },
    );
    const story = openStory(machine, refusal('A'));
    await story.start();
    await story.at(330);
    expect(story.calls.map((call) => call.at)).toEqual([0, 10, 110, 120, 220, 230, 330]);
  });

  test('a retry is seen by the task, in the context object, and in the history', async () => {
    const parameters = {
      FunctionName: 'work',
      Payload: { 'tries.$': '$$.State.RetryCount', 'entered.$': '$$.State.EnteredTime' },
    };
    const { story } = await attempts(
      { Parameters: parameters, Retry: [{ ErrorEquals: ['A'], MaxAttempts: 1 }] },
      () => 'A',
    );
    const entered = '2026-03-02T14:00:00.000Z';
    expect(story.calls.map((call) => call.parameters)).toEqual([
      { tries: 0, entered },
      { tries: 1, entered },
    ]);
    expect(story.types()).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskFailed',
      'TaskScheduled',
      'TaskStarted',
      'TaskFailed',
      'ExecutionFailed',
    ]);
  });
});

describe('states-language.net, "Fallback states"', () => {
  const caughtWith = async (resultPath: unknown) => {
    const catcher = {
      ErrorEquals: ['A'],
      Next: 'Caught',
      ...(resultPath === undefined ? {} : { ResultPath: resultPath }),
    };
    const story = openStory(oneTask({ Catch: [catcher] }, { Caught: { Type: 'Succeed' } }), refusal('A', 'why'));
    return (await story.start({ id: 1 })).output;
  };

  test('the Error Output is the input of the next state, or goes where ResultPath says, or nowhere', async () => {
    expect(await caughtWith(undefined)).toBe('{"Error":"A","Cause":"why"}');
    expect(await caughtWith('$.error')).toBe('{"id":1,"error":{"Error":"A","Cause":"why"}}');
    expect(await caughtWith(null)).toBe('{"id":1}');
  });

  test('catchers are asked in order', async () => {
    const catchers = [
      { ErrorEquals: ['B'], Next: 'Second' },
      { ErrorEquals: ['States.TaskFailed'], Next: 'Caught' },
    ];
    const story = openStory(
      oneTask({ Catch: catchers }, { Caught: { Type: 'Succeed' }, Second: { Type: 'Succeed' } }),
      refusal('A'),
    );
    await story.start();
    expect(story.state()).toBe('Caught');
  });

  test('States.Runtime goes past every catcher', async () => {
    const fields = { InputPath: '$.missing', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] };
    const story = openStory(oneTask(fields, { Caught: { Type: 'Succeed' } }));
    expect(await story.start()).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test('a ResultPath that does not fit is an error that can be caught', async () => {
    const fields = {
      ResultPath: '$.text.deep',
      Catch: [{ ErrorEquals: ['States.ResultPathMatchFailure'], Next: 'Caught', ResultPath: null }],
    };
    const story = openStory(oneTask(fields, { Caught: { Type: 'Succeed' } }));
    expect(await story.start({ text: '' })).toMatchObject({ status: 'SUCCEEDED', output: '{"text":""}' });
  });

  test('an error that is none of ours is States.TaskFailed', async () => {
    const story = openStory(oneTask(), () => {
      throw new Error('socket hang up');
    });
    expect(await story.start()).toMatchObject({
      status: 'FAILED',
      error: 'States.TaskFailed',
      cause: 'socket hang up',
    });
  });
});
