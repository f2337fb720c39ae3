/** What the Resource of a Task says (AWS, "Integrating services with Step Functions"): whom to call, and whether a token is awaited. */
import { isObject } from './json.ts';
import { parsePath } from './paths.ts';

export interface Resource {
  readonly calls: 'lambda' | 'sdk';
  /** As in `aws-sdk:dynamodb:updateItem`; for a function it is `lambda` and `invoke`. */
  readonly service: string;
  readonly action: string;
  /** `.waitForTaskToken`: the state ends when somebody sends the token back. */
  readonly awaitsToken: boolean;
  /** As history events spell the two: `aws-sdk:dynamodb` and `updateItem.waitForTaskToken`. */
  readonly eventType: string;
  readonly eventName: string;
}

/** What our machines call, and nothing else: a call that nobody renders would be a surprise at run time. */
const SHAPE = /^arn:aws[a-z-]*:states:::(?:(lambda):(invoke)|(aws-sdk:(dynamodb)):(updateItem))(\.waitForTaskToken)?$/;

/** The parsed resource, or undefined for anything that we do not render. */
export function parseResource(text: string): Resource | undefined {
  const match = SHAPE.exec(text);
  const [, lambda, invoke, sdk, service, call, token] = match ?? [];
  const eventType = lambda ?? sdk;
  const action = invoke ?? call;
  if (eventType === undefined || action === undefined) return undefined;
  return {
    calls: eventType === 'lambda' ? 'lambda' : 'sdk',
    service: service ?? 'lambda',
    action,
    awaitsToken: token !== undefined,
    eventType,
    eventName: `${action}${token ?? ''}`,
  };
}

const INVOKE_FIELDS = ['FunctionName', 'FunctionName.$', 'Payload', 'Payload.$', 'InvocationType'];

/** What is wrong with the Parameters of a task, as sentences that begin with the field. */
export function parameterProblems(resource: Resource, parameters: unknown): string[] {
  const problems: string[] = [];
  if (!isObject(parameters))
    return [`field "Parameters": must be an object for ${resource.eventType}:${resource.action}`];
  if (resource.calls === 'lambda') {
    for (const field of Object.keys(parameters)) {
      if (!INVOKE_FIELDS.includes(field))
        problems.push(`field "Parameters.${field}": is not supported by the local cloud`);
    }
    if (!Object.keys(parameters).some((field) => field.startsWith('FunctionName'))) {
      problems.push('field "Parameters.FunctionName": is missing');
    }
    if ((parameters.InvocationType ?? 'RequestResponse') !== 'RequestResponse') {
      problems.push('field "Parameters.InvocationType": only "RequestResponse" is supported by the local cloud');
    }
  }
  if (resource.awaitsToken && !mentionsToken(parameters)) {
    problems.push('field "Parameters": the task waits for a token, but nothing in it is "$$.Task.Token"');
  }
  return problems;
}

function mentionsToken(node: unknown): boolean {
  if (typeof node === 'string') return parsePath(node)?.text === '$$.Task.Token';
  if (Array.isArray(node)) return node.some(mentionsToken);
  return isObject(node) && Object.values(node).some(mentionsToken);
}
