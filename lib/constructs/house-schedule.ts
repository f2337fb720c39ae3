import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { type House, houseArn, houseName } from '../house.ts';
import { DeadLetter } from './dead-letter.ts';
import type { HouseFunction } from './house-function.ts';

export interface HouseScheduleProps {
  readonly house: House;
  readonly name: string;
  /** `rate(1 minute)` or `cron(…)`. */
  readonly expression: string;
  readonly runs: HouseFunction;
  /** What stays undone when it does not run. */
  readonly impact: string;
  readonly tell: string;
}

/** Runs a function again and again. What one run misses the next one does, so a run is not repeated for long. */
export class HouseSchedule extends Construct {
  constructor(scope: Construct, id: string, props: HouseScheduleProps) {
    super(scope, id);
    const { house } = props;
    const name = houseName(house, props.name);
    const rule = houseArn(house, 'events', `rule/${name}`);
    const undelivered = new DeadLetter(this, 'Undelivered', {
      house,
      name: `${props.name}-runs`,
      impact: props.impact,
      from: { service: 'events.amazonaws.com', arns: [rule] },
      tell: props.tell,
    });
    new CfnRule(this, 'Rule', {
      name,
      description: `Runs ${props.name}.`,
      scheduleExpression: props.expression,
      targets: [
        {
          id: 'run',
          arn: props.runs.arn,
          deadLetterConfig: { arn: undelivered.queue.queueArn },
          retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 60 },
        },
      ],
    });
    props.runs.letInvoke('events.amazonaws.com', rule);
  }
}
