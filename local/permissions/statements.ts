/** One policy statement held against one request. */
import type { PolicyStatement } from '../template/model.ts';
import { holds, knowsKey, knowsOperator, type RequestContext } from './conditions.ts';
import { fits } from './pattern.ts';

export interface StatementRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
}

/** Whether the statement speaks about this action on this resource under these conditions; principals apart. */
export function speaksOf(statement: PolicyStatement, { action, resource, context }: StatementRequest): boolean {
  const { actions, notActions, resources, notResources } = statement;
  const isAction = (pattern: string) => fits(pattern, action, true);
  const isResource = (pattern: string) => fits(pattern, resource);
  return (
    (notActions ? !notActions.some(isAction) : actions.some(isAction)) &&
    (notResources ? !notResources.some(isResource) : resources.some(isResource)) &&
    holds(statement.conditions, context)
  );
}

/** The services whose permissions are checked; statements about others (logs, traces) are never consulted. */
const services = ['dynamodb', 'events', 'kms', 'lambda', 'ses', 'sms-voice', 'sns', 'sqs', 'states'];

/** What of a statement this room could not decide, one sentence each; nothing for services that are not checked. */
export function undecidable(statement: PolicyStatement): readonly string[] {
  const { actions, notActions, resources, notResources = [], conditions = {} } = statement;
  const checked = notActions !== undefined || actions.some((action) => isChecked(action.split(':')[0] ?? ''));
  if (!checked) return [];
  const variables = [...resources, ...notResources, ...operandsOf(conditions)].filter((text) => text.includes('${'));
  return [
    ...Object.keys(conditions)
      .filter((operator) => !knowsOperator(operator))
      .map((operator) => `the condition operator ${operator} is not supported by the local cloud`),
    ...Object.values(conditions)
      .flatMap((operands) => Object.keys(operands))
      .filter((key) => !knowsKey(key))
      .map((key) => `the condition key ${key} is not supported by the local cloud`),
    ...variables.map((text) => `the policy variable in ${text} is not supported by the local cloud`),
  ];
}

function isChecked(service: string): boolean {
  return services.some((known) => fits(service, known, true));
}

function operandsOf(conditions: NonNullable<PolicyStatement['conditions']>): readonly string[] {
  return Object.values(conditions).flatMap((operands) => Object.values(operands).flat());
}
