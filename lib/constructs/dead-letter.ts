import { Duration, Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type House, houseName, queueLink } from '../house.ts';
import { HouseAlarm } from './house-alarm.ts';

/** A service that delivers by itself, not in a function's name. */
export type DeliveringService = 'events.amazonaws.com' | 'sns.amazonaws.com';

export interface DeadLetterProps {
  readonly house: House;
  /** What could not be delivered: completes `lanekeep-<stage>-…-undelivered`. */
  readonly name: string;
  /** What stays undone while a message lies here. */
  readonly impact: string;
  readonly tell: string;
  /** The service that may put here what it could not deliver, and for which of its rules or topics. */
  readonly from?: { readonly service: DeliveringService; readonly arns: readonly string[] };
}

/**
 * Where an asynchronous edge puts what it could not deliver, with an alarm on the first message. `lanekeep redrive`
 * takes it from there.
 */
export class DeadLetter extends Construct {
  readonly queue: Queue;
  /** The queue's name, plain: for those who name it without a reference to its stack. */
  readonly queueName: string;

  constructor(scope: Construct, id: string, props: DeadLetterProps) {
    super(scope, id);
    const name = houseName(props.house, props.name, 'undelivered');
    this.queueName = name;
    this.queue = new Queue(this, 'Queue', {
      queueName: name,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: Duration.minutes(2),
    });
    Validations.of(this.queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This is the dead-letter queue itself; an alarm and the redrive command take what arrives here.',
    });
    if (props.from !== undefined) this.queue.addToResourcePolicy(fromService(this.queue.queueArn, props.from));
    new HouseAlarm(this, 'Waiting', {
      house: props.house,
      name: `${props.name}-undelivered`,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      impact: props.impact,
      look: queueLink(props.house, name),
      tell: props.tell,
    });
  }
}

const fromService = (queueArn: string, from: NonNullable<DeadLetterProps['from']>): PolicyStatement =>
  new PolicyStatement({
    effect: Effect.ALLOW,
    principals: [new ServicePrincipal(from.service)],
    actions: ['sqs:SendMessage'],
    resources: [queueArn],
    conditions: { ArnEquals: { 'aws:SourceArn': from.arns.length === 1 ? from.arns[0] : from.arns } },
  });
