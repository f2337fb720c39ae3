/** Running the clock forward: all that is due at an instant, whatever it sets off included, is done before the next one begins. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, it } from 'vitest';
import { type Cloud, openCloud } from './cloud.ts';
import {
  aws,
  BUS_ARN,
  DEAD_ARN,
  functionArn,
  MACHINE_ARN,
  mapping,
  newFolder,
  rule,
  STREAM_ARN,
  smallCloud,
  TABLE_ARN,
} from './testing/small-cloud.ts';

const START = Date.parse('2026-03-02T14:00:00.000Z');
const DAY = 24 * 60 * 60 * 1000;

const dir = newFolder();
let cloud: Cloud | undefined;
afterEach(async () => {
  await cloud?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Writes down what happened at which instant: a queue keeps it in the order in which it was told. */
const LOG = `
const log = (what) => call('sqs', 'AmazonSQS.SendMessage', { QueueUrl: 'story-dead', MessageBody: Date.now() + ' ' + what });`;
const tell = { actions: ['sqs:SendMessage'], resources: [DEAD_ARN] };

const table = { actions: ['dynamodb:PutItem'], resources: [TABLE_ARN] };
const stream = {
  actions: ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'],
  resources: [STREAM_ARN],
};
const invoke = { actions: ['lambda:InvokeFunction'], resources: [functionArn('work')] };
const invokedBy = 'events.amazonaws.com';

/** A wait until an instant, then work, which writes a row, whose record is published, whose event is heard. */
const model = smallCloud(
  dir,
  {
    work: {
      code: `${LOG} export const handler = async ({ name }) => { await log('work ' + name); await db('PutItem', { Item: { pk: s('made'), sk: s(name), kind: s('made') } }); };`,
      may: [table, tell, invoke],
    },
    publish: {
      code: `${LOG} export const handler = async ({ Records }) => { for (const { dynamodb } of Records) { await log('publish ' + dynamodb.Keys.sk.S); await call('events', 'AWSEvents.PutEvents', { Entries: [{ EventBusName: 'story', Source: 'story', DetailType: 'made', Detail: JSON.stringify({ of: dynamodb.Keys.sk.S }) }] }); } };`,
      may: [tell, stream, { actions: ['events:PutEvents'], resources: [BUS_ARN] }],
    },
    hear: {
      code: `${LOG} let failed = 0; export const handler = async ({ detail }) => { if (detail.of === 'first' && failed++ < 2) { await log('refuse first'); throw new Error('not yet'); } await log('hear ' + detail.of); };`,
      may: [tell],
      invokedBy,
      asynchronous: { maximumRetryAttempts: 2, maximumEventAgeSeconds: 3600 },
    },
    daily: { code: `${LOG} export const handler = () => log('daily');`, may: [tell], invokedBy },
  },
  {
    sourceMappings: [mapping('publish', { filters: [{ dynamodb: { NewImage: { kind: { S: ['made'] } } } }] })],
    rules: [
      rule('made', { pattern: { 'detail-type': ['made'] }, target: 'hear' }),
      rule('daily', { schedule: 'rate(1 day)', target: 'daily' }),
    ],
    machines: [
      {
        name: 'story',
        arn: MACHINE_ARN,
        roleArn: 'arn:aws:iam::123456789012:role/work',
        definition: {
          StartAt: 'Rest',
          States: {
            Rest: { Type: 'Wait', TimestampPath: '$.until', Next: 'Work' },
            Work: {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke',
              Parameters: { FunctionName: functionArn('work'), Payload: { 'name.$': '$.name' } },
              End: true,
            },
          },
        },
      },
    ],
  },
);

const start = ({ awsUrl }: Cloud, name: string, until: number) =>
  aws(awsUrl, 'AWSStepFunctions.StartExecution', {
    stateMachineArn: MACHINE_ARN,
    name,
    input: JSON.stringify({ name, until: new Date(until).toISOString() }),
  });

/** Everything that was told, first to last. */
function told() {
  const db = new DatabaseSync(join(dir, 'cloud.db'), { readOnly: true });
  const rows = db.prepare('SELECT body FROM queues_messages ORDER BY rowid').all();
  db.close();
  return rows.map(({ body }) => {
    const [at = '', ...what] = String(body).split(' ');
    return { what: what.join(' '), at: Number(at) };
  });
}

it('plays a hundred timers of one instant, with all they set off, before those one millisecond later', async () => {
  cloud = await openCloud({ model, dataDir: dir, port: 0, awsPort: 0, startAt: START });
  const together = START + 30 * DAY;
  const hundred = Array.from({ length: 100 }, (_, place) => `t${place}`);
  await start(cloud, 'first', START + DAY);
  for (const name of hundred) await start(cloud, name, together);
  for (const name of ['a', 'b', 'c']) await start(cloud, name, together + 1);
  await start(cloud, 'far', START + 90 * DAY);
  await cloud.clock.advanceTo(START + 40 * DAY);
  const log = told();
  const instants = log.map(({ at }) => at);
  expect(instants).toEqual(instants.toSorted((a, b) => a - b));
  const at = (instant: number) => log.filter((line) => line.at === instant).map(({ what }) => what.split(' ')[0] ?? '');
  const each = (what: string, times: number) => Array.from({ length: times }, () => what);
  expect(at(together).toSorted()).toEqual([...each('hear', 100), ...each('publish', 100), ...each('work', 100)]);
  expect(at(together + 1).toSorted()).toEqual([...each('hear', 3), ...each('publish', 3), ...each('work', 3)]);
  // One and two minutes after it was refused.
  const first = log.filter(({ what }) => what.endsWith('first')).map((line) => [line.what, line.at - START - DAY]);
  expect(first).toEqual([
    ['work first', 0],
    ['publish first', 0],
    ['refuse first', 0],
    ['refuse first', 60_000],
    ['hear first', 180_000],
  ]);
  const days = log.filter(({ what }) => what === 'daily').map((line) => (line.at - START) / DAY);
  expect(days).toHaveLength(40);
  await cloud.clock.advanceTo(START + 91 * DAY);
  const far = told().filter(({ what }) => what === 'work far');
  expect(far).toEqual([{ what: 'work far', at: START + 90 * DAY }]);
}, 60_000);
