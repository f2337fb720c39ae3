/** The public API as a client program sees it: tokens, Idempotency-Key, ETag and If-Match, problem+json. */
import { type Fields, fieldsOf, listOf, textOf } from './fields.ts';

/** The API refused a request; the message carries its own words. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  constructor(request: string, status: number, detail: string) {
    super(`${request}: ${status} ${detail}`);
    this.status = status;
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One person with a token. Paths are without the stage; every call throws Refused when the answer is no success. */
export interface Caller {
  readonly staffId: string;
  get(path: string): Promise<Fields>;
  /** All pages of a list. */
  list(path: string): Promise<readonly Fields[]>;
  post(path: string, body?: unknown): Promise<Fields>;
  put(path: string, body: unknown): Promise<Fields>;
  /** Reads something, and puts what it shall be in its place, under the version that was read. */
  replace(path: string, change: (now: Fields) => unknown): Promise<Fields>;
  /**
   * Changes `path`, or something below it, under the version that this person saw last; reads it first when they never
   * did, or when somebody else has changed it since.
   */
  patch(path: string, below: string, body: unknown): Promise<Fields>;
}

/** The API for everybody of the group. */
export interface Api {
  as(staffId: string): Promise<Caller>;
  /** Requests sent so far. */
  requests(): number;
}

/** How requests travel; a test can put a line that breaks in its place. */
export type Send = (url: string, init?: RequestInit) => Promise<Response>;

/** Opens it. Tokens come from the local cloud, as a sign-in would give them. */
export function openApi(apiUrl: string, awsUrl: string, send: Send = fetch): Api {
  let sent = 0;
  const callers = new Map<string, Promise<Caller>>();

  async function call(token: string, method: Method, path: string, body?: unknown, etag?: string) {
    sent += 1;
    const headers: Record<string, string> = { authorization: `Bearer ${token}` };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (method === 'POST') headers['idempotency-key'] = `demo-${sent}`;
    if (etag !== undefined) headers['if-match'] = etag;
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await send(`${apiUrl}${path}`, { method, headers, ...text });
    const said = fieldsOf(await answer.json());
    if (!answer.ok)
      throw new Refused(`${method} ${path}`, answer.status, textOf(said, 'detail') || textOf(said, 'title'));
    return { body: said, etag: answer.headers.get('etag') ?? undefined };
  }

  async function list(token: string, path: string): Promise<readonly Fields[]> {
    const items: Fields[] = [];
    for (let next = ''; ; ) {
      const mark = path.includes('?') ? '&' : '?';
      const { body } = await call(
        token,
        'GET',
        next === '' ? path : `${path}${mark}cursor=${encodeURIComponent(next)}`,
      );
      items.push(...listOf(body['items']).map(fieldsOf));
      next = textOf(body, 'next');
      if (next === '') return items;
    }
  }

  async function signIn(staffId: string): Promise<Caller> {
    const answer = fieldsOf(await (await send(`${awsUrl}/_local/tokens?sub=${staffId}`)).json());
    const token = textOf(fieldsOf(listOf(answer['tokens'])[0]), 'token');
    const seen = new Map<string, string | undefined>();
    return {
      staffId,
      get: async (path) => (await call(token, 'GET', path)).body,
      list: (path) => list(token, path),
      post: async (path, body) => (await call(token, 'POST', path, body)).body,
      put: async (path, body) => (await call(token, 'PUT', path, body)).body,
      async replace(path, change) {
        const { body, etag } = await call(token, 'GET', path);
        return (await call(token, 'PUT', path, change(body), etag)).body;
      },
      async patch(path, below, body) {
        const change = async (etag: string | undefined): Promise<Fields> => {
          const answer = await call(token, 'PATCH', `${path}${below}`, body, etag);
          seen.set(path, answer.etag);
          return answer.body;
        };
        const known = seen.get(path);
        try {
          if (known !== undefined) return await change(known);
        } catch (error) {
          if (!(error instanceof Refused) || error.status !== 412) throw error;
        }
        return change((await call(token, 'GET', path)).etag);
      },
    };
  }

  return {
    requests: () => sent,
    as(staffId) {
      const caller = callers.get(staffId) ?? signIn(staffId);
      callers.set(staffId, caller);
      return caller;
    },
  };
}
