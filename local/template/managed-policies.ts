/** The policies that AWS itself manages and that a house like this attaches: logs and traces, nothing of the business. */
import type { PolicyStatement } from './model.ts';

const allow = (...actions: readonly string[]): readonly PolicyStatement[] => [
  { effect: 'Allow', actions, resources: ['*'] },
];

const policies: Readonly<Record<string, readonly PolicyStatement[]>> = {
  'service-role/AWSLambdaBasicExecutionRole': allow('logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'),
  'service-role/AmazonAPIGatewayPushToCloudWatchLogs': allow('logs:*'),
  AWSXRayDaemonWriteAccess: allow('xray:PutTraceSegments', 'xray:PutTelemetryRecords'),
};

/** The statements of a policy `arn:aws:iam::aws:policy/...`; undefined when it is not one of these. */
export function managedByAws(arn: string): readonly PolicyStatement[] | undefined {
  return policies[/^arn:[^:]+:iam::aws:policy\/(.+)$/.exec(arn)?.[1] ?? ''];
}
