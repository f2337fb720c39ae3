/** Reads a snapshot over the wire, as an auditor with the operator's keys would: table, executions, outbox, queues, logs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { type Fields, fieldsOf, isFields, listOf, textOf } from './fields.ts';
import { type Execution, placeOf, type Recipient, type Row, type Sent, type Snapshot, type Visit } from './snapshot.ts';

/** Where to look. */
export interface Places {
  /** The address that speaks AWS. */
  readonly awsUrl: string;
  readonly region: string;
  readonly tableName: string;
  readonly queueUrls: readonly string[];
  /** The folder in which each function has a log file. */
  readonly logFolder: string;
}

const credentials = { accessKeyId: 'auditor', secretAccessKey: 'local' };

const isRow = (item: Fields): item is Row => typeof item['pk'] === 'string' && typeof item['sk'] === 'string';

async function scan(client: DynamoDBDocumentClient, input: { TableName: string; IndexName?: string }): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of paginateScan({ client }, input)) {
    for (const item of page.Items ?? []) if (isRow(item)) rows.push(item);
  }
  return rows;
}

function parsed(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}

/** States entered, in order; with what Review named when it was left. */
function pathOf(events: readonly HistoryEvent[]): readonly Visit[] {
  const path: Visit[] = [];
  for (const { type, stateEnteredEventDetails: entered, stateExitedEventDetails: exited } of events) {
    if (entered?.name !== undefined) path.push({ state: entered.name });
    const step = fieldsOf(fieldsOf(fieldsOf(parsed(exited?.output))['review'])['step']);
    // The choice and the waits carry the same answer on; only Review has a new one.
    if (type === 'TaskStateExited' && exited?.name === 'Review')
      path.push({ state: 'Review', says: textOf(step, 'next') });
  }
  return path.filter(
    ({ state, says }, index) => state !== 'Review' || says !== undefined || path[index + 1]?.state !== 'Review',
  );
}

async function readPath(sfn: SFNClient, executionArn: string): Promise<readonly Visit[]> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000, nextToken }));
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return pathOf(events);
}

async function readExecution(sfn: SFNClient, executionArn: string): Promise<Execution> {
  const { name = '', status = '', input = '' } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
  return { name, status, input, path: await readPath(sfn, executionArn) };
}

async function readExecutions(sfn: SFNClient): Promise<readonly Execution[]> {
  const executions: Execution[] = [];
  const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({ maxResults: 1000 }));
  for (const { stateMachineArn } of stateMachines) {
    let nextToken: string | undefined;
    do {
      const page = await sfn.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1000, nextToken }));
      for (const { executionArn = '' } of page.executions ?? [])
        executions.push(await readExecution(sfn, executionArn));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  }
  return executions;
}

/** What identifies a message travels as the context of a text and as a tag of a mail. */
function referenceOf(request: Fields): string {
  const tag = listOf(request['EmailTags'])
    .map(fieldsOf)
    .find(({ Name }) => Name === 'reference');
  return tag === undefined ? textOf(fieldsOf(request['Context']), 'reference') : textOf(tag, 'Value');
}

async function readOutbox(awsUrl: string): Promise<readonly Sent[]> {
  const answer: unknown = await (await fetch(`${awsUrl}/_local/outbox`)).json();
  return listOf(fieldsOf(answer)['messages']).map((one) => {
    const message = fieldsOf(one);
    const [id, at, channel, to, text] = ['id', 'at', 'channel', 'to', 'text'].map((field) => textOf(message, field));
    return {
      id: id ?? '',
      at: at ?? '',
      channel: channel ?? '',
      to: to ?? '',
      text: text ?? '',
      unsubscribes: textOf(fieldsOf(message['headers']), 'List-Unsubscribe-Post') === 'List-Unsubscribe=One-Click',
      reference: referenceOf(fieldsOf(message['request'])),
    };
  });
}

async function readDeadLetters(sqs: SQSClient, queueUrls: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const QueueUrl of queueUrls) {
    const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    if (Attributes.ApproximateNumberOfMessages !== '0') found.push(QueueUrl.split('/').at(-1) ?? QueueUrl);
  }
  return found;
}

/** A line of a function's log; undefined for what is not JSON. */
function logLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What doors wrote down: repairs of the sweeper, and errors. */
function readLogs(folder: string): { readonly repairs: readonly string[]; readonly errors: readonly string[] } {
  const lines = readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8').split('\n').map(logLine).filter(isFields),
  );
  return {
    repairs: lines.filter(({ message }) => message === 'Repaired').map((line) => JSON.stringify(line['swept'])),
    errors: lines
      .filter(({ level }) => level === 'ERROR')
      .map((line) => `${textOf(line, 'message')} ${textOf(line, 'errorName')}`),
  };
}

/** Reads everything. Nothing may be under way meanwhile: run the clock forward first. */
export async function readSnapshot(places: Places, recipients: readonly Recipient[]): Promise<Snapshot> {
  const { awsUrl, region, tableName } = places;
  const config = { endpoint: awsUrl, region, credentials };
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(config));
  const clock = fieldsOf(await (await fetch(`${awsUrl}/_local/clock`)).json());
  return {
    at: textOf(clock, 'now'),
    rows: await scan(table, { TableName: tableName }),
    due: (await scan(table, { TableName: tableName, IndexName: 'due' })).map(placeOf),
    executions: await readExecutions(new SFNClient(config)),
    outbox: await readOutbox(awsUrl),
    recipients,
    ...readLogs(places.logFolder),
    deadLetters: await readDeadLetters(new SQSClient(config), places.queueUrls),
  };
}
