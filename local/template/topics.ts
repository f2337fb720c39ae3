/** Topics and their subscriptions, and the providers of messages that publish there. */
import type { ReadResource } from './parts.ts';
import { readPolicy } from './policies.ts';

const readTopic: ReadResource = ({ identity, properties }, parts) => {
  properties.text('TopicName');
  if (properties.flag('FifoTopic') === true) properties.refuse('FifoTopic', 'a FIFO topic');
  const keyArn = properties.text('KmsMasterKeyId');
  parts.topics.push({
    name: identity.attributes.TopicName ?? '',
    arn: identity.ref,
    ...(keyArn !== undefined && { keyArn }),
  });
};

const readTopicPolicy: ReadResource = ({ properties, fault }, parts) => {
  parts.topicPolicies.push({
    arns: properties.texts('Topics'),
    statements: readPolicy(properties.raw('PolicyDocument'), fault),
  });
};

const readSubscription: ReadResource = ({ identity, properties }, parts) => {
  const topicArn = properties.needed('TopicArn');
  const functionArn = properties.needed('Endpoint');
  const protocol = properties.needed('Protocol');
  const deadLetterArn = properties.object('RedrivePolicy')?.needed('deadLetterTargetArn');
  if (properties.flag('RawMessageDelivery') === true) properties.refuse('RawMessageDelivery', 'raw delivery');
  // Alarms are mailed to people, and on a laptop nothing alarms.
  if (protocol === 'email') return;
  if (protocol !== 'lambda') properties.refuse('Protocol', `the protocol ${protocol}`);
  parts.subscriptions.push({
    arn: identity.ref,
    topicArn,
    functionArn,
    ...(deadLetterArn !== undefined && { deadLetterArn }),
  });
};

const readSmsConfigurationSet: ReadResource = ({ identity, properties }, parts) => {
  properties.text('ConfigurationSetName');
  for (const destination of properties.objects('EventDestinations')) {
    destination.text('EventDestinationName');
    const topicArn = destination.object('SnsDestination')?.needed('TopicArn');
    const eventTypes = destination.texts('MatchingEventTypes');
    if (destination.flag('Enabled') === false || topicArn === undefined) continue;
    parts.eventDestinations.push({ channel: 'sms', configurationSet: identity.ref, topicArn, eventTypes });
  }
};

const readMailConfigurationSet: ReadResource = ({ properties }) => {
  properties.text('Name');
};

const readMailEventDestination: ReadResource = ({ properties }, parts) => {
  const configurationSet = properties.needed('ConfigurationSetName');
  const destination = properties.object('EventDestination');
  destination?.text('Name');
  const topicArn = destination?.object('SnsDestination')?.needed('TopicARN');
  const eventTypes = destination?.texts('MatchingEventTypes') ?? [];
  if (destination?.flag('Enabled') === false || topicArn === undefined) return;
  parts.eventDestinations.push({ channel: 'mail', configurationSet, topicArn, eventTypes });
};

const readReceiptRule: ReadResource = ({ properties, partition, region, account }, parts) => {
  const set = properties.needed('RuleSetName');
  properties.text('After');
  const rule = properties.object('Rule');
  const name = rule?.needed('Name') ?? '';
  const recipients = rule?.texts('Recipients') ?? [];
  const actions = rule?.objects('Actions') ?? [];
  const enabled = rule?.flag('Enabled') ?? false;
  for (const action of actions) {
    const publish = action.object('SNSAction');
    const topicArn = publish?.needed('TopicArn');
    const encoding = publish?.text('Encoding') ?? 'UTF-8';
    if (encoding !== 'UTF-8' && encoding !== 'Base64') publish?.refuse('Encoding', `the encoding ${encoding}`);
    if (!enabled || topicArn === undefined) continue;
    parts.receiptRules.push({
      arn: `arn:${partition}:ses:${region}:${account}:receipt-rule-set/${set}:receipt-rule/${name}`,
      recipients,
      topicArn,
      encoding: encoding === 'Base64' ? 'Base64' : 'UTF-8',
    });
  }
};

export const topicReaders = {
  'AWS::SNS::Topic': readTopic,
  'AWS::SNS::TopicPolicy': readTopicPolicy,
  'AWS::SNS::Subscription': readSubscription,
  'AWS::SMSVOICE::ConfigurationSet': readSmsConfigurationSet,
  'AWS::SES::ConfigurationSet': readMailConfigurationSet,
  'AWS::SES::ConfigurationSetEventDestination': readMailEventDestination,
  'AWS::SES::ReceiptRule': readReceiptRule,
} satisfies Record<string, ReadResource>;
