/** Reading a JSON body. Nothing of it is ever repeated in an answer or a log. */
import { Problem } from '../kernel/problem.ts';
import type { HttpRequest } from './message.ts';

/** The largest body, in bytes; an item of the table holds 400 kB. */
const mostBytes = 128 * 1024;

const isJson = (type: string | undefined): boolean =>
  type !== undefined && /^application\/(?:[a-z0-9.-]+\+)?json\s*(?:;.*)?$/i.test(type.trim());

/** The value that the body says. Throws 413, 415 or 400. */
export function jsonBody({ headers, body }: HttpRequest): unknown {
  if (body === undefined || body === '') throw new Problem('bad-request', 'Send a JSON body.');
  if (!isJson(headers['content-type'])) {
    throw new Problem('unsupported-media-type', 'Send the body as JSON, with Content-Type: application/json.');
  }
  if (body.length > mostBytes || new TextEncoder().encode(body).length > mostBytes) {
    throw new Problem('payload-too-large', `Send at most ${mostBytes / 1024} kB.`);
  }
  try {
    const value: unknown = JSON.parse(body);
    return value;
  } catch {
    throw new Problem('bad-request', 'The body is no valid JSON.');
  }
}
