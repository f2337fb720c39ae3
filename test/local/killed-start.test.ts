/** A first start that is killed while it loads the sample group: the next one loads what is missing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadingNote, samplePeople } from '../../local/start/sample-group.ts';
import { aws } from '../../local/testing/small-cloud.ts';
import { clientOf } from './client.ts';
import { openFolders } from './process.ts';
import { readStacks, synthesis } from './stacks.ts';
import { morning } from './story.ts';

const { folder, begin, start, clear } = openFolders();
beforeAll(async () => void (await readStacks()), synthesis);
afterAll(clear);

/** Until the first person is there: the rest is not, as each is a transaction of its own. */
async function untilSomebodyIsLoaded(awsUrl: string, TableName: string): Promise<void> {
  const Key = { pk: { S: `STAFF#${samplePeople()[0]?.sub}` }, sk: { S: 'STAFF' } };
  for (;;) {
    // It does not listen yet, or has no table: later.
    const found = await aws(awsUrl, 'DynamoDB_20120810.GetItem', { TableName, Key }).catch(() => undefined);
    if (found?.['Item'] !== undefined) return;
    await pause(2);
  }
}

it('lets everybody in', async () => {
  const model = await readStacks();
  const data = await folder(morning);
  const awsPort = 40_000 + (process.pid % 20_000);
  const first = begin(data, '--aws-port', String(awsPort));
  first.ready.catch(() => undefined);
  await untilSomebodyIsLoaded(`http://127.0.0.1:${awsPort}`, model.tables[0]?.name ?? '');
  await first.kill();
  expect(existsSync(join(data, loadingNote))).toBe(true);
  const client = clientOf(await start(data));
  for (const { sub, stores } of samplePeople()) {
    const person = await client.signIn(sub);
    expect(await person.get(`/stores/${stores[0]}`)).toMatchObject({ storeId: stores[0] });
  }
  expect(existsSync(join(data, loadingNote))).toBe(false);
});
