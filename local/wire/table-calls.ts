/** DynamoDB on the wire: permission first, then the engine; the JSON passes through as it came. */
import type { IdleWatch } from '../bus/idle.ts';
import type { Engine, EngineAnswer } from '../engine/engine.ts';
import type { CloudModel } from '../template/model.ts';
import { AwsError } from './aws-error.ts';
import { guard, type WhyNot } from './guard.ts';
import { type Answer, json } from './http.ts';
import { type Fields, fieldsOf, parseJson, textOf } from './json.ts';

const READS: ReadonlySet<string> = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
const WRITES: ReadonlySet<string> = new Set([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'TransactWriteItems',
]);
const ABOUT: ReadonlySet<string> = new Set([
  'DescribeTable',
  'ListTables',
  'DescribeTimeToLive',
  'DescribeLimits',
  'DescribeEndpoints',
]);
const STREAMS: ReadonlySet<string> = new Set(['ListStreams', 'DescribeStream', 'GetShardIterator', 'GetRecords']);

export interface TableCallsOptions {
  readonly engine: Engine;
  readonly model: CloudModel;
  readonly whyNot: WhyNot;
  readonly idle: IdleWatch;
  /** A table was, or may have been, written. */
  readonly written: () => void;
}

/** Answers one operation (`DynamoDB_20120810.PutItem`) of a role, or of the operator. */
export type TableCalls = (roleArn: string | undefined, target: string, body: Buffer) => Promise<Answer>;

export function openTableCalls(options: TableCallsOptions): TableCalls {
  const { engine, idle } = options;

  /** The engine's own time-to-live stays off (see stream/expiry.ts), so its answer would be wrong. */
  function describeTimeToLive(params: Fields): Answer {
    const attribute = options.model.tables.find(
      (table) => table.name === textOf(params, 'TableName'),
    )?.timeToLiveAttribute;
    return json(
      200,
      {
        TimeToLiveDescription:
          attribute === undefined
            ? { TimeToLiveStatus: 'DISABLED' }
            : { TimeToLiveStatus: 'ENABLED', AttributeName: attribute },
      },
      'application/x-amz-json-1.0',
    );
  }

  /** Engines name a region and an account of their own in ARNs. */
  function inOurName(answer: EngineAnswer): Answer {
    const arn = `arn:${options.model.partition}:dynamodb:${options.model.region}:${options.model.account}:`;
    const body = answer.body.toString('utf8').replaceAll(/arn:aws:dynamodb:[^:"]*:\d{12}:/g, arn);
    return { status: answer.status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
  }

  return async (roleArn, target, body) => {
    const operation = target.slice(target.indexOf('.') + 1);
    const streams = target.startsWith('DynamoDBStreams_');
    const writes = WRITES.has(operation);
    if (!(streams ? STREAMS.has(operation) : writes || READS.has(operation) || ABOUT.has(operation))) {
      throw new AwsError(
        'UnknownOperationException',
        `The operation ${operation} of DynamoDB is not supported by the local cloud.`,
      );
    }
    const params =
      roleArn === undefined && operation !== 'DescribeTimeToLive' ? {} : fieldsOf(parseJson(body.toString('utf8')));
    guard(options.whyNot, roleArn, { service: 'dynamodb', operation, params });
    if (operation === 'DescribeTimeToLive') return describeTimeToLive(params);
    const answer = await engine.call(target, body);
    if (writes && answer.status === 200) options.written();
    if (roleArn !== undefined && idle.watches(roleArn)) {
      const query = operation === 'Query' && answer.status === 200;
      const read = (): Fields => fieldsOf(parseJson(answer.body.toString('utf8')));
      idle.called(roleArn, query ? { kind: 'query', request: params, answer: read() } : { kind: 'other' });
    }
    return ABOUT.has(operation)
      ? inOurName(answer)
      : { status: answer.status, headers: passedOn(answer.headers), body: answer.body };
  };
}

function passedOn(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ['content-type', 'x-amzn-requestid', 'x-amz-crc32']) {
    const value = headers[name];
    if (typeof value === 'string') kept[name] = value;
  }
  return kept;
}
