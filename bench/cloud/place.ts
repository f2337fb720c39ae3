/** The local cloud that is measured: a process of its own with the sample group, and ways to its API and its table. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { dynamoTable } from '../../adapters/table.ts';
import type { Table } from '../../core/kernel/table.ts';
import { type Instant, parseInstant } from '../../core/kernel/time.ts';
import { type Api, openApi } from '../../demo/api.ts';

/** Monday, 7:00 in Chicago, where the store is. */
export const cloudStartsAt = parseInstant('2026-03-09T12:00:00.000Z');

const served = z.object({
  apiUrl: z.string(),
  awsUrl: z.string(),
  region: z.string(),
  tableName: z.string(),
  /** The file in which the engine's process is noted. */
  engineNote: z.string(),
});

/** What `serve.ts` tells. */
export type Served = z.infer<typeof served>;

/** How whoever is not a function calls AWS here. */
export const operator = { accessKeyId: 'operator', secretAccessKey: 'local' };

/** A running cloud. */
export interface Place extends Served {
  /** Its process. */
  readonly pid: number;
  readonly api: Api;
  /** The table, as the operator reaches it. */
  readonly table: Table;
  /** Runs the clock to the instant; everything that is due on the way is over then. */
  until(instant: Instant): Promise<void>;
  close(): Promise<void>;
}

async function runClock(awsUrl: string, to: Instant): Promise<void> {
  const answer = await fetch(`${awsUrl}/_local/clock`, { method: 'POST', body: JSON.stringify({ to }) });
  if (!answer.ok) throw new Error(`The clock could not be run to ${to}: ${await answer.text()}`);
  await answer.arrayBuffer();
}

function tableOf({ awsUrl, region, tableName }: Served): Table {
  const client = new DynamoDBClient({ endpoint: awsUrl, region, credentials: operator });
  return dynamoTable({ client: DynamoDBDocumentClient.from(client), tableName });
}

/** Opens it on Monday morning. In the machine named, Review is not asked: it passes on what it is given. */
export async function openPlace(unaskedMachine?: string): Promise<Place> {
  const script = fileURLToPath(new URL('./serve.ts', import.meta.url));
  const child = spawn(process.execPath, [script, ...(unaskedMachine === undefined ? [] : [unaskedMachine])], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended.then(() => Promise.reject(new Error('The local cloud ended before it was open.'))),
  ]);
  const where = served.parse(JSON.parse(String(line)));
  return {
    ...where,
    pid: child.pid ?? 0,
    api: openApi(where.apiUrl, where.awsUrl),
    table: tableOf(where),
    until: (instant) => runClock(where.awsUrl, instant),
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}

/** Does the work on each item, so many at a time. */
export async function eachOf<Item>(
  items: readonly Item[],
  atATime: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const left = items.values();
  const hand = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: atATime }, hand));
}
