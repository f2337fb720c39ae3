/** What a person, a program and an operator ask of a running cloud, over the wire. */
import { randomUUID } from 'node:crypto';
import { type Fields, fieldsOf, listOf, textOf } from '../../demo/fields.ts';

/** Where a cloud answers. */
export interface Addresses {
  /** With the stage, `http://127.0.0.1:4400/v1`. */
  readonly apiUrl: string;
  readonly awsUrl: string;
}

/** A member of staff with a token; paths are without the stage. Each call throws what the API said when it refused. */
export interface Person {
  get(path: string): Promise<Fields>;
  list(path: string): Promise<readonly Fields[]>;
  post(path: string, body?: unknown): Promise<Fields>;
  put(path: string, body: unknown): Promise<Fields>;
  /** Changes what is at `path + below`, in the version that `path` has. */
  patch(path: string, below: string, body: unknown): Promise<Fields>;
}

async function answerOf(answer: Response): Promise<{ body: Fields; etag: string }> {
  const body = fieldsOf(await answer.json());
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${JSON.stringify(body)}`);
  return { body, etag: answer.headers.get('etag') ?? '' };
}

function personOf(apiUrl: string, token: string): Person {
  async function call(method: string, path: string, body?: unknown, etag?: string) {
    const headers: Record<string, string> = { authorization: `Bearer ${token}` };
    if (method === 'POST') headers['idempotency-key'] = randomUUID();
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (etag !== undefined) headers['if-match'] = etag;
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    return answerOf(await fetch(`${apiUrl}${path}`, { method, headers, ...sent }));
  }
  return {
    get: async (path) => (await call('GET', path)).body,
    list: async (path) => listOf((await call('GET', path)).body['items']).map(fieldsOf),
    post: async (path, body) => (await call('POST', path, body)).body,
    put: async (path, body) => (await call('PUT', path, body)).body,
    async patch(path, below, body) {
      const { etag } = await call('GET', path);
      return (await call('PATCH', path + below, body, etag)).body;
    },
  };
}

/** A cloud as its visitors see it. */
export interface Client {
  /** The first person with the role at the store. */
  as(role: string, store?: string): Promise<Person>;
  /** Whoever signs in with this `sub`. */
  signIn(sub: string): Promise<Person>;
  now(): Promise<string>;
  /** Runs the clock forward and answers where it stands. */
  run(order: { readonly advanceBy: string } | { readonly to: string }): Promise<string>;
  outbox(): Promise<readonly Fields[]>;
  executions(): Promise<readonly Fields[]>;
  /** One execution in plain words. */
  told(name: string): Promise<Fields>;
}

/** Opens it. */
export function clientOf({ apiUrl, awsUrl }: Addresses): Client {
  const ask = async (path: string, init: RequestInit = {}): Promise<Fields> =>
    (await answerOf(await fetch(`${awsUrl}/_local/${path}`, init))).body;
  const listed = async (path: string, field: string) => listOf((await ask(path))[field]).map(fieldsOf);
  const first = async (query: string): Promise<Person> =>
    personOf(apiUrl, textOf(fieldsOf((await listed(`tokens?${query}`, 'tokens'))[0]), 'token'));
  return {
    as: (role, store = 'S01') => first(`role=${role}&store=${store}`),
    signIn: (sub) => first(`sub=${sub}`),
    now: async () => textOf(await ask('clock'), 'now'),
    run: async (order) => textOf(await ask('clock', { method: 'POST', body: JSON.stringify(order) }), 'now'),
    outbox: () => listed('outbox', 'messages'),
    executions: () => listed('executions', 'executions'),
    told: (name) => ask(`executions/${name}`),
  };
}
