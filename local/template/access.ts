/** IAM and KMS resources: who may do what. */
import type { KeyModel } from './model.ts';
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

/** What each kind of key is for; CloudFormation's default is the first. */
const keyUsages: Readonly<Record<KeyModel['spec'], string>> = {
  SYMMETRIC_DEFAULT: 'ENCRYPT_DECRYPT',
  HMAC_256: 'GENERATE_VERIFY_MAC',
};

const readKey: ReadResource = ({ identity, properties, fault }, parts) => {
  if (properties.flag('Enabled') === false) properties.refuse('Enabled', 'a disabled key');
  const named = properties.text('KeySpec') ?? 'SYMMETRIC_DEFAULT';
  const usage = properties.text('KeyUsage') ?? keyUsages.SYMMETRIC_DEFAULT;
  const spec = named === 'HMAC_256' ? named : 'SYMMETRIC_DEFAULT';
  if (named !== spec) properties.refuse('KeySpec', `a key of the kind ${named}`);
  else if (usage !== keyUsages[spec]) properties.refuse('KeyUsage', `the usage ${usage} of a ${spec} key`);
  parts.keys.push({ arn: identity.attributes.Arn ?? '', spec, policy: readPolicy(properties.raw('KeyPolicy'), fault) });
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
