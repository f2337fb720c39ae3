/** What a mode changes: whether anybody owes. What a person wrote leaves in every mode, and so does a STOP’s confirmation. */
import { expect, test } from 'vitest';
import { settle } from '../../../test/simulation/people.ts';
import { type ConversationStage, openConversations } from '../../../test/stories/answer/stage.ts';
import { openPure } from '../../../test/stories/pure.ts';
import { onTheWall } from '../../../test/stories/stage.ts';
import { conversationKey } from '../../conversations/index.ts';

async function begin(mode: string): Promise<ConversationStage> {
  const world = openPure(onTheWall('S01', '03-09 10:00'));
  await settle(world.table, world.now(), world.newId);
  const path = '/stores/S01/playbooks/answer';
  const { headers } = await world.request('ada', 'GET', path);
  const got = await world.request('ada', 'PUT', path, { mode, settings: {} }, { 'If-Match': headers['ETag'] ?? '' });
  expect(got.status, JSON.stringify(got.body)).toBe(200);
  return openConversations(world, 'S01');
}

async function play(stage: ConversationStage): Promise<void> {
  await stage.at('03-09 10:20');
  await stage.answers(stage.people.advisor, 'Yes, come in.');
  await stage.at('03-09 11:30');
  await stage.customerWrites('STOP');
  await stage.at('03-09 11:40');
}

const told = ({ world }: ConversationStage) => {
  const all = world.happened();
  return {
    texts: all.filter(({ is }) => is === 'text').length,
    alerts: all.filter(({ is }) => is === 'alert').length,
    refused: all.flatMap((each) =>
      each.is === 'event' && each.event.type === 'message.refused' ? [each.event.data['rule']] : [],
    ),
  };
};

const owed = async ({ world }: ConversationStage) => {
  const got = await world.request('ana', 'GET', '/stores/S01/promises');
  return (got.body as { items: { type: string }[] }).items.map(({ type }) => type);
};

test('alert: staff owe the answer; what they write leaves', async () => {
  const stage = await begin('alert');
  await stage.customerWrites('Is my car ready?');
  await stage.at('03-09 10:01');
  expect(await owed(stage)).toEqual(['answer']);
  await play(stage);
  expect(told(stage)).toMatchObject({ texts: 2, refused: [] });
  expect(told(stage).alerts).toBeGreaterThan(0);
  expect(await owed(stage)).toEqual([]);
});

test('observe: nobody is told and it is on nobody’s desk; what a person writes all the same leaves', async () => {
  const stage = await begin('observe');
  await stage.customerWrites('Is my car ready?');
  await stage.at('03-09 10:01');
  expect(await owed(stage)).toEqual([]);
  await play(stage);
  expect(told(stage)).toEqual({ texts: 2, alerts: 0, refused: [] });
  expect(await owed(stage)).toEqual([]);
});

test.each([
  ['keep', { note: 'Called them' }],
  ['cancel', { reason: 'A wrong number' }],
])('automate: who ends the promise by hand (%s) settles the conversation, in their own name', async (command, body) => {
  const stage = await begin('automate');
  await stage.customerWrites('Is my car ready?');
  await stage.at('03-09 10:05');
  await stage.must('bob', 'ends it', 'POST', `/stores/S01/promises/answer.cv-C-1.answer.1/${command}`, body);
  await stage.at('03-09 10:10');
  const { table } = stage.world;
  expect(await table.get(conversationKey('S01', 'C-1'))).not.toHaveProperty('waitingSince');
  const settled = stage.world.happened().filter((each) => each.is === 'event');
  const how = command === 'keep' ? 'answered-elsewhere' : 'no-answer-needed';
  expect(settled.map(({ event }) => event)).toContainEqual(
    expect.objectContaining({ type: 'conversation.settled', data: { how, staffId: 'bob' } }),
  );
});
