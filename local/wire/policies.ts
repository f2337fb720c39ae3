/** The questions that rooms ask of the template's policies, each answered with a sentence or with nothing. */
import { actionOf } from '../permissions/needs.ts';
import type { AccessRequest, Permissions } from '../permissions/permissions.ts';
import type { CloudModel, RuleModel, RuleTargetModel } from '../template/model.ts';
import { AwsError } from './aws-error.ts';
import type { WhyNot } from './guard.ts';

export interface Policies {
  /** Why a role may not make a call. */
  readonly whyNot: WhyNot;
  /** Why a rule may not invoke its target. */
  readonly invokeByRule: (rule: RuleModel, target: RuleTargetModel) => string | undefined;
  /** Why a rule may not use a queue for what it could not deliver. */
  readonly sendByRule: (rule: RuleModel, queueArn: string) => string | undefined;
  /** Why a service may not publish on a topic for one of its things. */
  readonly publishByService: (service: string, sourceArn: string, topicArn: string) => string | undefined;
  /** Why a topic may not invoke a function. */
  readonly invokeByTopic: (topicArn: string, functionArn: string) => string | undefined;
  /** Why a topic may not use a queue for what it could not deliver. */
  readonly sendByTopic: (topicArn: string, queueArn: string) => string | undefined;
  /** Why a role may not send to a queue. */
  readonly sendByRole: (roleArn: string, queueArn: string) => string | undefined;
  /** Why a role may not read a stream. */
  readonly readStream: (roleArn: string, streamArn: string) => string | undefined;
}

const STREAM_ACTIONS = ['DescribeStream', 'GetRecords', 'GetShardIterator'];

/** Binds the questions to the policies of one cloud. */
export function openPolicies(model: CloudModel, permissions: Permissions): Policies {
  const refusal = (request: AccessRequest): string | undefined => {
    const decision = permissions.allowed(request);
    return decision.allowed ? undefined : decision.because;
  };
  const firstOf = (refusals: readonly (string | undefined)[]): string | undefined =>
    refusals.find((one) => one !== undefined);
  const serviceMay = (service: string, action: string, resource: string, sourceArn: string): string | undefined =>
    refusal({ service, action, resource, context: { 'aws:SourceArn': sourceArn } });
  const eventsMay = (action: string, resource: string, rule: RuleModel): string | undefined =>
    serviceMay('events.amazonaws.com', action, resource, rule.arn);

  return {
    whyNot(roleArn, call) {
      const needs = needsOf(call.service, call.operation, call.params, model);
      return firstOf(needs.map((need) => refusal({ roleArn, ...need })));
    },
    invokeByRule: (rule, target) =>
      target.roleArn === undefined
        ? eventsMay('lambda:InvokeFunction', target.arn, rule)
        : refusal({ roleArn: target.roleArn, action: 'lambda:InvokeFunction', resource: target.arn }),
    sendByRule: (rule, queueArn) => eventsMay('sqs:SendMessage', queueArn, rule),
    publishByService: (service, sourceArn, topicArn) => serviceMay(service, 'sns:Publish', topicArn, sourceArn),
    invokeByTopic: (topicArn, functionArn) =>
      serviceMay('sns.amazonaws.com', 'lambda:InvokeFunction', functionArn, topicArn),
    sendByTopic: (topicArn, queueArn) => serviceMay('sns.amazonaws.com', 'sqs:SendMessage', queueArn, topicArn),
    sendByRole: (roleArn, queueArn) => refusal({ roleArn, action: 'sqs:SendMessage', resource: queueArn }),
    readStream: (roleArn, streamArn) =>
      firstOf(STREAM_ACTIONS.map((action) => refusal({ roleArn, action: `dynamodb:${action}`, resource: streamArn }))),
  };
}

function needsOf(service: string, operation: string, params: unknown, model: CloudModel): ReturnType<typeof actionOf> {
  try {
    return actionOf(service, operation, params, model.region, model.account);
  } catch (error) {
    throw new AwsError('UnknownOperationException', error instanceof Error ? error.message : String(error));
  }
}
