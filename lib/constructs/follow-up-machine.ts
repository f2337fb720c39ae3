import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { failedExecutionsLink, type House, houseArn, houseName } from '../house.ts';
import { acknowledgeWildcards, give, markRows, type TableHandle } from './grant.ts';
import { HouseAlarm } from './house-alarm.ts';
import type { HouseFunction } from './house-function.ts';
import { HouseLogGroup } from './house-log-group.ts';

/** What a stack needs to know of a follow-up: core's declaration, reduced to what is deployed. */
export interface FollowUpPlan {
  readonly name: string;
  /** As a service manager calls it. */
  readonly title: string;
  readonly department: string;
  /** Types of the events that open or wake it. */
  readonly hears: readonly string[];
  /** The rendered machine, with `${ReviewFunctionArn}`, `${ActFunctionArn}` and `${TableName}` left open. */
  readonly definition: string;
}

export interface FollowUpMachineProps {
  readonly house: House;
  readonly followUp: FollowUpPlan;
  readonly review: HouseFunction;
  readonly act: HouseFunction;
  readonly table: TableHandle;
  readonly tell: string;
}

/** How many executions of a machine ended in a bad way; `names` are Step Functions' own. */
export const machineMetric = (house: House, followUp: string, name: string, period = Duration.minutes(5)): Metric =>
  new Metric({
    namespace: 'AWS/States',
    metricName: name,
    dimensionsMap: { StateMachineArn: houseArn(house, 'states', `stateMachine:${houseName(house, followUp)}`) },
    statistic: 'Sum',
    period,
  });

/** A follow-up's own state machine, as core rendered it, with exactly the rights that its tasks use. */
export class FollowUpMachine extends Construct {
  constructor(scope: Construct, id: string, props: FollowUpMachineProps) {
    super(scope, id);
    const { house, followUp, review, act, table } = props;
    const name = houseName(house, followUp.name);
    const logs = new HouseLogGroup(this, 'Logs', { house, name: `/aws/vendedlogs/states/${name}` });
    const role = machineRole(this, name);
    give(role, [{ actions: ['lambda:InvokeFunction'], resources: [review.arn, act.arn] }, markRows(table)]);
    const machine = new CfnStateMachine(this, 'Machine', {
      stateMachineName: name,
      stateMachineType: 'STANDARD',
      roleArn: role.roleArn,
      definitionString: followUp.definition,
      definitionSubstitutions: { ReviewFunctionArn: review.arn, ActFunctionArn: act.arn, TableName: table.name },
      // Input and output are keys, reasons and instants, never a name or a number: logging all of it is safe.
      loggingConfiguration: {
        level: 'ALL',
        includeExecutionData: true,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logs.logGroupArn } }],
      },
      tracingConfiguration: { enabled: true },
    });
    machine.node.addDependency(role);
    new HouseAlarm(this, 'Stuck', {
      house,
      name: `${followUp.name}-stuck`,
      metric: new MathExpression({
        expression: 'failed + timedOut',
        label: 'Stuck or failed',
        period: Duration.minutes(5),
        usingMetrics: {
          failed: machineMetric(house, followUp.name, 'ExecutionsFailed'),
          timedOut: machineMetric(house, followUp.name, 'ExecutionsTimedOut'),
        },
      }),
      impact: `A follow-up "${followUp.title}" is stuck: its customer hears nothing more until a person takes it.`,
      look: failedExecutionsLink(house, name),
      tell: props.tell,
    });
  }
}

function machineRole(scope: Construct, name: string): Role {
  const role = new Role(scope, 'Role', {
    roleName: `${name}-machine`,
    assumedBy: new ServicePrincipal('states.amazonaws.com'),
  });
  // Both of these know no resources: AWS delivers the logs and the traces on the machine's behalf.
  role.addToPolicy(
    new PolicyStatement({
      actions: [
        'logs:CreateLogDelivery',
        'logs:GetLogDelivery',
        'logs:UpdateLogDelivery',
        'logs:DeleteLogDelivery',
        'logs:ListLogDeliveries',
        'logs:PutResourcePolicy',
        'logs:DescribeResourcePolicies',
        'logs:DescribeLogGroups',
      ],
      resources: ['*'],
    }),
  );
  role.addToPolicy(
    new PolicyStatement({
      actions: [
        'xray:PutTraceSegments',
        'xray:PutTelemetryRecords',
        'xray:GetSamplingRules',
        'xray:GetSamplingTargets',
      ],
      resources: ['*'],
    }),
  );
  acknowledgeWildcards(role, ['*'], 'Log delivery and trace segments know no resource.');
  return role;
}
