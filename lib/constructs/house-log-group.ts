import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { House } from '../house.ts';

/** A log group that forgets after the group's number of days, and stays when its stack goes: it is the activity log. */
export class HouseLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, props: { readonly house: House; readonly name: string }) {
    const retention: RetentionDays = props.house.group.logRetentionDays;
    super(scope, id, { logGroupName: props.name, retention, removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE });
  }
}
