/** The little HTTP that the wire needs. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from './aws-error.ts';

/** AWS's largest request that the local cloud carries: a Lambda payload of 6 MiB with its envelope. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Reads the whole body; throws RequestEntityTooLarge beyond 8 MiB. */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= MOST_BYTES) parts.push(part);
    });
    request.on('error', reject);
    request.on('end', () => {
      if (size > MOST_BYTES)
        reject(new AwsError('RequestEntityTooLargeException', 'The request is larger than 8 MiB.', 413));
      else resolve(Buffer.concat(parts));
    });
  });
}

/** One segment of a path without its escapes; as it came when they are broken. */
export function segment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An answer that is ready to be sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** Sends the answer. */
export function send(response: ServerResponse, answer: Answer): void {
  const length = typeof answer.body === 'string' ? Buffer.byteLength(answer.body) : answer.body.length;
  response.writeHead(answer.status, { ...answer.headers, 'content-length': length });
  response.end(answer.body);
}

/** A JSON document as answer. */
export function json(
  status: number,
  document: unknown,
  type = 'application/json',
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers: { 'content-type': type, ...headers }, body: JSON.stringify(document) };
}

/** An error in the words of RFC 9457. */
export function problem(
  status: number,
  title: string,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
): Answer {
  return json(status, { type: 'about:blank', title, status, detail, ...more }, 'application/problem+json');
}
