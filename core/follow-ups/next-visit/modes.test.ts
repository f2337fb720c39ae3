/** What a mode changes, and the name by which the reminder is known. */
import { expect, test } from 'vitest';
import { settle } from '../../../test/simulation/people.ts';
import { chapters } from '../../../test/stories/chapters.ts';
import { type NextVisitStage, openNextVisit } from '../../../test/stories/next-visit/stage.ts';
import { openPure } from '../../../test/stories/pure.ts';
import { onTheWall } from '../../../test/stories/stage.ts';
import { reminder } from './reminder.ts';

async function begin(mode: string): Promise<NextVisitStage> {
  const world = openPure(onTheWall('S01', '03-10 09:00'));
  await settle(world.table, world.now(), world.newId);
  const path = '/stores/S01/playbooks/next-visit';
  const { headers } = await world.request('ada', 'GET', path);
  const got = await world.request('ada', 'PUT', path, { mode, settings: {} }, { 'If-Match': headers['ETag'] ?? '' });
  expect(got.status, JSON.stringify(got.body)).toBe(200);
  return openNextVisit(world, 'S01');
}

const owed = async ({ world }: NextVisitStage, query = '') => {
  const got = await world.request('ana', 'GET', `/stores/S01/promises${query}`);
  return (got.body as { items: { type: string; rung: number }[] }).items.map(({ type, rung }) => `${type} ${rung}`);
};

test.each([
  ['observe', [], ['next-visit 1'], 0],
  ['alert', ['next-visit 1'], [], 1],
  ['automate', ['next-visit 1'], [], 1],
])('%s: decided alike; observed, it is a shadow and nobody is told', async (mode, real, shadows, alerts) => {
  const stage = await begin(mode);
  await stage.writesUp();
  await stage.closes();
  await stage.at('03-10 13:30');
  expect(await owed(stage)).toEqual(real);
  expect(await owed(stage, '?shadow=true')).toEqual(shadows);
  expect(stage.world.happened().filter(({ is }) => is === 'alert')).toHaveLength(alerts);
});

test('the follow-up that reminds is there, in the department whose word holds for it', () => {
  const found = chapters.find(({ followUp }) => followUp.name === reminder.followUp);
  expect(found?.followUp).toMatchObject({ department: reminder.department });
});
