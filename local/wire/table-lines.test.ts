import { rmSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { type Cloud, openCloud } from '../cloud.ts';
import { aws, mapping, newFolder, rule, STREAM_ARN, smallCloud, TABLE_ARN } from '../testing/small-cloud.ts';

const folder = newFolder();
let cloud: Cloud | undefined;

afterEach(async () => {
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks as the SDK does, and answers on which port it was answered: the line's requests leave for the engine's. */
const ASK = `
import { request } from 'node:http';
const ask = (operation, input) => new Promise((resolve, reject) => {
  const { hostname: host, port } = new URL(process.env.AWS_ENDPOINT_URL);
  const headers = { 'x-amz-target': 'DynamoDB_20120810.' + operation, 'content-type': 'application/x-amz-json-1.0',
    authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=x' };
  request({ host, port: Number(port), method: 'POST', path: '/', headers }, (answer) => {
    let text = '';
    const direct = answer.socket.remotePort !== Number(port);
    answer.on('data', (part) => { text += part; });
    answer.on('end', () => resolve({ direct, status: answer.statusCode, body: JSON.parse(text) }));
  }).on('error', reject).end(JSON.stringify({ TableName: 'story-table', ...input }));
});
const put = (sk) => ask('PutItem', { Item: { pk: { S: 'p' }, sk: { S: sk } } });
`;

const all = [{ actions: ['dynamodb:*'], resources: [TABLE_ARN, `${TABLE_ARN}/index/*`] }];
const stream = { actions: ['dynamodb:*'], resources: [STREAM_ARN] };
const onTable = (actions: readonly string[]) => [{ actions, resources: [TABLE_ARN] }];

it('a function asks the engine itself for what its role may do anyhow, and everything else the ordinary way', async () => {
  const both = `${ASK} export const handler = async () => [await put('a'), await ask('Query', { IndexName: 'due', KeyConditionExpression: 'duePk = :d', ExpressionAttributeValues: { ':d': { S: 'd' } } })];`;
  const model = smallCloud(
    folder,
    {
      rich: { code: both, may: all },
      // It may query the table and not its index, so what it asks is in the body, and the wire reads it.
      poor: { code: both, may: onTable(['dynamodb:Query']) },
      watched: { code: `${ASK} export const handler = () => put('b');`, may: all, invokedBy: 'events.amazonaws.com' },
      hear: {
        code: `${ASK} export const handler = ({ Records }) => Records.some((one) => one.dynamodb.Keys.sk.S === 'a') ? put('heard') : null;`,
        may: [...all, stream],
      },
    },
    { rules: [rule('daily', { schedule: 'rate(1 day)', target: 'watched' })], sourceMappings: [mapping('hear')] },
  );
  const opened = await openCloud({ model, dataDir: folder, port: 0, awsPort: 0 });
  cloud = opened;
  const invoke = async (name: string): Promise<unknown> =>
    (await fetch(`${opened.awsUrl}/2015-03-31/functions/${name}/invocations`, { method: 'POST', body: '{}' })).json();

  const refused = { direct: false, status: 400, body: { __type: 'AccessDeniedException' } };
  expect(await invoke('poor')).toMatchObject([refused, refused]);
  expect(await invoke('watched')).toMatchObject({ direct: false, status: 200 });
  expect(await invoke('rich')).toMatchObject([
    { direct: true, status: 200 },
    { direct: true, status: 200, body: { Count: 0 } },
  ]);
  // What was written past the wire is on the stream all the same.
  await opened.clock.quiet();
  const Key = { pk: { S: 'p' }, sk: { S: 'heard' } };
  const found = await aws(opened.awsUrl, 'DynamoDB_20120810.GetItem', { TableName: 'story-table', Key });
  expect(found).toMatchObject({ Item: { sk: { S: 'heard' } } });
});
