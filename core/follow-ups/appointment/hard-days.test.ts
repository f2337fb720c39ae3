/** Appointments on days that are hard: shut for a week, far away, off without a word, asked about twice. */
import { expect, test } from 'vitest';
import { serviceHours, settle, stores } from '../../../test/simulation/people.ts';
import { openAppointments } from '../../../test/stories/appointment/stage.ts';
import { openPure } from '../../../test/stories/pure.ts';
import { onTheWall } from '../../../test/stories/stage.ts';
import { allRows } from '../../kernel/table.ts';
import { isOwed, promises } from '../../promises/index.ts';
import { readRun, runKey } from '../../run/row.ts';
import { decide } from './decide.ts';
import { load } from './facts.ts';
import { appointmentPlaybook } from './settings.ts';

const run = { followUp: 'appointment', storeId: 'S01', subject: 'ap-A-1' };

async function begin() {
  const world = openPure(onTheWall('S01', '03-10 10:00'));
  await settle(world.table, world.now(), world.newId);
  const stage = openAppointments(world, 'S01');
  await stage.opens('service');
  const ofType = async (type: string) =>
    (await allRows(world.table, { pk: 'STORE#S01#AP#A-1' }))
      .filter(({ kind }) => kind === 'promise')
      .map(promises.read)
      .filter((each) => each.type === type);
  return {
    ...stage,
    ofType,
    owed: async (type: string) => (await ofType(type)).filter(isOwed).length,
    state: async () => readRun((await world.table.get(runKey(run))) ?? { pk: '', sk: '' }).state,
  };
}

test('shut for a week before the visit: the call is owed while somebody is still there, and is not late at birth', async () => {
  const { world, books, at, people, ofType } = await begin();
  const shut = Array.from({ length: 7 }, (_, day) => ({ date: `2026-03-${23 + day}`, name: 'Inventory' }));
  const hours = { service: { ...serviceHours, holidays: shut } };
  const got = await world.request('ada', 'PUT', '/stores/S01', { ...stores.S01, hours }, { 'If-Match': '"1"' });
  expect(got.status, JSON.stringify(got.body)).toBe(200);
  await books(people.bdc, '03-30 08:00');
  await at('03-21 11:00');
  const [call] = await ofType('confirmation');
  // Saturday's last hour.
  expect(call).toMatchObject({ dueAt: onTheWall('S01', '03-21 12:00') });
  expect(call?.breachedAt).toBeUndefined();
  expect((call?.openedAt ?? '') < (call?.dueAt ?? '')).toBe(true);
});

test('a word that it is off, of which nobody knows whether it arrived: a person asks until the hour of the visit', async () => {
  const { world, books, at, people, cancels, owed, state, keeps } = await begin();
  await books(people.bdc, '03-12 15:00');
  await at('03-10 11:00');
  world.record.setProvider('is-silent');
  await cancels(people.bdc);
  await at('03-10 14:00');
  expect([await owed('did-it-reach'), await state()]).toEqual([1, 'OPEN']);
  await keeps('bea', 'did-it-reach', 'They know');
  await at('03-10 15:00');
  expect([await owed('did-it-reach'), await state()]).toEqual([0, 'ENDED']);
});

test('nobody is asked any more once the hour of the visit that is off has come', async () => {
  const { world, books, at, people, cancels, owed, state } = await begin();
  await books(people.bdc, '03-10 15:00');
  await at('03-10 11:00');
  world.record.setProvider('is-silent');
  await cancels(people.bdc);
  await at('03-10 14:00');
  expect(await owed('did-it-reach')).toBe(1);
  await at('03-10 15:10');
  expect([await owed('did-it-reach'), await state()]).toEqual([0, 'ENDED']);
});

test('a day that is wished for months ahead stays owed until it has passed', async () => {
  const { wants, at, people, owed, state } = await begin();
  await wants(people.bdc, '06-10');
  await at('06-01 10:00');
  expect([await owed('set-time'), await state()]).toEqual([1, 'OPEN']);
  await at('07-20 10:00');
  expect([await owed('set-time'), await state()]).toEqual([0, 'ENDED']);
});

test('who asks for another time again, after the call and a yes, is owed another call', async () => {
  const { books, at, people, asksToMove, confirms, keeps, owed } = await begin();
  await books(people.bdc, '03-16 15:00');
  await asksToMove(people.bdc);
  await at('03-10 10:10');
  await keeps('bea', 'new-time', 'They come after all');
  await at('03-10 12:00');
  await confirms(people.bdc);
  await at('03-10 13:00');
  expect(await owed('new-time')).toBe(0);
  await asksToMove(people.bdc);
  await at('03-10 14:00');
  expect(await owed('new-time')).toBe(1);
});

test('nothing is due to a customer who is not there', async () => {
  const { world, books, people } = await begin();
  await books(people.bdc, '03-16 15:00');
  const { facts } = await load(world.table, run, appointmentPlaybook.defaults);
  expect(decide(facts, world.now()).does).toBe('act');
  expect(decide({ ...facts, customer: undefined }, world.now()).does).not.toBe('act');
});
