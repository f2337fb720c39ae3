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
  const value = parsed(body);
  refuseBrokenText(value);
  return value;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Problem('bad-request', 'The body is no valid JSON.');
  }
}

/**
 * JSON can say text that is no text: half of a surrogate pair, or a NUL. The table would refuse it, or give back another.
 * Without recursion: a body can be nested deeper than a stack.
 */
function refuseBrokenText(body: unknown): void {
  const left: { value: unknown; path: string }[] = [{ value: body, path: '' }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value, path } = next;
    if (typeof value === 'string' && (!value.isWellFormed() || value.includes('\u0000'))) {
      const fix = 'Send text of whole Unicode characters, without NUL.';
      throw new Problem('invalid-input', `${path === '' ? 'The body' : path}: ${fix}`, [{ field: path, fix }]);
    }
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      left.push({
        value: inner,
        path: `${path}${path === '' ? '' : '.'}${name.toWellFormed().slice(0, 80)}`.slice(0, 400),
      });
    }
  }
}
