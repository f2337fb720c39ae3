/** A newcomer's first hour with `npm start`, over the wire, from the bundled assets. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, clientOf } from './client.ts';
import { openFolders, type Running, run, runCommand } from './process.ts';
import { synthesis } from './stacks.ts';
import { askForPart, execution, morning, repairOrder, seeThrough, takeIn, tellOfPart, wellTold } from './story.ts';

const { folder, start, clear } = openFolders();
let data: string;
let cloud: Running;
let client: Client;

beforeAll(async () => {
  data = await folder(morning);
  cloud = await start(data);
  client = clientOf(cloud);
}, synthesis);
afterAll(clear);

const pasted = (): readonly string[] =>
  cloud
    .said()
    .split('\n')
    .filter((line) => line.startsWith('curl'));

describe('a newcomer', () => {
  it('is greeted with addresses, a token per role and commands that work when pasted', async () => {
    const greeting = cloud.said();
    expect(greeting).toMatch(/^Lanekeep is up; its clock shows 2026-03-10T15:30:/);
    expect(greeting).toContain(`Outbox    ${cloud.awsUrl}/_local/outbox`);
    for (const role of ['administrator', 'service-manager', 'advisor', 'parts', 'service-bdc', 'technician'])
      expect(greeting).toMatch(new RegExp(`^ {2}${role} \\(`, 'm'));
    const commands = pasted();
    const answers = await Promise.all(
      // The last one runs the clock a day forward; the stories below want today.
      commands.slice(0, 2).map((command) => runCommand('/bin/sh', ['-c', command])),
    );
    expect(commands).toHaveLength(3);
    expect(JSON.parse(answers[0]?.stdout ?? '')).toMatchObject({ storeId: 'S01', name: 'Lakeside Motors' });
    expect(JSON.parse(answers[1]?.stdout ?? '')).toMatchObject({ name: { first: 'Robin', last: 'Vale' }, version: 1 });
  });

  it('sees at once who owes what until when, and what the machine waits for', async () => {
    const [sam, lee] = await Promise.all([client.as('advisor'), client.as('parts')]);
    await takeIn(sam, '20001');
    await askForPart(sam, '20001');
    await client.run({ advanceBy: 'PT10S' });
    const [owed] = await lee.list('/stores/S01/queues/parts/promises');
    expect(owed).toMatchObject({ type: 'eta', subject: 'ro-20001', state: 'OPEN', owner: { role: 'parts' } });
    expect(await client.told(execution('20001'))).toMatchObject({
      status: 'RUNNING',
      input: { storeId: 'S01', followUpId: 'ro-20001', generation: 1 },
      state: 'Wait for an ETA from parts',
      waitsFor: 'news, or the deadline',
      until: expect.stringMatching(/^2026-03-10T17:30:/),
      because: 'Parts owe a day for the one open line.',
    });
    await tellOfPart(lee, '20001', { do: 'cancel' });
    await client.run({ advanceBy: 'PT10S' });
    expect(await client.told(execution('20001'))).toMatchObject({ status: 'SUCCEEDED', endedAt: expect.anything() });
  });

  it('sees a part through to its end', async () => {
    expect(await seeThrough(client, '10233')).toEqual(wellTold);
    const sam = await client.as('advisor');
    const says = (await sam.list(`${repairOrder('10233')}/timeline`)).map((line) => line['says']);
    expect(says).toContain('Parts order P-1: installed line 1.');
    expect(says).toContain('Promise "booking" was kept: The visit is booked.');
    expect((await client.executions()).map(({ name, status }) => [name, status])).toEqual(
      expect.arrayContaining([[execution('10233'), 'SUCCEEDED']]),
    );
  });

  it('reads what is wrong with a wish to the clock', async () => {
    await expect(client.run({ advanceBy: 'P1M' })).rejects.toThrow('400');
    await expect(client.run({ advanceBy: 'three days' })).rejects.toThrow('advanceBy is an ISO 8601 duration');
    await expect(client.run({ to: '2026-03-01T00:00:00Z' })).rejects.toThrow('never goes back');
    await expect(client.told('nobody')).rejects.toThrow('There is no execution nobody.');
  });

  it('runs the clock a day forward with the last command that was pasted', async () => {
    const from = await client.now();
    const { stdout } = await runCommand('/bin/sh', ['-c', pasted()[2] ?? '']);
    expect(Date.parse(JSON.parse(stdout).now) - Date.parse(from)).toBeGreaterThanOrEqual(86_400_000);
  });

  it('is told when the same data is opened twice, and Ctrl-C ends it well', async () => {
    const second = await run('local/start.ts', ['--port', '0', '--aws-port', '0', '--data', data]);
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr.trim()).toMatch(/^The data directory .* is in use by another local cloud: .*\.$/);
    const ended = await cloud.stop();
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    await expect(fetch(cloud.awsUrl)).rejects.toThrow();
  });
});
