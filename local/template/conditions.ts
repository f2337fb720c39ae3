/** The `Conditions` section of a template. */
import { resolve, type Scope } from './intrinsics.ts';
import { asText, isList, isObject, type Json } from './json.ts';

/** Decides one condition expression. Faults are noted in the scope and count as false. */
export function decideCondition(expression: Json | undefined, scope: Scope, where: string): boolean {
  const [name, argument] = isObject(expression) ? (Object.entries(expression)[0] ?? []) : [];
  const parts = isList(argument) ? argument : [];
  switch (name) {
    case 'Condition':
      return scope.condition(asText(argument) ?? '', where);
    case 'Fn::Equals': {
      const [left, right] = parts.map((part) => resolve(part, scope, where));
      return asText(left) === asText(right);
    }
    case 'Fn::And':
      return parts.every((part) => decideCondition(part, scope, where));
    case 'Fn::Or':
      return parts.some((part) => decideCondition(part, scope, where));
    case 'Fn::Not':
      return !decideCondition(parts[0], scope, where);
    default:
      scope.faults.add(where, `the condition function ${name ?? 'of this shape'} is not supported by the local cloud`);
      return false;
  }
}
