/** A synthesised cloud assembly on disk: its stacks in the order of deployment, and its assets. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve as absolute, join } from 'node:path';
import type { Faults } from './faults.ts';
import { asText, isList, isObject, type Json, type JsonObject, parseJson } from './json.ts';

/** Where a stack is deployed. */
export interface Place {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

export interface AssembledStack extends Place {
  readonly name: string;
  readonly template: JsonObject;
  /** Values that the assembly gives for the template's parameters. */
  readonly parameters: JsonObject;
}

export interface Assembly {
  readonly stacks: readonly AssembledStack[];
  /** The absolute path of the asset that is uploaded under this object key. */
  asset(objectKey: string): string | undefined;
}

function readObject(file: string, faults: Faults): JsonObject {
  try {
    const value = parseJson(readFileSync(file, 'utf8'));
    if (isObject(value)) return value;
    faults.add(file, 'is not a JSON object');
  } catch (error) {
    faults.add(file, error instanceof Error ? error.message : String(error));
  }
  return {};
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const inner = value[key];
  return isObject(inner) ? inner : {};
}

/** `aws://account/region`; a stack without an environment of its own goes where the caller says. */
function placeOf(environment: string, home: { account: string; region: string }): Place {
  const [, account = '', region = ''] = /^aws:\/\/([^/]*)\/(.*)$/.exec(environment) ?? [];
  return {
    account: account === '' || account === 'unknown-account' ? home.account : account,
    region: region === '' || region === 'unknown-region' ? home.region : region,
    partition: 'aws',
  };
}

/** Depth first over the dependencies, so a stack comes after everything it imports from. */
function inOrder(artifacts: JsonObject): readonly string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  const visit = (id: string): void => {
    const artifact = artifacts[id];
    if (seen.has(id) || !isObject(artifact)) return;
    seen.add(id);
    const needed = artifact.dependencies;
    for (const dependency of isList(needed) ? needed : []) visit(asText(dependency) ?? '');
    order.push(id);
  };
  for (const id of Object.keys(artifacts)) visit(id);
  return order;
}

function readAssets(folder: string, manifestFile: string, faults: Faults, into: Map<string, string>): void {
  for (const file of Object.values(objectAt(readObject(join(folder, manifestFile), faults), 'files'))) {
    if (!isObject(file)) continue;
    const path = asText(objectAt(file, 'source').path);
    for (const destination of Object.values(objectAt(file, 'destinations'))) {
      const key = isObject(destination) ? asText(destination.objectKey) : undefined;
      if (key !== undefined && path !== undefined) into.set(key, absolute(folder, path));
    }
  }
}

/** Reads the folder that `cdk synth` wrote. What cannot be read is noted in `faults`. */
export function readAssembly(folder: string, home: { account: string; region: string }, faults: Faults): Assembly {
  const manifestFile = join(folder, 'manifest.json');
  if (!existsSync(manifestFile)) {
    faults.add(manifestFile, 'is missing; run `npx cdk synth` first');
    return { stacks: [], asset: () => undefined };
  }
  const artifacts = objectAt(readObject(manifestFile, faults), 'artifacts');
  const stacks: AssembledStack[] = [];
  const assets = new Map<string, string>();
  for (const id of inOrder(artifacts)) {
    const artifact: Json | undefined = artifacts[id];
    if (!isObject(artifact)) continue;
    const properties = objectAt(artifact, 'properties');
    switch (artifact.type) {
      case 'aws:cloudformation:stack':
        stacks.push({
          ...placeOf(asText(artifact.environment) ?? '', home),
          name: asText(properties.stackName) ?? id,
          template: readObject(join(folder, asText(properties.templateFile) ?? ''), faults),
          parameters: objectAt(properties, 'parameters'),
        });
        break;
      case 'cdk:asset-manifest':
        readAssets(folder, asText(properties.file) ?? '', faults, assets);
        break;
      case 'cdk:cloud-assembly':
        faults.add(`assembly, artifact ${id}`, 'nested assemblies (stages) are not supported by the local cloud');
        break;
      default: // trees, validation reports and feature flags describe the assembly; they declare nothing to run
    }
  }
  return { stacks, asset: (objectKey) => assets.get(objectKey) };
}
