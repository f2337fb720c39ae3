/** Staff at their screens: what they ask of the API, and what comes in once more a day later. */
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { TaskError } from '../../local/machines/errors.ts';
import { type Answered, type Asked, request } from './gateway.ts';
import type { Post } from './post.ts';
import { type DoorName, outside } from './visit.ts';

export interface StaffOptions {
  readonly api: (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;
  readonly post: Post;
  /** Calls a door. */
  readonly call: (door: DoorName, payload: unknown, work: () => Promise<unknown>) => Promise<unknown>;
  readonly newId: () => string;
  /** Whether the door is one that may die; otherwise it is called as it is. */
  readonly slow: boolean;
  readonly repeats?: (() => number | undefined) | undefined;
}

/** What a request carries that is a repeat of an earlier one: it must change nothing. */
export interface Repeated {
  readonly stale: true;
}

/** The gateway's answer for a function that ended. */
const badGateway: Answered = { status: 502, body: { title: 'Bad gateway' }, headers: {} };

/** How long the house remembers a key; a repeat that comes later is a new request, unless it names a version. */
const keyMillis = 24 * 60 * 60_000;

const within = ({ headers }: Asked, millis: number): number =>
  headers['If-Match'] === undefined ? Math.min(millis, keyMillis - 60_000) : millis;

/** Whether a second call of it can do nothing new: it names a version, or is known by its key. */
const isGuarded = ({ headers, method }: Asked): boolean =>
  method !== 'GET' && (headers['If-Match'] !== undefined || headers['Idempotency-Key'] !== undefined);

/** Opens the staff's door: asks as a member of the staff. */
export function openStaff({ api, post, call, newId, slow, repeats }: StaffOptions) {
  const ask = async (asked: Asked, payload?: Repeated): Promise<Answered> => {
    const work = () => request(api, { ...asked, requestId: newId() });
    if (!slow) return outside(work);
    try {
      return (await outside(() => call('staff', payload, work))) as Answered;
    } catch (error) {
      if (error instanceof TaskError) return badGateway;
      throw error;
    }
  };
  return async (
    who: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answered> => {
    const asked: Asked = { who, method, path, body, headers };
    const answer = await ask(asked);
    const again = answer.status < 300 && isGuarded(asked) ? repeats?.() : undefined;
    if (again !== undefined) post.send(within(asked, again), async () => void (await ask(asked, { stale: true })));
    return answer;
  };
}
