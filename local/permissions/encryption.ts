/** What a call on an encrypted resource needs of the key besides: the service uses the key in the caller's name. */
import type { CloudModel } from '../template/model.ts';
import type { AccessRequest } from './permissions.ts';

export interface EncryptedBy {
  readonly arn: string;
  readonly keyArn: string;
}

/** By prefix of the action. Reading needs Decrypt; SQS and SNS make a data key for what is sent (their guides, "Key management"). */
const uses: readonly { readonly prefix: string; readonly service: string; readonly actions: readonly string[] }[] = [
  { prefix: 'dynamodb:', service: 'dynamodb', actions: ['kms:Decrypt'] },
  { prefix: 'sqs:SendMessage', service: 'sqs', actions: ['kms:GenerateDataKey', 'kms:Decrypt'] },
  { prefix: 'sns:Publish', service: 'sns', actions: ['kms:GenerateDataKey', 'kms:Decrypt'] },
  { prefix: 'sqs:ReceiveMessage', service: 'sqs', actions: ['kms:Decrypt'] },
];

/** The requests that must be allowed too. A table's indexes and stream are encrypted with the table's key. */
export function keyNeeds(
  request: AccessRequest,
  encrypted: readonly EncryptedBy[],
  { account, region }: Pick<CloudModel, 'account' | 'region'>,
): readonly AccessRequest[] {
  const use = uses.find(({ prefix }) => request.action.startsWith(prefix));
  const { resource } = request;
  const found = encrypted.find(({ arn }) => resource === arn || resource.startsWith(`${arn}/`));
  if (use === undefined || found === undefined) return [];
  const context = {
    ...request.context,
    'kms:ViaService': `${use.service}.${region}.amazonaws.com`,
    'kms:CallerAccount': account,
  };
  // A service that publishes for somebody tells the topic for whom, and not the key: conditions on that never hold there.
  if ('service' in request && use.service === 'sns')
    Object.assign(context, { 'aws:SourceAccount': [], 'aws:SourceArn': [] });
  const caller = 'roleArn' in request ? { roleArn: request.roleArn } : { service: request.service };
  return use.actions.map((action) => ({ ...caller, action, resource: found.keyArn, context }));
}
