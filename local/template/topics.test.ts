import { expect, test } from 'vitest';
import { readCloud } from './cloud.ts';
import { TemplateError } from './faults.ts';
import type { Json, JsonObject } from './json.ts';
import { withAssembly } from './testing.ts';

const home = { account: '111122223333', region: 'us-east-1' };

type Resources = Record<string, JsonObject>;

const read = (Resources: Resources) =>
  withAssembly([{ name: 'House', template: { Resources } }], (folder) => readCloud(folder, home));

function faultsOf(resources: Resources): readonly string[] {
  try {
    read(resources);
    return [];
  } catch (error) {
    if (error instanceof TemplateError) return error.faults;
    throw error;
  }
}

const resource = (Type: string, Properties: JsonObject): JsonObject => ({ Type, Properties });
const arnOf = (id: string): Json => ({ 'Fn::GetAtt': [id, 'Arn'] });
const topicArn = 'arn:aws:sns:us-east-1:111122223333:inbound';

const parts: Resources = {
  Role: resource('AWS::IAM::Role', { AssumeRolePolicyDocument: {} }),
  Intake: resource('AWS::Lambda::Function', {
    FunctionName: 'intake',
    Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: arnOf('Role'),
  }),
  Dead: resource('AWS::SQS::Queue', {}),
  Key: resource('AWS::KMS::Key', { KeyPolicy: { Statement: [] } }),
  Topic: resource('AWS::SNS::Topic', { TopicName: 'inbound', KmsMasterKeyId: arnOf('Key') }),
};

const subscription = (more: JsonObject = {}) =>
  resource('AWS::SNS::Subscription', {
    TopicArn: { Ref: 'Topic' },
    Protocol: 'lambda',
    Endpoint: arnOf('Intake'),
    RedrivePolicy: { deadLetterTargetArn: arnOf('Dead') },
    ...more,
  });

test('a topic has its key, its policy and its subscriptions', () => {
  const { topics } = read({
    ...parts,
    Policy: resource('AWS::SNS::TopicPolicy', {
      Topics: [{ Ref: 'Topic' }],
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sns:Publish',
            Resource: { Ref: 'Topic' },
            Principal: { Service: 'ses.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
          },
        ],
      },
    }),
    Subscription: subscription(),
    Mailed: resource('AWS::SNS::Subscription', {
      TopicArn: { Ref: 'Topic' },
      Protocol: 'email',
      Endpoint: 'on-call@example.com',
    }),
  });
  expect(topics).toMatchObject([
    {
      name: 'inbound',
      arn: topicArn,
      keyArn: expect.stringMatching(/:key\//),
      policy: [{ effect: 'Allow', actions: ['sns:Publish'], principals: ['ses.amazonaws.com'] }],
      subscriptions: [
        {
          arn: expect.stringMatching(/^arn:aws:sns:us-east-1:111122223333:inbound:/),
          functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:intake',
          deadLetterArn: expect.stringMatching(/^arn:aws:sqs:/),
        },
      ],
    },
  ]);
  expect(topics[0]?.subscriptions).toHaveLength(1);
});

test('configuration sets and receipt rules say what they publish, and where', () => {
  const { eventDestinations, receiptRules } = read({
    ...parts,
    Texts: resource('AWS::SMSVOICE::ConfigurationSet', {
      ConfigurationSetName: 'house',
      EventDestinations: [
        {
          EventDestinationName: 'intake',
          Enabled: true,
          MatchingEventTypes: ['TEXT_ALL'],
          SnsDestination: { TopicArn: { Ref: 'Topic' } },
        },
      ],
    }),
    Mail: resource('AWS::SES::ConfigurationSet', { Name: 'house', SuppressionOptions: {} }),
    Events: resource('AWS::SES::ConfigurationSetEventDestination', {
      ConfigurationSetName: { Ref: 'Mail' },
      EventDestination: {
        Name: 'intake',
        Enabled: true,
        MatchingEventTypes: ['bounce'],
        SnsDestination: { TopicARN: { Ref: 'Topic' } },
      },
    }),
    Rules: resource('AWS::SES::ReceiptRuleSet', { RuleSetName: 'house' }),
    Rule: resource('AWS::SES::ReceiptRule', {
      RuleSetName: { Ref: 'Rules' },
      Rule: {
        Name: 'replies',
        Enabled: true,
        ScanEnabled: true,
        Recipients: ['reply.example.com'],
        Actions: [{ SNSAction: { TopicArn: { Ref: 'Topic' }, Encoding: 'Base64' } }],
      },
    }),
  });
  expect(eventDestinations).toEqual([
    { channel: 'sms', configurationSet: 'house', topicArn, eventTypes: ['TEXT_ALL'] },
    { channel: 'mail', configurationSet: 'house', topicArn, eventTypes: ['bounce'] },
  ]);
  expect(receiptRules).toMatchObject([
    {
      arn: expect.stringMatching(/:receipt-rule-set\/.+:receipt-rule\/replies$/),
      recipients: ['reply.example.com'],
      topicArn,
      encoding: 'Base64',
    },
  ]);
});

test('what cannot be run is refused by name', () => {
  const refused = (more: JsonObject) => faultsOf({ ...parts, Subscription: subscription(more) }).join('\n');
  expect(refused({})).toBe('');
  expect(refused({ FilterPolicy: { kind: ['sms'] } })).toContain('property FilterPolicy is not supported');
  expect(refused({ DeliveryPolicy: {} })).toContain('property DeliveryPolicy is not supported');
  expect(refused({ RawMessageDelivery: true })).toContain('RawMessageDelivery: raw delivery');
  expect(refused({ Protocol: 'https' })).toContain('the protocol https');
  expect(refused({ TopicArn: 'arn:aws:sns:us-east-1:111122223333:other' })).toContain(
    'its topic arn:aws:sns:us-east-1:111122223333:other is not in this assembly',
  );
  expect(refused({ Endpoint: 'arn:aws:lambda:us-east-1:111122223333:function:nobody' })).toContain('its function');
  const rule = resource('AWS::SES::ReceiptRule', {
    RuleSetName: 'house',
    Rule: { Name: 'r', Enabled: true, Actions: [{ S3Action: { BucketName: 'mail' } }] },
  });
  expect(faultsOf({ ...parts, Rule: rule }).join('\n')).toContain('S3Action is not supported');
});
