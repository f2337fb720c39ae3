/**
 * Nothing crosses stores (design section 8, rule 9), over every route of the register: a caller of one store who names
 * what belongs to another gets 404, learns nothing of it and changes nothing in it. A new route is covered by being
 * in the register; a new path parameter must be given an example here.
 */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { raiseAlert } from '../../core/alerts/index.ts';
import { receiveLine } from '../../core/conversations/index.ts';
import { openItem } from '../../core/intake/decide.ts';
import { rawKey } from '../../core/intake/keys.ts';
import { role } from '../../core/kernel/role.ts';
import type { Route } from '../../core/kernel/route.ts';
import { plus } from '../../core/kernel/time.ts';
import { claimMessage } from '../../core/messages/index.ts';
import { openPromise } from '../../core/promises/index.ts';
import { routes } from '../../core/routes.ts';
import { openRow } from '../../core/run/row.ts';
import { type Got, itemsOf, openWorld, type World } from './world.ts';

/** Stands in every text that a person of the second store wrote, and in no id. */
const marker = 'Planted';
const markers = [marker, '+12125550199', 'planted@'];

/** Values of the path parameters, by store. */
type Ids = Readonly<Record<string, string>>;

/** Fills a store with one of everything and names it. Ids carry the store, so that two stores share none. */
async function fill(world: World, storeId: string, by: string, mark: string): Promise<Ids> {
  const made = async (path: string, body: unknown) => {
    const got = await world.send('POST', path, { by, body });
    expect(got.status, `${path}: ${got.text}`).toBe(201);
    return got.body;
  };
  const [customerId, roNumber, staffId, vehicleId] = [
    `C-${storeId}`,
    `RO-${storeId}`,
    `tech-${storeId}`,
    `V-${storeId}`,
  ];
  const phone = storeId === 'S02' ? '+12125550199' : '+13125550123';
  const customer = `/stores/${storeId}/customers/${customerId}`;
  await made(`/stores/${storeId}/staff`, { staffId, name: `Toni ${mark}`, roles: ['technician'] });
  await made(`/stores/${storeId}/customers`, {
    customerId,
    name: { first: 'Sam', last: `Lee ${mark}` },
    phones: [{ number: phone, kind: 'mobile' }],
    emails: [`${mark === '' ? 'sam' : 'planted'}@example.com`],
  });
  await made(`${customer}/vehicles`, { vehicleId, vin: '1HGCM82633A004352', make: `Make ${mark}` });
  const line = { lineId: 'A', description: `Brakes ${mark}`, payType: 'CUSTOMER_PAY', status: 'OPEN' };
  await made(`/stores/${storeId}/repair-orders`, { roNumber, customerId, vehicleId, lines: [line] });
  const part = { lineId: 'P1', partNumber: 'X-1', description: `Pad ${mark}`, quantity: 1 };
  const order = await made(`/stores/${storeId}/repair-orders/${roNumber}/parts-orders`, { lines: [part] });
  const limits = { slotMinutes: 30, perSlot: 2 };
  await world.send('PUT', `/stores/${storeId}/departments/service/capacity`, { by, body: limits });
  const appointmentId = `A-${storeId}`;
  const visit = { appointmentId, customerId, department: 'service', purpose: 'service', notes: `Squeals ${mark}` };
  await made(`/stores/${storeId}/appointments`, { ...visit, startsAt: '2026-03-12T09:30:00-05:00' });
  const now = world.clock;
  const subject = `ro-${roNumber}`;
  const moment = world.moment();
  const promise = openPromise(
    {
      followUp: 'parts-eta',
      storeId,
      subject,
      type: 'eta',
      ordinal: 1,
      owner: { kind: 'queue', role: 'parts' },
      owes: `Say when ${mark} comes`,
      openedAt: now,
      dueAt: plus(now, { hours: 2 }),
      customerId,
    },
    moment,
  );
  const about = { kind: 'repair-order' as const, id: roNumber };
  const alert = raiseAlert({ storeId, to: { kind: 'queue', role: 'parts' }, about, says: `Look at ${mark}` }, moment);
  const place = { followUp: 'parts-eta', subject, act: 'tell-eta', occasion: '1' };
  const message = claimMessage(
    {
      ...place,
      messageId: `parts-eta.${subject}.tell-eta.1`,
      storeId,
      customerId,
      template: 'eta',
      category: 'transactional',
      state: 'CLAIMED',
      to: phone,
      title: 'Your part',
      text: `Your part ${mark}`,
      told: {},
      decision: { rule: 'may-send', result: 'send', at: now, inputs: {} },
      claimedAt: now,
      version: 1,
    },
    'sms',
    moment,
  );
  const run = openRow({ followUp: 'parts-eta', storeId, subject }, { heard: {}, because: `Waits for ${mark}` }, now);
  const wrote = {
    lineId: 'l',
    at: now,
    channel: 'sms',
    text: `Hi ${mark}`,
    meaning: 'free-text',
    needsAnswer: true,
  } as const;
  const talk = receiveLine(undefined, { storeId, partner: { customerId } }, wrote, moment);
  const raw = rawKey(phone, now, `letter-${storeId}`);
  const item = openItem({ storeId, reason: 'unknown-sender', raw }, moment);
  const letter = { put: { ...raw, kind: 'raw', raw: `Hi ${mark}`, cut: false } };
  await world.table.write([...promise.writes, ...alert.writes, ...message.writes, run]);
  await world.table.write([...talk.writes, ...item.writes, letter]);
  return {
    storeId,
    customerId,
    roNumber,
    staffId,
    vehicleId,
    appointmentId,
    recallId: '26V-104',
    template: 'parts-are-here',
    language: 'es',
    partsOrderId: String(order.partsOrderId),
    promiseId: promise.state.promiseId,
    alertId: alert.state.alertId,
    messageId: message.state.messageId,
    conversationId: talk.state.conversationId,
    itemId: item.state.itemId,
    role: 'parts',
    department: 'service',
    followUp: 'parts-eta',
    subject,
  };
}

const parametersOf = ({ path }: Route): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');

const pathOf = ({ path }: Route, ids: Ids): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? ''));

/** What another store's rows look like, as text: equal before and after. */
const rowsOf = (world: World, ids: Ids): string =>
  JSON.stringify(
    world.table.rows().filter((row) => {
      const text = JSON.stringify(row);
      return row.pk.startsWith(`STORE#${ids.storeId}`) || markers.some((mark) => text.includes(mark));
    }),
  );

const namesOther = [
  'customerId',
  'roNumber',
  'staffId',
  'vehicleId',
  'appointmentId',
  'partsOrderId',
  'promiseId',
  'alertId',
  'messageId',
  'conversationId',
  'itemId',
  'subject',
];

describe('store isolation', () => {
  let world: World;
  let mine: Ids;
  let theirs: Ids;
  let before: string;

  interface Choice {
    readonly query?: Readonly<Record<string, string>>;
    /** Whose ids stand in the body. */
    readonly inBody: Ids;
  }

  /** Sends a route's own example, with every id in its body replaced by one that is there. */
  const call = (route: Route, ids: Ids, { query = {}, inBody }: Choice): Promise<Got> => {
    const body =
      route.example.body === undefined
        ? undefined
        : JSON.parse(JSON.stringify(route.example.body), (name, value: unknown) => inBody[name] ?? value);
    const headers = route.ifMatch === undefined ? {} : { 'If-Match': '"1"' };
    return world.send(route.method, pathOf(route, ids), { by: 'all', body, headers, query });
  };

  const learnsNothing = ({ text, headers }: Got) => {
    for (const mark of markers) expect(text + JSON.stringify(headers)).not.toContain(mark);
  };

  beforeAll(async () => {
    world = await openWorld();
    // The caller may do everything at their store: only the store keeps them from the rest.
    await world.hire('all', 'S01', role.options);
    mine = await fill(world, 'S01', 'ana', '');
    theirs = await fill(world, 'S02', 'bo', marker);
    before = rowsOf(world, theirs);
  });

  it('has an example for every path parameter', () => {
    for (const route of routes) for (const name of parametersOf(route)) expect(theirs, route.path).toHaveProperty(name);
  });

  it('plants what it looks for', async () => {
    for (const path of ['customers/C-S02', 'customers/C-S02/story', 'repair-orders/RO-S02', 'staff']) {
      const got = await world.send('GET', `/stores/S02/${path}`, { by: 'bo' });
      expect(got.text, path).toContain(marker);
    }
  });

  it.each(
    routes.filter((route) => parametersOf(route).includes('storeId')).map((route) => [route.name, route] as const),
  )('%s does not know another store', async (_, route) => {
    const got = await call(route, theirs, { inBody: theirs });
    expect([got.status, got.body.detail]).toEqual([404, 'There is no such store.']);
    learnsNothing(got);
  });

  const naming = routes.filter((route) => parametersOf(route).some((name) => namesOther.includes(name)));

  it.each(naming.map((route) => [route.name, route] as const))(
    '%s does not find what is another store’s',
    async (_, route) => {
      const got = await call(route, { ...theirs, storeId: 'S01' }, { inBody: mine });
      expect(got.status, got.text).toBe(404);
      learnsNothing(got);
      for (const name of parametersOf(route).filter((each) => namesOther.includes(each))) {
        learnsNothing(await call(route, { ...mine, [name]: theirs[name] ?? '' }, { inBody: theirs }));
      }
    },
  );

  it('finds nobody by another store’s phone or mail address', async () => {
    for (const query of [{ phone: '+12125550199' }, { email: 'planted@example.com' }]) {
      const got = await world.send('GET', '/stores/S01/customers', { by: 'ana', query });
      expect([got.status, itemsOf(got)]).toEqual([200, []]);
    }
  });

  it('holds for any mixture of ids, and cursors of the other store', async () => {
    const lists = routes.filter((route) => route.method === 'GET' && route.query !== undefined);
    const cursors: string[] = [];
    for (const route of lists) {
      const got = await world.send('GET', pathOf(route, theirs), { by: 'bo', query: { limit: '1' } });
      if (typeof got.body.next === 'string') cursors.push(got.body.next);
    }
    expect(cursors.length).toBeGreaterThan(0);
    const names = Object.keys(theirs);
    const choice = fc.record(Object.fromEntries(names.map((name) => [name, fc.boolean()])));
    const query = fc.oneof(
      fc.constant({}),
      fc.constantFrom(...cursors).map((cursor) => ({ cursor, limit: '5' })),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...routes), choice, query, fc.boolean(), async (route, other, asked, whose) => {
        const ids = Object.fromEntries(names.map((name) => [name, (other[name] ? theirs : mine)[name] ?? '']));
        const got = await call(route, ids, { query: asked, inBody: whose ? theirs : mine });
        learnsNothing(got);
        expect(got.status).toBeLessThan(500);
        if (parametersOf(route).includes('storeId') && ids.storeId === 'S02') expect(got.status).toBe(404);
        expect(rowsOf(world, theirs)).toBe(before);
      }),
      { numRuns: 400 },
    );
    expect(world.reports).toEqual([]);
  });
});
