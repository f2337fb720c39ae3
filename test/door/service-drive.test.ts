/** Repair orders, their parts and their timeline, as the staff's app talks about them. */
import { beforeEach, describe, expect, it } from 'vitest';
import { parseInstant } from '../../core/kernel/time.ts';
import { itemsOf, openWorld, type World } from './world.ts';

const orders = '/stores/S01/repair-orders';
const one = `${orders}/10233`;
const line = { lineId: 'A', description: 'Water pump', payType: 'CUSTOMER_PAY', status: 'APPROVED' };
const pump = { partNumber: '19200-5A2', description: 'Water pump', quantity: 2, roLineId: 'A' };

let world: World;

/** Sends as the advisor, with the version that was read where one is named. */
const send = (method: string, path: string, body?: unknown, version?: number) =>
  world.send(method, path, {
    by: 'abe',
    body,
    ...(version === undefined ? {} : { headers: { 'If-Match': `"${version}"` } }),
  });

beforeEach(async () => {
  world = await openWorld();
  await world.hire('abe', 'S01', ['advisor']);
  await world.hire('pat', 'S01', ['parts']);
  const customer = { customerId: 'C-1', name: { first: 'Sam', last: 'Lee' }, phones: [], emails: [] };
  await send('POST', '/stores/S01/customers', customer);
  await send('POST', orders, { roNumber: '10233', customerId: 'C-1', advisorId: 'abe', lines: [line] });
});

describe('a repair order', () => {
  it('is opened once under its number', async () => {
    const got = await send('GET', one);
    expect(got.body).toMatchObject({
      roNumber: '10233',
      status: 'OPEN',
      carAt: 'in-shop',
      partsOrders: [],
      version: 1,
    });
    expect(got.headers.ETag).toBe('"1"');
    const again = await send('POST', orders, { roNumber: '10233', customerId: 'C-1' });
    expect(again.status).toBe(409);
  });

  it.each([
    [{ roNumber: '1 2', customerId: 'C-1' }, 422, 'roNumber'],
    [{ roNumber: '12', customerId: 'C-9' }, 404, undefined],
    [{ roNumber: '12', customerId: 'C-1', advisorId: 'nobody' }, 422, 'advisorId'],
    [{ roNumber: '12', customerId: 'C-1', vehicleId: 'V-9' }, 422, 'vehicleId'],
    [{ roNumber: '12', customerId: 'C-1', lines: [line, line] }, 422, 'lines'],
    [{ roNumber: '12', customerId: 'C-1', promisedAt: 'noon' }, 422, 'promisedAt'],
  ])('%j is refused by field', async (body, status, field) => {
    const got = await send('POST', orders, body);
    expect(got.status).toBe(status);
    if (field !== undefined)
      expect(got.body).toMatchObject({ fields: expect.arrayContaining([expect.objectContaining({ field })]) });
  });

  it('is corrected under the version that was read', async () => {
    expect((await send('PATCH', one, { carAt: 'with-customer' })).status).toBe(428);
    expect((await send('PATCH', one, { carAt: 'with-customer' }, 1)).body).toMatchObject({ version: 2 });
    expect((await send('PATCH', one, { carAt: 'in-shop' }, 1)).status).toBe(412);
    const same = await send('PUT', `${one}/car`, { carAt: 'with-customer' });
    expect([same.status, same.body.version]).toEqual([200, 2]);
  });

  it('goes from board to board', async () => {
    const numbers = async (status: string) =>
      itemsOf(await world.send('GET', orders, { by: 'abe', query: { status } })).map(({ roNumber }) => roNumber);
    await send('POST', orders, { roNumber: '10234', customerId: 'C-1' });
    expect(await numbers('OPEN')).toEqual(['10234', '10233']);
    await send('POST', `${one}/close`);
    expect([await numbers('OPEN'), await numbers('CLOSED')]).toEqual([['10234'], ['10233']]);
    await send('POST', `${one}/reopen`);
    await send('POST', `${one}/void`, { reason: 'Written up twice' });
    expect(await numbers('VOIDED')).toEqual(['10233']);
    expect((await send('POST', `${one}/void`, {})).body).toMatchObject({ fields: [{ field: 'reason' }] });
  });
});

describe('a parts order', () => {
  const place = (lines: readonly object[] = [pump]) =>
    send('POST', `${one}/parts-orders`, { partsOrderId: 'P-1', lines });
  const update = (version: number, ...lines: readonly object[]) =>
    send('PATCH', `${one}/parts-orders/P-1/lines`, { lines }, version);

  it('is placed on its repair order, which changes with it', async () => {
    const got = await place();
    expect([got.status, got.headers.Location]).toEqual([201, '/v1/stores/S01/repair-orders/10233/parts-orders/P-1']);
    expect((await send('GET', one)).body).toMatchObject({ version: 2, partsOrders: ['P-1'] });
    expect((await place()).status).toBe(409);
    expect((await send('GET', one)).body).toMatchObject({ version: 2 });
  });

  it('has a made id when none is sent, and is listed in the order it was placed', async () => {
    await send('POST', `${one}/parts-orders`, { partsOrderId: 'Z', lines: [pump] });
    const made = await send('POST', `${one}/parts-orders`, { lines: [pump] });
    await place();
    const listed = itemsOf(await send('GET', `${one}/parts-orders`)).map(({ partsOrderId }) => partsOrderId);
    expect(listed).toEqual(['Z', made.body.partsOrderId, 'P-1']);
  });

  it('comes for a closed repair order, not for a void one', async () => {
    await send('POST', `${one}/close`);
    expect((await place()).status).toBe(201);
    await send('POST', `${one}/void`, { reason: 'Written up twice' });
    const got = await send('POST', `${one}/parts-orders`, { lines: [pump] });
    expect([got.status, got.body.detail]).toEqual([
      409,
      'Repair order 10233 is void; no parts can be ordered for it. Open a new repair order.',
    ]);
  });

  it('is for a job of the repair order, and people of the store look after it', async () => {
    expect((await place([{ ...pump, roLineId: 'Z' }])).body).toMatchObject({ fields: [{ field: 'lines.0.roLineId' }] });
    await place();
    const change = (body: object) => send('PATCH', `${one}/parts-orders/P-1`, body, 1);
    expect((await change({ partsPersonId: 'nobody' })).body).toMatchObject({ fields: [{ field: 'partsPersonId' }] });
    expect((await change({ partsPersonId: 'pat' })).body).toMatchObject({ partsPersonId: 'pat', version: 2 });
  });

  it('is followed line by line, on the store’s calendar', async () => {
    await place();
    // 03:00 in Greenwich is still the evening of the 20th in Chicago.
    const ordered = await update(1, { do: 'order', lineId: '1', eta: '2026-03-21T03:00:00Z' });
    expect(ordered.body).toMatchObject({ version: 2, lines: [{ status: 'ORDERED', eta: '2026-03-20' }] });
    const same = await update(2, { do: 'eta', lineId: '1', eta: '2026-03-20' });
    expect(same.body).toMatchObject({ version: 2 });
    expect((await update(1, { do: 'receive', lineId: '1' })).status).toBe(412);
    expect((await update(2, { do: 'fly', lineId: '1' })).body).toMatchObject({
      fields: [{ field: 'lines.0.do', fix: expect.stringContaining('backorder') }],
    });
    expect((await update(2, { do: 'eta', lineId: '1', eta: 'soon' })).body).toMatchObject({
      fields: [{ field: 'lines.0.eta', fix: expect.stringContaining('2026-03-20') }],
    });
    expect((await update(2, { do: 'eta', lineId: '1', eta: '2026-03-09' })).status).toBe(422);
    expect((await update(2, { do: 'receive', lineId: '1' })).body).toMatchObject({ lines: [{ status: 'RECEIVED' }] });
  });
});

it('the timeline tells all of it, newest first, page after page, in the store’s time', async () => {
  await send('POST', `${one}/parts-orders`, { partsOrderId: 'P-1', lines: [pump] });
  await send('PATCH', `${one}/parts-orders/P-1/lines`, { lines: [{ do: 'order', lineId: '1', eta: '2026-03-20' }] }, 1);
  world.clock = parseInstant('2026-03-10T20:00:00.000Z');
  await send('PUT', `${one}/return-visit`, { startsAt: '2026-03-23T14:00:00Z' });
  await send('PATCH', one, { advisorId: 'pat' }, 3);
  const first = await world.send('GET', `${one}/timeline`, { by: 'abe', query: { limit: '3' } });
  const query = { limit: '3', cursor: String(first.body.next) };
  const second = await world.send('GET', `${one}/timeline`, { by: 'abe', query });
  expect([...itemsOf(first), ...itemsOf(second)].map((item) => item.says)).toEqual([
    'The advisor is Person pat now.',
    'The customer is booked to come back on Mon, Mar 23, 2026, 09:00.',
    'Parts order P-1: ordered line 1 for Fri, Mar 20, 2026.',
    // One request, one transaction: these two happened at the same instant.
    'Parts order P-1: requested line 1 without an ETA.',
    'Parts order P-1 was placed.',
    'Repair order 10233 was opened; the car is in the shop.',
  ]);
  expect(itemsOf(first)[0]).toMatchObject({ actor: { kind: 'staff', id: 'abe' }, entityVersion: 4 });
});
