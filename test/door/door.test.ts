/** The door of the staff's API: who gets in, what it reads, what it refuses and how it says so. */
import { describe, expect, it } from 'vitest';
import { itemsOf, openWorld, settings } from './world.ts';

const sam = {
  name: { first: 'Sam' },
  phones: [{ number: '(312) 555-0123', kind: 'mobile' }],
  emails: ['Sam@Example.com'],
};
const customers = '/stores/S01/customers';

describe('who gets in', () => {
  it('asks for a token', async () => {
    const world = await openWorld();
    const got = await world.send('GET', '/stores');
    expect(got.status).toBe(401);
    expect(got.headers['Content-Type']).toBe('application/problem+json');
    expect(got.body).toMatchObject({ type: 'urn:lanekeep:problem:unauthenticated', instance: 'request-1' });
  });

  it('knows a token of nobody as little as a leaver, who is out at once', async () => {
    const world = await openWorld();
    await world.hire('cy', 'S01', ['advisor']);
    expect((await world.send('GET', '/stores', { by: 'nobody' })).status).toBe(403);
    expect((await world.send('GET', '/stores', { by: 'cy' })).status).toBe(200);
    expect((await world.send('POST', '/stores/S01/staff/cy/deactivate', { by: 'ana' })).status).toBe(200);
    expect((await world.send('GET', '/stores', { by: 'cy' })).status).toBe(403);
    expect((await world.send('POST', '/stores/S01/staff/cy/reactivate', { by: 'ana' })).status).toBe(200);
    expect((await world.send('GET', '/stores', { by: 'cy' })).status).toBe(200);
  });

  it('does not know another store', async () => {
    const world = await openWorld();
    const other = await world.send('GET', '/stores/S02', { by: 'ana' });
    const none = await world.send('GET', '/stores/NONE', { by: 'ana' });
    expect(other.status).toBe(404);
    expect({ ...other.body, instance: '' }).toEqual({ ...none.body, instance: '' });
    expect((await world.send('GET', '/stores/__proto__', { by: 'ana' })).status).toBe(404);
    expect((await world.send('GET', '/stores/constructor', { by: 'ana' })).status).toBe(404);
  });

  it('names the roles that may', async () => {
    const world = await openWorld();
    await world.hire('cy', 'S01', ['advisor']);
    const got = await world.send('PUT', '/stores/S01', { by: 'cy', body: settings, headers: { 'If-Match': '"1"' } });
    expect(got.status).toBe(403);
    expect(got.body.detail).toContain('administrator, general-manager');
  });

  it('lets no general manager make an administrator', async () => {
    const world = await openWorld();
    await world.hire('gil', 'S01', ['general-manager']);
    const body = { staffId: 'di', name: 'Di', roles: ['administrator'] };
    expect((await world.send('POST', '/stores/S01/staff', { by: 'gil', body })).status).toBe(403);
    expect((await world.send('POST', '/stores/S01/staff/ana/deactivate', { by: 'gil' })).status).toBe(403);
  });

  it('keeps the last administrator of a store', async () => {
    const world = await openWorld();
    expect((await world.send('POST', '/stores/S01/staff/ana/deactivate', { by: 'ana' })).status).toBe(409);
    await world.hire('al', 'S01', ['administrator']);
    const both = await Promise.all([
      world.send('POST', '/stores/S01/staff/ana/deactivate', { by: 'al' }),
      world.send('POST', '/stores/S01/staff/al/deactivate', { by: 'ana' }),
    ]);
    expect(both.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
  });

  it('gives the creator of a store their place there', async () => {
    const world = await openWorld();
    const made = await world.send('POST', '/stores', { by: 'ana', body: { storeId: 'S03', ...settings } });
    expect(made.status).toBe(201);
    expect(made.headers.Location).toBe('/v1/stores/S03');
    const mine = await world.send('GET', '/stores', { by: 'ana' });
    expect(itemsOf(mine).map(({ storeId }) => storeId)).toEqual(['S01', 'S03']);
    expect((await world.send('POST', '/stores', { by: 'ana', body: { storeId: 'S02', ...settings } })).status).toBe(
      409,
    );
  });
});

describe('what it reads', () => {
  it('answers 404 for no path, and a wrong method with what there is', async () => {
    const world = await openWorld();
    expect((await world.send('GET', '/nothing', { by: 'ana' })).status).toBe(404);
    expect((await world.send('GET', '/stores/', { by: 'ana' })).status).toBe(404);
    expect((await world.send('GET', '/stores/%E0%A4%A', { by: 'ana' })).status).toBe(400);
    const wrong = await world.send('DELETE', '/stores/S01', { by: 'ana' });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.Allow).toBe('GET, PUT, OPTIONS');
  });

  it.each([
    ['no body', undefined, {}, 400],
    ['no JSON', '{"name":', { 'Content-Type': 'application/json' }, 400],
    ['another type', '{}', { 'Content-Type': 'text/plain' }, 415],
    ['too much', `"${'x'.repeat(200_000)}"`, { 'Content-Type': 'application/json' }, 413],
    ['a deep nest', '['.repeat(60_000), { 'Content-Type': 'application/json' }, 400],
    ['a list', '[]', { 'Content-Type': 'application/json' }, 422],
    ['null', 'null', { 'Content-Type': 'application/json' }, 422],
    ['a planted prototype', '{"__proto__":{"admin":true}}', { 'Content-Type': 'application/json' }, 422],
    ['a misspelt field', { ...sam, phnes: [] }, {}, 422],
  ] as const)('refuses %s', async (_, body, headers, status) => {
    const world = await openWorld();
    const got = await world.send('POST', customers, { by: 'ana', body, headers });
    expect(got.status).toBe(status);
    expect(got.headers['Content-Type']).toBe('application/problem+json');
    expect(world.reports).toEqual([]);
  });

  it('names the field and the fix, never the value', async () => {
    const world = await openWorld();
    const body = { ...sam, phones: [{ number: 'secret-4711', kind: 'mobile' }] };
    const got = await world.send('POST', customers, { by: 'ana', body });
    expect(got.body.fields).toEqual([
      { field: 'phones.0.number', fix: 'Send a phone number without extension, such as +13125550123.' },
    ]);
    expect(got.text).not.toContain('4711');
  });

  it('reads headers whatever their case, and JSON of a vendor', async () => {
    const world = await openWorld();
    const headers = { 'CONTENT-TYPE': 'application/vnd.dms+json; charset=utf-8' };
    expect((await world.send('POST', customers, { by: 'ana', body: JSON.stringify(sam), headers })).status).toBe(201);
  });
});

describe('versions', () => {
  it('needs If-Match for an update, and the right one', async () => {
    const world = await openWorld();
    const made = await world.send('POST', customers, { by: 'ana', body: { customerId: 'C-1', ...sam } });
    expect(made.headers).toMatchObject({ ETag: '"1"', Location: '/v1/stores/S01/customers/C-1' });
    const put = (ifMatch?: string) =>
      world.send('PUT', `${customers}/C-1`, {
        by: 'ana',
        body: { ...sam, emails: [] },
        headers: ifMatch === undefined ? {} : { 'If-Match': ifMatch },
      });
    expect((await put()).status).toBe(428);
    expect((await put('*')).status).toBe(400);
    expect((await put('W/"1"')).status).toBe(400);
    expect((await put('1')).status).toBe(400);
    expect((await put('"7"')).status).toBe(412);
    const done = await put('"1"');
    expect([done.status, done.headers.ETag]).toEqual([200, '"2"']);
    expect((await put('"1"')).status).toBe(412);
  });

  it('lets one of two who read the same version win', async () => {
    const world = await openWorld();
    await world.send('POST', customers, { by: 'ana', body: { customerId: 'C-1', ...sam } });
    const put = (first: string) =>
      world.send('PUT', `${customers}/C-1`, {
        by: 'ana',
        body: { ...sam, name: { first } },
        headers: { 'If-Match': '"1"' },
      });
    const statuses = (await Promise.all([put('Kim'), put('Lou')])).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 412]));
  });

  it('decides again when somebody was faster and no version was named', async () => {
    const world = await openWorld();
    await world.send('POST', customers, { by: 'ana', body: { customerId: 'C-1', ...sam } });
    const stop = (channel: string) =>
      world.send('PUT', `${customers}/C-1/consent`, { by: 'ana', body: { channel, optedOut: true } });
    const both = await Promise.all([stop('sms'), stop('email')]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const { body } = await world.send('GET', `${customers}/C-1`, { by: 'ana' });
    expect(body).toMatchObject({
      consent: { smsOptOutAt: expect.any(String), emailOptOutAt: expect.any(String) },
      version: 3,
    });
  });

  it('refuses an id that is taken', async () => {
    const world = await openWorld();
    const post = () => world.send('POST', customers, { by: 'ana', body: { customerId: 'C-1', ...sam } });
    expect((await post()).status).toBe(201);
    expect((await post()).status).toBe(409);
  });
});

describe('browsers', () => {
  it('answers the preflight of a listed origin without a token', async () => {
    const world = await openWorld();
    const headers = { Origin: 'https://app.example.com', 'Access-Control-Request-Method': 'POST' };
    const got = await world.send('OPTIONS', customers, { headers });
    expect(got.status).toBe(204);
    expect(got.headers).toMatchObject({
      'Access-Control-Allow-Origin': 'https://app.example.com',
      'Access-Control-Allow-Methods': 'POST, GET, OPTIONS',
      Vary: 'Origin',
    });
    expect(got.headers['Access-Control-Allow-Headers']).toContain('If-Match');
  });

  it('lets a listed origin read problems too, and no other', async () => {
    const world = await openWorld();
    const from = async (Origin: string) =>
      (await world.send('GET', '/stores/S02', { by: 'ana', headers: { Origin } })).headers;
    expect(await from('https://app.example.com')).toMatchObject({
      'Access-Control-Allow-Origin': 'https://app.example.com',
      'Access-Control-Expose-Headers': expect.stringContaining('ETag'),
    });
    expect(await from('https://evil.example.com')).not.toHaveProperty('Access-Control-Allow-Origin');
  });

  it('marks every answer as not to be kept, with the id of its request', async () => {
    const world = await openWorld();
    const { headers } = await world.send('GET', '/stores', { by: 'ana' });
    expect(headers).toMatchObject({ 'Cache-Control': 'no-store', 'X-Request-Id': 'request-1' });
  });
});
