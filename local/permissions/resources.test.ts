import { describe, expect, test } from 'vitest';
import type { PolicyStatement } from '../template/model.ts';
import { openPermissions } from './permissions.ts';
import {
  account,
  allow,
  cloud,
  deny,
  functionArn,
  keyArn,
  queueArn,
  region,
  roleArn,
  ruleArn,
  tableArn,
} from './testing.ts';

describe('resource policies', () => {
  const fromRule: PolicyStatement = {
    ...allow(['sqs:SendMessage'], [queueArn]),
    principals: ['events.amazonaws.com'],
    conditions: { ArnEquals: { 'aws:SourceArn': [ruleArn] } },
  };
  const insecure: PolicyStatement = {
    ...deny(['sqs:*'], [queueArn]),
    principals: ['*'],
    conditions: { Bool: { 'aws:SecureTransport': ['false'] } },
  };
  const queue = {
    name: 'dead',
    arn: queueArn,
    url: 'https://sqs/dead',
    visibilityTimeoutSeconds: 30,
    retentionSeconds: 60,
  };
  const send = (policy: PolicyStatement[], sourceArn: string) =>
    openPermissions(cloud([], { queues: [{ ...queue, policy }] })).allowed({
      service: 'events.amazonaws.com',
      action: 'sqs:SendMessage',
      resource: queueArn,
      context: { 'aws:SourceArn': sourceArn },
    });

  test('the bus may send to a dead-letter queue whose policy names the rule', () => {
    expect(send([insecure, fromRule], ruleArn)).toEqual({ allowed: true });
    expect(send([insecure, fromRule], `${ruleArn}-2`)).toEqual({
      allowed: false,
      because: `User: events.amazonaws.com is not authorized to perform: sqs:SendMessage on resource: ${queueArn} because no resource-based policy allows the sqs:SendMessage action`,
    });
    expect(send([], ruleArn).allowed).toBe(false);
  });

  test('a denial on the resource wins over the role', () => {
    const policy = [{ ...deny(['sqs:*'], [queueArn]), principals: [`arn:aws:iam::${account}:root`] }];
    const permissions = openPermissions(cloud([allow(['*'], ['*'])], { queues: [{ ...queue, policy }] }));
    expect(permissions.allowed({ roleArn, action: 'sqs:SendMessage', resource: queueArn })).toMatchObject({
      because: expect.stringContaining('explicit deny in a resource-based policy'),
    });
  });

  test('a function is invoked by the services that its permissions name', () => {
    const permission: PolicyStatement = { ...fromRule, actions: ['lambda:InvokeFunction'], resources: [functionArn] };
    const hear = {
      name: 'hear',
      arn: functionArn,
      roleArn,
      assetPath: '',
      handler: 'index.handler',
      environment: {},
      timeoutSeconds: 3,
      memoryMb: 128,
    };
    const permissions = openPermissions(cloud([], { functions: [{ ...hear, permissions: [permission] }] }));
    const ask = (service: string) =>
      permissions.allowed({
        service,
        action: 'lambda:InvokeFunction',
        resource: functionArn,
        context: { 'aws:SourceArn': ruleArn },
      });
    expect(ask('events.amazonaws.com').allowed).toBe(true);
    expect(ask('apigateway.amazonaws.com').allowed).toBe(false);
  });
});

describe('keys', () => {
  const delegated: PolicyStatement = { ...allow(['kms:*'], ['*']), principals: [`arn:aws:iam::${account}:root`] };
  const viaDynamo: PolicyStatement = {
    ...allow(['kms:Decrypt', 'kms:GenerateDataKey*'], ['*']),
    principals: ['*'],
    conditions: {
      StringEquals: { 'kms:ViaService': [`dynamodb.${region}.amazonaws.com`], 'kms:CallerAccount': [account] },
    },
  };
  const read = (statements: PolicyStatement[], policy: PolicyStatement[]) => {
    const tables = [{ name: 'house', arn: tableArn, createTable: {}, keyArn }];
    const permissions = openPermissions(
      cloud(statements, { tables, keys: [{ arn: keyArn, spec: 'SYMMETRIC_DEFAULT', policy }] }),
    );
    return permissions.allowed({ roleArn, action: 'dynamodb:Query', resource: `${tableArn}/index/due` });
  };
  const query = allow(['dynamodb:Query'], [`${tableArn}/index/*`]);

  test('a table under a key of its own needs leave for the key: from the key policy by way of DynamoDB, or from the role', () => {
    expect(read([query], [delegated, viaDynamo]).allowed).toBe(true);
    expect(read([query, allow(['kms:Decrypt'], [keyArn])], [delegated]).allowed).toBe(true);
    expect(read([query], [delegated])).toMatchObject({
      because: expect.stringContaining(`kms:Decrypt on resource: ${keyArn}`),
    });
  });

  test('a role cannot open a key whose policy does not leave that to the account', () => {
    expect(read([query, allow(['kms:*'], ['*'])], []).allowed).toBe(false);
  });

  test('an encrypted queue needs the key for whoever sends', () => {
    const queue = { name: 'dead', arn: queueArn, url: '', visibilityTimeoutSeconds: 30, retentionSeconds: 60, keyArn };
    const policy = [{ ...allow(['sqs:SendMessage'], ['*']), principals: ['events.amazonaws.com'] }];
    const forEvents = {
      ...allow(['kms:GenerateDataKey*', 'kms:Decrypt'], ['*']),
      principals: ['events.amazonaws.com'],
    };
    const send = (keyPolicy: PolicyStatement[]) =>
      openPermissions(
        cloud([], {
          queues: [{ ...queue, policy }],
          keys: [{ arn: keyArn, spec: 'SYMMETRIC_DEFAULT', policy: keyPolicy }],
        }),
      ).allowed({
        service: 'events.amazonaws.com',
        action: 'sqs:SendMessage',
        resource: queueArn,
      }).allowed;
    expect(send([delegated])).toBe(false);
    expect(send([delegated, forEvents])).toBe(true);
  });
});
