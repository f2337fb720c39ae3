/** Lambda's Invoke over REST: `POST /2015-03-31/functions/{name}/invocations`. */
import type { AsyncInvocations } from '../functions/async.ts';
import { type Functions, MOST_PAYLOAD_BYTES } from '../functions/functions.ts';
import { AwsError } from './aws-error.ts';
import { guard, type WhyNot } from './guard.ts';
import { type Answer, segment } from './http.ts';
import { parseJson } from './json.ts';

const PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** The function that an Invoke request names; undefined when the path is another one. */
export function invokedFunction(path: string): string | undefined {
  const name = PATH.exec(path)?.[1];
  return name === undefined ? undefined : segment(name);
}

/** Answers Invoke, waiting (`RequestResponse`), not waiting (`Event`) or only asking (`DryRun`). */
export async function invokeOverWire(
  rooms: {
    readonly functions: Functions;
    readonly nested: Functions;
    readonly async: AsyncInvocations;
    readonly whyNot: WhyNot;
  },
  roleArn: string | undefined,
  name: string,
  type: string,
  body: Buffer,
): Promise<Answer> {
  guard(rooms.whyNot, roleArn, { service: 'lambda', operation: 'Invoke', params: { FunctionName: name } });
  const model = rooms.functions.find(name);
  if (model === undefined) throw new AwsError('ResourceNotFoundException', `Function not found: ${name}`, 404);
  if (body.length > MOST_PAYLOAD_BYTES)
    throw new AwsError('RequestTooLargeException', 'The payload is larger than 6 MB.', 413);
  const event = body.length === 0 ? '{}' : body.toString('utf8');
  if (parseJson(event) === undefined)
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json.');
  switch (type) {
    case 'RequestResponse': {
      const result = await (roleArn === undefined ? rooms.functions : rooms.nested).invoke(model, event);
      const headers = { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST' };
      return {
        status: 200,
        headers: result.failed ? { ...headers, 'x-amz-function-error': 'Unhandled' } : headers,
        body: result.payload,
      };
    }
    case 'Event':
      rooms.async.add(model, event);
      return { status: 202, headers: {}, body: '' };
    case 'DryRun':
      return { status: 204, headers: {}, body: '' };
    default:
      throw new AwsError('InvalidParameterValueException', `The invocation type ${type} does not exist.`);
  }
}
