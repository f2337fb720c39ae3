import { expect, test } from 'vitest';
import { actionOf } from './needs.ts';

const region = 'us-east-1';
const account = '111122223333';
const table = `arn:aws:dynamodb:${region}:${account}:table/house`;
const execution = `arn:aws:states:${region}:${account}:execution:lanekeep-dev-parts-eta:parts-eta-S01-ro-10233-g1`;

/** `action resource`, one line per need. */
const needs = (service: string, operation: string, params: unknown): string[] =>
  actionOf(service, operation, params, region, account).map(({ action, resource }) => `${action} ${resource}`);

test.each<[string, string, unknown, string[]]>([
  ['dynamodb', 'GetItem', { TableName: 'house' }, [`dynamodb:GetItem ${table}`]],
  ['dynamodb', 'GetItem', { TableName: table }, [`dynamodb:GetItem ${table}`]],
  ['dynamodb', 'Query', { TableName: 'house' }, [`dynamodb:Query ${table}`]],
  ['dynamodb', 'Query', { TableName: 'house', IndexName: 'due' }, [`dynamodb:Query ${table}/index/due`]],
  ['dynamodb', 'BatchGetItem', { RequestItems: { house: {} } }, [`dynamodb:BatchGetItem ${table}`]],
  [
    'dynamodb',
    'TransactWriteItems',
    {
      TransactItems: [
        { Put: { TableName: 'house' } },
        { Put: { TableName: 'house' } },
        { Update: { TableName: 'house' } },
        { Delete: { TableName: 'house' } },
        { ConditionCheck: { TableName: 'house' } },
      ],
    },
    ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'].map((name) => `dynamodb:${name} ${table}`),
  ],
  ['dynamodb', 'TransactGetItems', { TransactItems: [{ Get: { TableName: 'house' } }] }, [`dynamodb:GetItem ${table}`]],
  [
    'dynamodb',
    'GetShardIterator',
    { StreamArn: `${table}/stream/local` },
    [`dynamodb:GetShardIterator ${table}/stream/local`],
  ],
  [
    'dynamodb',
    'GetRecords',
    { ShardIterator: `${table}/stream/local|1|x` },
    [`dynamodb:GetRecords ${table}/stream/local`],
  ],
  ['dynamodb', 'GetRecords', { ShardIterator: 'opaque' }, ['dynamodb:GetRecords *']],
  ['kms', 'GenerateMac', { KeyId: 'arn:k' }, ['kms:GenerateMac arn:k']],
  ['kms', 'VerifyMac', { KeyId: 'k' }, [`kms:VerifyMac arn:aws:kms:${region}:${account}:key/k`]],
  ['states', 'StartExecution', { stateMachineArn: 'arn:m' }, ['states:StartExecution arn:m']],
  ['states', 'DescribeExecution', { executionArn: execution }, [`states:DescribeExecution ${execution}`]],
  ['states', 'SendTaskSuccess', { taskToken: 't' }, ['states:SendTaskSuccess *']],
  [
    'events',
    'PutEvents',
    { Entries: [{ EventBusName: 'house' }, {}] },
    ['house', 'default'].map((bus) => `events:PutEvents arn:aws:events:${region}:${account}:event-bus/${bus}`),
  ],
  [
    'sqs',
    'SendMessageBatch',
    { QueueUrl: 'http://127.0.0.1:4401/1/dead' },
    [`sqs:SendMessage arn:aws:sqs:${region}:${account}:dead`],
  ],
  [
    'lambda',
    'Invoke',
    { FunctionName: 'hear' },
    [`lambda:InvokeFunction arn:aws:lambda:${region}:${account}:function:hear`],
  ],
  [
    'ses',
    'SendEmail',
    { FromEmailAddress: 'Service <service@mail.example>', ConfigurationSetName: 'house' },
    ['identity/mail.example', 'configuration-set/house'].map(
      (name) => `ses:SendEmail arn:aws:ses:${region}:${account}:${name}`,
    ),
  ],
  [
    'sms-voice',
    'SendTextMessage',
    { OriginationIdentity: '+13125550100' },
    [`sms-voice:SendTextMessage arn:aws:sms-voice:${region}:${account}:phone-number/+13125550100`],
  ],
  ['sts', 'GetCallerIdentity', {}, []],
])('%s %s', (service, operation, params, expected) => {
  expect(needs(service, operation, params)).toEqual(expected);
});

test('requests of any shape ask for the widest leave rather than for none', () => {
  for (const params of [null, 7, 'text', [], { TableName: 7 }]) {
    expect(needs('dynamodb', 'GetItem', params)).toEqual(['dynamodb:GetItem *']);
  }
});

test('an operation that is not known is an error, never free', () => {
  expect(() => actionOf('dynamodb', 'ExecuteStatement', {}, region, account)).toThrow('dynamodb:ExecuteStatement');
  expect(() => actionOf('s3', 'GetObject', {}, region, account)).toThrow('s3:GetObject');
});
