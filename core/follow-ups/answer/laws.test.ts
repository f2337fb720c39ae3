/** What holds whatever customers write and people do, in any order, at whatever hour. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { settle } from '../../../test/simulation/people.ts';
import { openConversations } from '../../../test/stories/answer/stage.ts';
import { openPure } from '../../../test/stories/pure.ts';
import { onTheWall } from '../../../test/stories/stage.ts';
import type { World } from '../../../test/stories/world.ts';
import { type Conversation, conversationKey, conversations } from '../../conversations/index.ts';
import { subjectPartition } from '../../kernel/subject.ts';
import { allRows, type Row } from '../../kernel/table.ts';
import { plus } from '../../kernel/time.ts';
import { isOwed, type Promised, promises } from '../../promises/index.ts';

const path = '/stores/S01/conversations/C-1';
type Stage = ReturnType<typeof openConversations>;
type Happening = (world: World, stage: Stage) => Promise<unknown>;

const named = (name: string, happening: Happening): Happening => Object.assign(happening, { toString: () => name });

const writes = ['Is it ready?', 'STOP', 'START', 'CANCEL', 'HELP', 'C', '👍'].map((text) =>
  named(`writes ${text}`, (_, stage) => stage.customerWrites(text)),
);
const answers = ['sms', 'email'].map((channel) =>
  named(`answers by ${channel}`, (world) => world.request('ana', 'POST', `${path}/answers`, { text: 'Yes.', channel })),
);
const passes = [1, 6, 20, 90, 900].map((minutes) =>
  named(`${minutes} minutes`, (world) => world.until(plus(world.now(), { minutes }))),
);
const providers = (['takes', 'refuses', 'is-silent'] as const).map((is) =>
  named(`provider ${is}`, async (world) => world.record.setProvider(is)),
);
const settles = named('settles', (world) => world.request('bob', 'POST', `${path}/done`, { how: 'no-answer-needed' }));
const keeps = named('keeps all by hand', async (world) => {
  for (const { promiseId } of (await seen(world)).owed)
    await world.request('ada', 'POST', `/stores/S01/promises/${promiseId}/keep`, { note: 'Done' });
});
const bounces = named('bounces', (_, stage) => stage.answerBounces(1));
const leaves = ['bob', 'sal'].map((who) =>
  named(`${who} leaves`, (world) => world.request('ada', 'POST', `/stores/S01/staff/${who}/deactivate`)),
);

const life = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...writes) },
    { weight: 3, arbitrary: fc.constantFrom(...answers) },
    { weight: 5, arbitrary: fc.constantFrom(...passes) },
    { weight: 4, arbitrary: fc.constantFrom(...providers, settles, keeps, bounces, ...leaves) },
  ),
  { maxLength: 14 },
);

interface Seen {
  readonly talk: Conversation | undefined;
  readonly rows: readonly Row[];
  readonly owed: readonly Promised[];
  readonly ended: readonly Promised[];
}

async function seen({ table }: World): Promise<Seen> {
  const row = await table.get(conversationKey('S01', 'C-1'));
  const rows = await allRows(table, { pk: subjectPartition('S01', 'cv-C-1') });
  const all = rows.filter(({ kind }) => kind === 'promise').map(promises.read);
  return {
    talk: row === undefined ? undefined : conversations.read(row),
    rows,
    owed: all.filter(isOwed),
    ended: all.filter((each) => !isOwed(each)),
  };
}

const lostStates = ['REFUSED', 'FAILED', 'UNKNOWN'];

function holds({ talk, rows, owed, ended }: Seen, gone: readonly string[]): void {
  const messages = rows.filter(({ kind }) => kind === 'message');
  // One of a type at a time, each with an owner who is there.
  expect(new Set(owed.map(({ type }) => type)).size).toBe(owed.length);
  for (const { owner } of owed) expect(gone).not.toContain(owner.kind === 'person' ? owner.staffId : '');
  // Each answer was claimed once.
  const sent = messages.filter(({ act }) => act === 'send-answer').map(({ occasion }) => occasion);
  expect(new Set(sent)).toEqual(new Set(Array.from({ length: talk?.answers ?? 0 }, (_, index) => `a${index + 1}`)));
  expect(new Set(sent).size).toBe(sent.length);
  // Who waits is owed an answer; who does not is owed none.
  expect(owed.some(({ type }) => type === 'answer')).toBe(talk?.waitingSince !== undefined);
  // What was lost is told otherwise, or was.
  const lost = messages.some(({ act, state }) => act === 'send-answer' && lostStates.includes(String(state)));
  expect([...owed, ...ended].some(({ type }) => type === 'answer-otherwise')).toBe(lost);
  // The run goes on while anything is owed, and ends when nothing is.
  const run = rows.find(({ kind }) => kind === 'follow-up');
  if (run !== undefined) expect(run['state']).toBe(owed.length > 0 ? 'OPEN' : 'ENDED');
}

test('whatever is written and done: each answer once, and who waits is owed one', async () => {
  await fc.assert(
    fc.asyncProperty(life, async (happenings) => {
      const world = openPure(onTheWall('S01', '03-09 10:00'));
      await settle(world.table, world.now(), world.newId);
      const stage = openConversations(world, 'S01');
      for (const happening of happenings) await happening(world, stage);
      // Long enough for what no provider answered to be given up.
      await world.until(plus(world.now(), { minutes: 180 }));
      const done = new Set(happenings.map(String));
      holds(
        await seen(world),
        ['bob', 'sal'].filter((who) => done.has(`${who} leaves`)),
      );
    }),
    { numRuns: 150, seed: 9 },
  );
}, 60_000);
