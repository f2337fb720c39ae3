/** An appointment that is only observed, and one whose department has a word of its own. */
import { expect, test } from 'vitest';
import { settle } from '../../../test/simulation/people.ts';
import { openAppointments } from '../../../test/stories/appointment/stage.ts';
import { openPure } from '../../../test/stories/pure.ts';
import { onTheWall } from '../../../test/stories/stage.ts';
import { readRun, runKey } from '../../run/row.ts';

const run = { followUp: 'appointment', storeId: 'S01', subject: 'ap-A-1' };

/** Books a visit to which nobody comes, after the path was told the body. */
async function missed(path: string, body: object) {
  const world = openPure(onTheWall('S01', '03-10 10:00'));
  await settle(world.table, world.now(), world.newId);
  const stage = openAppointments(world, 'S01');
  await stage.opens('service');
  const got = await world.request('ada', 'PUT', path, body, { 'If-Match': '"0"' });
  expect(got.status, JSON.stringify(got.body)).toBe(200);
  await stage.books(stage.people.bdc, '03-11 15:00');
  await stage.at('03-11 18:30');
  const happened = world.happened();
  const count = (is: string) => happened.filter((each) => each.is === is).length;
  return {
    texts: count('text'),
    alerts: count('alert'),
    steps: happened.flatMap((each) => (each.is === 'step' ? [each.label] : [])),
    row: readRun((await world.table.get(runKey(run))) ?? { pk: '', sk: '' }),
    visit: (await world.request('ana', 'GET', '/stores/S01/appointments/A-1')).body,
  };
}

test('observed: nobody notices, the visit stays as it was, and the run ends all the same', async () => {
  const seen = await missed('/stores/S01/playbooks/appointment', { mode: 'observe', settings: {} });
  expect([seen.texts, seen.alerts]).toEqual([0, 0]);
  expect(seen.steps).toContain('Note that nobody came');
  expect(seen.row).toMatchObject({ state: 'ENDED', endedAs: 'Done: nobody came' });
  expect(seen.visit).toMatchObject({ status: 'BOOKED' });
});

test('the department’s own word holds for the appointments with it', async () => {
  const path = (department: string) => `/stores/S01/departments/${department}/playbooks/appointment`;
  const settings = { reminderHours: [12] };
  const service = await missed(path('service'), { mode: 'alert', settings });
  expect(service.row.playbook).toMatchObject({ version: 1, department: 'service', settings });
  // The one text is that of the no-show save, which is a lifecycle of its own and has its own word.
  expect([service.texts, service.alerts > 0]).toEqual([1, true]);
  const sales = await missed(path('sales'), { mode: 'alert', settings });
  expect(sales.row.playbook).toMatchObject({ version: 0, department: 'service' });
  expect(sales.texts).toBeGreaterThan(1);
});
