/**
 * Which IAM actions on which resources a call needs (Service Authorization Reference). One call may need several: a
 * transaction needs leave for every item in it.
 */
import { dynamodbNeeds } from './dynamodb-needs.ts';
import { type Params, partsOf, textOf } from './params.ts';

/** One leave that a call needs; hand it to `allowed` together with the caller. */
export interface Need {
  readonly action: string;
  readonly resource: string;
  /** Leave for one of these does as well. */
  readonly alternatives?: readonly string[];
  readonly context?: Readonly<Record<string, string>>;
}

type ArnOf = (service: string, resource: string) => string;
type NeedsOf = (operation: string, params: Params, arn: ArnOf) => readonly Need[] | undefined;

const one = (action: string, resource: string): readonly Need[] => [{ action, resource }];

const machineOperations = new Set(['StartExecution', 'ListExecutions', 'DescribeStateMachine']);
const executionOperations = new Set([
  'DescribeExecution',
  'DescribeStateMachineForExecution',
  'GetExecutionHistory',
  'RedriveExecution',
  'StopExecution',
]);
const tokenOperations = new Set(['SendTaskSuccess', 'SendTaskFailure', 'SendTaskHeartbeat']);

const states: NeedsOf = (operation, params) => {
  const action = `states:${operation}`;
  if (machineOperations.has(operation)) return one(action, textOf(params, 'stateMachineArn') ?? '*');
  if (executionOperations.has(operation)) return one(action, textOf(params, 'executionArn') ?? '*');
  if (tokenOperations.has(operation)) return one(action, textOf(params, 'stateMachineArn') ?? '*');
  return operation === 'ListStateMachines' ? one(action, '*') : undefined;
};

const events: NeedsOf = (operation, params, arn) => {
  if (operation !== 'PutEvents') return undefined;
  return partsOf(params, 'Entries').map((entry) => {
    const bus = textOf(entry, 'EventBusName') ?? 'default';
    const context: Record<string, string> = {};
    const source = textOf(entry, 'Source');
    const detailType = textOf(entry, 'DetailType');
    if (source !== undefined) context['events:source'] = source;
    if (detailType !== undefined) context['events:detail-type'] = detailType;
    return {
      action: 'events:PutEvents',
      resource: bus.startsWith('arn:') ? bus : arn('events', `event-bus/${bus}`),
      context,
    };
  });
};

const queueOperations = new Set([
  'ChangeMessageVisibility',
  'DeleteMessage',
  'GetQueueAttributes',
  'GetQueueUrl',
  'PurgeQueue',
  'ReceiveMessage',
  'SendMessage',
]);

const sqs: NeedsOf = (operation, params, arn) => {
  if (operation === 'ListQueues') return one('sqs:ListQueues', '*');
  // The batch operations are allowed by the actions on single messages.
  const single = operation.replace(/Batch$/, '');
  const name = textOf(params, 'QueueUrl')?.split('/').at(-1) ?? textOf(params, 'QueueName');
  if (!queueOperations.has(single)) return undefined;
  return one(`sqs:${single}`, name === undefined ? '*' : arn('sqs', name));
};

const lambda: NeedsOf = (operation, params, arn) => {
  const name = textOf(params, 'FunctionName');
  if (operation !== 'Invoke' || name === undefined) return undefined;
  return one('lambda:InvokeFunction', name.startsWith('arn:') ? name : arn('lambda', `function:${name}`));
};

const ses: NeedsOf = (operation, params, arn) => {
  if (operation !== 'SendEmail') return undefined;
  const from = textOf(params, 'FromEmailAddress') ?? '';
  const address = /<([^>]*)>\s*$/.exec(from)?.[1] ?? from;
  const context = { 'ses:FromAddress': address };
  const domain = arn('ses', `identity/${address.split('@').at(-1)}`);
  const identity = textOf(params, 'FromEmailAddressIdentityArn') ?? domain;
  // Which identity was verified, address or domain, is not in the template: leave for either will do.
  const sending = {
    action: 'ses:SendEmail',
    resource: identity,
    alternatives: [arn('ses', `identity/${address}`)],
    context,
  };
  const set = textOf(params, 'ConfigurationSetName');
  return set === undefined
    ? [sending]
    : [sending, { action: 'ses:SendEmail', resource: arn('ses', `configuration-set/${set}`), context }];
};

const smsVoice: NeedsOf = (operation, params, arn) => {
  if (operation !== 'SendTextMessage') return undefined;
  const origin = textOf(params, 'OriginationIdentity');
  if (origin === undefined) return one('sms-voice:SendTextMessage', '*');
  if (origin.startsWith('arn:')) return one('sms-voice:SendTextMessage', origin);
  const kind = origin.startsWith('pool-') ? 'pool' : /^(phone-|\+)/.test(origin) ? 'phone-number' : 'sender-id';
  return one('sms-voice:SendTextMessage', arn('sms-voice', `${kind}/${origin}`));
};

const kms: NeedsOf = (operation, params, arn) => {
  if (operation !== 'GenerateMac' && operation !== 'VerifyMac') return undefined;
  const named = textOf(params, 'KeyId') ?? '*';
  const resource = named === '*' || named.startsWith('arn:') ? named : arn('kms', `key/${named}`);
  const context = { 'kms:MacAlgorithm': textOf(params, 'MacAlgorithm') ?? '' };
  return [{ action: `kms:${operation}`, resource, context }];
};

const services: Readonly<Record<string, NeedsOf>> = {
  dynamodb: dynamodbNeeds,
  events,
  kms,
  lambda,
  ses,
  'sms-voice': smsVoice,
  sqs,
  states,
  // Everybody may ask who they are.
  sts: (operation) => (operation === 'GetCallerIdentity' ? [] : undefined),
};

/**
 * @param service the IAM prefix: dynamodb (streams too), events, kms, lambda, ses, sms-voice, sqs, states, sts
 * @param operation the API operation, such as `TransactWriteItems`
 * @param params the request as the API takes it; an unreadable one needs the widest leave
 * @throws Error for an operation whose permissions this room does not know
 */
export function actionOf(
  service: string,
  operation: string,
  params: unknown,
  region: string,
  account: string,
): readonly Need[] {
  const arn: ArnOf = (owner, resource) => `arn:aws:${owner}:${region}:${account}:${resource}`;
  const needs = services[service]?.(operation, params, arn);
  if (needs === undefined)
    throw new Error(`The local cloud does not know which permissions ${service}:${operation} needs.`);
  return needs;
}
