/** One-tap links: who may sign, who may check, and what the world may call. */
import { describe, expect, test } from 'vitest';
import { type Resource, synthesise } from './templates.ts';

const keysOf = (cloud: ReturnType<typeof synthesise>) =>
  cloud.of('AWS::KMS::Key').filter((each) => each.Properties.KeyUsage === 'GENERATE_VERIFY_MAC');

const cloud = synthesise((group) => ({ ...group, links: { keys: ['2', '1'] } }));
const variablesOf = (name: string) =>
  cloud.of('AWS::Lambda::Function').find((each) => each.Properties.FunctionName === `lanekeep-sample-${name}`)
    ?.Properties.Environment.Variables;

/** Names of the roles that may do this, with how many keys each may use. */
const allowed = (action: string): readonly (readonly [string, number])[] =>
  cloud
    .of('AWS::IAM::Policy')
    .flatMap((policy) =>
      policy.Properties.PolicyDocument.Statement.filter((each: { Action: unknown }) => each.Action === action).map(
        (each: { Resource: unknown }) =>
          [
            String(cloud.pointed(policy.stack, policy.Properties.Roles[0])?.Properties.RoleName),
            [each.Resource].flat().length,
          ] as const,
      ),
    );

describe('the keys of links', () => {
  test('are kept, are for signing only, and leave everything to roles', () => {
    const keys = keysOf(cloud);
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect([key.Properties.KeySpec, key.DeletionPolicy]).toEqual(['HMAC_256', 'RetainExceptOnCreate']);
      expect(key.Properties.KeyPolicy.Statement).toHaveLength(1);
      expect(JSON.stringify(key.Properties.KeyPolicy.Statement[0].Principal)).toContain(':root');
    }
  });

  test('the door that anybody may call cannot sign, and who signs uses the first key only', () => {
    expect(allowed('kms:VerifyMac')).toEqual([['lanekeep-sample-public-links', 2]]);
    for (const [role, keys] of allowed('kms:GenerateMac')) {
      expect(role).toMatch(/-act$/);
      expect(keys).toBe(1);
    }
    expect(allowed('kms:GenerateMac').length).toBeGreaterThan(0);
    expect(JSON.stringify(variablesOf('public-links').LINK_KEYS)).toMatch(/"2=".*",1="/);
    expect(JSON.stringify(variablesOf('service-act').LINK_KEYS)).not.toContain('1=');
  });
});

test('the door that anybody may call gets and writes single rows, and can list none', () => {
  const doors = (action: string) =>
    cloud
      .of('AWS::IAM::Policy')
      .filter((policy) => JSON.stringify(policy.Properties.PolicyDocument).includes(`"${action}"`))
      .map((policy) => String(cloud.pointed(policy.stack, policy.Properties.Roles[0])?.Properties.RoleName));
  expect(doors('dynamodb:GetItem')).toContain('lanekeep-sample-public-links');
  expect(doors('dynamodb:Query')).not.toContain('lanekeep-sample-public-links');
});

describe('the address', () => {
  test('of a link is kept by no trace of the gateway', () => {
    const stages = cloud.of('AWS::ApiGateway::Stage');
    expect(stages.map(({ Properties }) => Properties.TracingEnabled)).toEqual([false]);
  });

  const document = (of: Resource | undefined) => of?.Properties.Body;

  test('of a link is open to everybody, has its own door and its own limits', () => {
    const [api] = cloud.of('AWS::ApiGateway::RestApi');
    const page = document(api).paths['/links/{token}'];
    expect(Object.keys(page)).toEqual(['get', 'head', 'post']);
    for (const method of Object.values<{ security: unknown }>(page)) expect(method.security).toEqual([]);
    const [stage] = cloud.of('AWS::ApiGateway::Stage');
    const limits = stage?.Properties.MethodSettings.filter((each: { ResourcePath: string }) =>
      each.ResourcePath.includes('links'),
    );
    expect(limits.map((each: { HttpMethod: string }) => each.HttpMethod).sort()).toEqual(['GET', 'HEAD', 'POST']);
    for (const each of limits) {
      expect(each).toMatchObject({
        ResourcePath: '/~1links~1{token}',
        ThrottlingRateLimit: 25,
        DataTraceEnabled: false,
        LoggingLevel: 'ERROR',
      });
    }
  });

  test('that messages carry is the API’s, by its own name where it has one', () => {
    expect(JSON.stringify(variablesOf('service-act').PUBLIC_URL)).toMatch(
      /"https:\/\/".*\.execute-api\.us-east-1\.amazonaws\.com\/v1\//,
    );
    const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/1';
    const named = synthesise((group) => ({
      ...group,
      api: { ...group.api, domain: { name: 'go.example.com', certificate } },
    }));
    const act = named
      .of('AWS::Lambda::Function')
      .find((each) => each.Properties.FunctionName === 'lanekeep-sample-service-act');
    expect(act?.Properties.Environment.Variables.PUBLIC_URL).toBe('https://go.example.com/v1/');
  });
});
