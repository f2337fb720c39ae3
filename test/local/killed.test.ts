/** A cloud that is killed with -9, at the worst moments, and started again: nothing is lost, nothing is doubled. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fields, fieldsOf, listOf, textOf } from '../../demo/fields.ts';
import { ofKind, type Snapshot } from '../../demo/snapshot.ts';
import type { CloudModel } from '../../local/template/model.ts';
import { type Client, clientOf } from './client.ts';
import { openFolders, type Running } from './process.ts';
import { faultsOf, readStacks, snapshotOf, synthesis } from './stacks.ts';
import { askForPart, execution, morning, takeIn, tellOfPart } from './story.ts';

const { folder, start, clear } = openFolders();
let model: CloudModel;
let data: string;
let cloud: Running;
let client: Client;

/** Starts on what the one before left behind. */
async function begin(): Promise<void> {
  cloud = await start(data);
  client = clientOf(cloud);
}

beforeAll(async () => {
  model = await readStacks();
  data = await folder(morning);
}, synthesis);
afterAll(clear);

const audit = (): Promise<Snapshot> => snapshotOf(model, cloud.awsUrl, data);

/** Messages of which nobody can say whether they left: the kill came between the call and its answer. */
const unknownOf = (snapshot: Snapshot): readonly string[] =>
  ofKind(snapshot, 'message').flatMap((message) =>
    message['state'] === 'UNKNOWN' ? [textOf(message, 'messageId')] : [],
  );

/** What the checker finds, beside a message that is on record as unknown. */
function faults(snapshot: Snapshot): readonly unknown[] {
  const unknown = unknownOf(snapshot);
  return faultsOf(snapshot).filter(
    ({ rule, where }) => rule !== 'messages-on-record' || !unknown.some((messageId) => where.startsWith(messageId)),
  );
}

/** The alerts that say the same thing about the same promise to the same person as another one. */
function doubledAlerts(snapshot: Snapshot): readonly string[] {
  const alerts = ofKind(snapshot, 'alert').map(({ to, says, promiseId }) => JSON.stringify([to, says, promiseId]));
  return alerts.filter((alert, index) => alerts.indexOf(alert) !== index);
}

/** How far the cloud's clock is ahead of the real one, or a little more than that. */
async function ahead(): Promise<number> {
  const real = Date.now();
  return Date.parse(await client.now()) - real;
}

/** Whether an event of the repair order went out only after this instant. */
const publishedAfter = (snapshot: Snapshot, roNumber: string, at: string): boolean =>
  ofKind(snapshot, 'outbox').some(
    (row) => row.pk.startsWith(`STORE#S01#RO#${roNumber}#`) && textOf(row, 'publishedAt') > at,
  );

describe('killed in the middle of a wait', () => {
  let before: { snapshot: Snapshot; told: Fields; at: string };

  const look = async () => ({
    snapshot: await audit(),
    told: await client.told(execution('10233')),
    at: await client.now(),
  });

  it('goes on with the same promise, token, timers and outbox', async () => {
    await begin();
    const sam = await client.as('advisor');
    await takeIn(sam, '10233');
    await askForPart(sam, '10233');
    await client.run({ advanceBy: 'PT30M' });
    before = await look();
    expect(before.told).toMatchObject({ status: 'RUNNING', until: expect.stringMatching(/^2026-03-10T17:30:/) });
    expect(ofKind(before.snapshot, 'follow-up')).toMatchObject([{ state: 'OPEN', token: expect.any(String) }]);
    await cloud.kill();

    await begin();
    const after = await look();
    expect(after.told).toEqual(before.told);
    expect(after.snapshot.rows).toEqual(before.snapshot.rows);
    expect(after.snapshot.executions).toEqual(before.snapshot.executions);
    expect(after.snapshot.outbox).toEqual(before.snapshot.outbox);
    expect(after.at >= before.at).toBe(true);
  });

  it('ends the wait at its deadline, and the token still wakes it', async () => {
    await client.run({ to: '2026-03-10T18:00:00Z' });
    const late = await client.told(execution('10233'));
    expect(late['story']).toContainEqual({ at: before.told['until'], what: 'The deadline came' });
    const lee = await client.as('parts');
    await tellOfPart(lee, '10233', { do: 'order', eta: '2026-03-13' });
    await client.run({ advanceBy: 'PT1M' });
    expect((await client.outbox()).map(({ to }) => to)).toEqual(['+13125550123']);
    expect(faults(await audit())).toEqual([]);
  });
});

describe('killed after the API answered 201', () => {
  // From before the event has left, over opening and reviewing, to after the message has gone.
  const delays = [0, 150, 700];

  it('publishes every event, starts one execution, sends no message twice', async () => {
    const killedAt: string[] = [];
    for (const [index, delay] of delays.entries()) {
      const sam = await client.as('advisor');
      await takeIn(sam, `3000${index}`);
      const difference = await ahead();
      await askForPart(sam, `3000${index}`, { part: { status: 'ORDERED', eta: '2026-03-13' } });
      await pause(delay);
      await cloud.kill();
      killedAt.push(new Date(Date.now() + difference).toISOString());
      await begin();
    }
    await client.run({ advanceBy: 'PT30M' });
    const snapshot = await audit();
    expect(faults(snapshot)).toEqual([]);
    expect(doubledAlerts(snapshot)).toEqual([]);
    // A kill that came too late to matter would show nothing.
    expect(killedAt.some((at, index) => publishedAfter(snapshot, `3000${index}`, at))).toBe(true);
    const names = snapshot.executions.map(({ name, status }) => `${name} ${status}`);
    const numbers = ['10233', ...delays.map((_, index) => `3000${index}`)];
    expect(names.toSorted()).toEqual(numbers.map((number) => `${execution(number)} RUNNING`));
    const references = snapshot.outbox.map(({ reference }) => reference);
    expect(new Set(references).size).toBe(references.length);
    const sure = new Set([...references, ...unknownOf(snapshot)]);
    expect(sure.size).toBe(numbers.length);
  }, 120_000);
});

describe('killed while the clock is run forward', () => {
  // Before the promise is late, and in the middle of its ladder.
  const milestones = ['2026-03-10T19:00:00.000Z', '2026-03-11T12:00:00.000Z'];
  const end = '2026-03-14T15:00:00.000Z';

  it('never goes back, and plays the rest as if nothing had been', async () => {
    const sam = await client.as('advisor');
    await takeIn(sam, '40000');
    await askForPart(sam, '40000');
    await client.run({ advanceBy: 'PT1M' });
    for (const milestone of milestones) {
      const running = client.run({ to: end }).catch(() => undefined);
      let reached = await client.now();
      while (reached < milestone) {
        await pause(10);
        reached = await client.now();
      }
      await cloud.kill();
      await running;
      await begin();
      const now = await client.now();
      expect([reached, now, end].toSorted()).toEqual([reached, now, end]);
    }
    await client.run({ to: end });
    const snapshot = await audit();
    expect(faults(snapshot)).toEqual([]);
    expect(doubledAlerts(snapshot)).toEqual([]);
    const owed = ofKind(snapshot, 'promise').find(({ promiseId }) => promiseId === 'parts-eta.ro-40000.eta.1');
    expect(owed).toMatchObject({ state: 'OPEN', rung: 4, owner: { kind: 'queue', role: 'parts-manager' } });
    expect(listOf(fieldsOf(owed)['history']).map((entry) => fieldsOf(entry)['what'])).toEqual([
      'Opened: An ETA for the one open line of RO 40000',
      'It is due now and not kept.',
      'Half the time again has passed: a colleague takes over.',
      'Twice the time has passed: the head of the department has it.',
      'Still open at the end of the day: on the general manager’s list.',
    ]);
    expect(await client.told(execution('40000'))).toMatchObject({ status: 'RUNNING' });
  }, 120_000);
});
