import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { FollowUpPlan } from '../constructs/follow-up-machine.ts';
import { lookUpExecutions, readRows, startAndWakeMachines, type TableHandle, writeRows } from '../constructs/grant.ts';
import { HouseAlarm } from '../constructs/house-alarm.ts';
import { HouseDashboard } from '../constructs/house-dashboard.ts';
import { HouseFunction } from '../constructs/house-function.ts';
import { HouseSchedule } from '../constructs/house-schedule.ts';
import { dashboardLink, type House, machineArnPrefix } from '../house.ts';

export interface OperationsStackProps extends StackProps {
  readonly house: House;
  readonly table: TableHandle;
  readonly followUps: readonly FollowUpPlan[];
  readonly tell: string;
}

/** What looks after the others: the sweeper, and the one page that people look at. */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    super(scope, id, props);
    const { house, table, tell } = props;
    const impact =
      'What falls due is not taken up: far dates, lost events and dead follow-ups lie until it runs again.';
    const sweep = new HouseFunction(this, 'Sweep', {
      house,
      door: 'sweep',
      impact,
      timeout: Duration.seconds(55),
      memoryMb: 1024,
      environment: { TABLE_NAME: table.name, MACHINE_ARN_PREFIX: machineArnPrefix(house) },
      may: [
        readRows(table, 'due', 'board', 'story'),
        writeRows(table),
        startAndWakeMachines(house),
        lookUpExecutions(house),
      ],
      invoked: 'once',
      tell,
    });
    new HouseSchedule(this, 'EveryMinute', {
      house,
      name: 'sweep',
      expression: 'rate(1 minute)',
      runs: sweep,
      impact,
      tell,
    });
    new HouseAlarm(this, 'Repairing', {
      house,
      name: 'sweep-repairing',
      metric: new Metric({
        namespace: 'Lanekeep',
        metricName: 'Repairs',
        dimensionsMap: { service: 'sweep' },
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      impact:
        'The sweeper had to repair what should not break: events or follow-ups were late, and something loses them.',
      look: dashboardLink(house),
      tell,
    });
    new HouseDashboard(this, 'Dashboard', { house, followUps: props.followUps });
  }
}
