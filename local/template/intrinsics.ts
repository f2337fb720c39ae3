/**
 * CloudFormation's intrinsic functions, resolved to plain values. The list of functions and their forms is the
 * one in the CloudFormation template reference; what is missing here is refused by name.
 */
import type { Faults } from './faults.ts';
import { asText, isList, isObject, type Json, type JsonObject } from './json.ts';

/** What names mean inside one stack. Every method notes its own faults and then answers undefined. */
export interface Scope {
  readonly faults: Faults;
  /** The value of a parameter, pseudo parameter or resource; undefined also for `AWS::NoValue`. */
  ref(name: string, where: string): Json | undefined;
  attribute(logicalId: string, attribute: string, where: string): Json | undefined;
  condition(name: string, where: string): boolean;
  mapping(map: string, top: string, second: string): Json | undefined;
  exported(name: string, where: string): Json | undefined;
  output(stack: string, output: string, where: string): Json | undefined;
}

type Intrinsic = (argument: Json, scope: Scope, where: string) => Json | undefined;

/** A place that takes more characters to name is nested deeper than any template, and deeper than a stack goes. */
const longestPlace = 3000;

/**
 * Resolves every intrinsic inside a value. `undefined` means that the value is not there (`AWS::NoValue`).
 * `where` names the value in faults; the first key inside follows directly when it ends in a space, else after a dot.
 */
export function resolve(value: Json, scope: Scope, where: string): Json | undefined {
  if (where.length > longestPlace) {
    return noted(scope, `${where.slice(0, 80)}…`, 'it is nested deeper than the local cloud reads');
  }
  if (isList(value)) {
    return value.map((item, index) => resolve(item, scope, `${where}[${index}]`)).filter((item) => item !== undefined);
  }
  if (!isObject(value)) return value;
  const call = intrinsicCall(value, scope, where);
  if (call !== undefined) return call.run(call.argument, scope, where);
  const resolved: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(value)) {
    const result = resolve(inner, scope, where.endsWith(' ') ? where + key : `${where}.${key}`);
    if (result !== undefined) resolved[key] = result;
  }
  return resolved;
}

function intrinsicCall(value: JsonObject, scope: Scope, where: string): { run: Intrinsic; argument: Json } | undefined {
  const name = Object.keys(value).find((key) => key === 'Ref' || key.startsWith('Fn::'));
  if (name === undefined) return undefined;
  const refuse: Intrinsic = () => {
    scope.faults.add(where, `the intrinsic ${name} is not supported by the local cloud`);
    return undefined;
  };
  if (Object.keys(value).length > 1) {
    return { argument: null, run: () => noted(scope, where, `${name} must stand alone in its object`) };
  }
  return { argument: value[name] ?? null, run: intrinsics[name] ?? refuse };
}

function noted(scope: Scope, where: string, sentence: string): undefined {
  scope.faults.add(where, sentence);
  return undefined;
}

function textOf(value: Json, scope: Scope, where: string, what: string): string {
  const text = asText(resolve(value, scope, where));
  if (text === undefined) scope.faults.add(where, `${what} must resolve to text`);
  return text ?? '';
}

function listOf(value: Json | undefined, scope: Scope, where: string, what: string): readonly Json[] {
  const list = value === undefined ? undefined : resolve(value, scope, where);
  if (isList(list)) return list;
  scope.faults.add(where, `${what} must resolve to a list`);
  return [];
}

/** The arguments of a function that takes a list; faults when there are fewer than it needs. */
function argumentsOf(argument: Json, least: number, scope: Scope, where: string, name: string): readonly Json[] {
  if (isList(argument) && argument.length >= least) return argument;
  scope.faults.add(where, `${name} needs ${least} arguments`);
  return Array.from({ length: least }, () => '');
}

function substitute(argument: Json, scope: Scope, where: string): Json | undefined {
  const [template, variables] = isList(argument) ? argument : [argument];
  const given = isObject(variables) ? variables : {};
  const text = asText(template);
  if (text === undefined) return noted(scope, where, 'Fn::Sub needs text');
  return text.replace(/\$\{(!?)([^}]*)\}/g, (_, literal: string, inner: string) => {
    if (literal === '!') return `\${${inner}}`;
    const name = inner.trim();
    const own = given[name];
    if (own !== undefined) return textOf(own, scope, where, `\${${name}} of Fn::Sub`);
    const dot = name.indexOf('.');
    const value = dot < 0 ? scope.ref(name, where) : scope.attribute(name.slice(0, dot), name.slice(dot + 1), where);
    return asText(value) ?? '';
  });
}

function attribute(argument: Json, scope: Scope, where: string): Json | undefined {
  const text = asText(argument);
  const dot = text?.indexOf('.') ?? -1;
  const [id, name] =
    text === undefined
      ? argumentsOf(argument, 2, scope, where, 'Fn::GetAtt')
      : [text.slice(0, dot), text.slice(dot + 1)];
  return scope.attribute(asText(id) ?? '', textOf(name ?? '', scope, where, 'the attribute of Fn::GetAtt'), where);
}

function select(argument: Json, scope: Scope, where: string): Json | undefined {
  const [index = 0, list] = argumentsOf(argument, 2, scope, where, 'Fn::Select');
  const items = listOf(list, scope, where, 'the list of Fn::Select');
  const position = Number(textOf(index, scope, where, 'the index of Fn::Select'));
  return items[position] ?? noted(scope, where, `Fn::Select finds no item ${position} in a list of ${items.length}`);
}

function findInMap(argument: Json, scope: Scope, where: string): Json | undefined {
  const [map, top, second] = argumentsOf(argument, 3, scope, where, 'Fn::FindInMap').map((part) =>
    textOf(part, scope, where, 'a key of Fn::FindInMap'),
  );
  const found = scope.mapping(map ?? '', top ?? '', second ?? '');
  return found ?? noted(scope, where, `the mapping ${map} has no value for ${top}, ${second}`);
}

function stackOutput(argument: Json, scope: Scope, where: string): Json | undefined {
  if (!isObject(argument)) return noted(scope, where, 'Fn::GetStackOutput needs StackName and OutputName');
  const { StackName = '', OutputName = '', ...others } = argument;
  const asked = Object.entries(others).filter(([, value]) => resolve(value, scope, where) !== undefined);
  // The same region is what CDK writes for a stack beside this one; a role or another region is another cloud.
  const region = asked.find(([key]) => key === 'Region')?.[1];
  const foreign = asked.some(([key]) => key !== 'Region');
  if (foreign || (region !== undefined && resolve(region, scope, where) !== scope.ref('AWS::Region', where))) {
    return noted(scope, where, 'Fn::GetStackOutput across regions or accounts is not supported by the local cloud');
  }
  return scope.output(
    textOf(StackName, scope, where, 'StackName'),
    textOf(OutputName, scope, where, 'OutputName'),
    where,
  );
}

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope, where) => scope.ref(asText(name) ?? '', where),
  'Fn::GetAtt': attribute,
  'Fn::Sub': substitute,
  'Fn::Select': select,
  'Fn::FindInMap': findInMap,
  'Fn::GetStackOutput': stackOutput,
  'Fn::Join': (argument, scope, where) => {
    const [delimiter = '', list] = argumentsOf(argument, 2, scope, where, 'Fn::Join');
    const items = listOf(list, scope, where, 'the list of Fn::Join');
    return items.map((item) => textOf(item, scope, where, 'each part of Fn::Join')).join(asText(delimiter) ?? '');
  },
  'Fn::Split': (argument, scope, where) => {
    const [delimiter = '', text = ''] = argumentsOf(argument, 2, scope, where, 'Fn::Split');
    return textOf(text, scope, where, 'the text of Fn::Split').split(asText(delimiter) ?? '');
  },
  'Fn::If': (argument, scope, where) => {
    const [name = '', whenTrue = '', whenFalse = ''] = argumentsOf(argument, 3, scope, where, 'Fn::If');
    return resolve(scope.condition(asText(name) ?? '', where) ? whenTrue : whenFalse, scope, where);
  },
  'Fn::ImportValue': (name, scope, where) => scope.exported(textOf(name, scope, where, 'Fn::ImportValue'), where),
  'Fn::Base64': (value, scope, where) => Buffer.from(textOf(value, scope, where, 'Fn::Base64')).toString('base64'),
};
