/** The headers that requests carry meaning in, and those that answers do. */
import { Problem } from '../kernel/problem.ts';
import type { HttpRequest } from './message.ts';

/**
 * The version in `If-Match`; undefined when there is none. 0 is the version of what can be read and written before
 * anybody did. Throws 400 for what cannot name one version.
 */
export function ifMatchOf({ headers }: HttpRequest): number | undefined {
  const text = headers['if-match']?.trim();
  if (text === undefined || text === '') return undefined;
  if (text === '*') throw new Problem('bad-request', 'If-Match: send the ETag of the version you read, not *.');
  if (text.startsWith('W/')) throw new Problem('bad-request', 'If-Match: send the ETag without W/, such as "3".');
  const digits = /^"(0|[1-9]\d{0,14})"$/.exec(text)?.[1];
  if (digits === undefined) throw new Problem('bad-request', 'If-Match: send one ETag in quotes, such as "3".');
  return Number(digits);
}

/** The `Idempotency-Key` of a POST; undefined when there is none. Throws 400 for one that is no key. */
export function idempotencyKeyOf({ method, headers }: HttpRequest): string | undefined {
  const text = headers['idempotency-key'];
  if (method !== 'POST' || text === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,128}$/.test(text)) {
    throw new Problem('bad-request', 'Idempotency-Key: send 1 to 128 printable characters without blanks.');
  }
  return text;
}

const exposed = 'ETag, Location, X-Request-Id, Idempotent-Replayed, Retry-After';
const accepted = 'Authorization, Content-Type, Idempotency-Key, If-Match';

/** CORS (Fetch standard): a browser of a listed origin may read the answer. */
export function corsHeaders({ headers }: HttpRequest, origins: readonly string[]): Readonly<Record<string, string>> {
  const { origin } = headers;
  if (origin === undefined || !origins.includes(origin)) return { Vary: 'Origin' };
  return { Vary: 'Origin', 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': exposed };
}

/** The answer to a browser's question whether it may ask. */
export const preflightHeaders = (methods: readonly string[]): Readonly<Record<string, string>> => ({
  'Access-Control-Allow-Methods': methods.join(', '),
  'Access-Control-Allow-Headers': accepted,
  'Access-Control-Max-Age': '600',
});
