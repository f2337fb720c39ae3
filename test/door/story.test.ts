/** A customer's story and timeline over HTTP, on the memory table. */
import { describe, expect, it } from 'vitest';
import { itemsOf, openWorld, type World } from './world.ts';

const customer = '/stores/S01/customers/C-1';

async function lee(world: World): Promise<void> {
  const post = (path: string, body: unknown) => world.send('POST', path, { by: 'ana', body });
  await post('/stores/S01/customers', { customerId: 'C-1', name: { last: 'Lee' }, phones: [], emails: [] });
  await post(`${customer}/vehicles`, { vehicleId: 'V-1', vin: '1HGCM82633A004353' });
  await post('/stores/S01/repair-orders', { roNumber: '10233', customerId: 'C-1', vehicleId: 'V-1' });
  await post('/stores/S01/repair-orders/10233/parts-orders', {
    lines: [{ lineId: 'P1', partNumber: 'X-1', description: 'Pad', quantity: 1 }],
  });
  await world.send('PUT', `${customer}/consent`, { by: 'ana', body: { channel: 'sms', optedOut: true } });
}

describe('a customer’s story', () => {
  it('is grouped by what it is', async () => {
    const world = await openWorld();
    await lee(world);
    const { body } = await world.send('GET', `${customer}/story`, { by: 'ana' });
    expect(body).toMatchObject({
      customer: { customerId: 'C-1', stores: ['S01'] },
      vehicles: [{ vehicleId: 'V-1', vinWarning: 'check-digit' }],
      repairOrders: [{ roNumber: '10233' }],
      partsOrders: [{ roNumber: '10233' }],
      promises: [],
    });
  });

  it('is told newest first, the same on one page and on many', async () => {
    const world = await openWorld();
    await lee(world);
    const whole = await world.send('GET', `${customer}/timeline`, { by: 'ana' });
    const all = itemsOf(whole);
    expect(all.map(({ type }) => type)).toEqual([
      'customer.opted-out',
      'parts-order.requested',
      'repair-order.parts-requested',
      'repair-order.opened',
      'vehicle.added',
      'customer.created',
    ]);
    expect(all[0]).toMatchObject({ says: 'The customer wants no text messages any more.' });
    expect(whole.body).not.toHaveProperty('next');
    for (const limit of ['1', '2', '3', '5', '6']) {
      const told: unknown[] = [];
      let query: Record<string, string> = { limit };
      for (;;) {
        const page = await world.send('GET', `${customer}/timeline`, { by: 'ana', query });
        expect(page.status).toBe(200);
        told.push(...itemsOf(page));
        if (typeof page.body.next !== 'string') break;
        query = { limit, cursor: page.body.next };
      }
      expect(told, limit).toEqual(all);
    }
  });

  it('refuses a cursor that was written by hand', async () => {
    const world = await openWorld();
    await lee(world);
    for (const cursor of ['x', '2026-03-10T14:30:00.000Z', '2026-03-10T14:30:00.000Z_a_b', '~_x', 'STORE#S02_x']) {
      const got = await world.send('GET', `${customer}/timeline`, { by: 'ana', query: { cursor } });
      expect(got, cursor).toMatchObject({ status: 422, body: { fields: [{ field: 'query.cursor' }] } });
    }
  });
});
