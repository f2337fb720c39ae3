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

const role = resource('AWS::IAM::Role', { AssumeRolePolicyDocument: {} });
const hear = (more: JsonObject = {}) =>
  resource('AWS::Lambda::Function', {
    Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: arnOf('Role'),
    ...more,
  });
const table = (more: JsonObject = {}) =>
  resource('AWS::DynamoDB::Table', {
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    ...more,
  });
const queue = resource('AWS::SQS::Queue', { MessageRetentionPeriod: '1209600' });

test('a table becomes the input of CreateTable; numbers may be text, and the stream has a name', () => {
  const { tables } = read({
    Table: table({
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: { Ref: 'Key' } },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
    Key: resource('AWS::KMS::Key', { KeyPolicy: { Statement: [] } }),
  });
  expect(tables).toMatchObject([
    {
      name: 'House-Table',
      arn: 'arn:aws:dynamodb:us-east-1:111122223333:table/House-Table',
      timeToLiveAttribute: 'expiresAt',
      streamArn: 'arn:aws:dynamodb:us-east-1:111122223333:table/House-Table/stream/local',
      keyArn: expect.stringMatching(/^arn:aws:kms:us-east-1:111122223333:key\//),
      createTable: {
        TableName: 'House-Table',
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      },
    },
  ]);
});

test('a function with its asset, its role, its permissions and its source', () => {
  const cloud = read({
    Role: role,
    Hear: hear({
      Environment: { Variables: { TABLE_NAME: { Ref: 'Table' }, LIMIT: 7 } },
      Timeout: '30',
      FunctionName: 'hear',
    }),
    Table: table({ StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }),
    Dead: queue,
    Mapping: resource('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
      FunctionName: { Ref: 'Hear' },
      StartingPosition: 'TRIM_HORIZON',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
      DestinationConfig: { OnFailure: { Destination: arnOf('Dead') } },
    }),
    Permission: resource('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: arnOf('Hear'),
      Principal: 'events.amazonaws.com',
      SourceArn: 'arn:aws:events:us-east-1:111122223333:rule/*',
    }),
    Config: resource('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: 'Hear' },
      Qualifier: '$LATEST',
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: arnOf('Dead') } },
    }),
  });
  const [one] = cloud.functions;
  expect(one).toMatchObject({
    name: 'hear',
    roleArn: cloud.roles[0]?.arn,
    handler: 'index.handler',
    environment: { TABLE_NAME: 'House-Table', LIMIT: '7' },
    timeoutSeconds: 30,
    memoryMb: 128,
    permissions: [
      { principals: ['events.amazonaws.com'], conditions: { ArnLike: { 'aws:SourceArn': [expect.any(String)] } } },
    ],
    asynchronous: {
      maximumRetryAttempts: 1,
      maximumEventAgeSeconds: 21_600,
      onFailureArn: cloud.queues[0]?.arn,
      onFailureForm: 'record',
    },
  });
  expect(one?.assetPath).toMatch(/asset\.code$/);
  expect(cloud.queues[0]?.retentionSeconds).toBe(1_209_600);
  expect(cloud.sourceMappings).toMatchObject([
    {
      functionName: 'hear',
      batchSize: 100,
      filters: [{ eventName: ['INSERT'] }],
      reportItemFailures: true,
      maximumRetryAttempts: -1,
      onFailureArn: cloud.queues[0]?.arn,
    },
  ]);
});

test('a rule on a bus, with what it hands on and where it gives up', () => {
  const cloud = read({
    Role: role,
    Hear: hear(),
    Dead: queue,
    Bus: resource('AWS::Events::EventBus', { Name: 'house' }),
    Rule: resource('AWS::Events::Rule', {
      EventBusName: arnOf('Bus'),
      EventPattern: { source: ['lanekeep'] },
      Targets: [
        {
          Id: 'hear',
          Arn: arnOf('Hear'),
          DeadLetterConfig: { Arn: arnOf('Dead') },
          RetryPolicy: { MaximumRetryAttempts: 3 },
          InputTransformer: { InputPathsMap: { event: '$.detail' }, InputTemplate: '{"event":<event>}' },
        },
      ],
    }),
    Every: resource('AWS::Events::Rule', { ScheduleExpression: 'rate(1 minute)', State: 'DISABLED' }),
  });
  expect(cloud.rules).toMatchObject([
    {
      name: 'House-Rule',
      arn: 'arn:aws:events:us-east-1:111122223333:rule/house/House-Rule',
      busName: 'house',
      enabled: true,
      targets: [
        {
          inputPaths: { event: '$.detail' },
          maximumRetryAttempts: 3,
          maximumEventAgeSeconds: 86_400,
          deadLetterArn: cloud.queues[0]?.arn,
        },
      ],
    },
    { busName: 'default', enabled: false, schedule: 'rate(1 minute)', targets: [] },
  ]);
  expect(cloud.buses.map(({ name }) => name)).toEqual(['default', 'house']);
});

test('a machine with its substitutions made', () => {
  const definition = '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${Hear}","End":true}}}';
  const machine = resource('AWS::StepFunctions::StateMachine', {
    StateMachineName: 'lanekeep-dev-parts-eta',
    RoleArn: arnOf('Role'),
    DefinitionString: definition,
    DefinitionSubstitutions: { Hear: arnOf('Hear') },
  });
  const cloud = read({ Role: role, Hear: hear(), Machine: machine });
  expect(cloud.machines).toMatchObject([
    { name: 'lanekeep-dev-parts-eta', definition: { States: { A: { Resource: cloud.functions[0]?.arn } } } },
  ]);
  const without = resource('AWS::StepFunctions::StateMachine', {
    RoleArn: arnOf('Role'),
    DefinitionString: definition,
  });
  expect(faultsOf({ Role: role, Machine: without })).toEqual([
    'stack House, resource Machine (AWS::StepFunctions::StateMachine): the definition mentions ${Hear}, which DefinitionSubstitutions does not give',
  ]);
});

test('a role has the statements of all its policies', () => {
  const policyOf = (...actions: string[]) => ({ Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });
  const { roles } = read({
    Role: resource('AWS::IAM::Role', {
      Policies: [{ PolicyName: 'own', PolicyDocument: policyOf('a:Own') }],
      ManagedPolicyArns: [{ Ref: 'Managed' }, 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
    }),
    Policy: resource('AWS::IAM::Policy', {
      PolicyName: 'p',
      Roles: [{ Ref: 'Role' }],
      PolicyDocument: policyOf('a:Attached'),
    }),
    Managed: resource('AWS::IAM::ManagedPolicy', { PolicyDocument: policyOf('a:Managed') }),
  });
  const actions = roles.flatMap(({ statements }) => statements.flatMap((statement) => statement.actions));
  expect(actions).toEqual(expect.arrayContaining(['a:Own', 'a:Attached', 'a:Managed', 'logs:PutLogEvents']));
});

test('inert resources are counted, and may be mentioned', () => {
  const cloud = read({
    Log: resource('AWS::Logs::LogGroup', { LogGroupName: '/aws/lambda/hear', RetentionInDays: 30 }),
    Alarm: resource('AWS::CloudWatch::Alarm', { Anything: 'goes' }),
    Metadata: resource('AWS::CDK::Metadata', {}),
    Role: role,
    Hear: hear({ LoggingConfig: { LogGroup: { Ref: 'Log' } } }),
  });
  expect(cloud.inert).toEqual({ 'AWS::Logs::LogGroup': 1, 'AWS::CloudWatch::Alarm': 1, 'AWS::CDK::Metadata': 1 });
  expect(cloud.functions[0]?.logGroup).toBe('/aws/lambda/hear');
});

test('everything that cannot run is told at once', () => {
  const faults = faultsOf({
    Bucket: resource('AWS::S3::Bucket', {}),
    Role: role,
    Hear: hear({ Layers: ['arn:aws:lambda:us-east-1:1:layer:x'], VpcConfig: {} }),
    Table: table({ KinesisStreamSpecification: {}, StreamSpecification: { StreamViewType: 'NEW_IMAGE', Surprise: 1 } }),
    Queue: resource('AWS::SQS::Queue', { FifoQueue: true, VisibilityTimeout: 'soon' }),
    Topic: { ...resource('AWS::SNS::Topic', {}), CreationPolicy: {} },
  });
  const where = (id: string, type: string) => `stack House, resource ${id} (${type})`;
  expect(faults).toEqual([
    `${where('Bucket', 'AWS::S3::Bucket')}: this resource type is not supported by the local cloud`,
    `${where('Hear', 'AWS::Lambda::Function')}: property Layers is not supported by the local cloud`,
    `${where('Hear', 'AWS::Lambda::Function')}: property VpcConfig is not supported by the local cloud`,
    `${where('Table', 'AWS::DynamoDB::Table')}: property KinesisStreamSpecification is not supported by the local cloud`,
    `${where('Table', 'AWS::DynamoDB::Table')}: property StreamSpecification.Surprise is not supported by the local cloud`,
    `${where('Queue', 'AWS::SQS::Queue')}: property FifoQueue: a FIFO queue is not supported by the local cloud`,
    `${where('Queue', 'AWS::SQS::Queue')}: property VisibilityTimeout must be a number`,
    `${where('Topic', 'AWS::SNS::Topic')}: CreationPolicy is not supported by the local cloud`,
  ]);
});

test.each<[string, Resources, string]>([
  [
    'an asset that is not there',
    { Role: role, Hear: hear({ Code: { S3Bucket: 'b', S3Key: 'gone.zip' } }) },
    'property Code names no asset of this assembly (gone.zip)',
  ],
  [
    'a handler that is not there',
    { Role: role, Hear: hear({ Handler: 'main.handler' }) },
    'has no file for the handler main.handler',
  ],
  ['another runtime', { Role: role, Hear: hear({ Runtime: 'python3.13' }) }, 'the runtime python3.13 is not supported'],
  [
    'a role of another account',
    { Hear: hear({ Role: 'arn:aws:iam::1:role/x' }) },
    'its role arn:aws:iam::1:role/x is not in this assembly',
  ],
  [
    'an unknown managed policy',
    { Role: resource('AWS::IAM::Role', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }) },
    'AdministratorAccess is not supported',
  ],
  [
    'an intrinsic deep inside',
    { Role: role, Hear: hear({ Environment: { Variables: { A: { 'Fn::GetAZs': '' } } } }) },
    'property Environment.Variables.A: the intrinsic Fn::GetAZs is not supported',
  ],
  [
    'a rule on an unknown bus',
    { Rule: resource('AWS::Events::Rule', { EventBusName: 'nowhere', EventPattern: {} }) },
    'there is no bus nowhere',
  ],
  [
    'a policy element',
    {
      Role: resource('AWS::IAM::Role', {
        Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: [{ Effect: 'Allow', NotPrincipal: '*' }] } }],
      }),
    },
    'the policy element NotPrincipal is not supported',
  ],
])('%s is refused', (_, resources, expected) => {
  expect(faultsOf(resources).join('\n')).toContain(expected);
});
