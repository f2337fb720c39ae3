import { describe, expect, test } from 'vitest';
import { memoryTable } from '../adapters/memory-table.ts';
import type { Moment } from '../core/kernel/event.ts';
import { instant } from '../core/kernel/time.ts';
import { memberKey, readMember, staff, staffKey } from '../core/staff/index.ts';
import { setUp, setupFile } from './setup.ts';

const weekly = { mon: [{ from: '07:30', to: '18:00' }], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };

const store = (storeId: string, name: string) => ({
  storeId,
  name,
  timeZone: 'America/Chicago',
  address: { city: 'Chicago', state: 'IL', postalCode: '60601', country: 'US' },
  hours: { service: { weekly, holidays: [] } },
});

const file = (...stores: readonly ReturnType<typeof store>[]) =>
  setupFile.parse({
    stores,
    staff: [
      { staffId: 'ana', name: 'Ana', assignments: [{ storeId: 'S01', roles: ['advisor'], department: 'service' }] },
    ],
  });

const administrator = { sub: 'sub-1', name: 'First', email: 'first@example.com' };

function world() {
  const table = memoryTable();
  let ids = 0;
  const moment = (): Moment => ({
    now: instant.parse('2026-03-10T14:30:00.000Z'),
    newId: () => {
      ids += 1;
      return `E${ids}`;
    },
    actor: { kind: 'system', id: 'setup' },
    cause: 'lanekeep setup',
  });
  return { table, moment };
}

const dids = (done: readonly { did: string }[]) => done.map(({ did }) => did);

describe('lanekeep setup', () => {
  test('loads stores, people and an administrator who may do everything at each store', async () => {
    const { table, moment } = world();
    const done = await setUp(table, file(store('S01', 'North'), store('S02', 'South')), administrator, moment);
    expect(dids(done)).toEqual(['made', 'made', 'made', 'made']);
    for (const storeId of ['S01', 'S02']) {
      const row = await table.get(memberKey(storeId, 'sub-1'));
      expect(row && readMember(row)).toMatchObject({ active: true, roles: ['administrator'] });
    }
  });

  test('changes nothing the second time, and tells no event twice', async () => {
    const { table, moment } = world();
    const wanted = file(store('S01', 'North'));
    await setUp(table, wanted, administrator, moment);
    const before = staff.read((await table.get(staffKey('ana')))!);
    expect(dids(await setUp(table, wanted, administrator, moment))).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(staff.read((await table.get(staffKey('ana')))!).version).toBe(before.version);
  });

  test('adds what is new, and takes nothing from anybody', async () => {
    const { table, moment } = world();
    await setUp(table, file(store('S01', 'North')), administrator, moment);
    const done = await setUp(
      table,
      file(store('S01', 'North Star'), store('S02', 'South')),
      { ...administrator, sub: 'ana' },
      moment,
    );
    expect(dids(done)).toEqual(['changed', 'made', 'changed', 'unchanged']);
    expect(staff.read((await table.get(staffKey('ana')))!).assignments).toEqual([
      { storeId: 'S01', roles: ['advisor', 'administrator'], department: 'service' },
      { storeId: 'S02', roles: ['administrator'] },
    ]);
  });

  test('refuses a file that does not fit, naming the field', () => {
    const wrong = setupFile.safeParse({ stores: [{ ...store('S01', 'North'), timeZone: 'Mars/Olympus' }] });
    expect(wrong.error?.issues[0]?.path).toEqual(['stores', 0, 'timeZone']);
  });
});
