import { describe, expect, test } from 'vitest';
import { followUps } from '../../core/follow-ups/index.ts';
import { publicPages } from '../../core/links/index.ts';
import { routes } from '../../core/routes.ts';
import { matches } from '../../local/bus/pattern.ts';
import { type Resource, synthesise } from './templates.ts';

const cloud = synthesise();

const departments = [...new Set(followUps.map(({ department }) => department))].sort();

const named = (each: Resource): string => `${each.stack} ${each.id}`;

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const statementsOf = (policy: Resource): readonly Statement[] => policy.Properties.PolicyDocument.Statement;

const actionsOf = (statement: Statement): readonly string[] => [statement.Action].flat();

/** The statements of the role that a function or a machine has. */
const granted = (physicalName: string): readonly Statement[] => {
  const role = cloud.of('AWS::IAM::Role').find((each) => each.Properties.RoleName === physicalName);
  expect(role, physicalName).toBeDefined();
  return cloud
    .of('AWS::IAM::Policy')
    .filter(
      (each) =>
        each.stack === role?.stack &&
        each.Properties.Roles.some((to: unknown) => cloud.pointed(each.stack, to) === role),
    )
    .flatMap(statementsOf);
};

const actionsGranted = (physicalName: string) => granted(physicalName).flatMap(actionsOf).sort();

describe('the stacks', () => {
  test('are deployed in one order, data first and alone', () => {
    expect(cloud.stacks).toEqual([
      'lanekeep-sample-data',
      'lanekeep-sample-events',
      'lanekeep-sample-api',
      ...departments.map((department) => `lanekeep-sample-follow-ups-${department}`),
      'lanekeep-sample-intake',
      'lanekeep-sample-operations',
    ]);
    const stateful = cloud.resources.filter((each) => each.stack === 'lanekeep-sample-data').map((each) => each.Type);
    expect(new Set(stateful)).toEqual(new Set(['AWS::KMS::Key', 'AWS::KMS::Alias', 'AWS::DynamoDB::Table']));
  });

  test('the table can be recovered, is not deleted by mistake, and has a key of its own', () => {
    const [table, ...others] = cloud.of('AWS::DynamoDB::Table');
    expect(others).toEqual([]);
    expect(table?.DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(table?.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
    expect(cloud.pointed('lanekeep-sample-data', table?.Properties.SSESpecification.KMSMasterKeyId)?.Type).toBe(
      'AWS::KMS::Key',
    );
    expect(table?.Properties.GlobalSecondaryIndexes.map((each: { IndexName: string }) => each.IndexName)).toEqual([
      'story',
      'desk',
      'board',
      'due',
    ]);
  });

  test('the key serves the table and nothing else', () => {
    const [key] = cloud.of('AWS::KMS::Key');
    const open = key?.Properties.KeyPolicy.Statement.filter(
      (each: { Principal: { AWS: unknown } }) => each.Principal.AWS === '*',
    );
    expect(open).toHaveLength(1);
    expect(open[0].Condition.StringEquals).toEqual({
      'kms:CallerAccount': '123456789012',
      'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com',
    });
    const usedInRoles = cloud.of('AWS::IAM::Policy').flatMap(statementsOf).flatMap(actionsOf);
    // Links are signed and checked with keys of their own, which encrypt nothing.
    expect(new Set(usedInRoles.filter((action) => action.startsWith('kms:')))).toEqual(
      new Set(['kms:GenerateMac', 'kms:VerifyMac']),
    );
  });
});

describe('every function', () => {
  const functions = cloud.of('AWS::Lambda::Function');

  test('there are some', () => {
    const ofDepartments = departments.flatMap((department) =>
      ['act', 'hear', 'review'].map((door) => `lanekeep-sample-${department}-${door}`),
    );
    const ofTheHouse = [
      'lanekeep-sample-intake',
      'lanekeep-sample-public-links',
      'lanekeep-sample-publish',
      'lanekeep-sample-staff-api',
      'lanekeep-sample-sweep',
    ];
    expect(functions.map((each) => String(each.Properties.FunctionName)).sort()).toEqual(
      [...ofDepartments, ...ofTheHouse].sort(),
    );
  });

  test.each(functions.map((each) => [each.Properties.FunctionName, each] as const))(
    '%s is built as the house builds',
    (_, each) => {
      expect(each.Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        TracingConfig: { Mode: 'Active' },
      });
      expect(each.Properties.Timeout).toBeLessThanOrEqual(60);
      // AWS cuts descriptions at 256 letters; this one is the impact sentence.
      expect(each.Properties.Description.length).toBeLessThanOrEqual(256);
      expect(each.Properties.Environment.Variables.STAGE).toBe('sample');
      expect(cloud.pointed(each.stack, each.Properties.LoggingConfig.LogGroup)?.Type).toBe('AWS::Logs::LogGroup');
    },
  );

  test('has a role of its own', () => {
    const roles = functions.map((each) => cloud.pointed(each.stack, each.Properties.Role));
    expect(roles).not.toContain(undefined);
    expect(new Set(roles).size).toBe(functions.length);
  });

  test('may be invoked by one statement per service, never by everything', () => {
    for (const permission of cloud.of('AWS::Lambda::Permission')) {
      expect(JSON.stringify(permission.Properties.SourceArn), named(permission)).toContain('123456789012');
    }
    const targets = cloud
      .of('AWS::Lambda::Permission')
      .map((each) => JSON.stringify([each.stack, each.Properties.FunctionName, each.Properties.Principal]));
    expect(new Set(targets).size).toBe(targets.length);
  });
});

describe('rights', () => {
  test('no allowed action is a wildcard', () => {
    const policies = cloud.of('AWS::IAM::Policy');
    expect(policies.length).toBeGreaterThan(5);
    for (const policy of policies) {
      for (const statement of statementsOf(policy)) {
        expect(
          actionsOf(statement).filter((action) => action.includes('*')),
          named(policy),
        ).toEqual([]);
      }
    }
  });

  test('only tracing and log delivery are allowed on everything', () => {
    const everywhere = cloud
      .of('AWS::IAM::Policy')
      .flatMap(statementsOf)
      .filter((each) => each.Resource === '*')
      .flatMap(actionsOf);
    expect(new Set(everywhere.map((action) => action.split(':')[0]))).toEqual(new Set(['xray', 'logs']));
  });

  test('only the sweeper asks the due index', () => {
    const askers = cloud
      .of('AWS::IAM::Policy')
      .filter((each) => JSON.stringify(statementsOf(each)).includes('/index/due'));
    expect(askers.map((each) => each.stack)).toEqual(['lanekeep-sample-operations']);
  });

  test('only publish puts events, and it writes nothing but its mark', () => {
    const putters = cloud
      .of('AWS::IAM::Policy')
      .filter((each) => statementsOf(each).flatMap(actionsOf).includes('events:PutEvents'));
    expect(putters.map((each) => each.stack)).toEqual(['lanekeep-sample-events']);
    expect(
      actionsGranted('lanekeep-sample-publish').filter((action) =>
        /^dynamodb:(Put|Update|Delete|Get|Query)/.test(action),
      ),
    ).toEqual(['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:UpdateItem']);
  });

  test('only act sends, and review cannot', () => {
    const senders = cloud.of('AWS::IAM::Policy').filter((each) =>
      statementsOf(each)
        .flatMap(actionsOf)
        .some((action) => /^(ses|sms-voice):/.test(action)),
    );
    expect(senders).toHaveLength(departments.length);
    expect(actionsGranted('lanekeep-sample-service-act')).toEqual(
      expect.arrayContaining(['ses:SendEmail', 'sms-voice:SendTextMessage']),
    );
  });

  test('a machine invokes its two doors and writes its row', () => {
    const business = actionsGranted('lanekeep-sample-parts-eta-machine').filter(
      (action) => !/^(logs|xray):/.test(action),
    );
    expect(business).toEqual(['dynamodb:UpdateItem', 'lambda:InvokeFunction']);
  });

  test('nothing deletes rows', () => {
    const all = cloud.of('AWS::IAM::Policy').flatMap(statementsOf).flatMap(actionsOf);
    expect(all.filter((action) => /DeleteItem|BatchWrite|Scan/.test(action))).toEqual([]);
  });
});

describe('follow-ups', () => {
  test('each has its machine and its rule on the bus', () => {
    // They come stack by stack, and there is a stack for each department.
    const machines = cloud.of('AWS::StepFunctions::StateMachine').map((each) => each.Properties.StateMachineName);
    expect(machines).toHaveLength(followUps.length);
    expect(new Set(machines)).toEqual(new Set(followUps.map(({ name }) => `lanekeep-sample-${name}`)));
    for (const followUp of followUps) {
      const rule = cloud
        .of('AWS::Events::Rule')
        .find((each) => each.Properties.Name === `lanekeep-sample-${followUp.name}`);
      expect(rule?.Properties.EventPattern).toMatchObject({ source: ['lanekeep'], 'detail-type': followUp.hears });
      expect(rule?.Properties.Targets[0].InputTransformer).toEqual({
        InputPathsMap: { event: '$.detail' },
        InputTemplate: `{"followUp":"${followUp.name}","event":<event>}`,
      });
    }
  });

  test('each hears what others do, and neither what it did itself nor what another one owes', () => {
    for (const { name, hears } of followUps) {
      const rule = cloud.of('AWS::Events::Rule').find((each) => each.Properties.Name === `lanekeep-sample-${name}`);
      const hearsOf = (kind: string, id: string, entity = 'customer', entityId = 'C-1001') =>
        matches(rule?.Properties.EventPattern, {
          source: 'lanekeep',
          'detail-type': hears[0],
          detail: { actor: { kind, id }, entity, entityId },
        });
      expect([hearsOf('staff', 'ana'), hearsOf('system', 'sweep'), hearsOf('staff', name)]).toEqual([true, true, true]);
      expect(hearsOf('system', name)).toBe(false);
      for (const entity of ['promise', 'message']) {
        expect(hearsOf('staff', 'ana', entity, `${name}.ro-10233.booking.1`)).toBe(true);
        expect(hearsOf('staff', 'ana', entity, 'another.ro-10233.booking.1')).toBe(false);
        expect(hearsOf('system', name, entity, `${name}.ro-10233.booking.1`)).toBe(false);
      }
    }
  });

  test('the API answers every route through one door, and an unknown one with problem+json', () => {
    const [api] = cloud.of('AWS::ApiGateway::RestApi');
    const Body = api?.Properties.Body;
    const operations = Object.entries<Record<string, { security: unknown[] }>>(Body.paths)
      .filter(([path]) => publicPages.every((page) => page.path !== path))
      .flatMap(([, methods]) => Object.entries(methods));
    expect(operations.length).toBeGreaterThan(10);
    for (const [method, operation] of operations) {
      expect(operation.security).toEqual(method === 'options' ? [] : [{ staff: ['openid'] }]);
    }
    const unknown = Body['x-amazon-apigateway-gateway-responses'].MISSING_AUTHENTICATION_TOKEN;
    expect(unknown.statusCode).toBe('404');
    expect(unknown.responseParameters['gatewayresponse.header.Content-Type']).toBe("'application/problem+json'");
    expect(JSON.parse(unknown.responseTemplates['application/json'])).toMatchObject({
      type: 'urn:lanekeep:problem:not-found',
      status: 404,
    });
  });

  test('the access log knows who and what, and no address', () => {
    const [stage] = cloud.of('AWS::ApiGateway::Stage');
    const format: string = stage?.Properties.AccessLogSetting.Format;
    expect(format).toContain('$context.resourcePath');
    expect(format).not.toMatch(/sourceIp|userAgent|context\.path\b/);
    expect(stage?.Properties.StageName).toBe('v1');
  });

  test('staff sign in with two factors and a code, and nobody signs up alone', () => {
    const [pool] = cloud.of('AWS::Cognito::UserPool');
    expect(pool?.Properties).toMatchObject({
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: 'ACTIVE',
    });
    const [client] = cloud.of('AWS::Cognito::UserPoolClient');
    expect(client?.Properties).toMatchObject({ AllowedOAuthFlows: ['code'], GenerateSecret: false });
  });
});

test('a changed route is deployed, and an unchanged API is not deployed again', () => {
  const deployment = (offered?: typeof routes) =>
    synthesise(undefined, offered)
      .of('AWS::ApiGateway::Deployment')
      .map((each) => each.id);
  expect(deployment(routes.slice(1))).not.toEqual(deployment());
  expect(deployment()).toEqual(deployment());
});
