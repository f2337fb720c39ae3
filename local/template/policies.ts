/** IAM policy documents, as identity policies, key policies and queue policies write them. */
import { asTexts, isList, isObject, type Json, type JsonObject } from './json.ts';
import type { PolicyStatement } from './model.ts';

const elements = new Set(['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'Condition']);

/** The statements of a policy document. `fault` takes one sentence for everything that cannot be read. */
export function readPolicy(document: Json | undefined, fault: (sentence: string) => void): readonly PolicyStatement[] {
  const statements = isObject(document) ? document.Statement : undefined;
  const list = isList(statements) ? statements : [statements ?? null];
  return list.flatMap((statement) => {
    if (isObject(statement)) return [readStatement(statement, fault)];
    fault('a policy document needs statements');
    return [];
  });
}

function readStatement(statement: JsonObject, fault: (sentence: string) => void): PolicyStatement {
  for (const element of Object.keys(statement)) {
    if (!elements.has(element)) fault(`the policy element ${element} is not supported by the local cloud`);
  }
  const texts = (element: string): readonly string[] | undefined => {
    const value = statement[element];
    const list = value === undefined ? undefined : asTexts(value);
    if (value !== undefined && list === undefined)
      fault(`the policy element ${element} must be text or a list of texts`);
    return list;
  };
  const { Effect: effect } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') fault('a policy statement needs the effect Allow or Deny');
  const notActions = texts('NotAction');
  const notResources = texts('NotResource');
  const principals = readPrincipals(statement.Principal, fault);
  const conditions = readConditions(statement.Condition, fault);
  return {
    effect: effect === 'Allow' ? 'Allow' : 'Deny',
    actions: texts('Action') ?? [],
    resources: texts('Resource') ?? [],
    ...(notActions && { notActions }),
    ...(notResources && { notResources }),
    ...(principals && { principals }),
    ...(conditions && { conditions }),
  };
}

/** `*`, service names and ARNs or account ids, side by side: no two of these can be confused. */
function readPrincipals(value: Json | undefined, fault: (sentence: string) => void): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (value === '*') return ['*'];
  const principals: string[] = [];
  for (const [kind, named] of isObject(value) ? Object.entries(value) : [['of this shape', '']]) {
    const list = asTexts(named);
    if ((kind === 'AWS' || kind === 'Service') && list !== undefined) principals.push(...list);
    else fault(`a principal ${kind} is not supported by the local cloud`);
  }
  return principals;
}

function readConditions(value: Json | undefined, fault: (sentence: string) => void): PolicyStatement['conditions'] {
  if (value === undefined) return undefined;
  const conditions: Record<string, Record<string, readonly string[]>> = {};
  for (const [operator, keys] of Object.entries(isObject(value) ? value : {})) {
    const operands: Record<string, readonly string[]> = {};
    for (const [key, operand] of Object.entries(isObject(keys) ? keys : {})) {
      const list = asTexts(operand);
      if (list === undefined) fault(`the condition ${operator} on ${key} needs text or a list of texts`);
      operands[key] = list ?? [];
    }
    conditions[operator] = operands;
  }
  return conditions;
}
