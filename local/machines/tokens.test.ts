import { describe, expect, test } from 'vitest';
import type { Clock } from '../clock/clock.ts';
import { openClock } from '../clock/virtual-clock.ts';
import { isObject } from './json.ts';
import { DAY, MACHINE_ARN, openStory, refusal, SECOND, START, sleeper } from './testing.ts';

/** The task token that the call carried. */
function tokenIn(call: { readonly parameters: unknown } | undefined): string {
  const field = isObject(call?.parameters) ? call.parameters.Token : undefined;
  const token = isObject(field) ? field.S : undefined;
  if (typeof token !== 'string') throw new Error('the call carried no token');
  return token;
}

async function asleep(seconds: number, fields: Readonly<Record<string, unknown>> = {}, kept: { clock?: Clock } = {}) {
  const story = openStory(sleeper(fields), () => ({ Attributes: {} }), kept);
  await story.start({ seconds });
  return { ...story, token: tokenIn(story.calls[0]) };
}

const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : error;
  }
};

describe('a state that waits with a token', () => {
  test('is submitted, then waits; news ends it with the output as its result', async () => {
    const { machines, token, at, types, state } = await asleep(3600);
    expect(types().slice(-3)).toEqual(['TaskScheduled', 'TaskStarted', 'TaskSubmitted']);
    await at(100);
    machines.sendTaskSuccess(token, '{"heard":"part"}');
    expect(await at(100)).toMatchObject({ status: 'SUCCEEDED', output: '{"seconds":3600,"news":{"heard":"part"}}' });
    expect(state()).toBe('News');
    expect(types().slice(5, 7)).toEqual(['TaskSucceeded', 'TaskStateExited']);
  });

  test('states-language.net, "Task State", TimeoutSecondsPath: the deadline comes to the second', async () => {
    const { at, types, state } = await asleep(3600);
    expect((await at(3599)).status).toBe('RUNNING');
    expect((await at(3600)).status).toBe('SUCCEEDED');
    expect(state()).toBe('Deadline');
    expect(types()).toContain('TaskTimedOut');
  });

  test('a wait of 90 days', async () => {
    const { at, state } = await asleep(90 * 86_400);
    expect((await at(90 * 86_400 - 1)).status).toBe('RUNNING');
    await at(90 * 86_400);
    expect(state()).toBe('Deadline');
  });

  test('an error sent back is caught by its name', async () => {
    const { machines, token, at, state } = await asleep(3600, {
      Catch: [{ ErrorEquals: ['Gone'], ResultPath: '$.error', Next: 'Deadline' }],
    });
    machines.sendTaskFailure(token, 'Gone', 'cancelled');
    expect((await at(0)).output).toBe('{"seconds":3600,"error":{"Error":"Gone","Cause":"cancelled"}}');
    expect(state()).toBe('Deadline');
  });

  test('the call itself may fail: its condition did not hold', async () => {
    const caught = [{ ErrorEquals: ['DynamoDb.ConditionalCheckFailedException'], ResultPath: null, Next: 'Deadline' }];
    const story = openStory(sleeper({ Catch: caught }), refusal('DynamoDb.ConditionalCheckFailedException'));
    await story.start({ seconds: 60 });
    expect(story.state()).toBe('Deadline');
    expect(story.types()).toContain('TaskFailed');
  });

  test('each attempt has a token of its own', async () => {
    let calls = 0;
    const story = openStory(sleeper({ Retry: [{ ErrorEquals: ['Busy'] }] }), () => {
      calls += 1;
      return calls === 1 ? refusal('Busy')() : {};
    });
    await story.start({ seconds: 60 });
    await story.at(1);
    const [first, second] = story.calls.map(tokenIn);
    expect(first).not.toBe(second);
    expect(codeOf(() => story.machines.sendTaskSuccess(first ?? '', '{}'))).toContain('TaskTimedOut');
    story.machines.sendTaskSuccess(second ?? '', '{}');
    expect((await story.at(1)).status).toBe('SUCCEEDED');
  });

  test('news may overtake the answer of the call that carried the token', async () => {
    const story = openStory(sleeper(), (made) => {
      story.machines.sendTaskSuccess(tokenIn(made), '{"heard":"early"}');
      return {};
    });
    const described = await story.start({ seconds: 60 });
    expect(described).toMatchObject({ status: 'SUCCEEDED', output: '{"seconds":60,"news":{"heard":"early"}}' });
    expect(story.types()).not.toContain('TaskSubmitted');
  });
});

describe('tokens that are late, used or strange', () => {
  const gone = "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'";

  test('a second use is refused', async () => {
    const { machines, token, at } = await asleep(60);
    machines.sendTaskSuccess(token, '{}');
    expect(codeOf(() => machines.sendTaskSuccess(token, '{}'))).toBe(gone);
    await at(60);
    expect(codeOf(() => machines.sendTaskFailure(token))).toBe(gone);
    expect(codeOf(() => machines.sendTaskHeartbeat(token))).toBe(gone);
  });

  test('after the timeout it is refused, even before the timeout has been played', async () => {
    let now = START;
    const clock = openClock({ realNow: () => now, setTimer: () => ({ cancel: () => undefined }) });
    const { machines, token, at } = await asleep(60, {}, { clock });
    now = START + 60 * SECOND + 1;
    expect(codeOf(() => machines.sendTaskSuccess(token, '{}'))).toBe(gone);
    expect((await at(61)).status).toBe('SUCCEEDED');
    expect(codeOf(() => machines.sendTaskSuccess(token, '{}'))).toBe(gone);
  });

  test.each([
    ['News', 'before'],
    ['Deadline', 'after'],
  ])('at the very instant of the timeout the first wins: %s when the token comes %s it', async (end, order) => {
    const clock = openClock({ realNow: () => START, manual: true });
    let tell: (() => unknown) | undefined;
    const messenger = {
      name: 'messenger',
      nextDue: () => (tell === undefined ? undefined : START + 60 * SECOND),
      playDue() {
        tell?.();
        tell = undefined;
      },
    };
    if (order === 'before') clock.join(messenger);
    const { machines, token, at, state } = await asleep(60, {}, { clock });
    if (order === 'after') clock.join(messenger);
    tell = () => codeOf(() => machines.sendTaskSuccess(token, '{}'));
    await at(60);
    expect(state()).toBe(end);
  });

  test('after its execution was stopped', async () => {
    const { machines, token, arn } = await asleep(60);
    machines.stopExecution(arn('one'));
    expect(codeOf(() => machines.sendTaskSuccess(token, '{}'))).toBe(gone);
  });

  test('one of an execution that is not there, and one that is none', async () => {
    const { machines, token } = await asleep(60);
    const stranger = Buffer.from('lanekeep-task:99:1:id').toString('base64');
    expect(codeOf(() => machines.sendTaskSuccess(stranger, '{}'))).toContain('TaskDoesNotExist');
    const future = Buffer.from('lanekeep-task:1:2:id').toString('base64');
    expect(codeOf(() => machines.sendTaskSuccess(future, '{}'))).toContain('TaskDoesNotExist');
    const guessed = Buffer.from('lanekeep-task:1:1:guess').toString('base64');
    expect(codeOf(() => machines.sendTaskSuccess(guessed, '{}'))).toBe(gone);
    for (const none of ['', 'abc', '{}', token.slice(8)]) {
      expect(codeOf(() => machines.sendTaskSuccess(none, '{}'))).toBe("InvalidToken: Invalid Token: 'Invalid token'");
    }
  });

  test('an output that is not JSON, or too large, is refused and changes nothing', async () => {
    const { machines, token, at } = await asleep(60);
    expect(codeOf(() => machines.sendTaskSuccess(token, 'text'))).toContain('InvalidOutput');
    expect(codeOf(() => machines.sendTaskSuccess(token, JSON.stringify('ü'.repeat(131_073))))).toContain(
      'ValidationException',
    );
    expect(codeOf(() => machines.sendTaskFailure(token, 'x'.repeat(257)))).toContain('ValidationException');
    expect((await at(0)).status).toBe('RUNNING');
  });
});

describe('states-language.net, "Task State", HeartbeatSeconds', () => {
  test('without one in time the state fails with States.HeartbeatTimeout', async () => {
    const { at, state } = await asleep(600, {
      HeartbeatSeconds: 10,
      Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Deadline' }],
    });
    await at(9);
    expect(state()).toBe('Wait for news');
    expect((await at(10)).output).toBe('{"Error":"States.HeartbeatTimeout","Cause":""}');
  });

  test('each one gives the whole time again, but not beyond the timeout', async () => {
    const { at, machines, token, state } = await asleep(25, { HeartbeatSeconds: 10 });
    for (const second of [8, 16, 24]) {
      await at(second);
      machines.sendTaskHeartbeat(token);
    }
    await at(25);
    expect(state()).toBe('Deadline');
  });
});

test('10,000 executions that wait are rows and nothing else', async () => {
  const story = openStory(sleeper(), () => ({}));
  const before = process.memoryUsage().heapUsed;
  for (let number = 0; number < 10_000; number += 1) {
    story.machines.startExecution({
      stateMachineArn: MACHINE_ARN,
      name: `w-${number}`,
      input: `{"seconds":${86_400 + number}}`,
    });
  }
  await story.clock.quiet();
  story.calls.length = 0;
  globalThis.gc?.();
  const each = (process.memoryUsage().heapUsed - before) / 10_000;
  expect(story.machines.figures()).toMatchObject([{ status: 'RUNNING', executions: 10_000 }]);
  expect(each).toBeLessThan(6_000);
  await story.clock.advanceTo(START + 2 * DAY);
  expect(story.machines.figures()).toMatchObject([{ status: 'SUCCEEDED', executions: 10_000, transitions: 20_000 }]);
});
