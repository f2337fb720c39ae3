/** DynamoDB tables, in both forms that CloudFormation has for them. */
import { isList, isObject, type Json } from './json.ts';
import type { Parts, ReadResource, Resource } from './parts.ts';
import type { Properties } from './properties.ts';

/** Index settings that CreateTable takes as they are; the rest of an index is capacity and its monitoring. */
const indexSettings = ['IndexName', 'KeySchema', 'Projection'] as const;

function readIndexes(properties: Properties, name: string): readonly Json[] {
  return properties.objects(name).map((index) => {
    const settings: Record<string, Json> = {};
    for (const setting of indexSettings) {
      const value = index.raw(setting);
      if (value !== undefined) settings[setting] = value;
    }
    return settings;
  });
}

function push(resource: Resource, parts: Parts, regional: Properties | undefined): void {
  const { identity, properties } = resource;
  properties.text('TableName');
  const stream = properties.object('StreamSpecification');
  const view =
    stream?.text('StreamViewType') ?? (properties.has('StreamSpecification') ? 'NEW_AND_OLD_IMAGES' : undefined);
  const timeToLive = properties.object('TimeToLiveSpecification');
  const attribute = timeToLive?.flag('Enabled') === false ? undefined : timeToLive?.text('AttributeName');
  const encryption = (regional ?? properties).object('SSESpecification');
  const keyArn = encryption?.text('KMSMasterKeyId');
  const globalIndexes = readIndexes(properties, 'GlobalSecondaryIndexes');
  const localIndexes = readIndexes(properties, 'LocalSecondaryIndexes');
  parts.tables.push({
    name: identity.ref,
    arn: identity.attributes.Arn ?? '',
    createTable: {
      TableName: identity.ref,
      AttributeDefinitions: properties.raw('AttributeDefinitions') ?? [],
      KeySchema: properties.raw('KeySchema') ?? [],
      // The engine counts no capacity, so every table is on demand there.
      BillingMode: 'PAY_PER_REQUEST',
      ...(globalIndexes.length > 0 && { GlobalSecondaryIndexes: globalIndexes }),
      ...(localIndexes.length > 0 && { LocalSecondaryIndexes: localIndexes }),
      ...(view && { StreamSpecification: { StreamEnabled: true, StreamViewType: view } }),
    },
    ...(attribute !== undefined && { timeToLiveAttribute: attribute }),
    ...(view !== undefined && { streamArn: identity.attributes.StreamArn ?? '' }),
    ...(keyArn !== undefined && { keyArn }),
  });
}

const readTable: ReadResource = (resource, parts) => push(resource, parts, undefined);

const readGlobalTable: ReadResource = (resource, parts) => {
  const replicas = resource.properties.raw('Replicas');
  const foreign = (isList(replicas) ? replicas : []).some((one) => !isObject(one) || one.Region !== resource.region);
  if (foreign) resource.properties.refuse('Replicas', 'a replica in another region');
  const [home] = resource.properties.objects('Replicas');
  home?.text('Region');
  resource.properties.object('SSESpecification')?.text('SSEType');
  push(resource, parts, home);
};

export const tableReaders = {
  'AWS::DynamoDB::Table': readTable,
  'AWS::DynamoDB::GlobalTable': readGlobalTable,
} satisfies Record<string, ReadResource>;
