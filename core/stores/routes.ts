/** The routes of stores. */
import * as z from 'zod';
import { bodyOf, storeId } from '../kernel/fields.ts';
import { writtenPhone } from '../kernel/phone.ts';
import { checkVersion, defineRoute, notFound, type Route } from '../kernel/route.ts';
import type { Reader } from '../kernel/table.ts';
import { assignStaff, staff, staffKey } from '../staff/index.ts';
import { changeStore, createStore } from './decide.ts';
import { storeKey } from './keys.ts';
import { type Store, store, storeSettingsOf, stores } from './store.ts';

const tag = 'Stores';
const atStore = z.object({ storeId });
const workday = [{ from: '07:30', to: '18:00' }];

const settings = {
  name: 'Elm Street Motors',
  timeZone: 'America/Chicago',
  address: { city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' },
  hours: {
    service: {
      weekly: {
        mon: workday,
        tue: workday,
        wed: workday,
        thu: workday,
        fri: workday,
        sat: [{ from: '08:00', to: '12:00' }],
        sun: [],
      },
      holidays: [{ date: '2026-07-04', name: 'Independence Day' }],
    },
  },
};

const example = {
  storeId: 'S01',
  ...settings,
  version: 1,
  createdAt: '2026-03-10T14:30:00.000Z',
  updatedAt: '2026-03-10T14:30:00.000Z',
};

async function storeOf(reader: Reader, id: string): Promise<Store> {
  const row = await reader.get(storeKey(id));
  if (row === undefined) throw notFound('store');
  return stores.read(row);
}

const list = defineRoute({
  method: 'GET',
  path: '/stores',
  name: 'listStores',
  tag,
  means: 'The stores that the caller works at.',
  roles: 'any',
  params: z.object({}),
  output: z.object({ items: z.array(store) }),
  example: { output: { items: [example] } },
  handle: async ({ reader, caller }) => {
    const rows = await Promise.all(Object.keys(caller.roles).map((id) => reader.get(storeKey(id))));
    const items = rows.flatMap((row) => (row === undefined ? [] : [stores.read(row)]));
    return { body: { items: items.sort((a, b) => (a.storeId < b.storeId ? -1 : 1)) } };
  },
});

const create = defineRoute({
  method: 'POST',
  path: '/stores',
  name: 'createStore',
  tag,
  means: 'Sets up a store; its first administrator is the caller.',
  roles: ['administrator'],
  params: z.object({}),
  body: bodyOf({ storeId, ...storeSettingsOf(writtenPhone) }),
  output: store,
  status: 201,
  example: { body: { storeId: 'S01', ...settings }, output: example },
  handle: async ({ reader, caller, body, moment }) => {
    const { storeId: id, ...given } = body;
    const row = await reader.get(staffKey(caller.staffId));
    if (row === undefined) throw notFound('member of staff');
    const change = createStore(id, given, moment);
    const assigned = assignStaff(staff.read(row), { storeId: id, roles: ['administrator'] }, moment);
    return {
      body: change.state,
      writes: [...change.writes, ...assigned.writes],
      version: change.state.version,
      location: `/stores/${id}`,
    };
  },
});

const read = defineRoute({
  method: 'GET',
  path: '/stores/{storeId}',
  name: 'readStore',
  tag,
  means: 'A store: its zone, place and opening hours.',
  roles: 'any',
  params: atStore,
  output: store,
  example: { output: example },
  handle: async ({ reader, params }) => {
    const body = await storeOf(reader, params.storeId);
    return { body, version: body.version };
  },
});

const change = defineRoute({
  method: 'PUT',
  path: '/stores/{storeId}',
  name: 'changeStore',
  tag,
  means: 'Replaces a store’s settings: name, zone, address, phone, hours and holidays.',
  roles: ['administrator', 'general-manager'],
  params: atStore,
  body: bodyOf(storeSettingsOf(writtenPhone)),
  output: store,
  ifMatch: 'required',
  example: { body: settings, output: { ...example, version: 2 } },
  handle: async ({ reader, params, body, moment, ifMatch }) => {
    const before = await storeOf(reader, params.storeId);
    checkVersion(ifMatch, before.version);
    const done = changeStore(before, body, moment);
    return { body: done.state, writes: done.writes, version: done.state.version };
  },
});

/** The routes of stores. */
export const storeRoutes: readonly Route[] = [list, create, read, change];
