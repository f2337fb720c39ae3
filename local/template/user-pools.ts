/** Cognito user pools. Nobody signs in on a laptop: tokens are minted, so only ids, clients and groups matter. */
import type { ReadResource } from './parts.ts';

const readPool: ReadResource = ({ identity }, parts) => {
  parts.userPools.push({ id: identity.ref, arn: identity.attributes.Arn ?? '' });
};

const readClient: ReadResource = ({ identity, properties }, parts) => {
  properties.text('ClientName');
  parts.poolClients.push({ poolId: properties.needed('UserPoolId'), clientId: identity.ref });
};

const readGroup: ReadResource = ({ identity, properties }, parts) => {
  properties.text('GroupName');
  parts.poolGroups.push({ poolId: properties.needed('UserPoolId'), group: identity.ref });
};

export const userPoolReaders = {
  'AWS::Cognito::UserPool': readPool,
  'AWS::Cognito::UserPoolClient': readClient,
  'AWS::Cognito::UserPoolGroup': readGroup,
} satisfies Record<string, ReadResource>;
