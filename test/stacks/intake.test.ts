/** What comes in from outside: who may bring it, what it is encrypted with, and where it lies when it cannot be handed over. */
import { describe, expect, test } from 'vitest';
import { type Resource, synthesise } from './templates.ts';

const cloud = synthesise();
const stack = 'lanekeep-sample-intake';
const here = 'us-east-1:123456789012';

const topics = cloud.of('AWS::SNS::Topic').filter((each) => each.stack === stack);
const nameOf = (topic: Resource | undefined): string =>
  String(topic?.Properties.TopicName).replace('lanekeep-sample-', '');
const policyOf = (topic: Resource) =>
  cloud
    .of('AWS::SNS::TopicPolicy')
    .find((each) => cloud.pointed(stack, each.Properties.Topics[0]) === topic && each.stack === stack)?.Properties
    .PolicyDocument.Statement ?? [];
const subscriptions = cloud.of('AWS::SNS::Subscription').filter((each) => each.stack === stack);
const intake = cloud.of('AWS::Lambda::Function').find((each) => each.stack === stack);

describe('an intake topic', () => {
  test('there are four', () => {
    expect(topics.map(nameOf).sort()).toEqual(['inbound-mail', 'inbound-sms', 'mail-events', 'sms-events']);
  });

  test.each(topics.map((each) => [nameOf(each), each] as const))('%s is encrypted with the stack’s key', (_, topic) => {
    expect(cloud.pointed(stack, topic.Properties.KmsMasterKeyId)?.Type).toBe('AWS::KMS::Key');
  });

  test('takes messages from one provider, for this account and one thing of it, and never over a plain connection', () => {
    const allowed = topics.map((topic) => {
      const statements: readonly any[] = policyOf(topic);
      expect(statements.filter((each) => each.Effect === 'Deny')).toMatchObject([
        { Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ]);
      const [may, ...others] = statements.filter((each) => each.Effect === 'Allow');
      expect(others).toEqual([]);
      expect(may.Action).toBe('sns:Publish');
      expect(may.Condition.StringEquals).toEqual({ 'aws:SourceAccount': '123456789012' });
      return [nameOf(topic), may.Principal.Service, may.Condition.ArnLike['aws:SourceArn']];
    });
    expect(Object.fromEntries(allowed.map(([name, ...rest]) => [name, rest]))).toEqual({
      'inbound-sms': ['sms-voice.amazonaws.com', `arn:aws:sms-voice:${here}:*`],
      'sms-events': ['sms-voice.amazonaws.com', `arn:aws:sms-voice:${here}:configuration-set/lanekeep-sample`],
      'inbound-mail': [
        'ses.amazonaws.com',
        `arn:aws:ses:${here}:receipt-rule-set/lanekeep-sample:receipt-rule/lanekeep-sample`,
      ],
      'mail-events': ['ses.amazonaws.com', `arn:aws:ses:${here}:configuration-set/lanekeep-sample`],
    });
  });

  test('is read by the one function, and what that may not be given lies in a queue', () => {
    expect(subscriptions.map((each) => nameOf(cloud.pointed(stack, each.Properties.TopicArn))).sort()).toEqual(
      topics.map(nameOf).sort(),
    );
    for (const { Properties } of subscriptions) {
      expect(Properties.Protocol).toBe('lambda');
      expect(cloud.pointed(stack, Properties.Endpoint)).toBe(intake);
      const queue = cloud.pointed(stack, Properties.RedrivePolicy.deadLetterTargetArn);
      expect(queue?.Properties.QueueName).toBe('lanekeep-sample-intake-topics-undelivered');
    }
  });

  test('may use that queue, and nothing else may', () => {
    const taking = cloud
      .of('AWS::SQS::QueuePolicy')
      .filter((each) => each.stack === stack)
      .flatMap((each) => each.Properties.PolicyDocument.Statement)
      .filter((each: any) => each.Effect === 'Allow');
    expect(taking).toMatchObject([{ Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage' }]);
    expect(taking[0].Condition.ArnEquals['aws:SourceArn']).toEqual(
      expect.arrayContaining(topics.map((each) => `arn:aws:sns:${here}:${each.Properties.TopicName}`)),
    );
  });
});

test('the key of the topics is open to the two providers, for encrypting, and the table’s is not', () => {
  const key = cloud.of('AWS::KMS::Key').find((each) => each.stack === stack);
  const services = key?.Properties.KeyPolicy.Statement.filter((each: any) => each.Principal.Service !== undefined);
  expect(services.map((each: any) => each.Principal.Service).sort()).toEqual([
    'ses.amazonaws.com',
    'sms-voice.amazonaws.com',
  ]);
  for (const each of services) expect(each.Action.toSorted()).toEqual(['kms:Decrypt', 'kms:GenerateDataKey*']);
  expect(key?.Properties.EnableKeyRotation).toBe(true);
});

test('the function keeps what it cannot take in, and neither sends nor starts anything', () => {
  expect(cloud.pointed(stack, intake?.Properties.DeadLetterConfig.TargetArn)?.Properties.QueueName).toBe(
    'lanekeep-sample-intake-undelivered',
  );
  const actions = cloud
    .of('AWS::IAM::Policy')
    .filter((each) => each.stack === stack)
    .flatMap((each) => each.Properties.PolicyDocument.Statement)
    .flatMap((each: any) => [each.Action].flat());
  expect(new Set(actions.map((action: string) => action.split(':')[0]))).toEqual(
    new Set(['dynamodb', 'logs', 'sqs', 'xray']),
  );
});

describe('the providers report', () => {
  test('by the configuration sets and the rule that the stacks make', () => {
    const [texts] = cloud.of('AWS::SMSVOICE::ConfigurationSet');
    expect(texts?.Properties.ConfigurationSetName).toBe('lanekeep-sample');
    expect(texts?.Properties.EventDestinations).toMatchObject([{ Enabled: true, MatchingEventTypes: ['TEXT_ALL'] }]);
    const [mail] = cloud.of('AWS::SES::ConfigurationSetEventDestination');
    expect(mail?.Properties).toMatchObject({
      ConfigurationSetName: 'lanekeep-sample',
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: expect.arrayContaining(['delivery', 'bounce', 'complaint']),
      },
    });
    const [rule] = cloud.of('AWS::SES::ReceiptRule');
    expect(rule?.Properties.Rule).toMatchObject({
      Recipients: ['reply.example.com'],
      Enabled: true,
      ScanEnabled: true,
    });
    expect(rule?.Properties.Rule.Actions).toMatchObject([{ SNSAction: { Encoding: 'Base64' } }]);
  });

  test('to the sender by name, and answers go to the inbound domain', () => {
    const act = cloud.of('AWS::Lambda::Function').find((each) => each.Properties.FunctionName.endsWith('-act'));
    expect(act?.Properties.Environment.Variables).toMatchObject({
      SMS_CONFIGURATION_SET: 'lanekeep-sample',
      MAIL_CONFIGURATION_SET: 'lanekeep-sample',
      MAIL_REPLY_TO: 'reply@reply.example.com',
    });
  });

  test('by the group’s own sets when it names them; a group without an inbound domain receives no mail', () => {
    const other = synthesise(({ sms, mail, ...group }) => ({
      ...group,
      sms: { ...sms, configurationSet: 'ours' },
      mail: { from: mail.from, identity: mail.identity, configurationSet: 'ours' },
    }));
    for (const type of [
      'AWS::SMSVOICE::ConfigurationSet',
      'AWS::SES::ConfigurationSet',
      'AWS::SES::ReceiptRule',
      'AWS::SES::ReceiptRuleSet',
    ])
      expect(other.of(type), type).toEqual([]);
    const policies = JSON.stringify(other.of('AWS::SNS::TopicPolicy'));
    expect(policies).toContain(`arn:aws:sms-voice:${here}:configuration-set/ours`);
    expect(policies).toContain(`arn:aws:ses:${here}:configuration-set/ours`);
    const act = other.of('AWS::Lambda::Function').find((each) => each.Properties.FunctionName.endsWith('-act'));
    expect(act?.Properties.Environment.Variables).not.toHaveProperty('MAIL_REPLY_TO');
  });
});
