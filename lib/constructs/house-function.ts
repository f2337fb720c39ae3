import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  CfnPermission,
  Code,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type House, houseName, logsLink } from '../house.ts';
import { DeadLetter } from './dead-letter.ts';
import { acknowledgeWildcards, type Grant, give } from './grant.ts';
import { HouseAlarm } from './house-alarm.ts';
import { HouseLogGroup } from './house-log-group.ts';

export interface HouseFunctionProps {
  readonly house: House;
  /** Its file in `functions/`. */
  readonly door: string;
  /** Its own name when several departments have the same door; the door's unless said. */
  readonly name?: string;
  /** What a customer or a colleague feels while it fails, in a sentence for on-call. */
  readonly impact: string;
  readonly timeout: Duration;
  readonly memoryMb?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly may: readonly Grant[];
  /** ARN of the topic that tells people. */
  readonly tell: string;
  /**
   * `asynchronously` when the caller does not wait (a rule, a schedule): what fails after its retries then lands in a
   * dead-letter queue of its own. `once` does so without retries, for what the next run repeats anyway.
   */
  readonly invoked: 'directly' | 'asynchronously' | 'once';
}

/** A door: one function with a role, a log group and an alarm of its own. */
export class HouseFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: HouseFunctionProps) {
    super(scope, id);
    const { house } = props;
    const name = props.name ?? props.door;
    const functionName = houseName(house, name);
    const logGroup = new HouseLogGroup(this, 'Logs', { house, name: `/aws/lambda/${functionName}` });
    this.role = new Role(this, 'Role', {
      roleName: functionName,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(this.role);
    give(this.role, props.may);
    acknowledgeWildcards(this.role, ['*'], 'Sending trace segments knows no resource.');
    const asynchronous = props.invoked !== 'directly';
    this.function = new LambdaFunction(this, 'Function', {
      functionName,
      role: this.role,
      logGroup,
      description: props.impact,
      code: Code.fromAsset(join(house.bundles, props.door)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb ?? 512,
      timeout: props.timeout,
      tracing: Tracing.ACTIVE,
      environment: {
        STAGE: house.group.stage,
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: 'Lanekeep',
        ...props.environment,
      },
      ...(asynchronous
        ? { deadLetterQueue: deadLetter(this, props, name), retryAttempts: props.invoked === 'once' ? 0 : 2 }
        : {}),
    });
    this.arn = this.function.functionArn;
    new HouseAlarm(this, 'Failing', {
      house,
      name: `${name}-failing`,
      metric: failing(this.function),
      impact: props.impact,
      look: logsLink(house, `/aws/lambda/${functionName}`),
      tell: props.tell,
    });
  }

  /** Lets a service invoke it, by one statement: a function's policy ends at 20 kB, which one per rule would reach. */
  letInvoke(service: string, sourceArn: string): void {
    new CfnPermission(this, `From${service.split('.')[0] ?? service}`, {
      action: 'lambda:InvokeFunction',
      functionName: this.arn,
      principal: service,
      sourceArn,
    });
  }
}

const deadLetter = (scope: Construct, props: HouseFunctionProps, name: string) =>
  new DeadLetter(scope, 'Undelivered', { house: props.house, name, impact: props.impact, tell: props.tell }).queue;

const failing = (door: LambdaFunction): MathExpression =>
  new MathExpression({
    expression: 'errors + throttles',
    label: 'Errors and throttles',
    period: Duration.minutes(5),
    usingMetrics: { errors: door.metricErrors(), throttles: door.metricThrottles() },
  });
