/**
 * Words that nobody else would write are planted as names, numbers, addresses and notes; then everything is searched
 * that leaves the table: logs, what the process prints, executions, events, and what lies in dead-letter queues.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetExecutionHistoryCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../demo/fields.ts';
import { ofKind } from '../../demo/snapshot.ts';
import type { CloudModel } from '../../local/template/model.ts';
import { type Client, clientOf } from './client.ts';
import { openFolders, type Running } from './process.ts';
import { clientsAt, readStacks, snapshotOf, synthesis } from './stacks.ts';
import { askForPart, morning, repairOrder, seeThrough, storyMachine, takeIn, tellOfPart } from './story.ts';

const { folder, start, clear } = openFolders();
let model: CloudModel;
let data: string;
let cloud: Running;
let client: Client;

/** What is planted, by what it is. Each appears nowhere else. */
const planted = {
  firstName: 'Quillonia',
  lastName: 'Zebrowicz',
  fullName: 'Ottokarina Vanterpool',
  business: 'Umbrellabird Upholstery',
  mobile: '3129176644',
  home: '3129176655',
  mail: 'quokka.zebra@umbrellabird.example',
  street: '7719 Xylophone Crescent',
  city: 'Wauconditania',
  postalCode: '60647-9177',
  vin: '1HGCM82633A917737',
  part: 'Gasketorium',
  job: 'Rattlewhistle under the bonnet',
  supplier: 'Whatsitsname and Daughters',
  note: 'Spousephoned at teatime',
  reason: 'Grudgewithdrawn by the neighbour',
  wording: 'Yestextme wheneverly',
  wrong: 'Nonsensibletelephone',
} as const;

const person = {
  name: { first: planted.firstName, last: planted.lastName, full: planted.fullName, business: planted.business },
  phones: [
    { number: `+1${planted.mobile}`, kind: 'mobile', primary: true },
    { number: `+1${planted.home}`, kind: 'home' },
  ],
  emails: [planted.mail],
  address: {
    street: planted.street,
    city: planted.city,
    state: 'IL',
    postalCode: planted.postalCode,
    country: 'US',
  },
};

/** The planted words that occur in a text. */
const foundIn = (text: string): readonly string[] => {
  const lower = text.toLowerCase();
  return Object.values(planted).filter((word) => lower.includes(word.toLowerCase()));
};

const files = (): readonly string[] =>
  readdirSync(join(data, 'logs')).map((file) => readFileSync(join(data, 'logs', file), 'utf8'));

beforeAll(async () => {
  model = await readStacks();
  data = await folder(morning);
  cloud = await start(data);
  client = clientOf(cloud);
}, synthesis);
afterAll(clear);

describe('what people wrote about people', () => {
  it('is in the table and in the messages to them, where it belongs', async () => {
    const [sam, lee, dana] = await Promise.all(['advisor', 'parts', 'service-manager'].map((role) => client.as(role)));
    if (sam === undefined || lee === undefined || dana === undefined) throw new Error('Nobody is there.');
    await seeThrough(client, '10233', { customer: person, part: { description: planted.part } });
    const customer = '/stores/S01/customers/C-10233';
    await sam.post(`${customer}/vehicles`, { vehicleId: 'V-1', vin: planted.vin, make: 'Honda', model: 'Accord' });
    await sam.put(`${customer}/consent`, { channel: 'sms', optedOut: true });
    const optIn = { channel: 'sms', optedOut: false, wording: planted.wording, source: 'counter' };
    await sam.put(`${customer}/consent`, optIn);
    const job = { lineId: 'A', description: planted.job, payType: 'CUSTOMER_PAY', status: 'OPEN' };
    await sam.patch(repairOrder('10233'), '', { lines: [job] });

    // What goes wrong is written down as well: a body that does not fit, a provider that does not answer.
    const bad = { ...person, phones: [{ number: planted.wrong, kind: 'mobile' }] };
    await expect(sam.post('/stores/S01/customers', bad)).rejects.toThrow('422');
    await expect(sam.get(`/stores/S01/customers?phone=${planted.wrong}`)).rejects.toThrow('422');
    await expect(sam.get(`/stores/S01/customers/${planted.wrong}`)).rejects.toThrow('404');
    expect(await sam.list(`/stores/S01/customers?email=${planted.mail}`)).toHaveLength(1);
    await fetch(`${cloud.awsUrl}/_local/outbox/fail`, {
      method: 'POST',
      body: JSON.stringify({ next: 3, error: 'InternalServerException' }),
    });
    await takeIn(sam, '10234', { customer: person });
    await askForPart(sam, '10234', { part: { description: planted.part } });
    const order = `${repairOrder('10234')}/parts-orders/P-1`;
    await lee.patch(order, '', { supplier: planted.supplier });
    await client.run({ advanceBy: 'PT1M' });
    const [owed] = await lee.list('/stores/S01/queues/parts/promises');
    const promise = `/stores/S01/promises/${textOf(owed ?? {}, 'promiseId')}`;
    const me = { kind: 'person', staffId: 'parts-lee' };
    await lee.post(`${promise}/reassign`, { to: me, note: planted.note });
    await lee.post(`${promise}/keep`, { note: planted.note });
    await client.run({ advanceBy: 'P2D' });
    await tellOfPart(lee, '10234', { do: 'order', eta: '2026-03-27' });
    await client.run({ advanceBy: 'PT30M' });
    await dana.post(`${repairOrder('10234')}/void`, { reason: planted.reason });
    await client.run({ advanceBy: 'P1D' });

    const rows = JSON.stringify((await snapshotOf(model, cloud.awsUrl, data)).rows);
    expect(foundIn(rows).toSorted()).toEqual(
      Object.values(planted)
        .filter((word) => word !== planted.wrong)
        .toSorted(),
    );
  });

  it('is in no line that a function or the process wrote', () => {
    const all = files();
    expect(all.length).toBeGreaterThan(4);
    expect(all.some((text) => text.length > 0)).toBe(true);
    expect(foundIn([...all, cloud.said()].join('\n'))).toEqual([]);
  });

  it('is in no execution: neither input nor output nor any event of its history', async () => {
    const { states } = clientsAt(cloud.awsUrl);
    const stateMachineArn = storyMachine(model.machines).arn;
    const { executions = [] } = await states.send(new ListExecutionsCommand({ stateMachineArn }));
    expect(executions.length).toBeGreaterThan(1);
    for (const { executionArn } of executions) {
      const history = await states.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
      expect(history.events?.length).toBeGreaterThan(10);
      expect(foundIn(JSON.stringify(history.events))).toEqual([]);
    }
  });

  it('is in no event', async () => {
    const events = ofKind(await snapshotOf(model, cloud.awsUrl, data), 'outbox').map((row) => row['event']);
    expect(events.length).toBeGreaterThan(30);
    const names = ['Sam Okafor', 'Lee Tanaka', 'Dana Whitfield', 'Avery Quinn'];
    const said = JSON.stringify(events);
    expect(foundIn(said)).toEqual([]);
    // Staff are people, too.
    expect(names.filter((name) => said.includes(name))).toEqual([]);
  });
});
