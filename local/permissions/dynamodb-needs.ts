/** DynamoDB's permissions: transactions need leave per item, a query on an index needs leave for the index. */
import type { Need } from './needs.ts';
import { entriesOf, fieldsOf, type Params, partsOf, textOf } from './params.ts';

type ArnOf = (service: string, resource: string) => string;

/** The parts of a transaction, and the actions that allow them. */
const transactionActions: Readonly<Record<string, string>> = {
  ConditionCheck: 'dynamodb:ConditionCheckItem',
  Delete: 'dynamodb:DeleteItem',
  Get: 'dynamodb:GetItem',
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
};

/** Operations on one table whose action has the operation's name. */
const tableOperations = new Set([
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeContinuousBackups',
  'DescribeTable',
  'DescribeTimeToLive',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
  'UpdateTable',
  'UpdateTimeToLive',
]);

const streamOperations = new Set(['DescribeStream', 'GetRecords', 'GetShardIterator']);

export function dynamodbNeeds(operation: string, params: Params, arn: ArnOf): readonly Need[] | undefined {
  const table = (name: string | undefined): string => {
    if (name === undefined) return '*';
    return name.startsWith('arn:') ? name : arn('dynamodb', `table/${name}`);
  };
  const action = `dynamodb:${operation}`;
  switch (operation) {
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return fieldsOf(params, 'RequestItems').map(([name]) => ({ action, resource: table(name) }));
    case 'TransactGetItems':
    case 'TransactWriteItems':
      return distinct(
        partsOf(params, 'TransactItems').flatMap((item) =>
          entriesOf(item).map(([kind, part]) => ({
            action: transactionActions[kind] ?? action,
            resource: table(textOf(part, 'TableName')),
          })),
        ),
      );
    case 'ListStreams':
    case 'ListTables':
      return [{ action, resource: '*' }];
    default:
  }
  if (streamOperations.has(operation)) return [{ action, resource: streamOf(params) }];
  if (!tableOperations.has(operation)) return undefined;
  const index = textOf(params, 'IndexName');
  const resource = table(textOf(params, 'TableName'));
  return [{ action, resource: index === undefined ? resource : `${resource}/index/${index}` }];
}

/** A shard iterator begins with its stream's ARN, up to the first bar. */
function streamOf(params: Params): string {
  const iterator = textOf(params, 'ShardIterator')?.split('|')[0];
  return textOf(params, 'StreamArn') ?? (iterator?.startsWith('arn:') === true ? iterator : '*');
}

function distinct(needs: readonly Need[]): readonly Need[] {
  return [...new Map(needs.map((need) => [`${need.action} ${need.resource}`, need])).values()];
}
