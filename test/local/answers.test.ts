/** Customers who write back, over the whole way: provider, topic, intake, customer; and what becomes of what was sent. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, textOf } from '../../demo/fields.ts';
import { ofKind } from '../../demo/snapshot.ts';
import type { Cloud } from '../../local/cloud.ts';
import type { CloudModel } from '../../local/template/model.ts';
import { type Client, clientOf } from './client.ts';
import { openClouds, readStacks, snapshotOf, synthesis } from './stacks.ts';
import { askForPart, morning, takeIn, tellOfPart } from './story.ts';

const { folder, open, close, clear } = openClouds();
let model: CloudModel;
let data: string;
let cloud: Cloud;
let client: Client;

beforeAll(async () => {
  model = await readStacks();
  data = await folder(morning);
  cloud = await open(model, data);
  client = clientOf(cloud);
  const [sam, lee] = await Promise.all([client.as('advisor'), client.as('parts')]);
  await takeIn(sam, '10233');
  await askForPart(sam, '10233');
  await client.run({ advanceBy: 'PT20M' });
  await tellOfPart(lee, '10233', { do: 'order', eta: '2026-03-13' });
  await client.run({ advanceBy: 'PT10M' });
}, synthesis);
afterAll(async () => {
  await close();
  await clear();
});

/** Plays a customer and lets the house take it in. */
async function write(path: string, body: unknown): Promise<number> {
  const answer = await fetch(`${cloud.awsUrl}/_local/${path}`, { method: 'POST', body: JSON.stringify(body) });
  await client.run({ advanceBy: 'PT1M' });
  return answer.status;
}

const logs = (): string =>
  readdirSync(join(data, 'logs'))
    .map((file) => readFileSync(join(data, 'logs', file), 'utf8'))
    .join('');

describe('a message', () => {
  it('is known to have been delivered', async () => {
    expect((await client.outbox()).map(({ state }) => state)).toEqual(['DELIVERED']);
    const [message = {}] = ofKind(await snapshotOf(model, cloud.awsUrl, data), 'message');
    expect(textOf(message, 'state')).toBe('DELIVERED');
  });
});

describe('a customer', () => {
  it('who answers STOP gets no more texts', async () => {
    const [text = {}] = await client.outbox();
    expect(await write(`outbox/${textOf(text, 'id')}/reply`, { text: ' Stop. ' })).toBe(202);
    const sam = await client.as('advisor');
    const { consent } = await sam.get('/stores/S01/customers/C-10233');
    expect(fieldsOf(consent)['smsOptOutAt']).toBeDefined();
  });

  it('whom nobody knows is not lost, by text or by mail', async () => {
    const words = 'Is my Corolla in the yard yet?';
    expect(await write('inbound', { channel: 'sms', from: '+14155550188', text: words })).toBe(202);
    expect(await write('inbound', { channel: 'sms', from: '+14155550189', text: '🚗'.repeat(2000) })).toBe(202);
    expect(await write('inbound', { channel: 'mail', from: 'pat@example.net', subject: 'Hello', text: words })).toBe(
      202,
    );
    const { rows, deadLetters, errors } = await snapshotOf(model, cloud.awsUrl, data);
    expect(rows.filter((row) => JSON.stringify(row).includes(words)).length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).toContain('🚗🚗🚗');
    expect({ deadLetters, errors }).toEqual({ deadLetters: [], errors: [] });
  });

  it('writes nothing into a log, and the intake may do all that it does', () => {
    expect(logs()).not.toMatch(/Corolla|\+1415555018|pat@example/);
    expect(logs()).not.toContain('AccessDenied');
  });
});
