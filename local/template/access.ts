/** IAM and KMS resources: who may do what. */
import type { ReadResource } from './parts.ts';
import { readPolicy } from './policies.ts';

const readRole: ReadResource = ({ identity, properties, fault }, parts) => {
  properties.text('RoleName');
  properties.text('Path');
  const inline = properties.objects('Policies').flatMap((policy) => {
    policy.needed('PolicyName');
    return readPolicy(policy.raw('PolicyDocument'), fault);
  });
  parts.roles.push({
    name: identity.ref,
    arn: identity.attributes.Arn ?? '',
    statements: inline,
    managedPolicyArns: properties.texts('ManagedPolicyArns'),
  });
};

const readInlinePolicy: ReadResource = ({ properties, fault }, parts) => {
  properties.needed('PolicyName');
  parts.attachments.push({
    roleNames: properties.texts('Roles'),
    statements: readPolicy(properties.raw('PolicyDocument'), fault),
  });
};

const readManagedPolicy: ReadResource = ({ identity, properties, fault }, parts) => {
  properties.text('ManagedPolicyName');
  const statements = readPolicy(properties.raw('PolicyDocument'), fault);
  parts.managedPolicies.push({ arn: identity.ref, statements });
  parts.attachments.push({ roleNames: properties.texts('Roles'), statements });
};

const readKey: ReadResource = ({ identity, properties, fault }, parts) => {
  if (properties.flag('Enabled') === false) properties.refuse('Enabled', 'a disabled key');
  parts.keys.push({ arn: identity.attributes.Arn ?? '', policy: readPolicy(properties.raw('KeyPolicy'), fault) });
};

const readAlias: ReadResource = ({ identity, properties }, parts) => {
  properties.text('AliasName');
  parts.aliases.push({ name: identity.ref, target: properties.needed('TargetKeyId') });
};

export const accessReaders = {
  'AWS::IAM::Role': readRole,
  'AWS::IAM::Policy': readInlinePolicy,
  'AWS::IAM::ManagedPolicy': readManagedPolicy,
  'AWS::KMS::Key': readKey,
  'AWS::KMS::Alias': readAlias,
} satisfies Record<string, ReadResource>;
