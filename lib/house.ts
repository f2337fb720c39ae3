import type { Group } from './group.ts';

/**
 * What every construct is told: the group's settings and where the bundled functions are. Names are computed from it,
 * not passed around, so that a dashboard or a permission can name a thing of another stack without a reference to it.
 */
export interface House {
  readonly group: Group;
  /** Folder with one folder per function. */
  readonly bundles: string;
}

/** The physical name of a thing: `lanekeep-<stage>-<parts>`. */
export const houseName = ({ group }: House, ...parts: readonly string[]): string =>
  ['lanekeep', group.stage, ...parts].join('-');

/** ARN of a thing in the group's own account and region. `resource` as the service spells it. */
export const houseArn = ({ group }: House, service: string, resource: string): string =>
  `arn:aws:${service}:${group.region}:${group.account}:${resource}`;

/** The SMS configuration set by which texts are sent: the group's own, or the one that the stacks make. */
export const smsConfigurationSet = (house: House): string => house.group.sms.configurationSet ?? houseName(house);

/** The mail configuration set by which mail is sent: the group's own, or the one that the stacks make. */
export const mailConfigurationSet = (house: House): string => house.group.mail.configurationSet ?? houseName(house);

/** Where customers' answers to mail go: an address of the inbound domain, or nowhere but to the sender's own. */
export const mailReplyTo = ({ group }: House): string | undefined =>
  group.mail.inboundDomain === undefined ? undefined : `reply@${group.mail.inboundDomain}`;

/** What the ARN of every machine begins with; the follow-up's name completes it. */
export const machineArnPrefix = (house: House): string =>
  houseArn(house, 'states', `stateMachine:${houseName(house)}-`);

const console = (house: House, service: string, rest: string): string =>
  `https://${house.group.region}.console.aws.amazon.com/${service}?region=${house.group.region}#${rest}`;

/** The console's page of a machine's failed executions. */
export const failedExecutionsLink = (house: House, machine: string): string =>
  console(
    house,
    'states/home',
    `/statemachines/view/${encodeURIComponent(houseArn(house, 'states', `stateMachine:${machine}`))}?statusFilter=FAILED`,
  );

/** The console's page of a queue. */
export const queueLink = (house: House, queue: string): string =>
  console(
    house,
    'sqs/v3/home',
    `/queues/${encodeURIComponent(`https://sqs.${house.group.region}.amazonaws.com/${house.group.account}/${queue}`)}`,
  );

/** The console's page of a log group. */
export const logsLink = (house: House, logGroup: string): string =>
  console(
    house,
    'cloudwatch/home',
    // The console wants the name encoded twice, with $ for %.
    `logsV2:log-groups/log-group/${encodeURIComponent(encodeURIComponent(logGroup)).replaceAll('%', '$')}`,
  );

/** The console's page of the dashboard. */
export const dashboardLink = (house: House): string =>
  console(house, 'cloudwatch/home', `dashboards/dashboard/${houseName(house)}`);
