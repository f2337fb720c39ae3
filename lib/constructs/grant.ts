import { Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { type House, houseArn, houseName, machineArnPrefix, mailConfigurationSet } from '../house.ts';

/** The one table, as the stacks that use it see it. */
export interface TableHandle {
  readonly name: string;
  readonly arn: string;
  readonly streamArn: string;
}

/** What a role may do. A wildcard travels with the reason why it is there. */
export interface Grant {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Why the resources end in a wildcard. */
  readonly wildcard?: string;
}

/** The secondary indexes of the table. */
export type TableIndex = 'story' | 'desk' | 'board' | 'due';

/** Reads rows, and asks the named indexes. */
export const readRows = (table: TableHandle, ...indexes: readonly TableIndex[]): Grant => ({
  actions: ['dynamodb:GetItem', 'dynamodb:Query'],
  resources: [table.arn, ...indexes.map((index) => `${table.arn}/index/${index}`)],
});

/** Gets rows whose keys are known, and can list none. */
export const getRows = (table: TableHandle): Grant => ({ actions: ['dynamodb:GetItem'], resources: [table.arn] });

/** Writes rows under conditions, alone or in a transaction. Nothing deletes: garbage goes by its time to live. */
export const writeRows = (table: TableHandle): Grant => ({
  actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'],
  resources: [table.arn],
});

/** Marks what it has done on rows that are there. */
export const markRows = (table: TableHandle): Grant => ({ actions: ['dynamodb:UpdateItem'], resources: [table.arn] });

/** Puts events on the bus. */
export const putEvents = (busArn: string): Grant => ({ actions: ['events:PutEvents'], resources: [busArn] });

const everyMachine =
  'The machines of this stage, by their common name: their exact ARNs would tie the stacks into a loop.';

/** Starts machines, and wakes their waits. */
export const startAndWakeMachines = (house: House): Grant => ({
  actions: ['states:StartExecution', 'states:SendTaskSuccess'],
  resources: [`${machineArnPrefix(house)}*`],
  wildcard: everyMachine,
});

/** Looks up whether an execution is alive. */
export const lookUpExecutions = (house: House): Grant => ({
  actions: ['states:DescribeExecution'],
  resources: [houseArn(house, 'states', `execution:${houseName(house)}-*`)],
  wildcard: 'The executions of this stage’s machines: an execution is named when it starts.',
});

/** Sends SMS from the group's number or pool. */
export const sendSms = ({ group }: House): Grant => ({
  actions: ['sms-voice:SendTextMessage'],
  resources: [group.sms.originationIdentity],
});

/** Sends mail as the group's identity. */
export const sendMail = (house: House): Grant => ({
  actions: ['ses:SendEmail'],
  resources: [
    houseArn(house, 'ses', `identity/${house.group.mail.identity}`),
    houseArn(house, 'ses', `configuration-set/${mailConfigurationSet(house)}`),
  ],
});

/** Gives a role what it may do, and says to the checks why a wildcard is one. */
export function give(role: Role, grants: readonly Grant[]): void {
  for (const grant of grants) {
    role.addToPolicy(new PolicyStatement({ actions: [...grant.actions], resources: [...grant.resources] }));
    if (grant.wildcard !== undefined) acknowledgeWildcards(role, grant.resources, grant.wildcard);
  }
}

/** Says to the checks why these resources of a role are wildcards. */
export function acknowledgeWildcards(role: Role, resources: readonly string[], reason: string): void {
  for (const resource of resources.filter((each) => each.includes('*'))) {
    Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
  }
}
