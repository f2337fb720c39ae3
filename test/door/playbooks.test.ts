/** Playbooks at the door: who may say what, in which bounds, and what is remembered of it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { itemsOf, openWorld, type World } from './world.ts';

const store = '/stores/S01/playbooks/parts-eta';
const group = '/group/playbooks/parts-eta';
const service = '/stores/S01/departments/service/playbooks/parts-eta';

let world: World;

const put = (by: string, path: string, version: number, body: unknown) =>
  world.send('PUT', path, { by, body, headers: { 'If-Match': `"${version}"` } });

const partsEta = async () =>
  itemsOf(await world.send('GET', '/stores/S01/playbooks', { by: 'abe' })).find(
    (each) => each.followUp === 'parts-eta',
  );

const setting = async (name: string) => {
  const found: unknown = (await partsEta())?.settings;
  return (found as Record<string, unknown>[]).find(({ field }) => field === name);
};

beforeEach(async () => {
  world = await openWorld();
  await world.hire('abe', 'S01', ['advisor']);
  await world.hire('mia', 'S01', ['service-manager']);
  await world.hire('pam', 'S01', ['parts-manager']);
  await world.hire('gil', 'S01', ['general-manager']);
});

describe('a playbook', () => {
  it('is the house’s until somebody says otherwise, then the group’s, the store’s, the department’s', async () => {
    expect(await partsEta()).toMatchObject({ version: 0, mode: { value: 'automate', from: 'default' }, ignored: [] });
    expect(await setting('etaMinutes')).toMatchObject({ value: 120, default: 120, from: 'default' });
    await put('ana', group, 0, { mode: 'observe', settings: { etaMinutes: 100, reachMinutes: 30 } });
    await put('gil', store, 0, { settings: { etaMinutes: 90 } });
    await put('mia', service, 0, { mode: 'alert', settings: { etaMinutes: 80 } });
    expect(await partsEta()).toMatchObject({ version: 3, mode: { value: 'alert', from: 'department' } });
    expect(await setting('etaMinutes')).toMatchObject({ value: 80, from: 'department' });
    expect(await setting('reachMinutes')).toMatchObject({ value: 30, from: 'group' });
  });

  it('is changed by those who lead, at the version they read', async () => {
    const body = { settings: { etaMinutes: 90 } };
    expect((await put('abe', store, 0, body)).status).toBe(403);
    expect((await put('pam', store, 0, body)).body).toMatchObject({
      status: 403,
      detail: 'This takes one of the roles: administrator, general-manager, service-manager.',
    });
    expect((await put('gil', group, 0, body)).status).toBe(403);
    expect((await world.send('PUT', store, { by: 'mia', body })).status).toBe(428);
    expect((await put('mia', store, 3, body)).status).toBe(412);
    const made = await put('mia', store, 0, body);
    expect([made.status, made.headers.ETag, made.body.version]).toEqual([200, '"1"', 1]);
    expect((await put('mia', store, 0, body)).status).toBe(412);
    expect((await put('mia', store, 1, body)).body.version).toBe(1);
    const read = await world.send('GET', store, { by: 'abe' });
    expect(read.body).toEqual({ followUp: 'parts-eta', layer: 'store', storeId: 'S01', ...body, version: 1 });
  });

  it('names the field and the fix when a value does not fit', async () => {
    for (const [settings, field] of [
      [{ etaMinutes: 0 }, 'settings.etaMinutes'],
      [{ eta: 5 }, 'settings'],
      [{ bookingWeeklyDays: [9, 8] }, 'settings.bookingWeeklyDays'],
      [{ nextPeerPercent: 200 }, 'settings.departmentHeadPercent'],
      [{ bookingHeadDays: 20 }, 'settings.bookingHeadDays'],
    ] as const) {
      const got = await put('mia', store, 0, { settings });
      expect([got.status, got.body.fields], field).toMatchObject([422, [{ field }]]);
    }
    expect((await put('mia', store, 0, { mode: 'off', settings: {} })).body).toMatchObject({
      fields: [{ field: 'mode', fix: 'Send observe, alert or automate.' }],
    });
    expect((await put('mia', store.replace('parts-eta', 'no-such'), 0, { settings: {} })).status).toBe(404);
    const sales = await put('ana', service.replace('service', 'sales'), 0, { settings: {} });
    expect([sales.status, sales.body.fields]).toMatchObject([422, [{ field: 'path.department' }]]);
  });

  it('of a store must fit its departments; the group’s cannot know them, so the nearest word gives way', async () => {
    await put('mia', service, 0, { settings: { nextPeerPercent: 90 } });
    const misfit = await put('gil', store, 0, { settings: { departmentHeadPercent: 80 } });
    expect([misfit.status, misfit.body.fields]).toMatchObject([422, [{ field: 'settings.departmentHeadPercent' }]]);
    expect((await put('ana', group, 0, { settings: { departmentHeadPercent: 80 } })).status).toBe(200);
    expect(await partsEta()).toMatchObject({ ignored: ['department'] });
    expect(await setting('nextPeerPercent')).toMatchObject({ value: 50, from: 'default' });
  });

  it('remembers who changed what from what to what', async () => {
    await put('gil', store, 0, { settings: { etaMinutes: 90 } });
    await put('mia', store, 1, { mode: 'observe', settings: { etaMinutes: 60 } });
    await put('mia', service, 0, { settings: { reachMinutes: 30 } });
    await put('ana', group, 0, { settings: { etaMinutes: 100 } });
    const told = async (by: string, path: string) =>
      itemsOf(await world.send('GET', `${path}/history`, { by })).map(({ by: who, layer, changes }) => [
        (who as { id: string }).id,
        layer,
        changes,
      ]);
    expect(await told('mia', store)).toEqual([
      ['mia', 'department', [{ field: 'reachMinutes', to: 30 }]],
      [
        'mia',
        'store',
        [
          { field: 'etaMinutes', from: 90, to: 60 },
          { field: 'mode', to: 'observe' },
        ],
      ],
      ['gil', 'store', [{ field: 'etaMinutes', to: 90 }]],
    ]);
    expect(await told('gil', group)).toEqual([['ana', 'group', [{ field: 'etaMinutes', to: 100 }]]]);
    expect((await world.send('GET', `${store}/history`, { by: 'abe' })).status).toBe(403);
  });
});
