import { expect, test } from 'vitest';
import { openStory, refusal, sleeper } from './testing.ts';

const review = { step: { do: 'wait', because: 'The part comes on Thursday.', until: '2026-03-02T15:00:00.000Z' } };

test('what it waits for, until when, and why', async () => {
  const story = openStory(sleeper(), () => ({}));
  await story.start({ seconds: 3600, review });
  expect(story.machines.explain('one')).toEqual({
    name: 'one',
    executionArn: story.arn('one'),
    machine: 'story',
    status: 'RUNNING',
    startedAt: '2026-03-02T14:00:00.000Z',
    input: { seconds: 3600, review },
    state: 'Wait for news',
    since: '2026-03-02T14:00:00.000Z',
    waitsFor: 'news, or the deadline',
    until: '2026-03-02T15:00:00.000Z',
    because: 'The part comes on Thursday.',
    transitions: 1,
    story: [
      { at: '2026-03-02T14:00:00.000Z', what: 'It began' },
      { at: '2026-03-02T14:00:00.000Z', what: 'Wait for news' },
      { at: '2026-03-02T14:00:00.000Z', what: 'It waits for news' },
    ],
  });
  expect(story.machines.explain(story.arn('one'))?.name).toBe('one');
});

test('how it ended', async () => {
  const story = openStory(sleeper(), refusal('Gone', 'no such row'));
  await story.start({ seconds: 3600 });
  const told = story.machines.explain('one');
  expect(told).toMatchObject({
    status: 'FAILED',
    error: 'Gone',
    cause: 'no such row',
    endedAt: '2026-03-02T14:00:00.000Z',
  });
  expect(told?.story.slice(-2).map((line) => line.what)).toEqual([
    'The task failed (Gone: no such row)',
    'It failed (Gone: no such row)',
  ]);
  expect(told).not.toHaveProperty('waitsFor');
});

test('of an execution that is not there nothing is told', () => {
  const { machines, arn } = openStory(sleeper());
  expect(machines.explain('none')).toBeUndefined();
  expect(machines.explain(arn('none'))).toBeUndefined();
});
