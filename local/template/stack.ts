/** One stack: its sections checked, its resources read into the parts, its outputs published. */

import { accessReaders } from './access.ts';
import { apiReaders } from './apis.ts';
import type { AssembledStack, Assembly } from './assembly.ts';
import type { Faults } from './faults.ts';
import { functionReaders } from './functions.ts';
import { inertTypes, propertiesWithoutEffect } from './inert.ts';
import { resolve } from './intrinsics.ts';
import { asText, isObject, type Json, type JsonObject } from './json.ts';
import { machineReaders } from './machines.ts';
import { messagingReaders } from './messaging.ts';
import type { Parts, ReadResource } from './parts.ts';
import { readProperties } from './properties.ts';
import { openScope, type Published, type StackScope, section } from './scope.ts';
import { tableReaders } from './tables.ts';
import { topicReaders } from './topics.ts';
import { userPoolReaders } from './user-pools.ts';

const readers: Readonly<Record<string, ReadResource>> = {
  ...accessReaders,
  ...apiReaders,
  ...functionReaders,
  ...machineReaders,
  ...messagingReaders,
  ...tableReaders,
  ...topicReaders,
  ...userPoolReaders,
};

const sections = new Set([
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
]);

const resourceFields = new Set([
  'Type',
  'Properties',
  'Condition',
  'DependsOn',
  'Metadata',
  'DeletionPolicy',
  'UpdateReplacePolicy',
]);

/** What reading a stack adds to. */
export interface Reading {
  readonly assembly: Assembly;
  readonly published: Published;
  readonly parts: Parts;
  /** Counts of the resources that need nothing to run, by type. */
  readonly inert: Map<string, number>;
  readonly faults: Faults;
}

export function readStack(stack: AssembledStack, reading: Reading): void {
  const { published, faults } = reading;
  const scope = openScope(stack, published, faults);
  for (const name of Object.keys(stack.template)) {
    if (!sections.has(name))
      faults.add(`stack ${stack.name}`, `the template section ${name} is not supported by the local cloud`);
  }
  for (const [logicalId, resource] of Object.entries(section(stack.template, 'Resources'))) {
    if (isObject(resource)) readResource(stack, logicalId, resource, scope, reading);
  }
  publishOutputs(stack, scope, reading);
}

function readResource(
  stack: AssembledStack,
  logicalId: string,
  resource: JsonObject,
  scope: StackScope,
  reading: Reading,
): void {
  const { faults, parts, inert, assembly } = reading;
  const type = asText(resource.Type) ?? '';
  const where = `stack ${stack.name}, resource ${logicalId} (${type})`;
  for (const field of Object.keys(resource)) {
    if (!resourceFields.has(field)) faults.add(where, `${field} is not supported by the local cloud`);
  }
  if (resource.Condition !== undefined && !scope.condition(asText(resource.Condition) ?? '', where)) return;
  if (inertTypes[type] !== undefined) {
    inert.set(type, (inert.get(type) ?? 0) + 1);
    return;
  }
  const read = readers[type];
  if (read === undefined) {
    faults.add(where, 'this resource type is not supported by the local cloud');
    return;
  }
  const values: Json | undefined = resolve(resource.Properties ?? {}, scope, `${where}, property `);
  const properties = readProperties(isObject(values) ? values : {}, where, '', faults);
  const { account, region, partition } = stack;
  const fault = (sentence: string) => faults.add(where, sentence);
  const identity = scope.identity(logicalId);
  read({ account, region, partition, type, identity, properties, fault, asset: assembly.asset }, parts);
  properties.finish(propertiesWithoutEffect(type));
}

function publishOutputs(stack: AssembledStack, scope: StackScope, { published, faults }: Reading): void {
  const outputs = new Map<string, string>();
  published.outputs.set(stack.name, outputs);
  for (const [key, output] of Object.entries(section(stack.template, 'Outputs'))) {
    const where = `stack ${stack.name}, output ${key}`;
    if (!isObject(output)) continue;
    if (output.Condition !== undefined && !scope.condition(asText(output.Condition) ?? '', where)) continue;
    const value = asText(resolve(output.Value ?? null, scope, where));
    if (value === undefined) {
      faults.add(where, 'its value must resolve to text');
      continue;
    }
    outputs.set(key, value);
    const name = isObject(output.Export) ? asText(resolve(output.Export.Name ?? null, scope, where)) : undefined;
    if (name === undefined) continue;
    if (published.exports.has(name)) faults.add(where, `another stack exports ${name} already`);
    published.exports.set(name, value);
  }
}
