/** The laws about customers who come find what is planted. */
import { describe, expect, test } from 'vitest';
import type { Image } from '../../../adapters/memory-table.ts';
import type { Key } from '../../../core/kernel/keys.ts';
import type { Row } from '../../../core/kernel/table.ts';
import { parseInstant } from '../../../core/kernel/time.ts';
import { type Commit, type Ending, keyText } from './law.ts';
import { visitCommitLaws, visitEndingLaws } from './visits.ts';

const at = parseInstant('2026-03-03T16:00:00Z');
const startsAt = '2026-03-04T16:00:00.000Z';
const pk = 'STORE#S01#AP#A-1';
const visit = {
  pk,
  sk: 'AP',
  kind: 'appointment',
  storeId: 'S01',
  department: 'service',
  date: '2026-03-04',
  startsAt,
  staffId: 'ana',
  status: 'BOOKED',
};
const claim = (more: Record<string, unknown> = {}): Row => ({
  pk,
  sk: 'CLAIM#1',
  kind: 'message',
  state: 'CLAIMED',
  storeId: 'S01',
  subject: 'ap-A-1',
  followUp: 'appointment',
  act: 'remind',
  category: 'transactional',
  ...more,
});
const capacity = { pk: 'STORE#S01', sk: 'CAPACITY#service', perSlot: 1, perPerson: 1 };
const counter = (taken: number, sk: string = startsAt): Row => ({
  pk: 'STORE#S01#SLOTS#service#2026-03-04',
  sk,
  kind: 'slot',
  taken,
});

const image = (row: Row, old?: Row): Image => ({ key: row, new: row, ...(old === undefined ? {} : { old }) });

const commit = (images: readonly Image[], rows: readonly Row[] = [visit, capacity]): Commit => ({
  at,
  by: { door: 'act', storeId: 'S01', generation: 1 },
  images,
  read: new Map(),
  skew: 0,
    now: (key: Key) => [...images.map((each) => each.new), ...rows].find((row) => keyText(row) === keyText(key)),
});

const playbook = { pk: 'STORE#S01', sk: 'PLAYBOOK#appointment#store', updatedAt: '2026-03-03T14:00:00.000Z' };

const talk = {
  pk: 'STORE#S01#CV#C-1',
  sk: 'CONVERSATION',
  confirmation: { to: '+13125550101', lineId: 'in-1', until: '2026-03-03T16:02:00.000Z' },
};
const confirmation = (more: object = {}): Row =>
  claim({
    pk: talk.pk,
    subject: 'cv-C-1',
    followUp: 'answer',
    act: 'confirm-opt-out',
    occasion: 'in-1',
    to: '+13125550101',
    ...more,
  });

const brokenAt = (planted: Commit): readonly string[] =>
  visitCommitLaws.filter((law) => law.broken(planted).length > 0).map(({ name }) => name);

describe('at a commit', () => {
  test('nothing planted, nothing found', () => {
    expect(brokenAt(commit([image(claim())]))).toEqual([]);
    expect(brokenAt(commit([image(confirmation())], [talk]))).toEqual([]);
    expect(brokenAt(commit([image(claim())], [visit, { ...playbook, mode: 'automate' }]))).toEqual([]);
    expect(brokenAt(commit([image(counter(1))]))).toEqual([]);
  });

  const off = 'nothing about a visit that is off';
  const stop = 'a stop is confirmed at once';
  test.each<[string, string, Commit]>([
    [off, 'a reminder of a cancelled visit', commit([image(claim())], [{ ...visit, status: 'CANCELLED' }])],
    [off, 'a reminder after the hour', commit([image(claim())], [{ ...visit, startsAt: '2026-03-03T15:00:00.000Z' }])],
    [off, 'a withdrawal of a booked visit', commit([image(claim({ act: 'tell-off' }))])],
    [
      off,
      'a word of regret to somebody with another visit',
      commit([image(claim({ act: 'write' }))], [{ ...visit, status: 'MISSED', rebookedAs: 'A-2' }]),
    ],
    [stop, 'a confirmation to another number', commit([image(confirmation({ to: '+13125550102' }))], [talk])],
    [stop, 'a confirmation of another word', commit([image(confirmation({ occasion: 'in-2' }))], [talk])],
    [
      stop,
      'a confirmation that comes late',
      commit(
        [image(confirmation())],
        [{ ...talk, confirmation: { ...talk.confirmation, until: '2026-03-03T15:00:00.000Z' } }],
      ),
    ],
    [
      'modes hold',
      'a message while staff alone are told',
      commit([image(claim())], [visit, { ...playbook, mode: 'alert' }]),
    ],
    ['no slot is overrun', 'a second customer in a slot for one', commit([image(counter(2), counter(1))])],
    [
      'no slot is overrun',
      'a second customer of one person',
      commit([image(counter(2, `${startsAt}#ana`), counter(1, `${startsAt}#ana`))]),
    ],
  ])('%s: finds %s', (name, _what, planted) => {
    expect(brokenAt(planted)).toContain(name);
  });

  test('who stands at the door late takes the slot whatever the room', () => {
    const late = image({ ...visit, status: 'ARRIVED' }, { ...visit, status: 'MISSED' });
    expect(brokenAt(commit([late, image(counter(2), counter(1))]))).toEqual([]);
  });
});

describe('in the end', () => {
  const ending = (...rows: readonly Row[]): Ending => ({ at, rows, called: [], executions: [], sweeps: true,
    actsWithin: 2 });
  const counted = [visit, counter(1), counter(1, `${startsAt}#ana`)];
  const promise = { pk: 'P', sk: '1', kind: 'promise', promiseId: 'p', shadow: true };
  const sent = {
    ...claim({ state: 'ACCEPTED' }),
    messageId: 'm',
    decision: { rule: 'allowed', result: 'send', inputs: {} },
  };
  const brokenBy = (planted: Ending): readonly string[] =>
    visitEndingLaws.filter((law) => law.broken(planted).length > 0).map(({ name }) => name);

  test('nothing planted, nothing found', () => {
    expect(brokenBy(ending(...counted, { ...promise, boardPk: 'STORE#S01#PROMISES#shadow' }, sent))).toEqual([]);
  });

  const record = 'every message has its record';
  test.each<[string, string, Ending]>([
    ['slots are counted', 'a counter that nobody stands in', ending(...counted, counter(1, 'elsewhere'))],
    ['slots are counted', 'an appointment that is not counted', ending(visit)],
    ['slots are counted', 'a slot that was not freed', ending({ ...visit, status: 'CANCELLED' }, counter(1))],
    ['shadows are nobody’s', 'a shadow on a desk', ending({ ...promise, deskPk: 'STORE#S01#DESK#ana' })],
    ['shadows are nobody’s', 'a shadow among what is owed', ending({ ...promise, boardPk: 'STORE#S01#PROMISES#owed' })],
    [record, 'a message by no rule', ending({ ...sent, decision: { result: 'send', inputs: {} } })],
    [record, 'a refusal whose record says send', ending({ ...sent, state: 'REFUSED' })],
  ])('%s: finds %s', (name, _what, planted) => {
    expect(brokenBy(planted)).toContain(name);
  });
});
