/** Holds each call against the policies of the role that makes it. */
import { AwsError } from './aws-error.ts';

/** A call of an AWS service, as the wire reads it. */
export interface GuardedCall {
  /** As in IAM's actions: `dynamodb`, `states`, `events`, `kms`, `sqs`, `lambda`, `ses`, `sms-voice`. */
  readonly service: string;
  readonly operation: string;
  readonly params: unknown;
}

/** Answers why a role may not make a call; undefined when it may. */
export type WhyNot = (roleArn: string, call: GuardedCall) => string | undefined;

/** Throws AccessDeniedException; `roleArn` undefined is the operator. */
export function guard(whyNot: WhyNot, roleArn: string | undefined, call: GuardedCall): void {
  if (roleArn === undefined) return;
  const refusal = whyNot(roleArn, call);
  if (refusal !== undefined) throw new AwsError('AccessDeniedException', refusal);
}
