import { describe, expect, test } from 'vitest';
import type { Moment } from '../kernel/event.ts';
import { Problem } from '../kernel/problem.ts';
import { parseInstant } from '../kernel/time.ts';
import { resumeRun } from './resume.ts';
import { changeRow, type RunRow } from './row.ts';

const opened = parseInstant('2026-03-09T15:00:00Z');
const now = parseInstant('2026-03-10T15:00:00Z');
const moment: Moment = { now, newId: () => 'E-1', actor: { kind: 'staff', id: 'sam' }, cause: 'request-1' };

const stuck: RunRow = {
  followUp: 'parts-eta',
  storeId: 'S01',
  subject: 'ro-10233',
  customerId: 'C-1',
  state: 'STUCK',
  version: 40,
  generation: 2,
  beganAt: 20,
  revivals: 5,
  heard: {},
  news: 7,
  seen: 7,
  expectBy: opened,
  endedAs: 'Stuck: needs a person',
  because: 'Its execution died 5 times in a row: a person must look.',
  openedAt: opened,
};

describe('a run that is stuck', () => {
  test('goes on under the next generation, with a fresh budget, due to the sweeper if its event is lost', () => {
    const { state, writes } = resumeRun(stuck, moment);
    expect(state).toMatchObject({ state: 'OPEN', generation: 3, version: 41, resumed: 1 });
    expect(state).not.toHaveProperty('endedAs');
    const [row] = writes;
    expect(row).toMatchObject({
      set: { state: 'OPEN', generation: 3, beganAt: 41, revivals: 0, expectBy: now },
      when: { equals: { version: 40, generation: 2, state: 'STUCK' } },
    });
    expect(row).toHaveProperty('set.dueSk', expect.stringMatching(/^2026-03-10T15:10/));
    expect(row).toHaveProperty('remove', expect.arrayContaining(['token', 'endedAs', 'boardPk', 'boardSk']));
  });

  test('says so once, as the person who did it, in the log of its subject and in the story of the customer', () => {
    const [, outbox] = resumeRun({ ...stuck, resumed: 1 }, moment).writes;
    expect(outbox).toMatchObject({
      put: {
        pk: 'STORE#S01#RO#10233#LOG',
        kind: 'outbox',
        storyPk: 'CUSTOMER#C-1',
        event: {
          type: 'follow-up.resumed',
          actor: { kind: 'staff', id: 'sam' },
          entity: 'follow-up',
          entityVersion: 2,
          subject: 'ro-10233',
          data: { followUp: 'parts-eta', generation: 3 },
        },
      },
    });
  });

  test.each(['OPEN', 'PARKED', 'ENDED'] as const)('is the only kind that can: one that is %s refuses', (state) => {
    expect(() => resumeRun({ ...stuck, state }, moment)).toThrow(Problem);
    expect(() => resumeRun({ ...stuck, state }, moment)).toThrow(/^Only a run that is stuck can be sent on its way/);
  });
});

describe('the board', () => {
  test.each(['STUCK', 'PARKED'] as const)('shows a run that is %s', (state) => {
    expect(changeRow({ ...stuck, state: 'OPEN' }, { state })).toMatchObject({
      set: { boardPk: `STORE#S01#FOLLOWUPS#${state}`, boardSk: 'parts-eta#ro-10233' },
    });
  });

  test('loses one that is open again or has ended, and keeps one whose state does not change', () => {
    for (const state of ['OPEN', 'ENDED'] as const) {
      expect(changeRow(stuck, { state })).toMatchObject({ remove: ['boardPk', 'boardSk'] });
    }
    expect(changeRow(stuck, { news: 8 })).toMatchObject({ remove: [] });
    expect(changeRow(stuck, { news: 8 })).not.toHaveProperty('set.boardPk');
  });
});
