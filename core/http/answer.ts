/** The door of the staff's API, without the gateway: a request in, an answer out, whatever happens. */
import type { Liquid } from '../kernel/ports.ts';
import { Problem, problemBody } from '../kernel/problem.ts';
import type { Route } from '../kernel/route.ts';
import { Contention, type Table } from '../kernel/table.ts';
import type { Instant } from '../kernel/time.ts';
import { authorise, callerOf } from './access.ts';
import { jsonBody } from './body.ts';
import { corsHeaders, idempotencyKeyOf, ifMatchOf, preflightHeaders } from './headers.ts';
import { type Once, onceKey } from './idempotency.ts';
import { type Match, matcher } from './match.ts';
import type { HttpAnswer, HttpRequest } from './message.ts';
import { busy, perform } from './perform.ts';

/** What the door is handed: the world, as arguments. */
export interface ApiParts {
  readonly routes: readonly Route[];
  readonly table: Table;
  readonly now: () => Instant;
  readonly newId: () => string;
  /** The same text for the same request, without keeping it. */
  readonly digest: (text: string) => string;
  /** The language of templates. */
  readonly liquid: Liquid;
  /** The browsers' origins that may read answers. */
  readonly origins: readonly string[];
  /** Waits a little before attempt 1, 2, 3. */
  readonly pause: (attempt: number) => Promise<void>;
  /** Hears of an error that is ours; nothing of the request but its id belongs into a log. */
  readonly report: (error: unknown, requestId: string) => void;
}

const always = (request: HttpRequest, origins: readonly string[]) => ({
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Request-Id': request.requestId,
  ...corsHeaders(request, origins),
});

function onceOf(request: HttpRequest, staffId: string, storeId: string | undefined, parts: ApiParts): Once | undefined {
  const key = idempotencyKeyOf(request);
  if (key === undefined) return undefined;
  const hash = parts.digest(JSON.stringify([request.method, request.path, request.query, request.body ?? '']));
  return { key: onceKey(staffId, key, storeId), hash };
}

async function answerRoute(
  route: Route,
  { params }: Match,
  request: HttpRequest,
  parts: ApiParts,
): Promise<HttpAnswer> {
  const caller = await callerOf(parts.table, request.subject);
  authorise(route, params, caller);
  const ifMatch = ifMatchOf(request);
  const once = onceOf(request, caller.staffId, params.storeId, parts);
  const body = route.body === undefined ? undefined : jsonBody(request);
  const { outcome, replayed } = await perform({
    table: parts.table,
    route,
    call: {
      params,
      query: request.query,
      body,
      caller,
      liquid: parts.liquid,
      ...(ifMatch === undefined ? {} : { ifMatch }),
    },
    moment: () => ({
      now: parts.now(),
      newId: parts.newId,
      actor: { kind: 'staff', id: caller.staffId },
      cause: request.requestId,
    }),
    pause: parts.pause,
    ...(once === undefined ? {} : { once }),
  });
  return {
    status: outcome.status,
    headers: {
      'Content-Type': 'application/json',
      ...(outcome.version === undefined ? {} : { ETag: `"${outcome.version}"` }),
      ...(outcome.location === undefined ? {} : { Location: `${request.base}${outcome.location}` }),
      ...(replayed ? { 'Idempotent-Replayed': 'true' } : {}),
    },
    body: outcome.text,
  };
}

/** A refusal as `application/problem+json` (RFC 9457). */
function refusal(problem: Problem, requestId: string, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json',
      ...(problem.kind === 'unavailable' ? { 'Retry-After': '1' } : {}),
      ...(problem.kind === 'unauthenticated' ? { 'WWW-Authenticate': 'Bearer' } : {}),
      ...headers,
    },
    body: JSON.stringify(problemBody(problem, requestId)),
  };
}

async function answerPath(match: Match | undefined, request: HttpRequest, parts: ApiParts): Promise<HttpAnswer> {
  if (match === undefined) throw new Problem('not-found', 'There is nothing at this path.');
  const methods = [...match.methods.keys(), 'OPTIONS'];
  if (request.method === 'OPTIONS') return { status: 204, headers: preflightHeaders(methods), body: '' };
  const route = match.methods.get(request.method);
  if (route !== undefined) return answerRoute(route, match, request, parts);
  const problem = new Problem('method-not-allowed', `This path offers ${methods.join(', ')}.`);
  return refusal(problem, request.requestId, { Allow: methods.join(', ') });
}

/** Makes the door. It answers every request and never throws. */
export function openApi(parts: ApiParts): (request: HttpRequest) => Promise<HttpAnswer> {
  const find = matcher(parts.routes);
  const answer = async (request: HttpRequest): Promise<HttpAnswer> => {
    try {
      return await answerPath(find(request.path), request, parts);
    } catch (error) {
      if (error instanceof Problem) return refusal(error, request.requestId);
      // Throttled while it only read, before there was anything to try again: whoever asked may.
      if (error instanceof Contention) return refusal(busy(), request.requestId);
      parts.report(error, request.requestId);
      const problem = new Problem('internal', 'Something broke on our side; name this request to support.');
      return refusal(problem, request.requestId);
    }
  };
  return async (request) => {
    const { headers, ...rest } = await answer(request);
    return { ...rest, headers: { ...headers, ...always(request, parts.origins) } };
  };
}
