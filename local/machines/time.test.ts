import { describe, expect, test } from 'vitest';
import { DAY, MACHINE_ARN, oneTask, openStory, START } from './testing.ts';

const wait = (fields: Readonly<Record<string, unknown>>, machine: Readonly<Record<string, unknown>> = {}) => ({
  StartAt: 'Wait',
  States: { Wait: { Type: 'Wait', ...fields, Next: 'Done' }, Done: { Type: 'Succeed' } },
  ...machine,
});

/** The second at which the execution ended, looked for one by one. */
async function endOf(definition: unknown, input: unknown, seconds: readonly number[]) {
  const story = openStory(definition);
  await story.start(input);
  for (const second of seconds) {
    const described = await story.at(second);
    if (described.stopDate !== undefined)
      return { second: (described.stopDate - START) / 1000, status: described.status, error: described.error };
  }
  return undefined;
}

describe('states-language.net, "Wait State"', () => {
  test.each([
    ['Seconds', { Seconds: 90 }, {}, 90],
    ['SecondsPath', { SecondsPath: '$.s' }, { s: 90 }, 90],
    ['Timestamp', { Timestamp: '2026-03-02T14:01:30Z' }, {}, 90],
    ['Timestamp with an offset', { Timestamp: '2026-03-02T08:01:30-06:00' }, {}, 90],
    ['TimestampPath', { TimestampPath: '$.at' }, { at: '2026-03-02T14:01:30.000Z' }, 90],
    ['an instant that has passed', { Timestamp: '2020-01-01T00:00:00Z' }, {}, 0],
    ['no seconds', { Seconds: 0 }, {}, 0],
    ['90 days', { Seconds: 90 * 86_400 }, {}, 90 * 86_400],
  ])('%s', async (_, fields, input, second) => {
    expect(
      await endOf(
        wait(fields),
        input,
        [second - 1, second].filter((at) => at >= 0),
      ),
    ).toMatchObject({ second, status: 'SUCCEEDED' });
  });

  test.each([
    [{ SecondsPath: '$.s' }, { s: -1 }],
    [{ SecondsPath: '$.s' }, { s: 1.5 }],
    [{ SecondsPath: '$.s' }, { s: '5' }],
    [{ SecondsPath: '$.s' }, {}],
    [{ TimestampPath: '$.at' }, { at: 'tomorrow' }],
  ])('%j of %j is States.Runtime', async (fields, input) => {
    expect(await endOf(wait(fields), input, [0])).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });
});

describe('states-language.net, "Timeouts"', () => {
  test('the machine has a timeout of its own', async () => {
    expect(await endOf(wait({ Seconds: 100 }, { TimeoutSeconds: 50 }), {}, [49, 50])).toEqual({
      second: 50,
      status: 'TIMED_OUT',
      error: 'States.Timeout',
    });
    const story = openStory(wait({ Seconds: 100 }, { TimeoutSeconds: 50 }));
    await story.start();
    await story.at(50);
    expect(story.types().at(-1)).toBe('ExecutionTimedOut');
  });

  test('an execution lives a year at most', async () => {
    const story = openStory(wait({ Seconds: 99_999_999 }));
    await story.start();
    expect((await story.at(365 * 86_400 - 1)).status).toBe('RUNNING');
    expect((await story.at(365 * 86_400)).status).toBe('TIMED_OUT');
  });

  test.each([0, -5, 1.5, '60', null])('a TimeoutSecondsPath that finds %j is States.Runtime', async (seconds) => {
    const story = openStory(oneTask({ TimeoutSecondsPath: '$.seconds' }));
    expect(await story.start({ seconds })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test('a task that answers at a later instant of the same clock can be late, and its answer is dropped', async () => {
    const answers: (() => void)[] = [];
    const story = openStory(
      oneTask(
        { TimeoutSeconds: 5, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }] },
        { Late: { Type: 'Wait', Seconds: 60, End: true } },
      ),
      () => new Promise((resolve) => answers.push(() => resolve({}))),
      { holdClock: false },
    );
    await story.start();
    await story.at(5);
    expect(story.state()).toBe('Late');
    for (const answer of answers) answer();
    expect((await story.at(6)).status).toBe('RUNNING');
    expect(story.calls[0]?.context).toEqual({ roleArn: 'arn:aws:iam::123456789012:role/story', timeoutSeconds: 5 });
    expect((await story.at(65)).status).toBe('SUCCEEDED');
  });
});

test('running forward plays many executions in the order of their instants', async () => {
  const story = openStory({
    StartAt: 'Wait',
    States: { Wait: { Type: 'Wait', SecondsPath: '$.s', Next: 'Work' }, ...oneTask().States },
  });
  const seconds = [500, 20, 86_400 * 40, 300, 20, 86_400];
  for (const [index, s] of seconds.entries()) {
    story.machines.startExecution({ stateMachineArn: MACHINE_ARN, name: `n-${index}`, input: JSON.stringify({ s }) });
  }
  await story.clock.advanceTo(START + 60 * DAY);
  expect(story.calls.map((call) => call.at)).toEqual([...seconds].sort((a, b) => a - b));
});

test('thousands of transitions take a second', async () => {
  const story = openStory(
    oneTask(
      { End: undefined, Next: 'Again' },
      {
        Again: { Type: 'Wait', Seconds: 60, Next: 'More?' },
        'More?': {
          Type: 'Choice',
          Choices: [{ Variable: '$.Payload.end', BooleanEquals: true, Next: 'Done' }],
          Default: 'Work',
        },
        Done: { Type: 'Succeed' },
      },
    ),
    (made) => ({ end: made.at >= 60 * 2000 }),
  );
  const begun = performance.now();
  await story.start();
  expect((await story.at(60 * 2001)).status).toBe('SUCCEEDED');
  expect(story.machines.figures()).toMatchObject([{ transitions: 6004 }]);
  expect(performance.now() - begun).toBeLessThan(5000);
});
