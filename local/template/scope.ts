/** What names mean inside one stack: parameters, pseudo parameters, conditions, mappings and its resources. */
import type { AssembledStack } from './assembly.ts';
import { decideCondition } from './conditions.ts';
import type { Faults } from './faults.ts';
import { type Identity, identify } from './identity.ts';
import { resolve, type Scope } from './intrinsics.ts';
import { asText, isObject, type Json, type JsonObject } from './json.ts';
import { uuidFor } from './names.ts';

/** The outputs and exports of the stacks that were read before. */
export interface Published {
  readonly outputs: Map<string, Map<string, string>>;
  readonly exports: Map<string, string>;
}

/** A scope that also knows the identity of each of its resources. */
export interface StackScope extends Scope {
  identity(logicalId: string): Identity;
}

/** One section of a template; empty when the template has none. */
export function section(template: JsonObject, name: string): JsonObject {
  const found = template[name];
  return isObject(found) ? found : {};
}

export function openScope(stack: AssembledStack, published: Published, faults: Faults): StackScope {
  const { template } = stack;
  const resources = section(template, 'Resources');
  const identities = new Map<string, Identity>();
  const underWay = new Set<string>();
  const deciding = new Set<string>();
  const stackId = `arn:${stack.partition}:cloudformation:${stack.region}:${stack.account}:stack/${stack.name}/${uuidFor(stack.name)}`;
  const pseudo: Readonly<Record<string, Json>> = {
    'AWS::AccountId': stack.account,
    'AWS::Region': stack.region,
    'AWS::Partition': stack.partition,
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack.name,
    'AWS::StackId': stackId,
    'AWS::NotificationARNs': [],
  };
  const noted = (where: string, sentence: string): undefined => {
    faults.add(where, sentence);
    return undefined;
  };

  const identity = (logicalId: string): Identity => {
    const known = identities.get(logicalId);
    if (known !== undefined) return known;
    const resource = resources[logicalId];
    const type = isObject(resource) ? (asText(resource.Type) ?? '') : '';
    const properties = isObject(resource) && isObject(resource.Properties) ? resource.Properties : {};
    const where = `stack ${stack.name}, resource ${logicalId} (${type})`;
    if (underWay.has(logicalId)) {
      noted(where, 'its name depends on itself');
      return { ref: '', attributes: {} };
    }
    underWay.add(logicalId);
    const given = (property: string): string | undefined => {
      const value = properties[property];
      return value === undefined ? undefined : asText(resolve(value, scope, `${where}, property ${property}`));
    };
    const { account, region, partition, name } = stack;
    const made = identify(type, { account, region, partition, stack: name, logicalId, given });
    underWay.delete(logicalId);
    identities.set(logicalId, made);
    return made;
  };

  const isThere = (logicalId: string, where: string): boolean => {
    const resource = resources[logicalId];
    if (!isObject(resource)) return false;
    return resource.Condition === undefined || scope.condition(asText(resource.Condition) ?? '', where);
  };

  const scope: StackScope = {
    faults,
    identity,
    ref(name, where) {
      if (name === 'AWS::NoValue') return undefined;
      const value = pseudo[name];
      if (value !== undefined) return value;
      const parameter = section(template, 'Parameters')[name];
      if (isObject(parameter)) return parameterValue(name, parameter, stack.parameters[name], where, faults);
      return isThere(name, where) ? identity(name).ref : noted(where, `Ref finds no ${name} in its stack`);
    },
    attribute(logicalId, attribute, where) {
      if (!isThere(logicalId, where)) return noted(where, `Fn::GetAtt finds no resource ${logicalId} in its stack`);
      const found = identity(logicalId).attributes[attribute];
      return found ?? noted(where, `the attribute ${logicalId}.${attribute} is not supported by the local cloud`);
    },
    condition(name, where) {
      const expression = section(template, 'Conditions')[name];
      if (expression === undefined || deciding.has(name)) {
        const fault =
          expression === undefined
            ? `there is no condition ${name} in its stack`
            : `the condition ${name} depends on itself`;
        noted(where, fault);
        return false;
      }
      deciding.add(name);
      const decided = decideCondition(expression, scope, `stack ${stack.name}, condition ${name}`);
      deciding.delete(name);
      return decided;
    },
    mapping(map, top, second) {
      const levels = section(template, 'Mappings')[map];
      const values = isObject(levels) ? levels[top] : undefined;
      return isObject(values) ? values[second] : undefined;
    },
    exported: (name, where) => published.exports.get(name) ?? noted(where, `no stack before this one exports ${name}`),
    output: (from, name, where) =>
      published.outputs.get(from)?.get(name) ?? noted(where, `no stack before this one has the output ${from}.${name}`),
  };
  return scope;
}

function parameterValue(
  name: string,
  parameter: JsonObject,
  given: Json | undefined,
  where: string,
  faults: Faults,
): Json | undefined {
  const type = asText(parameter.Type) ?? 'String';
  const value = given ?? parameter.Default;
  if (type.startsWith('AWS::SSM::') && name !== 'BootstrapVersion') {
    faults.add(where, `the parameter ${name} of type ${type} is not supported by the local cloud`);
    return undefined;
  }
  if (value === undefined) {
    faults.add(where, `the parameter ${name} has no value and no default`);
    return undefined;
  }
  if (type === 'CommaDelimitedList' || type.startsWith('List<'))
    return (asText(value) ?? '').split(',').map((part) => part.trim());
  return type === 'Number' ? Number(asText(value)) : value;
}
