import { describe, expect, test } from 'vitest';
import { type Resource, synthesise } from './templates.ts';

const cloud = synthesise();

const named = (each: Resource): string => `${each.stack} ${each.id}`;

const queueAt = (stack: string, reference: unknown): Resource | undefined => {
  const found = cloud.pointed(stack, reference);
  return found?.Type === 'AWS::SQS::Queue' ? found : undefined;
};

const alarms = cloud.of('AWS::CloudWatch::Alarm');

describe('what cannot be delivered', () => {
  test('a rule’s target puts it into a queue that takes it from that rule', () => {
    const targets = cloud
      .of('AWS::Events::Rule')
      .flatMap((rule) => rule.Properties.Targets.map((target: unknown) => [rule, target] as const));
    expect(targets.length).toBeGreaterThan(1);
    for (const [rule, target] of targets) {
      const queue = queueAt(rule.stack, target.DeadLetterConfig?.Arn);
      expect(queue, named(rule)).toBeDefined();
      const policy = cloud
        .of('AWS::SQS::QueuePolicy')
        .find(
          (each) =>
            each.stack === rule.stack &&
            each.Properties.Queues.some((to: unknown) => queueAt(each.stack, to) === queue),
        );
      const allowed = policy?.Properties.PolicyDocument.Statement.find(
        (each: { Effect: string }) => each.Effect === 'Allow',
      );
      expect(allowed?.Principal, named(rule)).toEqual({ Service: 'events.amazonaws.com' });
      expect(JSON.stringify(allowed.Condition), named(rule)).toContain(rule.Properties.Name);
    }
  });

  test('the stream puts it into a queue, bisects, and takes answers record by record', () => {
    const mappings = cloud.of('AWS::Lambda::EventSourceMapping');
    expect(mappings.length).toBeGreaterThan(0);
    for (const mapping of mappings) {
      expect(
        queueAt(mapping.stack, mapping.Properties.DestinationConfig.OnFailure.Destination),
        named(mapping),
      ).toBeDefined();
      expect(mapping.Properties).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      });
      expect(mapping.Properties.MaximumRetryAttempts).toBeGreaterThan(0);
    }
  });

  test('a function that a rule invokes puts it into a queue of its own', () => {
    const invoked = cloud
      .of('AWS::Events::Rule')
      .flatMap((rule) =>
        rule.Properties.Targets.map((target: { Arn: unknown }) => cloud.pointed(rule.stack, target.Arn)),
      );
    expect(invoked).not.toContain(undefined);
    for (const each of new Set<Resource>(invoked)) {
      expect(queueAt(each.stack, each.Properties.DeadLetterConfig?.TargetArn), named(each)).toBeDefined();
    }
  });

  test('every such queue has an alarm on its first message', () => {
    const queues = cloud.of('AWS::SQS::Queue');
    expect(queues.length).toBeGreaterThan(3);
    for (const queue of queues) {
      const watching = alarms.find(
        (each) =>
          each.stack === queue.stack &&
          each.Properties.Dimensions?.some(
            (dimension: { Value: unknown }) => queueAt(each.stack, dimension.Value) === queue,
          ),
      );
      expect(watching?.Properties, named(queue)).toMatchObject({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
      });
    }
  });
});

describe('an alarm', () => {
  test.each(alarms.map((each) => [String(each.Properties.AlarmName), each] as const))(
    '%s says what it means and where to look',
    (_, each) => {
      expect(each.Properties.AlarmDescription).toMatch(
        /^[A-Z].{30,}\. Look here: https:\/\/us-east-1\.console\.aws\.amazon\.com\/\S+$/,
      );
      // AWS cuts it at 1024 letters.
      expect(each.Properties.AlarmDescription.length).toBeLessThanOrEqual(1024);
      expect(each.Properties.AlarmActions).toHaveLength(1);
    },
  );

  test('watches every function and every machine', () => {
    const functions = cloud.of('AWS::Lambda::Function');
    for (const each of functions) {
      const name = `${each.Properties.FunctionName}-failing`;
      expect(
        alarms.some((alarm) => alarm.Properties.AlarmName === name),
        name,
      ).toBe(true);
    }
    for (const machine of cloud.of('AWS::StepFunctions::StateMachine')) {
      const alarm = alarms.find((each) => each.Properties.AlarmName === `${machine.Properties.StateMachineName}-stuck`);
      expect(alarm?.Properties.AlarmDescription).toContain('statusFilter=FAILED');
    }
  });

  test('can be heard: the topic lets CloudWatch speak and refuses plain connections', () => {
    const alarmed = cloud.of('AWS::SNS::Topic').find((each) => each.Properties.TopicName === 'lanekeep-sample-alarms');
    const policy = cloud
      .of('AWS::SNS::TopicPolicy')
      .find((each) => cloud.pointed(each.stack, each.Properties.Topics[0]) === alarmed);
    const statements: readonly { Effect: string; Principal: unknown }[] = policy?.Properties.PolicyDocument.Statement;
    expect(
      statements.some(
        (each) => each.Effect === 'Allow' && JSON.stringify(each.Principal).includes('cloudwatch.amazonaws.com'),
      ),
    ).toBe(true);
    expect(statements.some((each) => each.Effect === 'Deny')).toBe(true);
    expect(cloud.of('AWS::SNS::Subscription')[0]?.Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'on-call@example.com',
    });
  });
});

describe('logs', () => {
  test('are kept for the group’s days, everywhere', () => {
    const groups = cloud.of('AWS::Logs::LogGroup');
    expect(groups.length).toBeGreaterThan(7);
    for (const each of groups) expect(each.Properties.RetentionInDays, named(each)).toBe(90);
  });

  test('of machines lie where resource policies do not run full, with everything in them', () => {
    const machines = cloud.of('AWS::StepFunctions::StateMachine');
    expect(machines.length).toBeGreaterThan(0);
    for (const machine of machines) {
      const { LoggingConfiguration, TracingConfiguration } = machine.Properties;
      expect(LoggingConfiguration).toMatchObject({ Level: 'ALL', IncludeExecutionData: true });
      const group = cloud.pointed(
        machine.stack,
        LoggingConfiguration.Destinations[0].CloudWatchLogsLogGroup.LogGroupArn,
      );
      expect(group?.Properties.LogGroupName).toMatch(/^\/aws\/vendedlogs\/states\//);
      expect(TracingConfiguration.Enabled).toBe(true);
    }
  });
});

describe('the dashboard', () => {
  test('shows every machine, every dead-letter queue, the stream and the promises', () => {
    const [dashboard] = cloud.of('AWS::CloudWatch::Dashboard');
    const body = JSON.stringify(dashboard?.Properties.DashboardBody);
    for (const queue of cloud.of('AWS::SQS::Queue')) expect(body).toContain(queue.Properties.QueueName);
    for (const machine of cloud.of('AWS::StepFunctions::StateMachine'))
      expect(body).toContain(machine.Properties.StateMachineName);
    for (const metric of ['IteratorAge', 'OldestOpenPromiseHours', 'ExecutionsFailed', 'ExecutionsStarted'])
      expect(body).toContain(metric);
  });
});
