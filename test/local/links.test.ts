/** The one-tap link over the whole way: booked, signed, sent, looked at by programs, tapped by the customer, heard by the machine. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkSigner, readLinkKeys } from '../../adapters/signer.ts';
import { parseInstant } from '../../core/kernel/time.ts';
import { linksAt } from '../../core/links/index.ts';
import { fieldsOf, textOf } from '../../demo/fields.ts';
import type { Cloud } from '../../local/cloud.ts';
import type { CloudModel } from '../../local/template/model.ts';
import { type Client, clientOf, type Person } from './client.ts';
import { openClouds, readStacks, synthesis } from './stacks.ts';
import { morning, robin } from './story.ts';

const { folder, open, close, clear } = openClouds();
const visit = '/stores/S01/appointments/A-1';
let model: CloudModel;
let data: string;
let cloud: Cloud;
let client: Client;
let manager: Person;
let link: string;

beforeAll(async () => {
  model = await readStacks();
  data = await folder(morning);
  cloud = await open(model, data);
  client = clientOf(cloud);
  manager = await client.as('service-manager');
  await manager.put('/stores/S01/departments/service/capacity', { slotMinutes: 30, perSlot: 2 });
  await manager.post('/stores/S01/customers', { customerId: 'C-1', ...robin, emails: ['robin@example.com'] });
  await manager.post('/stores/S01/appointments', {
    appointmentId: 'A-1',
    customerId: 'C-1',
    department: 'service',
    purpose: 'service',
    date: '2026-03-12',
    time: '10:00',
  });
  await client.run({ advanceBy: 'PT1M' });
  const [confirmation = {}] = await client.outbox();
  link = /https?:\S+/.exec(textOf(confirmation, 'text'))?.[0] ?? '';
}, synthesis);
afterAll(async () => {
  await close();
  await clear();
});

const look = (method: string, address = link) => fetch(address, { method });
const tap = (fields: Record<string, string>, address = link) =>
  fetch(address, { method: 'POST', body: new URLSearchParams(fields) });

describe('the link in a confirmation', () => {
  it('leads to this machine, and shows its page to who holds it', async () => {
    expect(link.startsWith(`${cloud.apiUrl}/links/1.`)).toBe(true);
    const page = await look('GET');
    const html = await page.text();
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(html).toContain('Thursday, March 12');
    expect(html).not.toMatch(/Robin|Vale|5550123/);
  });

  it('is looked at by programs without any consequence', async () => {
    const before = await manager.get(visit);
    expect((await look('HEAD')).status).toBe(200);
    expect((await look('GET')).status).toBe(200);
    expect((await tap({})).status).toBe(200);
    expect((await look('PUT')).status).toBe(404);
    expect(await manager.get(visit)).toEqual(before);
  });

  it('confirms with one tap, and the machine hears it', async () => {
    const seen = textOf(await manager.get(visit), 'startsAt');
    const page = await tap({ action: 'confirm', seen });
    expect([page.status, (await page.text()).includes('You are confirmed')]).toEqual([200, true]);
    expect(await manager.get(visit)).toMatchObject({ status: 'BOOKED', confirmedBy: 'link' });
    await client.run({ advanceBy: 'PT1M' });
    const { items } = await manager.get(`/stores/S01/customers/C-1/timeline`);
    expect(JSON.stringify(items)).toContain('appointment.confirmed');
  });

  it('is refused when it is forged, by whichever key', async () => {
    const other = link.replace('A-1', 'A-2');
    expect([(await look('GET', other)).status, (await tap({ action: 'cancel' }, other)).status]).toEqual([404, 404]);
    expect((await look('GET', link.replace('/links/1.', '/links/2.'))).status).toBe(404);
  });

  it('has expired a day after the appointment', async () => {
    await client.run({ to: '2026-03-13T15:00:01.000Z' });
    const page = await look('GET');
    expect([page.status, (await page.text()).includes('has expired')]).toEqual([410, true]);
  });
});

describe('a mail program', () => {
  it('unsubscribes its reader with one click', async () => {
    const service = new KMSClient({
      endpoint: cloud.awsUrl,
      region: model.region,
      credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
    });
    const door = model.functions.find(({ name }) => name.endsWith('public-links'));
    const keys = readLinkKeys(door?.environment['LINK_KEYS'] ?? '');
    const address = await linksAt(
      `${cloud.apiUrl}/`,
      linkSigner(service, keys),
    )({
      storeId: 'S01',
      subject: 'vh-V-1',
      actions: ['unsubscribe'],
      customerId: 'C-1',
      expiresAt: parseInstant('2027-01-01T00:00:00Z'),
    });
    const answer = await tap({ 'List-Unsubscribe': 'One-Click' }, address);
    expect([answer.status, (await answer.text()).includes('You are unsubscribed')]).toEqual([200, true]);
    const { consent } = await manager.get('/stores/S01/customers/C-1');
    expect(fieldsOf(consent)['marketingEmailOptOutAt']).toBeDefined();
  });
});

it('no link is in a log, and nobody was denied anything', () => {
  const logs = readdirSync(join(data, 'logs')).map((file) => readFileSync(join(data, 'logs', file), 'utf8'));
  const token = link.split('/').at(-1) ?? '';
  expect(logs.flatMap((log) => log.split('\n')).filter((line) => line.includes(token))).toEqual([]);
  expect(logs.join('').includes('AccessDenied')).toBe(false);
});
