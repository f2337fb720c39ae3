import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore, type Store } from '../store/store.ts';
import { DAY, MACHINE_ARN, oneTask, openStory, SECOND, START, sleeper } from './testing.ts';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'machines-')), 'cloud.sqlite');

/** Ends the process as a kill does: nothing is finished, nothing is said, the file stays as it is. */
function kill(story: { machines: { close(): void }; store: Store }) {
  story.machines.close();
  story.store.close();
}

const never = () => new Promise(() => undefined);

describe('killed and started again, an execution goes on', () => {
  test('that had been started and not begun', async () => {
    const file = newFile();
    const before = openStory(oneTask(), () => ({}), { store: openStore(file) });
    before.machines.startExecution({ stateMachineArn: MACHINE_ARN, name: 'one' });
    kill(before);
    const after = openStory(oneTask(), () => ({}), { store: openStore(file) });
    await after.clock.quiet();
    expect(after.machines.describeExecution(after.arn('one')).status).toBe('SUCCEEDED');
    expect(after.calls).toHaveLength(1);
  });

  test('whose task was being called: it is called again, once, and the history shows one attempt', async () => {
    const file = newFile();
    const before = openStory(oneTask(), never, { store: openStore(file), holdClock: false });
    await before.start({ id: 1 });
    expect(before.calls).toHaveLength(1);
    kill(before);
    const after = openStory(oneTask(), () => 'done', { store: openStore(file) });
    await after.clock.quiet();
    expect(after.calls.map((call) => call.parameters)).toEqual([{ id: 1 }]);
    expect(after.types()).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('whose token was being stored: the same call with the same token', async () => {
    const file = newFile();
    const before = openStory(sleeper(), never, { store: openStore(file), holdClock: false });
    await before.start({ seconds: 600 });
    kill(before);
    const after = openStory(sleeper(), () => ({}), { store: openStore(file) });
    await after.clock.quiet();
    expect(after.calls.map((call) => call.parameters)).toEqual(before.calls.map((call) => call.parameters));
    await after.at(599);
    expect(after.state()).toBe('Wait for news');
    await after.at(600);
    expect(after.state()).toBe('Deadline');
  });

  test('that waits for its token: nothing is called again, and the old token still ends the wait', async () => {
    const file = newFile();
    const before = openStory(sleeper(), () => ({}), { store: openStore(file) });
    await before.start({ seconds: 90 * 86_400 });
    await before.at(86_400);
    const token = JSON.stringify(before.calls[0]?.parameters).match(/"S":"([^"]+)"/)?.[1] ?? '';
    kill(before);
    const after = openStory(sleeper(), () => ({}), { store: openStore(file) });
    await after.at(2 * 86_400);
    expect(after.calls).toEqual([]);
    after.machines.sendTaskSuccess(token, '{}');
    await after.clock.quiet();
    expect(after.state()).toBe('News');
  });

  test('whose wait of 90 days ended meanwhile', async () => {
    const file = newFile();
    const definition = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 90 * 86_400, End: true } } };
    const before = openStory(definition, undefined, { store: openStore(file) });
    await before.start();
    kill(before);
    const after = openStory(definition, undefined, { store: openStore(file) });
    await after.clock.advanceTo(START + 91 * DAY);
    expect(after.machines.describeExecution(after.arn('one'))).toMatchObject({
      status: 'SUCCEEDED',
      stopDate: START + 90 * DAY,
    });
  });

  test('that waits for its next attempt, with the attempts it has made', async () => {
    const file = newFile();
    const definition = oneTask({
      Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 10, BackoffRate: 2, MaxAttempts: 3 }],
    });
    const broken = () => {
      throw new Error('broken');
    };
    const before = openStory(definition, broken, { store: openStore(file) });
    await before.start();
    await before.at(15);
    expect(before.calls.map((call) => call.at)).toEqual([0, 10]);
    kill(before);
    const after = openStory(definition, broken, { store: openStore(file) });
    await after.at(1000);
    expect(after.calls.map((call) => call.at)).toEqual([30, 70]);
    expect(after.machines.describeExecution(after.arn('one')).status).toBe('FAILED');
  });
});

test('killed after any of its calls and steps, the story ends the same', async () => {
  const definition = oneTask(
    { End: undefined, Next: 'Rest', ResultSelector: { 'n.$': '$.Payload' } },
    {
      Rest: { Type: 'Wait', Seconds: 60, Next: 'Enough?' },
      'Enough?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.n', NumericGreaterThanEquals: 240, Next: 'Done' }],
        Default: 'Work',
      },
      Done: { Type: 'Succeed' },
    },
  );
  const endings = new Set<string>();
  for (let calls = 0; calls <= 5; calls += 1) {
    for (const seconds of [0, 30, 60, 61, 120, 180]) {
      const store = openStore(':memory:');
      let left = calls;
      const before = openStory(
        definition,
        (made) => {
          left -= 1;
          return left < 0 ? never() : made.at;
        },
        { store, holdClock: false },
      );
      await before.start();
      await before.at(seconds);
      before.machines.close();
      const after = openStory(definition, (made) => made.at, { store, holdClock: false });
      await after.clock.quiet();
      const described = await after.at(100_000);
      endings.add(`${described.status} ${JSON.stringify(after.types())}`);
      if (calls > 4) expect(described.stopDate).toBe(START + 300 * SECOND);
    }
  }
  // However long a lost call was waited for, the same states were passed until enough time had gone.
  expect([...endings].every((ending) => ending.startsWith('SUCCEEDED'))).toBe(true);
});

test('a transaction that fails leaves no half of a step', async () => {
  const story = openStory(oneTask());
  const { start, machines, store, history } = story;
  store.db.exec(
    `CREATE TRIGGER break BEFORE INSERT ON machines_event WHEN NEW.type = 'TaskStarted' BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
  );
  await expect(start()).rejects.toThrow('disk full');
  expect(history().map((event) => event.type)).toEqual(['ExecutionStarted']);
  expect(story.calls).toEqual([]);
  store.db.exec('DROP TRIGGER break');
  await story.clock.quiet();
  expect(machines.describeExecution(story.arn('one')).status).toBe('SUCCEEDED');
});

describe('a definition that has changed', () => {
  const waits = (next: string) => ({
    StartAt: 'Wait',
    States: { Wait: { Type: 'Wait', Seconds: 60, Next: next }, [next]: { Type: 'Succeed' } },
  });

  test('is followed by new executions; those that run keep theirs, over a restart too', async () => {
    const file = newFile();
    const before = openStory(waits('Old end'), undefined, { store: openStore(file) });
    await before.start({}, 'old');
    kill(before);
    const after = openStory(waits('New end'), undefined, { store: openStore(file) });
    await after.start({}, 'new');
    await after.at(60, 'new');
    expect([after.state('old'), after.state('new')]).toEqual(['Old end', 'New end']);
    const { machines, arn } = after;
    expect(machines.describeStateMachineForExecution(arn('old')).definition).toContain('Old end');
    expect(machines.describeStateMachine(MACHINE_ARN).definition).toContain('New end');
  });

  test('defined again unchanged it stays the revision it is; a broken one is refused and changes nothing', () => {
    const { machines } = openStory(waits('End'));
    const model = { name: 'story', arn: MACHINE_ARN, roleArn: 'arn:aws:iam::123456789012:role/story' };
    machines.define({ ...model, definition: waits('End') });
    expect(machines.describeStateMachine(MACHINE_ARN).revisionId).toBe('1');
    expect(() => machines.define({ ...model, definition: { StartAt: 'X', States: {} } })).toThrow(
      'there is no state "X"',
    );
    machines.define({ ...model, definition: waits('Other') });
    expect(machines.describeStateMachine(MACHINE_ARN).revisionId).toBe('2');
  });
});
