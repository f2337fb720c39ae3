/** The door of the staff's API: API Gateway (REST, proxy) in, an answer out. */
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import * as clock from '../adapters/clock.ts';
import { digest, newId } from '../adapters/ids.ts';
import { liquid } from '../adapters/liquid.ts';
import { openTable } from '../adapters/table.ts';
import { type ApiParts, type HttpRequest, openApi } from '../core/http/index.ts';
import { routes } from '../core/routes.ts';
import { door, report } from './house.ts';

const given = <Value>(pairs: Readonly<Record<string, Value | undefined>> | null): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(pairs ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const lowerCase = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const bodyOf = ({ body, isBase64Encoded }: APIGatewayProxyEvent): { readonly body?: string } =>
  body === null ? {} : { body: isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body };

function requestOf(event: APIGatewayProxyEvent): HttpRequest {
  const { requestContext, httpMethod, path } = event;
  const subject: unknown = requestContext.authorizer?.claims?.sub;
  const whole = requestContext.path ?? '';
  return {
    method: httpMethod,
    path,
    base: whole.endsWith(path) ? whole.slice(0, whole.length - path.length) : '',
    headers: lowerCase(given(event.headers)),
    query: given(event.queryStringParameters),
    requestId: requestContext.requestId,
    ...bodyOf(event),
    ...(typeof subject === 'string' ? { subject } : {}),
  };
}

/** The door without Lambda: what it needs as arguments, so that tests and the simulation call the same code. */
export function buildApi(
  parts: Pick<ApiParts, 'table' | 'now' | 'newId' | 'origins'> & Partial<ApiParts>,
): (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult> {
  const answer = openApi({
    routes,
    digest,
    report,
    liquid,
    pause: (attempt) => clock.pause(25 * 2 ** attempt),
    ...parts,
  });
  return async (event) => {
    const { status, headers, body } = await answer(requestOf(event));
    return { statusCode: status, headers: { ...headers }, body };
  };
}

const open = () => {
  const origins = (process.env.CORS_ORIGINS ?? '').split(',').filter((origin) => origin !== '');
  return buildApi({ table: openTable(process.env), now: clock.systemNow, newId, origins });
};

let api: ReturnType<typeof open> | undefined;

/** The Lambda. It opens the table at its first request, so that a test can import `buildApi` without one. */
export const handler = door((event: APIGatewayProxyEvent) => {
  api ??= open();
  return api(event);
});
