/** What the table makes of DynamoDB's refusals, and which of its operations a write costs. */
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  DynamoDBServiceException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { ConditionFailed, Contention, type Write } from '../core/kernel/table.ts';
import { dynamoTable, openTable } from './table.ts';

const client = mockClient(DynamoDBDocumentClient);
const table = dynamoTable({
  client: DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' })),
  tableName: 'lanekeep-test',
});

const key = { pk: 'STORE#S01', sk: 'STORE' };
const put: Write = { put: { ...key, status: 'open' }, when: { absent: true } };
const update: Write = { update: key, set: { name: 'x' }, remove: ['data'], when: { equals: { version: 1 } } };
const check: Write = { check: { ...key, sk: 'OTHER' }, when: { equals: { version: 2 } } };
const about = { message: 'no', $metadata: {} };

const thrownBy = (act: Promise<unknown>): Promise<unknown> => act.catch((error: unknown) => error);

beforeEach(() => client.reset());

test('a single put or update goes alone, anything else as a transaction, nothing not at all', async () => {
  await table.write([]);
  await table.write([put]);
  await table.write([update]);
  await table.write([check]);
  await table.write([update, check]);
  expect(client.commandCalls(PutCommand)).toHaveLength(1);
  expect(client.commandCalls(UpdateCommand)).toHaveLength(1);
  expect(client.commandCalls(TransactWriteCommand).map((call) => call.args[0].input.TransactItems?.length)).toEqual([
    1, 2,
  ]);
});

test('attributes go under aliases, as many of the field’s words are reserved', async () => {
  await table.write([update]);
  expect(client.commandCalls(UpdateCommand)[0]?.args[0].input).toEqual({
    TableName: 'lanekeep-test',
    Key: key,
    UpdateExpression: 'SET #n1 = :v1 REMOVE #n2',
    ConditionExpression: '#n0 = :v0',
    ExpressionAttributeNames: { '#n0': 'version', '#n1': 'name', '#n2': 'data' },
    ExpressionAttributeValues: { ':v0': 1, ':v1': 'x' },
  });
});

test('reads are consistent, except those of an index, which cannot be', async () => {
  client.on(GetCommand).resolves({}).on(QueryCommand).resolves({ Items: [] });
  await table.get(key);
  await table.query({ pk: 'P' });
  await table.query({ index: 'due', pk: 'P' });
  expect(client.commandCalls(GetCommand)[0]?.args[0].input.ConsistentRead).toBe(true);
  const [base, index] = client.commandCalls(QueryCommand).map((call) => call.args[0].input);
  expect([base?.ConsistentRead, base?.IndexName]).toEqual([true, undefined]);
  expect([index?.ConsistentRead, index?.IndexName]).toEqual([undefined, 'due']);
});

test('a question that no row can answer costs nothing', async () => {
  expect(await table.query({ pk: 'P', from: 'B', upTo: 'A' })).toEqual({ rows: [] });
  expect(await table.query({ pk: 'P', only: { state: [] } })).toEqual({ rows: [] });
  expect(client.commandCalls(QueryCommand)).toEqual([]);
});

describe('a refusal', () => {
  const cancelled = (...codes: readonly string[]) =>
    new TransactionCanceledException({ ...about, CancellationReasons: codes.map((Code) => ({ Code })) });

  test('of a single write is the condition at position 0', async () => {
    client.on(PutCommand).rejects(new ConditionalCheckFailedException(about));
    expect(await thrownBy(table.write([put]))).toEqual(new ConditionFailed([0]));
  });

  test('of a transaction names the positions', async () => {
    client.on(TransactWriteCommand).rejects(cancelled('None', 'ConditionalCheckFailed'));
    const error = await thrownBy(table.write([put, check]));
    expect(error).toBeInstanceOf(ConditionFailed);
    expect(error).toHaveProperty('failed', [1]);
  });

  test.each([
    ['a conflict', ['TransactionConflict', 'None']],
    [
      'a conflict beside a condition, which may fail for that reason alone',
      ['ConditionalCheckFailed', 'TransactionConflict'],
    ],
    ['throttling', ['ThrottlingError', 'None']],
    ['throughput', ['None', 'ProvisionedThroughputExceeded']],
  ])('for %s is contention', async (_, codes) => {
    client.on(TransactWriteCommand).rejects(cancelled(...codes));
    expect(await thrownBy(table.write([put, check]))).toBeInstanceOf(Contention);
  });

  test.each([
    'TransactionConflictException',
    'TransactionInProgressException',
    'ThrottlingException',
    'RequestLimitExceeded',
  ])('named %s is contention', async (name) => {
    client.on(UpdateCommand).rejects(new DynamoDBServiceException({ name, $fault: 'client', ...about }));
    expect(await thrownBy(table.write([update]))).toHaveProperty('name', 'TryAgainSoon');
  });

  test('for any other reason stays as it is', async () => {
    const invalid = cancelled('ValidationError', 'None');
    client.on(TransactWriteCommand).rejects(invalid);
    expect(await thrownBy(table.write([put, check]))).toBe(invalid);
    const broken = new Error('socket hang up');
    client.on(PutCommand).rejects(broken);
    expect(await thrownBy(table.write([put]))).toBe(broken);
  });
});

test('the table is named by the environment', () => {
  expect(() => openTable({})).toThrow('TABLE_NAME');
});
