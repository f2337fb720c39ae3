/** With a seed, the same requests in the same order leave the same cloud behind: every history, row and message, byte for byte. */
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { openCloud } from '../../local/cloud.ts';
import { loadSampleGroup, samplePeople } from '../../local/start/sample-group.ts';
import type { CloudModel } from '../../local/template/model.ts';
import { type Client, clientOf } from './client.ts';
import { openFolders, root } from './process.ts';
import { readStacks, synthesis } from './stacks.ts';
import { askForPart, repairOrder, takeIn, tellOfPart } from './story.ts';

const { folder, clear } = openFolders();
let model: CloudModel;
let ports: readonly [number, number];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

beforeAll(async () => {
  model = await readStacks();
  // The gateway's port is in the links of messages: it is part of what must be the same.
  ports = [await freePort(), await freePort()];
}, synthesis);
afterAll(clear);

async function open(data: string, seed: string, [port, awsPort]: readonly [number, number]): Promise<Cloud> {
  const cloud = await openCloud({ model, dataDir: data, port, awsPort, seed, people: samplePeople() });
  await loadSampleGroup(root, cloud, model.region);
  return cloud;
}

/** Two orders whose parts are asked for and come at the same instants, an appointment, and a customer who says stop. */
async function live(client: Client, last: string): Promise<void> {
  const [sam, lee] = [await client.as('advisor'), await client.as('parts')];
  for (const roNumber of ['10233', '10234']) {
    await takeIn(sam, roNumber);
    await askForPart(sam, roNumber);
  }
  await client.run({ advanceBy: 'PT20M' });
  for (const roNumber of ['10233', '10234']) await tellOfPart(lee, roNumber, { do: 'order', eta: '2026-01-08' });
  await client.run({ advanceBy: 'P2D' });
  for (const roNumber of ['10234', '10233']) await tellOfPart(lee, roNumber, { do: 'receive' });
  await sam.put(`${repairOrder('10233')}/return-visit`, { startsAt: '2026-01-12T15:00:00Z' });
  await client.run({ to: last });
}

/** Every table of the cloud's own file in the order of its rows, and the house's table as an auditor reads it. */
async function remains(cloud: Cloud, data: string): Promise<Readonly<Record<string, string>>> {
  const answer = await fetch(cloud.awsUrl, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.Scan', 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ TableName: model.tables[0]?.name }),
  });
  const table = await answer.text();
  await cloud.stop();
  const db = new DatabaseSync(join(data, 'cloud.db'), { readOnly: true });
  const names = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
  const kept = names
    .map(({ name }) => String(name))
    // The issuer's key pair is real chance; nothing that happens depends on it.
    .filter((name) => !name.startsWith('sqlite_') && name !== 'tokens_keys')
    .map((name) => [name, JSON.stringify(db.prepare(`SELECT * FROM ${name}`).all())] as const);
  db.close();
  return { ...Object.fromEntries(kept), table };
}

async function run(seed: string): Promise<Readonly<Record<string, string>>> {
  const data = await folder();
  const cloud = await open(data, seed, ports);
  await live(clientOf(cloud), '2026-01-14T15:00:00Z');
  return remains(cloud, data);
}

describe('a cloud with a seed', () => {
  it('is the same cloud again', async () => {
    const [first, second] = [await run('green'), await run('green')];
    expect(Object.keys(first)).toEqual(Object.keys(second));
    for (const [name, kept] of Object.entries(first)) expect(second[name], name).toBe(kept);
    const events = JSON.parse(first['machines_event'] ?? '[]');
    expect(events.length).toBeGreaterThan(100);
    expect(JSON.parse(first['outbox_messages'] ?? '[]').length).toBeGreaterThan(2);
  }, 240_000);

  it('keeps its data to the seed that they were begun with', async () => {
    const data = await folder();
    await (await open(data, 'green', [0, 0])).stop();
    await expect(open(data, 'blue', [0, 0])).rejects.toThrow(/begun with --seed green: .*--reset/);
  });
});
