/** What a function answered, in the output format of a Lambda proxy integration (API Gateway Developer Guide). */
import type { Answer } from './refusal.ts';

const fields = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']);

/** Headers that the server itself writes. */
const ours = new Set(['connection', 'content-length', 'transfer-encoding']);

/** The answer to send; undefined when the function's result is malformed, which AWS answers with 502. */
export function readProxyAnswer(result: unknown): Answer | undefined {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return undefined;
  const given = new Map<string, unknown>(Object.entries(result));
  for (const field of given.keys()) if (!fields.has(field)) return undefined;
  const statusCode = Number(given.get('statusCode'));
  const headers = readHeaders(given.get('headers'), given.get('multiValueHeaders'));
  const body = given.get('body') ?? '';
  if (!Number.isInteger(statusCode) || statusCode < 200 || statusCode > 599) return undefined;
  if (headers === undefined || typeof body !== 'string') return undefined;
  return { statusCode, headers, body: given.get('isBase64Encoded') === true ? Buffer.from(body, 'base64') : body };
}

/** Both forms together; a name in `multiValueHeaders` replaces the same name in `headers`. */
function readHeaders(single: unknown, several: unknown): readonly (readonly [string, string])[] | undefined {
  const headers = new Map<string, readonly string[]>();
  for (const [name, value] of entriesOf(single)) headers.set(name.toLowerCase(), [String(value)]);
  for (const [name, values] of entriesOf(several)) {
    if (!Array.isArray(values)) return undefined;
    headers.set(name.toLowerCase(), values.map(String));
  }
  if (!headers.has('content-type')) headers.set('content-type', ['application/json']);
  const pairs = [...headers].flatMap(([name, values]) => values.map((value) => [name, value] as const));
  return pairs.every(isSendable) ? pairs.filter(([name]) => !ours.has(name)) : undefined;
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function isSendable([name, value]: readonly [string, string]): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}
