/** What a mode changes: the same decisions; nobody notices, or staff alone, or everybody. */
import { describe, expect, test } from 'vitest';
import { hookedTable } from '../../../test/simulation/hooked-table.ts';
import { settle } from '../../../test/simulation/people.ts';
import { openPure } from '../../../test/stories/pure.ts';
import { openStage, type Stage } from '../../../test/stories/stage.ts';
import { allRows } from '../../kernel/table.ts';
import { instantOn, parseDate } from '../../kernel/time.ts';
import { promises } from '../../promises/index.ts';
import { readRun, runKey } from '../../run/row.ts';
import { partsEta } from './parts-eta.ts';

const place = 'STORE#S01#RO#10233';

async function begin(settings: object): Promise<Stage> {
  const world = openPure(instantOn(parseDate('2026-03-09'), '10:00', 'America/Chicago'));
  await settle(world.table, world.now(), world.newId);
  const stage = openStage(world, 'S01');
  await say(stage, settings);
  return stage;
}

/** The administrator says what holds at the store. */
async function say({ world }: Stage, body: object): Promise<void> {
  const path = '/stores/S01/playbooks/parts-eta';
  const { headers } = await world.request('ada', 'GET', path);
  const got = await world.request('ada', 'PUT', path, body, { 'If-Match': headers['ETag'] ?? '' });
  expect(got.status, JSON.stringify(got.body)).toBe(200);
}

/** A part is asked for, named late, and comes. */
async function play(stage: Stage): Promise<void> {
  await stage.opensOrder();
  await stage.asksFor('P-1', 'Water pump');
  await stage.at('03-09 14:00');
  await stage.updates('orders it for Thursday', 'P-1', {
    do: 'order',
    lineId: '1',
    supplier: 'OEM',
    eta: '2026-03-12',
  });
  await stage.at('03-09 15:00');
  await stage.updates('takes it in', 'P-1', { do: 'receive', lineId: '1', quantity: 1 });
  await stage.at('03-09 17:00');
}

const steps = ({ world }: Stage): readonly string[] =>
  world.happened().flatMap((each) => (each.is === 'step' ? [each.label] : []));

const texts = ({ world }: Stage) => world.happened().filter(({ is }) => is === 'text').length;
const alerts = ({ world }: Stage) => world.happened().filter(({ is }) => is === 'alert').length;

const rules = ({ world }: Stage): readonly unknown[] =>
  world
    .happened()
    .flatMap((each) => (each.is === 'event' && each.event.type === 'message.refused' ? [each.event.data['rule']] : []));

const rows = async ({ world }: Stage, kind: string) =>
  (await allRows(world.table, { pk: place })).filter((row) => row['kind'] === kind);

const owed = async ({ world }: Stage, query = '') => {
  const got = await world.request('ana', 'GET', `/stores/S01/promises${query}`);
  return (got.body as { items: { type: string }[] }).items.map(({ type }) => type);
};

describe('a lifecycle', () => {
  test('that automates writes to the customer and lies on desks', async () => {
    const stage = await begin({ mode: 'automate', settings: {} });
    await play(stage);
    expect(texts(stage)).toBe(2);
    expect(alerts(stage)).toBeGreaterThan(0);
    expect(rules(stage)).toEqual([]);
    expect(await owed(stage)).toEqual(['booking']);
  });

  test('that alerts tells staff and refuses messages, with a record that says what would have been', async () => {
    const stage = await begin({ mode: 'alert', settings: {} });
    await play(stage);
    expect(texts(stage)).toBe(0);
    expect(alerts(stage)).toBeGreaterThan(0);
    expect(rules(stage)).toEqual(['mode-alert', 'mode-alert']);
    expect(await owed(stage)).toEqual(expect.arrayContaining(['customer-word', 'booking']));
    const [message] = await rows(stage, 'message');
    expect(message).toMatchObject({
      state: 'REFUSED',
      reason: 'mode-alert',
      decision: { rule: 'mode-alert', result: 'refused', inputs: { mode: 'alert', otherwise: 'allowed' } },
    });
  });

  test('that observes decides the same, and nobody notices', async () => {
    const [alerting, observing] = [
      await begin({ mode: 'alert', settings: {} }),
      await begin({ mode: 'observe', settings: {} }),
    ];
    await play(alerting);
    await play(observing);
    expect(steps(observing)).toEqual(steps(alerting));
    expect(texts(observing)).toBe(0);
    expect(alerts(observing)).toBe(0);
    expect(rules(observing)).toEqual(['mode-observe', 'mode-observe']);
    expect(await owed(observing)).toEqual([]);
    expect(await owed(observing, '?shadow=true')).toEqual(await owed(alerting));
    const shadows = (await rows(observing, 'promise')).map(promises.read);
    expect(shadows.every(({ shadow }) => shadow === true)).toBe(true);
    expect(await rows(observing, 'claim')).toHaveLength((await rows(alerting, 'claim')).length);
  });

  test('that goes on from observing: what is still owed comes to desks when the run looks again', async () => {
    const stage = await begin({ mode: 'observe', settings: {} });
    await play(stage);
    await say(stage, { mode: 'automate', settings: {} });
    await stage.at('03-11 12:00');
    expect(await owed(stage)).toEqual(expect.arrayContaining(['booking']));
    expect(await owed(stage, '?shadow=true')).toEqual([]);
    expect(alerts(stage)).toBeGreaterThan(0);
  });

  test('is switched at once, for runs that are under way', async () => {
    const stage = await begin({ mode: 'automate', settings: {} });
    await stage.opensOrder();
    await stage.asksFor('P-1', 'Water pump');
    await stage.at('03-09 11:00');
    await say(stage, { mode: 'alert', settings: {} });
    await stage.updates('orders it', 'P-1', { do: 'order', lineId: '1', supplier: 'OEM', eta: '2026-03-12' });
    await stage.at('03-09 12:00');
    expect([texts(stage), rules(stage)]).toEqual([0, ['mode-alert']]);
  });
});

describe('settings', () => {
  const run = { followUp: 'parts-eta', storeId: 'S01', subject: 'ro-10233' };
  const kept = async ({ world }: Stage) => readRun((await world.table.get(runKey(run))) ?? { pk: '', sk: '' }).playbook;

  test('hold for what a run owes as it found them when it began', async () => {
    const stage = await begin({ settings: { etaMinutes: 30 } });
    await stage.opensOrder();
    await stage.asksFor('P-1', 'Water pump');
    await stage.at('03-09 10:01');
    await say(stage, { settings: { etaMinutes: 480, bookingAdvisorDays: 5 } });
    await stage.at('03-09 11:00');
    const [eta] = (await rows(stage, 'promise')).map(promises.read);
    expect(eta).toMatchObject({ type: 'eta', dueAt: '2026-03-09T15:30:00.000Z', playbookVersion: 1 });
    expect(await kept(stage)).toMatchObject({ version: 1, department: 'service', settings: { etaMinutes: 30 } });
    await stage.voids();
    await stage.at('03-09 12:00');
    expect(await kept(stage)).toMatchObject({ version: 1 });
  });

  test('are new with the next generation', async () => {
    const stage = await begin({ settings: { etaMinutes: 30 } });
    await stage.opensOrder();
    await stage.asksFor('P-1', 'Water pump');
    await stage.at('03-09 10:05');
    await stage.updates('cancels it', 'P-1', { do: 'cancel', lineId: '1', reason: 'Wrong part' });
    await stage.at('03-09 10:10');
    await say(stage, { settings: { etaMinutes: 60 } });
    await stage.asksFor('P-2', 'Belt');
    await stage.at('03-09 10:20');
    expect(await kept(stage)).toMatchObject({ version: 2, settings: { etaMinutes: 60 } });
    const found = (await rows(stage, 'promise')).map(promises.read).findLast(({ type }) => type === 'eta');
    expect(found).toMatchObject({ playbookVersion: 2, dueAt: '2026-03-09T16:10:00.000Z' });
  });
});

test('a look costs no more reads than before; knowing the mode one more at most, and none when the store has its word', async () => {
  const run = { followUp: 'parts-eta', storeId: 'S01', subject: 'ro-10233' };
  const readsOf = async (settings: object) => {
    const stage = await begin(settings);
    await play(stage);
    const { table, now } = stage.world;
    let reads = 0;
    const count = () => {
      reads += 1;
    };
    const look = await partsEta.look(hookedTable(table, { before: count }), run, now(), undefined);
    const looked = reads;
    await Promise.all([look.mode(), look.once([]).mode()]);
    return { looked, forMode: reads - looked };
  };
  expect(await readsOf({ settings: {} })).toEqual({ looked: 3, forMode: 1 });
  expect(await readsOf({ mode: 'alert', settings: {} })).toEqual({ looked: 3, forMode: 0 });
});
