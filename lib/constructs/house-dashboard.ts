import { Duration } from 'aws-cdk-lib';
import {
  Dashboard,
  GraphWidget,
  MathExpression,
  Metric,
  PeriodOverride,
  Row,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type House, houseName } from '../house.ts';
import { DeadLetter } from './dead-letter.ts';
import { type FollowUpPlan, machineMetric } from './follow-up-machine.ts';

export interface HouseDashboardProps {
  readonly house: House;
  readonly followUps: readonly FollowUpPlan[];
}

/** One page that answers: does everything run, what is stuck, what waits, and is anybody's promise forgotten. */
export class HouseDashboard extends Construct {
  constructor(scope: Construct, id: string, props: HouseDashboardProps) {
    super(scope, id);
    const { house, followUps } = props;
    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: houseName(house),
      defaultInterval: Duration.days(7),
      periodOverride: PeriodOverride.INHERIT,
    });
    dashboard.addWidgets(
      new Row(
        new SingleValueWidget({ title: 'Promises', width: 12, height: 4, metrics: promiseMetrics() }),
        new SingleValueWidget({
          title: 'Repairs by the sweeper, should be 0',
          width: 12,
          height: 4,
          metrics: [repairs()],
        }),
      ),
      new Row(
        new GraphWidget({ title: 'Undelivered messages', width: 12, left: deadLetters(this).map(depth) }),
        new GraphWidget({ title: 'Age of the stream', width: 12, left: [streamAge(house)] }),
      ),
      new Row(new TextWidget({ markdown: '## Follow-ups', width: 24, height: 1 })),
      ...followUps.map((followUp) => new Row(...machineWidgets(house, followUp))),
    );
  }
}

/** Every dead-letter queue of the application, wherever it stands: built last, the dashboard sees them all. */
const deadLetters = (scope: Construct): readonly string[] =>
  scope.node.root.node
    .findAll()
    .filter((each) => each instanceof DeadLetter)
    .map((each) => each.queueName);

const ofSweep = (metricName: string, statistic: string, label: string) =>
  new Metric({
    namespace: 'Lanekeep',
    metricName,
    dimensionsMap: { service: 'sweep' },
    statistic,
    label,
    period: Duration.minutes(5),
  });

const promiseMetrics = () => [ofSweep('OldestOpenPromiseHours', 'Maximum', 'Oldest open promise, hours')];

const repairs = () => ofSweep('Repairs', 'Sum', 'Repairs');

const depth = (queueName: string) =>
  new Metric({
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensionsMap: { QueueName: queueName },
    statistic: 'Maximum',
    label: queueName,
    period: Duration.minutes(5),
  });

const streamAge = (of: House) =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName: 'IteratorAge',
    dimensionsMap: { FunctionName: houseName(of, 'publish') },
    statistic: 'Maximum',
    label: 'Milliseconds from commit to publish',
    period: Duration.minutes(1),
  });

function machineWidgets(of: House, { name, title }: FollowUpPlan) {
  const sum = (metric: string) => machineMetric(of, name, metric);
  const running = new MathExpression({
    // Step Functions counts starts and ends, not what runs; the difference over the shown days is what came to run.
    expression:
      'RUNNING_SUM(started) - RUNNING_SUM(succeeded) - RUNNING_SUM(failed) - RUNNING_SUM(timedOut) - RUNNING_SUM(aborted)',
    label: 'Running, change since the left edge',
    period: Duration.minutes(5),
    usingMetrics: {
      started: sum('ExecutionsStarted'),
      succeeded: sum('ExecutionsSucceeded'),
      failed: sum('ExecutionsFailed'),
      timedOut: sum('ExecutionsTimedOut'),
      aborted: sum('ExecutionsAborted'),
    },
  });
  const failed = new MathExpression({
    expression: 'timedOut + aborted',
    label: 'Failed',
    period: Duration.minutes(5),
    usingMetrics: { timedOut: sum('ExecutionsTimedOut'), aborted: sum('ExecutionsAborted') },
  });
  return [
    new GraphWidget({ title: `${title}: running`, width: 12, left: [running] }),
    new GraphWidget({
      title: `${title}: stuck and failed`,
      width: 12,
      left: [sum('ExecutionsFailed').with({ label: 'Stuck' }), failed],
    }),
  ];
}
