/** Step Functions machines: the definition with its substitutions made. Whether its states can run is not decided here. */
import { type Json, parseJson } from './json.ts';
import type { ReadResource, Resource } from './parts.ts';

/** `${Name}` is replaced inside the definition's text, as CloudFormation does it. */
function substituted(
  text: string,
  values: Readonly<Record<string, string>>,
  fault: (sentence: string) => void,
): string {
  return text.replace(/\$\{([A-Za-z0-9_]+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) fault(`the definition mentions \${${name}}, which DefinitionSubstitutions does not give`);
    return value === undefined ? whole : JSON.stringify(value).slice(1, -1);
  });
}

function readDefinition({ properties, fault }: Resource): Json {
  const text = properties.text('DefinitionString');
  const object = properties.raw('Definition');
  const values = properties.entries('DefinitionSubstitutions');
  const source = text ?? (object === undefined ? undefined : JSON.stringify(object));
  if (source === undefined) {
    fault('it needs DefinitionString or Definition; a definition in a bucket is not supported by the local cloud');
    return {};
  }
  try {
    return parseJson(substituted(source, values, fault));
  } catch (error) {
    fault(`its definition is not JSON: ${error instanceof Error ? error.message : String(error)}`);
    return {};
  }
}

const readMachine: ReadResource = (resource, parts) => {
  const { identity, properties } = resource;
  properties.text('StateMachineName');
  const type = properties.text('StateMachineType') ?? 'STANDARD';
  if (type !== 'STANDARD') properties.refuse('StateMachineType', `the type ${type}`);
  parts.machines.push({
    name: identity.attributes.Name ?? '',
    arn: identity.ref,
    roleArn: properties.needed('RoleArn'),
    definition: readDefinition(resource),
  });
};

export const machineReaders = { 'AWS::StepFunctions::StateMachine': readMachine } satisfies Record<
  string,
  ReadResource
>;
