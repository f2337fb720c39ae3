/** What lies on people's desks: promises and alerts, their own and their queues'. */
import { beforeEach, describe, expect, it } from 'vitest';
import { alerts, raiseAlert } from '../../core/alerts/index.ts';
import type { Owner } from '../../core/kernel/owner.ts';
import { plus } from '../../core/kernel/time.ts';
import { openPromise } from '../../core/promises/index.ts';
import { itemsOf, openWorld, type World } from './world.ts';

const promises = '/stores/S01/promises';
const parts: Owner = { kind: 'queue', role: 'parts' };
const abe: Owner = { kind: 'person', staffId: 'abe' };

let world: World;

const send = (by: string, method: string, path: string, body?: unknown) => world.send(method, path, { by, body });

/** Opens a promise about a repair order, due in so many hours. */
async function owed(roNumber: string, owner: Owner, hours: number, type = 'eta'): Promise<string> {
  const change = openPromise(
    {
      followUp: 'parts-eta',
      storeId: 'S01',
      subject: `ro-${roNumber}`,
      type,
      ordinal: 1,
      owner,
      owes: 'An ETA for every open part.',
      openedAt: world.clock,
      dueAt: plus(world.clock, { hours }),
    },
    world.moment(),
  );
  await world.table.write(change.writes);
  return change.state.promiseId;
}

beforeEach(async () => {
  world = await openWorld();
  await world.hire('abe', 'S01', ['advisor']);
  await world.hire('pat', 'S01', ['parts']);
  await world.hire('mia', 'S01', ['parts-manager']);
});

describe('promises', () => {
  const queue = promises.replace(/promises$/, 'queues');
  const idsAt = async (by: string, path: string, query = {}) =>
    itemsOf(await world.send('GET', path, { by, query })).map(({ promiseId }) => promiseId);
  const ids = (by: string, path: string, query = {}) => idsAt(by, `${promises}${path}`, query);

  it('are the store’s, mine and my queue’s, soonest due first', async () => {
    const late = await owed('2', parts, 3);
    const soon = await owed('1', parts, 1);
    const mine = await owed('3', abe, 2, 'tell-customer');
    expect(await ids('abe', '')).toEqual([soon, mine, late]);
    expect(await ids('abe', '/mine')).toEqual([mine]);
    expect(await idsAt('pat', `${queue}/parts/promises`)).toEqual([soon, late]);
    expect(await idsAt('mia', `${queue}/parts/promises`)).toEqual([soon, late]);
    expect((await send('abe', 'GET', `${queue}/parts/promises`)).status).toBe(403);
    expect((await send('abe', 'GET', `${queue}/kings/promises`)).status).toBe(422);
  });

  it('are asked for by type, due time and state, page after page', async () => {
    const dueBefore = plus(world.clock, { hours: 2 });
    const all = [await owed('1', parts, 1), await owed('2', parts, 2), await owed('3', abe, 3, 'tell-customer')];
    expect(await ids('abe', '', { type: 'tell-customer' })).toEqual([all[2]]);
    expect(await ids('abe', '', { dueBefore })).toEqual([all[0]]);
    await send('pat', 'POST', `${promises}/${all[0]}/acknowledge`);
    expect(await ids('abe', '', { state: 'ACKED' })).toEqual([all[0]]);
    await send('pat', 'POST', `${promises}/${all[1]}/keep`, { note: 'Called them' });
    expect(await ids('abe', '', { state: 'KEPT' })).toEqual([all[1]]);
    expect(await ids('abe', '', { state: 'KEPT', month: '2026-02' })).toEqual([]);
    const first = await world.send('GET', promises, { by: 'abe', query: { limit: '1' } });
    expect(await ids('abe', '', { limit: '1', cursor: String(first.body.next) })).toEqual([all[2]]);
  });

  it('are acknowledged, taken and kept by whoever owes them, and tell how', async () => {
    const id = await owed('1', parts, 1);
    expect((await send('abe', 'POST', `${promises}/${id}/acknowledge`)).status).toBe(403);
    expect((await send('pat', 'POST', `${promises}/${id}/acknowledge`)).body).toMatchObject({
      state: 'ACKED',
      version: 2,
    });
    const to = { kind: 'person', staffId: 'pat' };
    const taken = await send('pat', 'POST', `${promises}/${id}/reassign`, { to });
    expect(taken.body).toMatchObject({ owner: to, state: 'OPEN' });
    const kept = await send('pat', 'POST', `${promises}/${id}/keep`, { note: 'Sam Lee knows' });
    expect(kept.body).toMatchObject({ state: 'KEPT', reason: 'A person did it. “Sam Lee knows”' });
    expect(itemsOf({ ...kept, body: { items: kept.body.history } })).toHaveLength(4);
    for (const [what, body] of [
      ['acknowledge', undefined],
      ['reassign', { to }],
      ['cancel', { reason: 'Late' }],
      ['keep', { note: 'Again' }],
    ] as const) {
      expect((await send('mia', 'POST', `${promises}/${id}/${what}`, body)).status, what).toBe(409);
    }
  });

  it('what a person wrote about one stays out of its event', async () => {
    const id = await owed('1', parts, 1);
    await send('mia', 'POST', `${promises}/${id}/reassign`, { to: abe, note: 'Sam Lee asked for Abe' });
    await send('abe', 'POST', `${promises}/${id}/cancel`, { reason: 'Sam Lee sold the car' });
    const events = world.table.rows().filter(({ kind }) => kind === 'outbox');
    expect(events.length).toBeGreaterThan(2);
    expect(JSON.stringify(events)).not.toContain('Sam Lee');
    expect((await send('abe', 'GET', `${promises}/${id}`)).text).toContain('Sam Lee sold the car');
  });

  it('go to nobody who is not there', async () => {
    const id = await owed('1', parts, 1);
    await send('ana', 'POST', '/stores/S01/staff/abe/deactivate');
    for (const staffId of ['abe', 'nobody', 'bo']) {
      const got = await send('mia', 'POST', `${promises}/${id}/reassign`, { to: { kind: 'person', staffId } });
      expect([got.status, got.body.fields]).toMatchObject([422, [{ field: 'to.staffId' }]]);
    }
  });

  it('are not found under an id that is none', async () => {
    for (const id of ['nope', 'parts-eta.ro-9.eta.1', 'a.b.c.1']) {
      expect((await send('abe', 'GET', `${promises}/${id}`)).status, id).toBe(404);
    }
  });
});

describe('alerts', () => {
  const raised = async (to: Owner, says: string): Promise<string> => {
    world.clock = plus(world.clock, { minutes: 1 });
    const about = { kind: 'repair-order' as const, id: '10233' };
    const change = raiseAlert({ storeId: 'S01', to, about, says }, world.moment());
    await world.table.write(change.writes);
    return change.state.alertId;
  };
  const read = async (by: string, query = {}) => {
    const got = await world.send('GET', '/stores/S01/alerts', { by, query });
    const items = got.status === 200 ? itemsOf(got) : [];
    return { says: items.map(({ says }) => says), next: got.body.next, status: got.status };
  };

  it('are the caller’s and their queues’, newest first on each desk, over any pages', async () => {
    await world.hire('two', 'S01', ['parts', 'advisor']);
    const two: Owner = { kind: 'person', staffId: 'two' };
    await raised(two, 'mine 1');
    await raised({ kind: 'queue', role: 'advisor' }, 'advisors 1');
    await raised(two, 'mine 2');
    await raised(parts, 'parts 1');
    await raised(abe, 'not mine');
    const all = ['mine 2', 'mine 1', 'advisors 1', 'parts 1'];
    expect((await read('two')).says).toEqual(all);
    for (const limit of ['1', '2', '3', '4']) {
      const seen: unknown[] = [];
      let cursor: unknown;
      do {
        const page = await read('two', { limit, ...(typeof cursor === 'string' ? { cursor } : {}) });
        seen.push(...page.says);
        cursor = page.next;
      } while (cursor !== undefined);
      expect(seen, limit).toEqual(all);
    }
    expect((await read('two', { cursor: 'x' })).status).toBe(422);
    expect((await read('two', { cursor: '0.x' })).status).toBe(422);
  });

  it('are seen off once, by whom they are for', async () => {
    const id = await raised(parts, 'parts 1');
    const see = (by: string) => send(by, 'POST', `/stores/S01/alerts/${id}/seen`);
    expect((await see('abe')).status).toBe(403);
    expect((await see('pat')).body).toMatchObject({ seenBy: 'pat', version: 2 });
    expect((await see('pat')).body).toMatchObject({ seenBy: 'pat', version: 2 });
    expect((await read('pat')).says).toEqual([]);
    expect((await read('pat', { seen: 'true' })).says).toEqual(['parts 1']);
    const kept = world.table.rows().filter(({ kind }) => kind === alerts.name);
    expect(kept.map((row) => alerts.read(row).seenBy)).toEqual(['pat']);
  });
});
