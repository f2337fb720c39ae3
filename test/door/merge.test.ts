/** A person of the store says that two customers are one: what the API answers then, and what follows for their work. */
import { beforeEach, describe, expect, it } from 'vitest';
import { itemsOf, openWorld, type World } from './world.ts';

const all = '/stores/S01/customers';
const [kept, duplicate] = [`${all}/C-1`, `${all}/C-2`];
let world: World;

const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  world.send(method, path, { by: 'ana', body, headers });
const made = async (path: string, body: unknown) => {
  const got = await send('POST', path, body);
  expect(got.status, got.text).toBe(201);
  return got;
};
const merge = (into = 'C-1', headers: Record<string, string> = {}) =>
  send('POST', `${duplicate}/merge`, { into }, headers);
const found = async (phone: string): Promise<readonly unknown[]> =>
  itemsOf(await world.send('GET', all, { by: 'ana', query: { phone } })).map(({ customerId }) => customerId);

beforeEach(async () => {
  world = await openWorld();
  for (const [customerId, number] of [
    ['C-1', '+13125550101'],
    ['C-2', '+13125550102'],
  ]) {
    await made(all, {
      customerId,
      name: { first: 'Sam' },
      phones: [{ number, kind: 'mobile', primary: true }],
      emails: [],
    });
  }
});

describe('merging', () => {
  it('answers the duplicate, and shows who is kept with everything', async () => {
    const got = await merge();
    expect(got.status).toBe(200);
    expect(got.body).toMatchObject({ customerId: 'C-2', mergedInto: 'C-1', version: 2 });
    expect(got.headers.ETag).toBe('"2"');
    const { body } = await send('GET', kept);
    expect(body).toMatchObject({ version: 2, duplicates: [{ customerId: 'C-2' }] });
    expect(body.phones).toEqual([
      { number: '+13125550101', kind: 'mobile', primary: true },
      { number: '+13125550102', kind: 'mobile' },
    ]);
    expect(await found('+13125550102')).toEqual(['C-1']);
  });

  it('happens once: again it says the same, with the same key or without', async () => {
    const once = { 'Idempotency-Key': 'm-1' };
    const first = await merge('C-1', once);
    const replayed = await merge('C-1', once);
    expect(replayed.text).toBe(first.text);
    expect(replayed.headers['Idempotent-Replayed']).toBe('true');
    expect((await merge()).body.version).toBe(2);
    expect((await send('GET', kept)).body.version).toBe(2);
  });

  it('minds the version that was read', async () => {
    expect((await merge('C-1', { 'If-Match': '"7"' })).status).toBe(412);
    expect((await merge('C-1', { 'If-Match': '"1"' })).status).toBe(200);
  });

  it('takes a role, two customers of the store, and no chain', async () => {
    await world.hire('tom', 'S01', ['technician']);
    expect((await world.send('POST', `${duplicate}/merge`, { by: 'tom', body: { into: 'C-1' } })).status).toBe(403);
    expect((await merge('C-9')).status).toBe(404);
    expect((await merge('C-2')).body).toMatchObject({ status: 422, fields: [{ field: 'into' }] });
    await merge();
    expect((await send('POST', `${kept}/merge`, { into: 'C-2' })).body).toMatchObject({
      status: 409,
      fields: [{ field: 'into', fix: 'Send C-1.' }],
    });
  });

  it('of two who are merged into each other at once leaves one who is kept', async () => {
    const both = await Promise.all([merge(), send('POST', `${kept}/merge`, { into: 'C-2' })]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const people = await Promise.all([send('GET', kept), send('GET', duplicate)]);
    expect(people.filter(({ body }) => body.mergedInto !== undefined)).toHaveLength(1);
  });

  it('is undone: the contacts go back, and what was forbidden meanwhile stays so for both', async () => {
    await merge();
    await send('PUT', `${kept}/consent`, { channel: 'sms', optedOut: true });
    const got = await send('POST', `${duplicate}/unmerge`);
    expect(got.status, got.text).toBe(200);
    expect(got.body).toMatchObject({ version: 3, phones: [{ number: '+13125550102' }] });
    expect(got.body).not.toHaveProperty('mergedInto');
    expect((await send('GET', kept)).body).toMatchObject({ phones: [{ number: '+13125550101' }] });
    for (const path of [kept, duplicate]) {
      expect((await send('GET', path)).body.consent).toHaveProperty('smsOptOutAt');
    }
    expect(await found('+13125550102')).toEqual(['C-2']);
    expect((await send('POST', `${duplicate}/unmerge`)).body.version).toBe(3);
  });
});

describe('a duplicate', () => {
  beforeEach(async () => {
    await made(`${duplicate}/vehicles`, { vehicleId: 'V-2', make: 'Honda' });
    await send('PUT', '/stores/S01/departments/service/capacity', { slotMinutes: 30, perSlot: 3 });
    await made('/stores/S01/appointments', visit('A-2', 'C-2', '2026-03-11T09:30:00-05:00'));
    await merge();
  });

  const visit = (appointmentId: string, customerId: string, startsAt: string) => ({
    appointmentId,
    customerId,
    startsAt,
    department: 'service',
    purpose: 'service',
  });

  it.each([
    ['POST', '/stores/S01/appointments', visit('A-3', 'C-2', '2026-03-12T09:30:00-05:00')],
    ['POST', '/stores/S01/repair-orders', { roNumber: '10233', customerId: 'C-2', lines: [] }],
    ['POST', `${duplicate}/vehicles`, { vehicleId: 'V-3' }],
    ['PUT', duplicate, { name: { first: 'Sam' }, phones: [], emails: [] }],
    ['PUT', `${duplicate}/complaint`, { open: true }],
    ['PUT', `${duplicate}/relationship`, { onNationalRegistry: true }],
    ['PUT', `${duplicate}/consent`, { channel: 'sms', optedOut: false, wording: 'yes', source: 'counter' }],
  ])('takes nothing new, and says who is kept: %s %s', async (method, path, body) => {
    const got = await send(method, path, body, method === 'PUT' ? { 'If-Match': '"2"' } : {});
    expect(got.body).toMatchObject({ status: 409, fields: [{ field: 'customerId', fix: 'Send C-1.' }] });
  });

  it('hears a stop for the one who is kept: an old id is no reason to write on', async () => {
    const got = await send('PUT', `${duplicate}/consent`, { channel: 'sms', optedOut: true });
    expect(got.body).toMatchObject({ customerId: 'C-1', consent: { smsOptOutAt: expect.any(String) } });
  });

  it('leaves its car and its appointments to the one who is kept', async () => {
    const order = { roNumber: '10233', customerId: 'C-1', vehicleId: 'V-2', appointmentId: 'A-2', lines: [] };
    await made('/stores/S01/repair-orders', order);
    expect((await send('GET', '/stores/S01/appointments/A-2')).body).toMatchObject({ status: 'ARRIVED' });
    await send('POST', '/stores/S01/repair-orders/10233/close');
    expect((await send('GET', `${duplicate}/vehicles/V-2`)).body).toHaveProperty('lastServiceAt');
  });

  it('is rebooked as the one who is kept', async () => {
    await send('POST', '/stores/S01/appointments/A-2/cancel', { reason: 'Out of town' });
    const other = visit('A-3', 'C-1', '2026-03-12T09:30:00-05:00');
    await made('/stores/S01/appointments', { ...other, rebooks: 'A-2' });
  });
});
