import { Duration } from 'aws-cdk-lib';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type House, houseArn, houseName, logsLink } from '../house.ts';
import { DeadLetter } from './dead-letter.ts';
import { give, type TableHandle } from './grant.ts';
import { HouseAlarm } from './house-alarm.ts';
import type { HouseFunction } from './house-function.ts';

export interface StreamReaderProps {
  readonly house: House;
  readonly name: string;
  readonly table: TableHandle;
  readonly reader: HouseFunction;
  /** Which records it is handed, as a pattern over the record. */
  readonly only: unknown;
  /** What stays unsaid while records wait. */
  readonly impact: string;
  readonly tell: string;
}

/** A function that reads the table's stream; one bad record stops neither its batch nor its shard. */
export class StreamReader extends Construct {
  constructor(scope: Construct, id: string, props: StreamReaderProps) {
    super(scope, id);
    const { house, reader, table } = props;
    const undelivered = new DeadLetter(this, 'Undelivered', {
      house,
      name: `${props.name}-stream`,
      impact: props.impact,
      tell: props.tell,
    });
    const role = reader.role;
    give(role, [
      {
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [table.streamArn],
      },
      {
        actions: ['dynamodb:ListStreams'],
        resources: [houseArn(house, 'dynamodb', `table/${houseName(house)}/stream/*`)],
        wildcard: 'Listing the streams of the one table: what is asked for is not yet known.',
      },
      { actions: ['sqs:SendMessage'], resources: [undelivered.queue.queueArn] },
    ]);
    const mapping = new CfnEventSourceMapping(this, 'Mapping', {
      functionName: reader.function.functionName,
      eventSourceArn: table.streamArn,
      startingPosition: 'TRIM_HORIZON',
      batchSize: 25,
      bisectBatchOnFunctionError: true,
      functionResponseTypes: ['ReportBatchItemFailures'],
      maximumRetryAttempts: 5,
      maximumRecordAgeInSeconds: 3600,
      destinationConfig: { onFailure: { destination: undelivered.queue.queueArn } },
      filterCriteria: { filters: [{ pattern: JSON.stringify(props.only) }] },
    });
    mapping.node.addDependency(role);
    new HouseAlarm(this, 'Behind', {
      house,
      name: `${props.name}-stream-behind`,
      metric: reader.function.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(1) }),
      above: 120_000,
      impact: props.impact,
      look: logsLink(house, `/aws/lambda/${houseName(house, props.name)}`),
      tell: props.tell,
    });
  }
}
