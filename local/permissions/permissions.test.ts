import { describe, expect, test } from 'vitest';
import type { PolicyStatement } from '../template/model.ts';
import { openPermissions } from './permissions.ts';
import { account, allow, cloud, deny, machineArn, roleArn, ruleArn, tableArn } from './testing.ts';

const decide = (statements: PolicyStatement[], action: string, resource: string, context = {}) =>
  openPermissions(cloud(statements)).allowed({ roleArn, action, resource, context }).allowed;

describe('identity policies', () => {
  test.each<[string, PolicyStatement[], string, string, boolean]>([
    ['nothing', [], 'dynamodb:GetItem', tableArn, false],
    ['the exact action and resource', [allow(['dynamodb:GetItem'], [tableArn])], 'dynamodb:GetItem', tableArn, true],
    ['another action', [allow(['dynamodb:GetItem'], [tableArn])], 'dynamodb:PutItem', tableArn, false],
    ['another resource', [allow(['dynamodb:GetItem'], [`${tableArn}-2`])], 'dynamodb:GetItem', tableArn, false],
    ['a wildcard in the action', [allow(['dynamodb:Get*'], [tableArn])], 'dynamodb:GetItem', tableArn, true],
    ['a wildcard for one character', [allow(['dynamodb:?etItem'], [tableArn])], 'dynamodb:GetItem', tableArn, true],
    ['the action in another case', [allow(['DynamoDB:getitem'], [tableArn])], 'dynamodb:GetItem', tableArn, true],
    [
      'the table, but not its index',
      [allow(['dynamodb:Query'], [tableArn])],
      'dynamodb:Query',
      `${tableArn}/index/due`,
      false,
    ],
    [
      'every index',
      [allow(['dynamodb:Query'], [`${tableArn}/index/*`])],
      'dynamodb:Query',
      `${tableArn}/index/due`,
      true,
    ],
    [
      'one index',
      [allow(['dynamodb:Query'], [`${tableArn}/index/desk`])],
      'dynamodb:Query',
      `${tableArn}/index/due`,
      false,
    ],
    [
      'a dot is no wildcard',
      [allow(['dynamodb:GetItem'], [tableArn.replace('-', '.')])],
      'dynamodb:GetItem',
      tableArn,
      false,
    ],
    [
      'a denial beside an allow',
      [allow(['*'], ['*']), deny(['dynamodb:Delete*'], ['*'])],
      'dynamodb:DeleteItem',
      tableArn,
      false,
    ],
    [
      'a denial of something else',
      [allow(['*'], ['*']), deny(['dynamodb:Delete*'], ['*'])],
      'dynamodb:GetItem',
      tableArn,
      true,
    ],
    ['everything but', [{ ...allow([], ['*']), notActions: ['iam:*'] }], 'dynamodb:GetItem', tableArn, true],
    ['everything but this', [{ ...allow([], ['*']), notActions: ['dynamodb:*'] }], 'dynamodb:GetItem', tableArn, false],
    ['everywhere but', [{ ...allow(['*'], []), notResources: [tableArn] }], 'dynamodb:GetItem', tableArn, false],
  ])('%s', (_, statements, action, resource, expected) => {
    expect(decide(statements, action, resource)).toBe(expected);
  });

  test('a refusal reads as AWS writes it', () => {
    const request = { roleArn, action: 'dynamodb:PutItem', resource: tableArn };
    expect(openPermissions(cloud([])).allowed(request)).toEqual({
      allowed: false,
      because: `User: ${roleArn} is not authorized to perform: dynamodb:PutItem on resource: ${tableArn} because no identity-based policy allows the dynamodb:PutItem action`,
    });
    expect(openPermissions(cloud([deny(['*'], ['*'])])).allowed(request)).toEqual({
      allowed: false,
      because: `User: ${roleArn} is not authorized to perform: dynamodb:PutItem on resource: ${tableArn} with an explicit deny in an identity-based policy`,
    });
  });

  test('a role that the template does not have may do nothing', () => {
    const permissions = openPermissions(cloud([allow(['*'], ['*'])]));
    expect(
      permissions.allowed({ roleArn: `${roleArn}-2`, action: 'dynamodb:GetItem', resource: tableArn }).allowed,
    ).toBe(false);
  });

  test('leave for one of the alternatives suffices', () => {
    const permissions = openPermissions(
      cloud([allow(['ses:SendEmail'], ['arn:aws:ses:us-east-1:111122223333:identity/a@b.example'])]),
    );
    const request = {
      roleArn,
      action: 'ses:SendEmail',
      resource: 'arn:aws:ses:us-east-1:111122223333:identity/b.example',
    };
    expect(permissions.allowed(request).allowed).toBe(false);
    const alternatives = ['arn:aws:ses:us-east-1:111122223333:identity/a@b.example'];
    expect(permissions.allowed({ ...request, alternatives }).allowed).toBe(true);
  });

  test('leave to answer tokens of one machine of the cloud is leave to answer a token', () => {
    const machines = [{ name: 'lanekeep-dev-parts-eta', arn: machineArn, roleArn, definition: {} }];
    const ask = (resources: string[]) =>
      openPermissions(cloud([allow(['states:SendTaskSuccess'], resources)], { machines })).allowed({
        roleArn,
        action: 'states:SendTaskSuccess',
        resource: '*',
      }).allowed;
    expect(ask([machineArn.replace('parts-eta', '*')])).toBe(true);
    expect(ask([machineArn.replace('lanekeep', 'another')])).toBe(false);
    expect(ask(['*'])).toBe(true);
  });
});

describe('conditions', () => {
  const source = 'aws:SourceArn';
  test.each<[string, NonNullable<PolicyStatement['conditions']>, Record<string, string | string[]>, boolean]>([
    ['equal', { StringEquals: { 'events:source': ['lanekeep', 'x'] } }, { 'events:source': 'lanekeep' }, true],
    ['unequal', { StringEquals: { 'events:source': ['x'] } }, { 'events:source': 'lanekeep' }, false],
    [
      'keys in another case',
      { StringEquals: { 'EVENTS:Source': ['lanekeep'] } },
      { 'events:source': 'lanekeep' },
      true,
    ],
    ['an absent key', { StringEquals: { 'events:source': ['lanekeep'] } }, {}, false],
    ['an absent key, if exists', { StringEqualsIfExists: { 'events:source': ['lanekeep'] } }, {}, true],
    ['an absent key, not equal', { StringNotEquals: { 'events:source': ['lanekeep'] } }, {}, true],
    ['not one of several', { StringNotEquals: { 'events:source': ['a', 'b'] } }, { 'events:source': 'b' }, false],
    ['like', { StringLike: { 'events:detail-type': ['parts-*'] } }, { 'events:detail-type': 'parts-order.late' }, true],
    [
      'not like',
      { StringNotLike: { 'events:detail-type': ['parts-*'] } },
      { 'events:detail-type': 'parts-order' },
      false,
    ],
    ['a rule', { ArnLike: { [source]: [`arn:aws:events:*:${account}:rule/house/*`] } }, { [source]: ruleArn }, true],
    [
      'parts of an ARN are kept apart',
      { ArnLike: { [source]: ['arn:aws:*:rule/house/parts'] } },
      { [source]: ruleArn },
      false,
    ],
    ['the same ARN', { ArnEquals: { [source]: [ruleArn] } }, { [source]: ruleArn }, true],
    ['another ARN', { ArnNotEquals: { [source]: [ruleArn] } }, { [source]: ruleArn }, false],
    ['the loopback counts as secure', { Bool: { 'aws:SecureTransport': ['true'] } }, {}, true],
    ['null', { Null: { 'events:source': ['true'] } }, {}, true],
    ['not null', { Null: { 'events:source': ['false'] } }, {}, false],
    ['all of none', { 'ForAllValues:StringEquals': { 'events:source': ['a'] } }, {}, true],
    [
      'all of several',
      { 'ForAllValues:StringEquals': { 'events:source': ['a', 'b'] } },
      { 'events:source': ['a', 'b'] },
      true,
    ],
    [
      'all but one',
      { 'ForAllValues:StringEquals': { 'events:source': ['a'] } },
      { 'events:source': ['a', 'b'] },
      false,
    ],
    [
      'any of several',
      { 'ForAnyValue:StringEquals': { 'events:source': ['b'] } },
      { 'events:source': ['a', 'b'] },
      true,
    ],
    ['any of none', { 'ForAnyValue:StringEquals': { 'events:source': ['b'] } }, {}, false],
    [
      'two operators, one fails',
      { Bool: { 'aws:SecureTransport': ['true'] }, StringEquals: { 'events:source': ['a'] } },
      {},
      false,
    ],
  ])('%s', (_, conditions, context, expected) => {
    expect(decide([allow(['events:PutEvents'], ['*'], { conditions })], 'events:PutEvents', '*', context)).toBe(
      expected,
    );
  });

  test('what cannot be decided is refused at the start, all of it', () => {
    const statements = [
      allow(['dynamodb:*'], ['*'], { conditions: { IpAddress: { 'aws:SourceArn': ['10.0.0.0/8'] } } }),
      allow(['*'], ['*'], { conditions: { StringEquals: { 'aws:PrincipalTag/team': ['service'] } } }),
      allow(['sqs:SendMessage'], ['arn:aws:sqs:*:*:${aws:username}']),
      // Nobody asks for leave to write logs here, so this one is never consulted.
      allow(['logs:PutLogEvents'], ['*'], { conditions: { StringEquals: { 'logs:anything': ['x'] } } }),
    ];
    const open = () => openPermissions(cloud(statements));
    expect(open).toThrow('role review: the condition operator IpAddress');
    expect(open).toThrow('role review: the condition key aws:PrincipalTag/team');
    expect(open).toThrow('role review: the policy variable in arn:aws:sqs:*:*:${aws:username}');
    expect(open).not.toThrow('logs:anything');
  });
});
