/** What a department takes at a time, what of a day is left, and how a place is booked. */
import { beforeEach, describe, expect, it } from 'vitest';
import { parseInstant } from '../../core/kernel/time.ts';
import { all, capacity, fieldsOf, limits, nine, openServiceBook, type ServiceBook, visit } from './service-book.ts';
import { openWorld, settings } from './world.ts';

let opened: ServiceBook;
const send: ServiceBook['send'] = (...said) => opened.send(...said);
const ask: ServiceBook['ask'] = (query) => opened.ask(query);
const free: ServiceBook['free'] = (query) => opened.free(query);
const book: ServiceBook['book'] = (more) => opened.book(more);

beforeEach(async () => {
  opened = await openServiceBook();
});

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
    const world = await openWorld({}, { before: ({ does }) => void seen.push(does) });
    await world.hire('abe', 'S01', ['advisor']);
    await world.send('PUT', capacity, { by: 'ana', body: limits });
    seen.length = 0;
    const query = { department: 'service', date: '2026-03-12' };
    expect((await world.send('GET', '/stores/S01/availability', { by: 'abe', query })).status).toBe(200);
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
    opened.world.clock = parseInstant('2026-03-01T15:00:00.000Z');
    const gap = await send('POST', all, { ...visit, date: '2026-03-08', time: '02:00' });
    expect([gap.status, fieldsOf(gap)]).toEqual([422, ['time']]);
    const slots = await free({ date: '2026-03-08' });
    expect([Object.keys(slots).length, slots['02:00'], slots['03:00']]).toEqual([23, undefined, 1]);
    const twice = await send('POST', all, { ...visit, date: '2026-11-01', time: '01:00' });
    expect(twice.body.startsAt).toBe('2026-11-01T06:00:00.000Z');
  });
});
