import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type House, houseName } from '../house.ts';

export interface HouseAlarmProps {
  readonly house: House;
  /** Completes `lanekeep-<stage>-…`. */
  readonly name: string;
  readonly metric: IMetric;
  /** The alarm goes off above this; 0 unless said. */
  readonly above?: number;
  /** What a customer or a colleague feels while this lasts, in a sentence for whoever is woken by it. */
  readonly impact: string;
  /** Where to look first. */
  readonly look: string;
  /** ARN of the topic that tells people. */
  readonly tell: string;
}

/** An alarm that says what it means and where to look. */
export class HouseAlarm extends Construct {
  constructor(scope: Construct, id: string, props: HouseAlarmProps) {
    super(scope, id);
    const alarm = new Alarm(this, 'Alarm', {
      alarmName: houseName(props.house, props.name),
      alarmDescription: `${props.impact} Look here: ${props.look}`,
      metric: props.metric,
      threshold: props.above ?? 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    const action = { bind: () => ({ alarmActionArn: props.tell }) };
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}
