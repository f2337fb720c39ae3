/**
 * What `Ref` and `Fn::GetAtt` give for each resource type. An identity depends on the resource's names only, never on
 * its other properties, so two resources may mention each other.
 */
import type { Place } from './assembly.ts';
import { fingerprint, physicalName, uuidFor } from './names.ts';

/** The value of `Ref`, and the attributes for `Fn::GetAtt`. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What an identity is made from. */
export interface Naming extends Place {
  readonly stack: string;
  readonly logicalId: string;
  /** The resolved text of a property, undefined when the template does not give it. */
  given(property: string): string | undefined;
}

type Identify = (naming: Naming) => Identity;

function arn(naming: Naming, service: string, rest: string, region = naming.region): string {
  return `arn:${naming.partition}:${service}:${region}:${naming.account}:${rest}`;
}

function nameOf(naming: Naming, property: string, longest: number): string {
  return naming.given(property) ?? physicalName(naming.stack, naming.logicalId, longest);
}

const seedOf = (naming: Naming): string => `${naming.account}/${naming.region}/${naming.stack}/${naming.logicalId}`;

/** Ids of ten letters and digits, as API Gateway makes them. */
const shortId = (naming: Naming): string => fingerprint(seedOf(naming)).slice(0, 10);

const byId: Identify = (naming) => {
  const id = uuidFor(seedOf(naming));
  return { ref: id, attributes: { Id: id } };
};

const table: Identify = (naming) => {
  const name = nameOf(naming, 'TableName', 255);
  const own = arn(naming, 'dynamodb', `table/${name}`);
  return { ref: name, attributes: { Arn: own, StreamArn: `${own}/stream/local`, TableId: uuidFor(seedOf(naming)) } };
};

const rule: Identify = (naming) => {
  const name = nameOf(naming, 'Name', 64);
  const bus = busNameOf(naming.given('EventBusName'));
  const path = bus === 'default' ? name : `${bus}/${name}`;
  return {
    ref: bus === 'default' ? name : `${bus}|${name}`,
    attributes: { Arn: arn(naming, 'events', `rule/${path}`) },
  };
};

const role: Identify = (naming) => {
  const name = nameOf(naming, 'RoleName', 64);
  const path = naming.given('Path') ?? '/';
  const own = arn(naming, 'iam', `role${path}${name}`, '');
  return {
    ref: name,
    attributes: { Arn: own, RoleId: `AROA${fingerprint(seedOf(naming)).slice(0, 17).toUpperCase()}` },
  };
};

const userPool: Identify = (naming) => {
  const id = `${naming.region}_${fingerprint(seedOf(naming)).slice(0, 9)}`;
  const provider = `cognito-idp.${naming.region}.amazonaws.com/${id}`;
  const attributes = { UserPoolId: id, Arn: arn(naming, 'cognito-idp', `userpool/${id}`), ProviderName: provider };
  return { ref: id, attributes: { ...attributes, ProviderURL: `https://${provider}` } };
};

const queue: Identify = (naming) => {
  const name = nameOf(naming, 'QueueName', 80);
  const url = `https://sqs.${naming.region}.amazonaws.com/${naming.account}/${name}`;
  return { ref: url, attributes: { Arn: arn(naming, 'sqs', name), QueueName: name, QueueUrl: url } };
};

const named =
  (property: string, longest: number, service: string, prefix: string): Identify =>
  (naming) => {
    const name = nameOf(naming, property, longest);
    return { ref: name, attributes: { Arn: arn(naming, service, `${prefix}${name}`), Name: name } };
  };

/** Types whose `Ref` is their ARN. */
const namedByArn =
  (property: string, longest: number, service: string, prefix: string, nameAttribute: string): Identify =>
  (naming) => {
    const name = nameOf(naming, property, longest);
    const own = arn(naming, service, `${prefix}${name}`);
    return {
      ref: own,
      attributes: { Arn: own, [`${nameAttribute}Arn`]: own, [`${nameAttribute}Name`]: name, Name: name },
    };
  };

const identities: Readonly<Record<string, Identify>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Lambda::Function': named('FunctionName', 64, 'lambda', 'function:'),
  'AWS::Lambda::EventSourceMapping': byId,
  'AWS::Lambda::Permission': byId,
  'AWS::Lambda::EventInvokeConfig': byId,
  'AWS::Events::EventBus': named('Name', 256, 'events', 'event-bus/'),
  'AWS::Events::Rule': rule,
  'AWS::SQS::Queue': queue,
  'AWS::SES::ConfigurationSet': named('Name', 64, 'ses', 'configuration-set/'),
  'AWS::SES::ReceiptRuleSet': named('RuleSetName', 64, 'ses', 'receipt-rule-set/'),
  'AWS::SMSVOICE::ConfigurationSet': named('ConfigurationSetName', 64, 'sms-voice', 'configuration-set/'),
  'AWS::SNS::Subscription': (naming) => ({
    ref: `${naming.given('TopicArn') ?? ''}:${uuidFor(seedOf(naming))}`,
    attributes: {},
  }),
  'AWS::SNS::Topic': namedByArn('TopicName', 256, 'sns', '', 'Topic'),
  'AWS::StepFunctions::StateMachine': namedByArn('StateMachineName', 80, 'states', 'stateMachine:', 'StateMachine'),
  'AWS::IAM::Role': role,
  'AWS::IAM::ManagedPolicy': (naming) => {
    const own = arn(naming, 'iam', `policy/${nameOf(naming, 'ManagedPolicyName', 128)}`, '');
    return { ref: own, attributes: { PolicyArn: own } };
  },
  'AWS::KMS::Key': (naming) => {
    const id = uuidFor(seedOf(naming));
    return { ref: id, attributes: { KeyId: id, Arn: arn(naming, 'kms', `key/${id}`) } };
  },
  'AWS::KMS::Alias': (naming) => ({ ref: nameOf(naming, 'AliasName', 256), attributes: {} }),
  'AWS::ApiGateway::RestApi': (naming) => {
    const id = shortId(naming);
    return { ref: id, attributes: { RestApiId: id, RootResourceId: fingerprint(`${id}/root`).slice(0, 10) } };
  },
  'AWS::ApiGateway::Deployment': (naming) => ({ ref: shortId(naming), attributes: { DeploymentId: shortId(naming) } }),
  'AWS::ApiGateway::Stage': (naming) => ({ ref: nameOf(naming, 'StageName', 128), attributes: {} }),
  'AWS::Cognito::UserPool': userPool,
  'AWS::Cognito::UserPoolClient': (naming) => {
    const id = fingerprint(seedOf(naming)).slice(0, 26);
    return { ref: id, attributes: { ClientId: id, Name: nameOf(naming, 'ClientName', 128) } };
  },
  'AWS::Cognito::UserPoolGroup': (naming) => ({ ref: nameOf(naming, 'GroupName', 128), attributes: {} }),
  'AWS::Cognito::UserPoolDomain': (naming) => ({ ref: nameOf(naming, 'Domain', 63), attributes: {} }),
  'AWS::Logs::LogGroup': (naming) => {
    const name = nameOf(naming, 'LogGroupName', 512);
    return { ref: name, attributes: { Arn: arn(naming, 'logs', `log-group:${name}:*`) } };
  },
  'AWS::CloudWatch::Alarm': named('AlarmName', 255, 'cloudwatch', 'alarm:'),
  'AWS::CloudWatch::CompositeAlarm': named('AlarmName', 255, 'cloudwatch', 'alarm:'),
};

/** The identity of a resource. Types without one of their own (inert ones) are known by a generated id and ARN. */
export function identify(type: string, naming: Naming): Identity {
  const own = identities[type];
  if (own !== undefined) return own(naming);
  const id = uuidFor(seedOf(naming));
  const [, service = '', kind = ''] = type.toLowerCase().split('::');
  return { ref: id, attributes: { Arn: arn(naming, service, `${kind}/${id}`), Id: id } };
}

/** A bus is mentioned by name or ARN; nothing means the account's default bus. */
export function busNameOf(nameOrArn: string | undefined): string {
  return nameOrArn?.split('event-bus/').at(-1) ?? 'default';
}

/** A function is mentioned by name, ARN, or ARN with a qualifier. */
export function functionNameOf(nameOrArn: string): string {
  return /:function:([^:]+)/.exec(nameOrArn)?.[1] ?? nameOrArn;
}
