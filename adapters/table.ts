/** The table in DynamoDB. */
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
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import {
  ConditionFailed,
  Contention,
  type Page,
  type Query,
  type Row,
  type Table,
  type Write,
} from '../core/kernel/table.ts';
import { keptAttributes } from './attributes.ts';
import { type Environment, need } from './environment.ts';
import { Aliases, conditionOf, filterOf, keyConditionOf, updateOf } from './expression.ts';
import { cursorOf, refuseBadQuery } from './query.ts';
import { refuseBadWrites } from './transaction.ts';

/** A client that speaks in plain values, and the table it is to use. */
export interface DynamoTableOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

// Nothing was written when one of these is the answer, and the same write may succeed a moment later.
const passing = new Set([
  'TransactionConflictException',
  'TransactionInProgressException',
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
]);

// The same among the reasons why a transaction was cancelled.
const passingReasons = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/**
 * The error in the words of the port; others stay as they are. A transaction that met another one is contention even
 * if conditions failed, too: only the next try can say which conditions fail on rows that stand still.
 */
function inOurWords(error: unknown): unknown {
  if (error instanceof ConditionalCheckFailedException) return new ConditionFailed([0]);
  if (error instanceof TransactionCanceledException) {
    const reasons = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
    if (reasons.some((reason) => passingReasons.has(reason))) return new Contention();
    const failed = reasons.flatMap((reason, i) => (reason === 'ConditionalCheckFailed' ? [i] : []));
    return failed.length === 0 ? error : new ConditionFailed(failed);
  }
  return error instanceof DynamoDBServiceException && passing.has(error.name) ? new Contention() : error;
}

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write as DynamoDB spells it. */
function itemOf(TableName: string, write: Write) {
  const aliases = new Aliases();
  const condition = conditionOf(write.when ?? {}, aliases);
  if ('put' in write) {
    const { pk, sk } = write.put;
    const Item = { ...keptAttributes(write.put), pk, sk };
    return { Put: { TableName, Item, ...condition, ...aliases.attributes } };
  }
  if ('update' in write) {
    const { pk, sk } = write.update;
    const change = updateOf(write, aliases);
    return { Update: { TableName, Key: { pk, sk }, ...change, ...condition, ...aliases.attributes } };
  }
  const { pk, sk } = write.check;
  return {
    ConditionCheck: { TableName, Key: { pk, sk }, ConditionExpression: '', ...condition, ...aliases.attributes },
  };
}

function rowOf(item: Readonly<Record<string, unknown>>): Row {
  const { pk, sk } = item;
  if (typeof pk === 'string' && typeof sk === 'string') return { ...item, pk, sk };
  throw new TypeError('A row came back without its key.');
}

/**
 * The port over DynamoDB. One write goes alone, at half the units of a transaction. Should its answer be lost, the
 * client's next try may then find its own write and say `ConditionFailed`; a transaction carries a token against that.
 */
export function dynamoTable({ client, tableName }: DynamoTableOptions): Table {
  const send = async (writes: readonly Write[]): Promise<void> => {
    const items = writes.map((write) => itemOf(tableName, write));
    const [first] = items;
    if (first === undefined) return;
    if (items.length === 1 && 'Put' in first) await client.send(new PutCommand(first.Put));
    else if (items.length === 1 && 'Update' in first) await client.send(new UpdateCommand(first.Update));
    else await client.send(new TransactWriteCommand({ TransactItems: items satisfies TransactItem[] }));
  };

  const query = async (asked: Query): Promise<Page> => {
    refuseBadQuery(asked);
    const aliases = new Aliases();
    const keyCondition = keyConditionOf(asked, aliases);
    const keepsNone = Object.values(asked.only ?? {}).some((values) => values.length === 0);
    if (keyCondition === undefined || keepsNone) return { rows: [] };
    const filter = filterOf(asked, aliases);
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tableName,
        ...(asked.index === undefined ? { ConsistentRead: true } : { IndexName: asked.index }),
        ...keyCondition,
        ...filter,
        ...aliases.attributes,
        ScanIndexForward: asked.newestFirst !== true,
        Limit: asked.limit ?? 100,
        ...(asked.after === undefined ? {} : { ExclusiveStartKey: asked.after }),
      }),
    );
    const rows = Items.map(rowOf);
    return LastEvaluatedKey === undefined ? { rows } : { rows, cursor: cursorOf(LastEvaluatedKey, asked.index) };
  };

  return {
    async get({ pk, sk }) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: { pk, sk }, ConsistentRead: true }),
      );
      return Item === undefined ? undefined : rowOf(Item);
    },
    query,
    async write(writes) {
      refuseBadWrites(writes);
      try {
        await send(writes);
      } catch (error) {
        throw inOurWords(error);
      }
    },
  };
}

// A request that hangs is given up and tried again, long before the function's own time is over.
const patience = { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true };

/** The table named by TABLE_NAME. Call it once per process: it opens the client. */
export function openTable(env: Environment): Table {
  const client = new DynamoDBClient({ requestHandler: patience });
  return dynamoTable({ client: DynamoDBDocumentClient.from(client), tableName: need(env, 'TABLE_NAME') });
}
