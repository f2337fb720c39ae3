/** What a newcomer types, with the real stacks and the bundled functions. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { dropFolder, end, local, newFolder, personOf, type Started, start } from './started.ts';

const running: Started[] = [];
const folders: string[] = [];

async function open(data: string, ...more: readonly string[]): Promise<Started> {
  const started = await start(data, ...more);
  running.push(started);
  return started;
}

function folder(): string {
  const made = newFolder();
  folders.push(made);
  return made;
}

afterEach(async () => {
  for (const one of running.splice(0)) await end(one, 'SIGKILL');
  for (const one of folders.splice(0)) dropFolder(one);
});

describe('npm start', () => {
  it('greets with commands that work when pasted, and Ctrl-C stops everything', async () => {
    const cloud = await open(folder());
    const commands = cloud.said.split('\n').filter((line) => line.startsWith('curl'));
    expect(commands).toHaveLength(3);
    const answers = commands.map((command) => JSON.parse(execFileSync('bash', ['-c', command]).toString()));
    expect(answers).toMatchObject([
      { storeId: 'S01' },
      { customerId: expect.any(String) },
      { now: expect.any(String) },
    ]);
    expect(Date.parse(answers[2].now) - Date.parse(answers[2].from)).toBe(86_400_000);
    expect(await end(cloud, 'SIGINT')).toBe(0);
    await expect(fetch(cloud.awsUrl)).rejects.toThrow();
  });

  it('killed between a commit and its event, and again in a wait, it loses nothing and doubles nothing', async () => {
    const data = folder();
    const first = await open(data);
    const advisor = await personOf(first, 'advisor', 'S01');
    const customer = await advisor('POST', '/stores/S01/customers', {
      name: { first: 'Robin', last: 'Vale' },
      phones: [{ number: '+13125550123', kind: 'mobile' }],
      emails: [],
    });
    await advisor('POST', '/stores/S01/repair-orders', {
      roNumber: '10233',
      customerId: customer.customerId,
      advisorId: 'advisor-sam',
      lines: [],
    });
    await (await personOf(first, 'parts', 'S01'))('POST', '/stores/S01/repair-orders/10233/parts-orders', {
      partsOrderId: 'P-1',
      lines: [{ lineId: '1', partNumber: 'A1', description: 'Water pump', quantity: 1 }],
    });
    // The answer is here, the event has hardly left.
    await end(first, 'SIGKILL');

    const second = await open(data);
    await local(second, 'clock', { advanceBy: 'PT5M' });
    const { executions } = await local(second, 'executions');
    expect(executions).toMatchObject([{ name: 'parts-eta-S01-ro-10233-g1', status: 'RUNNING' }]);
    const waiting = await local(second, 'executions/parts-eta-S01-ro-10233-g1');
    expect(waiting).toMatchObject({
      state: 'Wait for an ETA from parts',
      waitsFor: 'news, or the deadline',
      until: expect.any(String),
      because: expect.any(String),
    });
    await end(second, 'SIGKILL');

    const third = await open(data);
    expect(await local(third, 'executions/parts-eta-S01-ro-10233-g1')).toMatchObject({
      state: waiting.state,
      until: waiting.until,
      since: waiting.since,
    });
    const parts = await personOf(third, 'parts', 'S01');
    const path = '/stores/S01/repair-orders/10233/parts-orders/P-1';
    const { version } = await parts('GET', path);
    const { now } = await local(third, 'clock');
    const eta = new Date(Date.parse(now) + 5 * 86_400_000).toISOString().slice(0, 10);
    await parts(
      'PATCH',
      `${path}/lines`,
      { lines: [{ lineId: '1', do: 'order', eta }] },
      { 'if-match': `"${version}"` },
    );
    await local(third, 'clock', { advanceBy: 'P3D' });
    expect((await local(third, 'executions')).executions).toHaveLength(1);
    const { messages } = await local(third, 'outbox');
    expect(messages).toMatchObject([{ channel: 'sms', to: '+13125550123' }]);
  }, 60_000);

  it('says in one sentence what is wrong and how to mend it', async () => {
    const data = folder();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    const taken = await open(data, '--aws-port', port);
    server.close();
    expect(taken).toMatchObject({
      code: 1,
      said: `Port ${port} is taken: stop what uses it, or choose another with --aws-port.\n`,
    });

    expect(await open(data, '--port', 'x')).toMatchObject({
      code: 1,
      said: '--port takes a port number between 0 and 65535, not "x".\n',
    });

    writeFileSync(
      join(data, 'cloud.db'),
      'this is not a database, and it is long enough to be taken for one by nobody'.repeat(20),
    );
    const broken = await open(data);
    expect(broken).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^The data in .* cannot be read .*--reset.*\n$/),
    });

    const mended = await open(data, '--reset');
    expect(mended.code).toBeNull();
    expect(await open(data)).toMatchObject({
      code: 1,
      said: expect.stringContaining('is in use by another local cloud'),
    });
  });
});
