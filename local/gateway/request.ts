/** What came over the socket, taken apart without trusting any of it. */
import type { IncomingMessage } from 'node:http';

/** The target of a request: the path as it was sent, and the query with its values decoded. */
export interface Target {
  /** The first segment of the path. */
  readonly stage: string;
  /** The rest of it, beginning with a slash. */
  readonly path: string;
  readonly query: ReadonlyMap<string, readonly string[]>;
}

const brokenEscape = /%(?![0-9A-Fa-f]{2})/;

/** Reads a request target; undefined when it is not a path with sound percent-encoding. */
export function readTarget(url: string): Target | undefined {
  // A proxy sends the absolute form; what counts is the path behind the authority.
  const relative = url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  const mark = relative.indexOf('?');
  const pathname = mark < 0 ? relative : relative.slice(0, mark);
  const search = mark < 0 ? '' : relative.slice(mark + 1);
  if (!pathname.startsWith('/') || !isDecodable(pathname) || brokenEscape.test(search)) return undefined;
  const slash = pathname.indexOf('/', 1);
  const stage = slash < 0 ? pathname.slice(1) : pathname.slice(1, slash);
  return { stage, path: slash < 0 ? '/' : pathname.slice(slash), query: readQuery(search) };
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function readQuery(search: string): ReadonlyMap<string, readonly string[]> {
  const query = new Map<string, readonly string[]>();
  for (const [name, value] of new URLSearchParams(search)) query.set(name, [...(query.get(name) ?? []), value]);
  return query;
}

/** Headers in the case and order in which they were sent. */
export function headersOf(request: IncomingMessage): ReadonlyMap<string, readonly string[]> {
  const headers = new Map<string, readonly string[]>();
  const { rawHeaders } = request;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    headers.set(name, [...(headers.get(name) ?? []), rawHeaders[index + 1] ?? '']);
  }
  return headers;
}

/** API Gateway takes 10 MB. */
const longestBody = 10 * 1024 * 1024;

/** More than this is not even read to its end. */
const longestPatience = 8 * longestBody;

/**
 * The body as text; `too large` when it is longer than API Gateway takes; `broken off` when the caller went away.
 * A body that is too large is read on and thrown away, since a caller who is still sending does not read answers.
 */
export function readBody(request: IncomingMessage): Promise<{ text: string } | 'too large' | 'broken off'> {
  return new Promise((done) => {
    let chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= longestBody) chunks.push(chunk);
      else chunks = [];
      if (length > longestPatience) done('too large');
    });
    request.on('end', () => {
      done(length > longestBody ? 'too large' : { text: Buffer.concat(chunks).toString('utf8') });
    });
    request.on('error', () => done('broken off'));
    request.on('close', () => done('broken off'));
  });
}
