/** Appointments as the staff's app talks about them: capacity, availability, booking, the visit. */
import { beforeEach, describe, expect, it } from 'vitest';
import { parseInstant, plus } from '../../core/kernel/time.ts';
import { sweep } from '../../core/run/index.ts';
import { itemsOf, openWorld, settings, type World } from './world.ts';

const all = '/stores/S01/appointments';
const capacity = '/stores/S01/departments/service/capacity';
const limits = { slotMinutes: 60, perSlot: 1 };
const nine = '2026-03-12T09:30:00-05:00';
const visit = { customerId: 'C-1', department: 'service', purpose: 'service' };

let world: World;

const send = (
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
  by = 'abe',
) => world.send(method, path, { by, body, headers });

const ask = (query: Readonly<Record<string, string>>) =>
  world.send('GET', '/stores/S01/availability', {
    by: 'abe',
    query: { department: 'service', date: '2026-03-12', ...query },
  });

const free = async (query: Readonly<Record<string, string>> = {}) => {
  const { slots } = (await ask(query)).body;
  return Object.fromEntries((slots as { time: string; free: number }[]).map((slot) => [slot.time, slot.free]));
};

const fieldsOf = ({ body }: Awaited<ReturnType<typeof send>>) =>
  ((body.fields ?? []) as { field: string }[]).map(({ field }) => field);

beforeEach(async () => {
  world = await openWorld();
  await world.hire('abe', 'S01', ['advisor']);
  await world.hire('ben', 'S01', ['advisor']);
  await world.hire('mia', 'S01', ['service-manager']);
  for (const customerId of ['C-1', 'C-2']) {
    const customer = { customerId, name: { first: 'Sam', last: 'Lee' }, phones: [], emails: [] };
    await send('POST', '/stores/S01/customers', customer);
  }
  await send('PUT', capacity, limits, {}, 'mia');
});

const book = async (more: object = {}) =>
  (await send('POST', all, { appointmentId: 'A-1', ...visit, startsAt: nine, ...more })).body;

describe('capacity', () => {
  it('is set by who heads the department, and replaced under the version that was read', async () => {
    expect((await send('PUT', capacity, limits)).status).toBe(403);
    expect((await send('PUT', capacity, limits, {}, 'mia')).status).toBe(428);
    expect((await send('PUT', capacity, limits, { 'If-Match': '"7"' }, 'mia')).status).toBe(412);
    const got = await send('PUT', capacity, { ...limits, perSlot: 2 }, { 'If-Match': '"1"' }, 'mia');
    expect([got.status, got.headers.ETag]).toEqual([200, '"2"']);
    expect((await send('GET', capacity)).body).toMatchObject({ perSlot: 2, perPerson: 1, holdMinutes: 10, version: 2 });
    expect(fieldsOf(await send('PUT', capacity, { slotMinutes: 1, perSlot: 2 }, {}, 'mia'))).toEqual(['slotMinutes']);
  });

  it('is asked for where nobody has set it, and so are opening hours', async () => {
    const sales = await ask({ department: 'sales' });
    expect([sales.status, sales.body.detail]).toEqual([
      409,
      expect.stringContaining('PUT /stores/S01/departments/sales/capacity'),
    ]);
    await send('PUT', '/stores/S01', { ...settings, hours: {} }, { 'If-Match': '"1"' }, 'ana');
    const closed = await ask({});
    expect([closed.status, closed.body.detail]).toEqual([
      409,
      expect.stringContaining('Set `hours` of the store first.'),
    ]);
    expect((await send('POST', all, { ...visit, startsAt: nine })).status).toBe(409);
  });
});

describe('the availability of a day', () => {
  it('is its slots from the opening to the closing, and what is left of each', async () => {
    const before = await free();
    expect(Object.keys(before)).toEqual([
      '07:30',
      '08:30',
      '09:30',
      '10:30',
      '11:30',
      '12:30',
      '13:30',
      '14:30',
      '15:30',
      '16:30',
    ]);
    await book();
    expect(await free()).toEqual({ ...before, '09:30': 0 });
  });

  it('of one advisor is theirs and the slot’s', async () => {
    await send('PUT', capacity, { ...limits, perSlot: 3 }, { 'If-Match': '"1"' }, 'mia');
    await book({ staffId: 'abe' });
    expect([
      (await free())['09:30'],
      (await free({ staffId: 'abe' }))['09:30'],
      (await free({ staffId: 'ben' }))['09:30'],
    ]).toEqual([2, 0, 1]);
    const busy = await send('POST', all, { ...visit, customerId: 'C-2', startsAt: nine, staffId: 'abe' });
    expect([busy.status, fieldsOf(busy)]).toEqual([409, ['staffId']]);
    expect((await ask({ staffId: 'nobody' })).status).toBe(422);
  });

  it('is nothing on a closed day, and nothing in the past or too far ahead', async () => {
    expect(await free({ date: '2026-03-15' })).toEqual({});
    expect(Object.values(await free({ date: '2026-03-09' })).every((left) => left === 0)).toBe(true);
    expect(Object.values(await free({ date: '2026-09-10' })).every((left) => left === 0)).toBe(true);
    expect((await free({ date: '2026-03-10' }))['08:30']).toBe(0);
  });

  it('is one query beside the settings', async () => {
    const seen: string[] = [];
    world = await openWorld({}, { before: ({ does }) => void seen.push(does) });
    await world.hire('abe', 'S01', ['advisor']);
    await send('PUT', capacity, limits, {}, 'ana');
    seen.length = 0;
    await ask({});
    // The caller's row, the store, its capacity; and the day.
    expect(seen.toSorted()).toEqual(['get', 'get', 'get', 'query']);
  });
});

describe('booking', () => {
  it('takes the last place once', async () => {
    expect(await book()).toMatchObject({ status: 'BOOKED', date: '2026-03-12', sequence: 0, version: 1 });
    const late = await send('POST', all, { ...visit, customerId: 'C-2', startsAt: nine });
    expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining('This slot is full.')]);
    const many = await Promise.all(
      Array.from({ length: 50 }, () => send('POST', all, { ...visit, date: '2026-03-13', time: '10:30' })),
    );
    expect(many.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(many.filter(({ status }) => status === 409)).toHaveLength(49);
  });

  it('is asked for twice and done once under one Idempotency-Key', async () => {
    const body = { ...visit, startsAt: nine };
    const first = await send('POST', all, body, { 'Idempotency-Key': 'k-1' });
    const again = await send('POST', all, body, { 'Idempotency-Key': 'k-1' });
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
  });

  it.each([
    [{ startsAt: '2026-03-12T09:45:00-05:00' }, 422, ['startsAt']],
    [{ startsAt: '2026-03-10T07:30:00-05:00' }, 422, ['startsAt']],
    [{ startsAt: '2026-12-10T09:30:00-06:00' }, 422, ['startsAt']],
    [{ startsAt: nine, date: '2026-03-12' }, 422, ['startsAt']],
    [{}, 422, ['startsAt']],
    [{ time: '09:30' }, 422, ['startsAt']],
    [{ date: '2026-03-09' }, 422, ['date']],
    [{ date: '2026-03-12', hold: true }, 422, ['time']],
    [{ startsAt: nine, purpose: 'test-drive' }, 422, ['purpose']],
    [{ startsAt: nine, vehicleId: 'V-9' }, 422, ['vehicleId']],
    [{ startsAt: nine, staffId: 'nobody' }, 422, ['staffId']],
    [{ startsAt: nine, customerId: 'C-9' }, 404, []],
    [{ startsAt: nine, colour: 'red' }, 422, ['']],
  ])('%j is refused by field', async (more, status, fields) => {
    const got = await send('POST', all, { ...visit, ...more });
    expect([got.status, fieldsOf(got)]).toEqual([status, fields]);
  });

  it('knows no slot in the hour that the clocks skip, and takes the first of the hour that comes twice', async () => {
    const everyHour = [{ from: '00:00', to: '24:00' }];
    const weekly = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, everyHour]));
    await send(
      'PUT',
      '/stores/S01',
      { ...settings, hours: { service: { weekly, holidays: [] } } },
      { 'If-Match': '"1"' },
      'ana',
    );
    await send('PUT', capacity, { ...limits, daysAhead: 400 }, { 'If-Match': '"1"' }, 'mia');
    world.clock = parseInstant('2026-03-01T15:00:00.000Z');
    const gap = await send('POST', all, { ...visit, date: '2026-03-08', time: '02:00' });
    expect([gap.status, fieldsOf(gap)]).toEqual([422, ['time']]);
    const slots = await free({ date: '2026-03-08' });
    expect([Object.keys(slots).length, slots['02:00'], slots['03:00']]).toEqual([23, undefined, 1]);
    const twice = await send('POST', all, { ...visit, date: '2026-11-01', time: '01:00' });
    expect(twice.body.startsAt).toBe('2026-11-01T06:00:00.000Z');
  });
});

describe('a held slot', () => {
  it('is kept ten minutes, then booked', async () => {
    expect(await book({ hold: true })).toMatchObject({
      status: 'HELD',
      holdUntil: expect.stringContaining('2026-03-10T14:40'),
    });
    expect((await free())['09:30']).toBe(0);
    expect(fieldsOf(await send('POST', `${all}/A-1/book`, { startsAt: nine }))).toEqual(['startsAt']);
    expect((await send('POST', `${all}/A-1/book`, {})).body).toMatchObject({ status: 'BOOKED', version: 2 });
  });

  it('or released by the sweep, and cannot be booked any more', async () => {
    await book({ hold: true });
    world.clock = plus(world.clock, { minutes: 10 });
    expect((await send('POST', `${all}/A-1/book`, {})).status).toBe(409);
    const machines = { start: async () => {}, succeed: async () => {}, isAlive: async () => true };
    const swept = await sweep({
      table: world.table,
      machines,
      followUps: [],
      now: () => world.clock,
      moment: world.moment,
      report: (error) => world.reports.push(error),
    });
    expect([swept.released, swept.failed]).toEqual([1, 0]);
    expect((await send('GET', `${all}/A-1`)).body).toMatchObject({ status: 'RELEASED', version: 2 });
    expect((await free())['09:30']).toBe(1);
  });
});

describe('an appointment', () => {
  it('begins as a wish for a day and gets its time', async () => {
    const wish = await send('POST', all, { appointmentId: 'A-1', ...visit, date: '2026-03-12', staffId: 'ben' });
    expect(wish.body).toMatchObject({ status: 'REQUESTED', requestedDate: '2026-03-12' });
    expect(fieldsOf(await send('POST', `${all}/A-1/book`, {}))).toEqual(['time']);
    expect((await send('POST', `${all}/A-1/book`, { time: '09:30' })).body).toMatchObject({
      status: 'BOOKED',
      startsAt: '2026-03-12T14:30:00.000Z',
      staffId: 'ben',
    });
  });

  it('is moved, and its old slot is free', async () => {
    await book({ staffId: 'ben' });
    const stale = await send('POST', `${all}/A-1/move`, { date: '2026-03-12', time: '10:30' }, { 'If-Match': '"9"' });
    expect(stale.status).toBe(412);
    const moved = await send('POST', `${all}/A-1/move`, { date: '2026-03-12', time: '10:30' }, { 'If-Match': '"1"' });
    expect(moved.body).toMatchObject({ sequence: 1, startsAt: '2026-03-12T15:30:00.000Z', staffId: 'ben', version: 2 });
    const slots = await free({ staffId: 'ben' });
    expect([slots['09:30'], slots['10:30']]).toEqual([1, 0]);
    const same = await send('POST', `${all}/A-1/move`, { date: '2026-03-12', time: '10:30' });
    expect([same.status, same.body.version]).toEqual([200, 2]);
  });

  it('is confirmed, assigned, accepted by who is meant, and cancelled', async () => {
    await book();
    expect((await send('POST', `${all}/A-1/confirm`, { by: 'reply' })).body).toMatchObject({ confirmedBy: 'reply' });
    expect((await send('POST', `${all}/A-1/ask-to-move`, {})).body).toMatchObject({ callbackWanted: true });
    expect((await send('POST', `${all}/A-1/assign`, { staffId: 'ben' })).body).toMatchObject({ staffId: 'ben' });
    expect((await send('POST', `${all}/A-1/accept`)).status).toBe(403);
    expect((await send('POST', `${all}/A-1/accept`, undefined, {}, 'ben')).body).toMatchObject({ version: 5 });
    expect((await send('POST', `${all}/A-1/pull-car`)).status).toBe(409);
    expect((await send('POST', `${all}/A-1/assign`, { staffId: null })).body.acceptedAt).toBeUndefined();
    expect((await send('POST', `${all}/A-1/cancel`, { reason: 'Out of town' })).body).toMatchObject({
      status: 'CANCELLED',
      sequence: 1,
    });
    expect((await send('POST', `${all}/A-1/cancel`, {})).status).toBe(200);
    expect((await free())['09:30']).toBe(1);
  });

  it('is missed, and another is booked in its place', async () => {
    await book();
    expect((await send('POST', `${all}/A-1/miss`)).status).toBe(409);
    world.clock = parseInstant('2026-03-12T17:00:00.000Z');
    expect((await send('POST', `${all}/A-1/miss`)).body).toMatchObject({ status: 'MISSED' });
    expect((await send('POST', `${all}/A-1/decline`, {})).body).toMatchObject({ declinedAt: expect.any(String) });
    const again = { appointmentId: 'A-2', ...visit, startsAt: '2026-03-12T13:30:00-05:00', rebooks: 'A-1' };
    expect(fieldsOf(await send('POST', all, { ...again, customerId: 'C-2' }))).toEqual(['rebooks']);
    expect((await send('POST', all, again)).status).toBe(201);
    expect((await send('GET', `${all}/A-1`)).body).toMatchObject({ status: 'MISSED', rebookedAs: 'A-2' });
  });

  it('is there when a repair order is opened for it', async () => {
    await book();
    const order = { roNumber: '10233', customerId: 'C-1', appointmentId: 'A-1' };
    const wrong = await send('POST', '/stores/S01/repair-orders', { ...order, customerId: 'C-2' });
    expect([wrong.status, fieldsOf(wrong)]).toEqual([422, ['appointmentId']]);
    expect((await send('POST', '/stores/S01/repair-orders', order)).body).toMatchObject({ appointmentId: 'A-1' });
    expect((await send('GET', `${all}/A-1`)).body).toMatchObject({ status: 'ARRIVED', version: 2 });
    expect((await send('POST', `${all}/A-1/greet`)).body).toMatchObject({ greetedAt: expect.any(String) });
  });

  it('is listed by day in the order of times, and by customer', async () => {
    await book();
    await send('POST', all, { appointmentId: 'A-2', ...visit, customerId: 'C-2', date: '2026-03-12', time: '07:30' });
    const ids = async (query: Readonly<Record<string, string>>) =>
      itemsOf(await world.send('GET', all, { by: 'abe', query })).map(({ appointmentId }) => appointmentId);
    expect(await ids({ date: '2026-03-12' })).toEqual(['A-2', 'A-1']);
    expect(await ids({ date: '2026-03-12', department: 'sales' })).toEqual([]);
    expect(await ids({ customerId: 'C-1' })).toEqual(['A-1']);
    expect(await ids({ customerId: 'C-1', status: 'CANCELLED' })).toEqual([]);
    expect(fieldsOf(await send('GET', all))).toEqual(['query.date']);
  });

  it('comes as a calendar file and on a visit card', async () => {
    await book({ notes: 'The brakes squeal' });
    await send('POST', '/stores/S01/repair-orders', { roNumber: '10233', customerId: 'C-1' });
    const file = await send('GET', `${all}/A-1/calendar`);
    expect(file.body).toMatchObject({
      method: 'REQUEST',
      sequence: 0,
      ics: expect.stringContaining('DTSTART:20260312T143000Z'),
    });
    const card = await send('GET', `${all}/A-1/card`);
    expect(card.body).toMatchObject({
      appointment: { appointmentId: 'A-1', notes: 'The brakes squeal' },
      customer: { customerId: 'C-1', stores: ['S01'] },
      openRepairOrders: [{ roNumber: '10233' }],
      recentRepairOrders: [],
      otherAppointments: [],
      said: [],
    });
    const told = (card.body.happened as { says: string }[]).map(({ says }) => says);
    expect(told).toContain('A service appointment was booked: Thu, Mar 12, 2026, 09:30.');
  });

  it('of another store is not there', async () => {
    await book();
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/card'],
      ['GET', '/calendar'],
      ['POST', '/arrive'],
    ] as const) {
      expect((await world.send(method, `/stores/S02/appointments/A-1${path}`, { by: 'bo' })).status).toBe(404);
      expect((await world.send(method, `${all}/A-1${path}`, { by: 'bo' })).status).toBe(404);
    }
  });
});
