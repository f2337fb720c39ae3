/** The bus with its rules, and queues. */
import { busNameOf } from './identity.ts';
import { isObject } from './json.ts';
import type { RuleTargetModel } from './model.ts';
import type { ReadResource } from './parts.ts';
import { readPolicy } from './policies.ts';
import type { Properties } from './properties.ts';

const readBus: ReadResource = ({ identity, properties }, parts) => {
  properties.needed('Name');
  parts.buses.push({ name: identity.ref, arn: identity.attributes.Arn ?? '' });
};

/** EventBridge retries for a day, at most 185 times, unless the target says otherwise. */
const bridgesOwn = { attempts: 185, ageSeconds: 86_400 };

function readTarget(target: Properties): RuleTargetModel {
  const transformer = target.object('InputTransformer');
  const retries = target.object('RetryPolicy');
  const input = target.text('Input');
  const inputPath = target.text('InputPath');
  const deadLetterArn = target.object('DeadLetterConfig')?.text('Arn');
  const roleArn = target.text('RoleArn');
  return {
    id: target.needed('Id'),
    arn: target.needed('Arn'),
    maximumRetryAttempts: retries?.number('MaximumRetryAttempts') ?? bridgesOwn.attempts,
    maximumEventAgeSeconds: retries?.number('MaximumEventAgeInSeconds') ?? bridgesOwn.ageSeconds,
    ...(transformer && {
      inputPaths: transformer.entries('InputPathsMap'),
      inputTemplate: transformer.needed('InputTemplate'),
    }),
    ...(input !== undefined && { input }),
    ...(inputPath !== undefined && { inputPath }),
    ...(deadLetterArn !== undefined && { deadLetterArn }),
    ...(roleArn !== undefined && { roleArn }),
  };
}

const readRule: ReadResource = ({ identity, properties, fault }, parts) => {
  properties.text('Name');
  const state = properties.text('State') ?? 'ENABLED';
  if (state !== 'ENABLED' && state !== 'DISABLED') properties.refuse('State', `the state ${state}`);
  const pattern = properties.raw('EventPattern');
  const schedule = properties.text('ScheduleExpression');
  if (pattern === undefined && schedule === undefined) fault('it needs EventPattern or ScheduleExpression');
  if (pattern !== undefined && !isObject(pattern)) properties.refuse('EventPattern', 'a pattern that is not an object');
  parts.rules.push({
    name: identity.ref.split('|').at(-1) ?? identity.ref,
    arn: identity.attributes.Arn ?? '',
    busName: busNameOf(properties.text('EventBusName')),
    enabled: state === 'ENABLED',
    targets: properties.objects('Targets').map(readTarget),
    ...(isObject(pattern) && { pattern }),
    ...(schedule !== undefined && { schedule }),
  });
};

const readQueue: ReadResource = ({ identity, properties }, parts) => {
  properties.text('QueueName');
  if (properties.flag('FifoQueue') === true) properties.refuse('FifoQueue', 'a FIFO queue');
  if ((properties.number('DelaySeconds') ?? 0) !== 0) properties.refuse('DelaySeconds', 'a delay');
  const keyArn = properties.text('KmsMasterKeyId');
  parts.queues.push({
    name: identity.attributes.QueueName ?? '',
    arn: identity.attributes.Arn ?? '',
    url: identity.ref,
    visibilityTimeoutSeconds: properties.number('VisibilityTimeout') ?? 30,
    retentionSeconds: properties.number('MessageRetentionPeriod') ?? 345_600,
    policy: [],
    ...(keyArn !== undefined && { keyArn }),
  });
};

const readQueuePolicy: ReadResource = ({ properties, fault }, parts) => {
  parts.queuePolicies.push({
    urls: properties.texts('Queues'),
    statements: readPolicy(properties.raw('PolicyDocument'), fault),
  });
};

export const messagingReaders = {
  'AWS::Events::EventBus': readBus,
  'AWS::Events::Rule': readRule,
  'AWS::SQS::Queue': readQueue,
  'AWS::SQS::QueuePolicy': readQueuePolicy,
} satisfies Record<string, ReadResource>;
