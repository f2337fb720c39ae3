import { expect, test } from 'vitest';
import { oneTask, openStory } from './testing.ts';

test('a task is invoked and its answer is the end', async () => {
  const story = openStory(oneTask({ ResultSelector: { 'step.$': '$.Payload' }, ResultPath: '$.review' }), () => ({
    do: 'end',
  }));
  const described = await story.start({ storeId: 'S01' });
  expect(described).toMatchObject({ status: 'SUCCEEDED', output: '{"storeId":"S01","review":{"step":{"do":"end"}}}' });
  expect(story.types()).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    'TaskScheduled',
    'TaskStarted',
    'TaskSucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ]);
});
