import { expect, test } from 'vitest';
import { actingFollowUps } from './acting.ts';
import { followUps } from './index.ts';

test('every follow-up that is looked at is one that can act', () => {
  expect(actingFollowUps.map(({ name }) => name)).toEqual(followUps.map(({ name }) => name));
});
