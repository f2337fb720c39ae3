/** A POST with a key happens once, whoever is faster and whatever is lost on the way. */
import { describe, expect, it } from 'vitest';
import { Contention } from '../../core/kernel/table.ts';
import { plus } from '../../core/kernel/time.ts';
import { openWorld, type World } from './world.ts';

const sam = { name: { first: 'Sam' }, phones: [], emails: ['sam@example.com'] };
const path = '/stores/S01/customers';
const post = (world: World, key: string, body: unknown = sam, by = 'ana') =>
  world.send('POST', path, { by, body, headers: { 'Idempotency-Key': key } });
const customersIn = (world: World) => world.table.rows().filter((row) => row.kind === 'customer');

describe('Idempotency-Key', () => {
  it('gives the same answer again', async () => {
    const world = await openWorld();
    const first = await post(world, 'k-1');
    const again = await post(world, 'k-1');
    expect(again.status).toBe(201);
    expect(again.text).toBe(first.text);
    expect(again.headers).toMatchObject({
      ETag: '"1"',
      Location: first.headers.Location,
      'Idempotent-Replayed': 'true',
    });
    expect(first.headers).not.toHaveProperty('Idempotent-Replayed');
    expect(customersIn(world)).toHaveLength(1);
  });

  it('refuses another request under the same key', async () => {
    const world = await openWorld();
    await post(world, 'k-1');
    const other = await post(world, 'k-1', { ...sam, emails: [] });
    expect(other).toMatchObject({ status: 422, body: { fields: [{ field: 'Idempotency-Key' }] } });
  });

  it('makes one of ten that come at once, and ten equal answers', async () => {
    const world = await openWorld();
    const all = await Promise.all(Array.from({ length: 10 }, () => post(world, 'k-1')));
    expect(new Set(all.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(all.filter(({ headers }) => headers['Idempotent-Replayed'] === undefined)).toHaveLength(1);
    expect(customersIn(world)).toHaveLength(1);
  });

  it('belongs to one person', async () => {
    const world = await openWorld();
    await world.hire('cy', 'S01', ['advisor']);
    await post(world, 'k-1');
    const other = await post(world, 'k-1', sam, 'cy');
    expect(other.headers).not.toHaveProperty('Idempotent-Replayed');
    expect(customersIn(world)).toHaveLength(2);
  });

  it('is forgotten after a day, also where the row is still there', async () => {
    const world = await openWorld();
    await post(world, 'k-1');
    world.clock = plus(world.clock, { hours: 25 });
    expect((await post(world, 'k-1', { ...sam, emails: [] })).status).toBe(201);
    expect(customersIn(world)).toHaveLength(2);
  });

  it('keeps nothing of what was refused: the mended request may carry the same key', async () => {
    const world = await openWorld();
    expect((await post(world, 'k-1', { ...sam, emails: ['no mail'] })).status).toBe(422);
    expect((await post(world, 'k-1')).status).toBe(201);
  });

  it('says what a key looks like', async () => {
    const world = await openWorld();
    expect((await post(world, 'k 1')).status).toBe(400);
    expect((await post(world, 'k'.repeat(129))).status).toBe(400);
  });
});

describe('trouble with the table', () => {
  it('finds its own write when the answer was lost', async () => {
    let lose = true;
    const world = await openWorld(
      {},
      {
        after: (access) => {
          const ours = access.does === 'write' && access.writes.some((w) => 'put' in w && w.put.kind === 'idempotency');
          if (!ours || !lose) return;
          lose = false;
          throw new Contention();
        },
      },
    );
    const got = await post(world, 'k-1');
    expect([got.status, got.headers['Idempotent-Replayed']]).toEqual([201, 'true']);
    expect(customersIn(world)).toHaveLength(1);
  });

  it('tries a few times while rows are held, then asks to come back', async () => {
    let writes = 0;
    let held = Number.POSITIVE_INFINITY;
    const world = await openWorld(
      {},
      {
        before: (access) => {
          if (access.does !== 'write' || !access.writes.some((w) => 'put' in w && w.put.kind === 'customer')) return;
          writes += 1;
          if (writes <= held) throw new Contention();
        },
      },
    );
    const got = await post(world, 'k-1');
    expect([got.status, got.headers['Retry-After'], writes]).toEqual([503, '1', 4]);
    writes = 0;
    held = 2;
    expect((await post(world, 'k-1')).status).toBe(201);
  });

  it('asks to come back when the table is throttled before anything was read', async () => {
    let isThrottled = false;
    const before = () => {
      if (isThrottled) throw new Contention();
    };
    const world = await openWorld({}, { before });
    isThrottled = true;
    const got = await post(world, 'k-1');
    expect([got.status, got.headers['Retry-After'], world.reports]).toEqual([503, '1', []]);
  });

  it('answers an unexpected error with the id of the request and nothing else', async () => {
    const world = await openWorld(
      {},
      {
        before: (access) => {
          if (access.does === 'write' && access.writes.some((w) => 'put' in w && w.put.kind === 'customer')) {
            throw new TypeError('Sam’s number is +13125550123');
          }
        },
      },
    );
    const got = await post(world, 'k-1');
    expect(got.status).toBe(500);
    expect(got.body.instance).toBe('request-1');
    expect(got.text).not.toContain('Sam');
    expect(world.reports).toHaveLength(1);
  });
});
