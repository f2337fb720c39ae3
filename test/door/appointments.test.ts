/** What becomes of an appointment, as the staff's app talks about it: held, wished for, moved, confirmed, visited. */
import { beforeEach, describe, expect, it } from 'vitest';
import { parseInstant, plus } from '../../core/kernel/time.ts';
import { sweep } from '../../core/run/index.ts';
import { all, fieldsOf, nine, openServiceBook, type ServiceBook, visit } from './service-book.ts';
import { itemsOf } from './world.ts';

let opened: ServiceBook;
const send: ServiceBook['send'] = (...said) => opened.send(...said);
const free: ServiceBook['free'] = (query) => opened.free(query);
const book: ServiceBook['book'] = (more) => opened.book(more);

beforeEach(async () => {
  opened = await openServiceBook();
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
    opened.world.clock = plus(opened.world.clock, { minutes: 10 });
    expect((await send('POST', `${all}/A-1/book`, {})).status).toBe(409);
    const machines = { start: async () => {}, succeed: async () => {}, isAlive: async () => true };
    const swept = await sweep({
      table: opened.world.table,
      machines,
      followUps: [],
      now: () => opened.world.clock,
      moment: opened.world.moment,
      report: (error) => opened.world.reports.push(error),
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

  it('that is over says so, instead of asking for a time that would not help', async () => {
    await book();
    await send('POST', `${all}/A-1/cancel`, {});
    for (const verb of ['book', 'move']) {
      expect((await send('POST', `${all}/A-1/${verb}`, {})).body).toMatchObject({
        status: 409,
        detail: expect.stringContaining('was cancelled'),
      });
    }
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
    opened.world.clock = parseInstant('2026-03-12T17:00:00.000Z');
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
      itemsOf(await opened.world.send('GET', all, { by: 'abe', query })).map(({ appointmentId }) => appointmentId);
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

  it('of somebody who left is moved to nobody, or to somebody who is there', async () => {
    await book({ staffId: 'ben' });
    await send('POST', '/stores/S01/staff/ben/deactivate', undefined, {}, 'ana');
    const later = { date: '2026-03-12', time: '10:30' };
    expect(fieldsOf(await send('POST', `${all}/A-1/move`, later))).toEqual(['staffId']);
    const moved = await send('POST', `${all}/A-1/move`, { ...later, staffId: null });
    expect([moved.status, moved.body.staffId]).toEqual([200, undefined]);
    expect((await send('POST', `${all}/A-1/move`, { ...later, staffId: 'abe' })).body).toMatchObject({
      staffId: 'abe',
    });
  });

  it('tells its own story', async () => {
    await book();
    await send('POST', `${all}/A-1/confirm`, { by: 'reply' });
    expect(itemsOf(await send('GET', `${all}/A-1/timeline`)).map(({ says }) => says)).toEqual([
      'The customer confirmed the service appointment by reply.',
      'A service appointment was booked: Thu, Mar 12, 2026, 09:30.',
    ]);
  });

  it('of another store is not there', async () => {
    await book();
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/card'],
      ['GET', '/calendar'],
      ['POST', '/arrive'],
    ] as const) {
      expect((await opened.world.send(method, `/stores/S02/appointments/A-1${path}`, { by: 'bo' })).status).toBe(404);
      expect((await opened.world.send(method, `${all}/A-1${path}`, { by: 'bo' })).status).toBe(404);
    }
  });
});
