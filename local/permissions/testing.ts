/** A cloud with one role and whatever a test adds. */
import type { CloudModel, PolicyStatement } from '../template/model.ts';

export const account = '111122223333';
export const region = 'us-east-1';
export const roleArn = `arn:aws:iam::${account}:role/review`;
export const tableArn = `arn:aws:dynamodb:${region}:${account}:table/house`;
export const queueArn = `arn:aws:sqs:${region}:${account}:dead`;
export const keyArn = `arn:aws:kms:${region}:${account}:key/k1`;
export const functionArn = `arn:aws:lambda:${region}:${account}:function:hear`;
export const ruleArn = `arn:aws:events:${region}:${account}:rule/house/parts`;
export const machineArn = `arn:aws:states:${region}:${account}:stateMachine:lanekeep-dev-parts-eta`;

export const allow = (
  actions: string[],
  resources: string[],
  more: Partial<PolicyStatement> = {},
): PolicyStatement => ({
  effect: 'Allow',
  actions,
  resources,
  ...more,
});
export const deny = (actions: string[], resources: string[]): PolicyStatement => ({
  effect: 'Deny',
  actions,
  resources,
});

export function cloud(statements: readonly PolicyStatement[], changes: Partial<CloudModel> = {}): CloudModel {
  return {
    account,
    region,
    partition: 'aws',
    roles: [{ arn: roleArn, name: 'review', statements }],
    keys: [],
    tables: [],
    functions: [],
    sourceMappings: [],
    buses: [],
    rules: [],
    queues: [],
    topics: [],
    eventDestinations: [],
    receiptRules: [],
    machines: [],
    apis: [],
    userPools: [],
    outputs: {},
    inert: {},
    ...changes,
  };
}
