/** A cloud small enough to read: a table, a function per door, a rule, a schedule and a machine. For stories about the whole. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudModel, FunctionModel, PolicyStatement, RoleModel } from '../template/model.ts';

const REGION = 'us-east-1';
const ACCOUNT = '123456789012';
const arn = (service: string, resource: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

export const TABLE_ARN = arn('dynamodb', 'table/story-table');
export const STREAM_ARN = `${TABLE_ARN}/stream/local`;
export const BUS_ARN = arn('events', 'event-bus/story');
export const DEAD_ARN = arn('sqs', 'story-dead');
export const MACHINE_ARN = arn('states', 'stateMachine:story');

/** How a function of the stories speaks to AWS: raw requests, signed with its own key id. */
const PRELUDE = `
const call = async (service, target, input) => {
  const answer = await fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', body: JSON.stringify(input), headers: {
    'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0',
    authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/us-east-1/' + service + '/aws4_request, SignedHeaders=host, Signature=x' } });
  const body = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(body.message), { name: body.__type.split('#').pop() });
  return body;
};
const db = (operation, input) => call('dynamodb', 'DynamoDB_20120810.' + operation, { TableName: 'story-table', ...input });
const s = (text) => ({ S: String(text) });
`;

/** A folder for one test's data and bundles. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'local-cloud-'));

/** What one function of a story does and may do. */
export interface StoryFunction {
  readonly code: string;
  readonly may?: readonly { readonly actions: readonly string[]; readonly resources: readonly string[] }[];
  readonly timeoutSeconds?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly invokedBy?: string;
  readonly asynchronous?: FunctionModel['asynchronous'];
}

const allow = (
  actions: readonly string[],
  resources: readonly string[],
  principals?: readonly string[],
): PolicyStatement => ({
  effect: 'Allow',
  actions,
  resources,
  ...(principals === undefined ? {} : { principals }),
});

/** Writes the bundles and answers the model. Parts of `more` replace those of the small cloud. */
export function smallCloud(
  folder: string,
  functions: Readonly<Record<string, StoryFunction>>,
  more: Partial<CloudModel> = {},
): CloudModel {
  const models: FunctionModel[] = [];
  const roles: RoleModel[] = [];
  for (const [name, one] of Object.entries(functions)) {
    const assetPath = join(folder, 'bundles', name);
    mkdirSync(assetPath, { recursive: true });
    writeFileSync(join(assetPath, 'index.mjs'), PRELUDE + one.code);
    const roleArn = `arn:aws:iam::${ACCOUNT}:role/${name}`;
    roles.push({
      arn: roleArn,
      name,
      statements: (one.may ?? []).map(({ actions, resources }) => allow(actions, resources)),
    });
    const functionArn = arn('lambda', `function:${name}`);
    models.push({
      name,
      arn: functionArn,
      roleArn,
      assetPath,
      handler: 'index.handler',
      environment: one.environment ?? {},
      timeoutSeconds: one.timeoutSeconds ?? 10,
      memoryMb: 256,
      permissions:
        one.invokedBy === undefined ? [] : [allow(['lambda:InvokeFunction'], [functionArn], [one.invokedBy])],
      ...(one.asynchronous === undefined ? {} : { asynchronous: one.asynchronous }),
    });
  }
  return {
    account: ACCOUNT,
    region: REGION,
    partition: 'aws',
    roles,
    keys: [],
    tables: [storyTable],
    functions: models,
    sourceMappings: [],
    buses: [{ name: 'story', arn: BUS_ARN }],
    rules: [],
    queues: [{ ...storyQueue }],
    topics: [],
    eventDestinations: [],
    receiptRules: [],
    machines: [],
    apis: [],
    userPools: [],
    outputs: {},
    inert: {},
    ...more,
  };
}

const storyQueue = {
  name: 'story-dead',
  arn: DEAD_ARN,
  url: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/story-dead`,
  visibilityTimeoutSeconds: 30,
  retentionSeconds: 1_209_600,
  policy: [allow(['sqs:SendMessage'], [DEAD_ARN], ['events.amazonaws.com'])],
};

const storyTable = {
  name: 'story-table',
  arn: TABLE_ARN,
  streamArn: STREAM_ARN,
  timeToLiveAttribute: 'expiresAt',
  createTable: {
    TableName: 'story-table',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk', 'duePk', 'dueSk'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'due',
        KeySchema: [
          { AttributeName: 'duePk', KeyType: 'HASH' },
          { AttributeName: 'dueSk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  },
};

/** The function's ARN in the small cloud. */
export const functionArn = (name: string): string => arn('lambda', `function:${name}`);

/** A rule whose ARN is what targets' policies see. */
export const rule = (
  name: string,
  rest: { pattern?: Record<string, unknown>; schedule?: string; target: string; deadLetterArn?: string },
): CloudModel['rules'][number] => ({
  name,
  arn: arn('events', `rule/${rest.schedule === undefined ? 'story/' : ''}${name}`),
  busName: rest.schedule === undefined ? 'story' : 'default',
  enabled: true,
  ...(rest.pattern === undefined ? {} : { pattern: rest.pattern }),
  ...(rest.schedule === undefined ? {} : { schedule: rest.schedule }),
  targets: [
    {
      id: 'target',
      arn: functionArn(rest.target),
      maximumRetryAttempts: 2,
      maximumEventAgeSeconds: 3600,
      ...(rest.deadLetterArn === undefined ? {} : { deadLetterArn: rest.deadLetterArn }),
    },
  ],
});

/** A mapping from the table's stream to a function. */
export const mapping = (
  functionName: string,
  rest: Partial<CloudModel['sourceMappings'][number]> = {},
): CloudModel['sourceMappings'][number] => ({
  id: `mapping-${functionName}`,
  functionName,
  sourceArn: STREAM_ARN,
  enabled: true,
  batchSize: 10,
  batchingWindowSeconds: 0,
  filters: [],
  bisectOnError: false,
  maximumRetryAttempts: -1,
  maximumRecordAgeSeconds: -1,
  reportItemFailures: false,
  parallelization: 1,
  ...rest,
});

/** An operator's request to the AWS port. */
export async function aws(url: string, target: string, input: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' },
  });
  const body: unknown = await answer.json();
  if (typeof body !== 'object' || body === null) throw new Error('no document');
  if (!answer.ok) throw Object.assign(new Error(JSON.stringify(body)), body);
  return { ...body };
}
