import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { FollowUpMachine, type FollowUpPlan } from '../constructs/follow-up-machine.ts';
import { FollowUpRule } from '../constructs/follow-up-rule.ts';
import { readRows, sendMail, sendSms, startAndWakeMachines, type TableHandle, writeRows } from '../constructs/grant.ts';
import { HouseFunction } from '../constructs/house-function.ts';
import { senderEnvironment } from '../constructs/sender-environment.ts';
import { type House, houseArn, machineArnPrefix } from '../house.ts';
import type { LinksHandle } from './api.ts';

export interface FollowUpsStackProps extends StackProps {
  readonly house: House;
  readonly department: string;
  readonly followUps: readonly FollowUpPlan[];
  readonly table: TableHandle;
  readonly busName: string;
  /** By which messages get links. */
  readonly links: LinksHandle;
  readonly tell: string;
}

/** The follow-ups of one department: their machines and rules, and the three doors that serve them. */
export class FollowUpsStack extends Stack {
  constructor(scope: Construct, id: string, props: FollowUpsStackProps) {
    super(scope, id, props);
    const { house, table, tell, busName, department, links } = props;
    const common = { house, tell, environment: { TABLE_NAME: table.name } };

    const hear = new HouseFunction(this, 'Hear', {
      ...common,
      door: 'hear',
      name: `${department}-hear`,
      impact: `Follow-ups of ${department} do not learn what happened: none opens, and waits run to their deadlines.`,
      timeout: Duration.seconds(30),
      environment: { ...common.environment, MACHINE_ARN_PREFIX: machineArnPrefix(house) },
      // It looks up whose runs an event about a person is: by their desk, or by the customer's story.
      may: [readRows(table, 'story', 'desk'), writeRows(table), startAndWakeMachines(house)],
      invoked: 'asynchronously',
    });
    hear.letInvoke('events.amazonaws.com', houseArn(house, 'events', `rule/${busName}/*`));

    const review = new HouseFunction(this, 'Review', {
      ...common,
      door: 'review',
      name: `${department}-review`,
      impact: `Follow-ups of ${department} cannot decide their next step: nothing is sent and nobody is reminded.`,
      timeout: Duration.seconds(30),
      // Facts about a customer beside the run's own subject, such as their other appointments, are in the story.
      may: [readRows(table, 'story'), writeRows(table)],
      invoked: 'directly',
    });

    const act = new HouseFunction(this, 'Act', {
      ...common,
      door: 'act',
      name: `${department}-act`,
      impact: `Follow-ups of ${department} decide but cannot act: customers and colleagues are not told.`,
      timeout: Duration.seconds(60),
      environment: {
        ...common.environment,
        ...senderEnvironment(house),
        ...links.environment,
      },
      may: [readRows(table, 'story'), writeRows(table), sendSms(house), sendMail(house), links.maySign],
      invoked: 'directly',
    });

    for (const followUp of props.followUps) {
      new FollowUpMachine(this, `Machine-${followUp.name}`, { house, followUp, review, act, table, tell });
      new FollowUpRule(this, `Rule-${followUp.name}`, { house, followUp, busName, hear, tell });
    }
  }
}
