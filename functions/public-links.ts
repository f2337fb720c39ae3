/** The public door: what customers open and tap in their messages. API Gateway (REST, proxy) in, a page out; no sign-in. */
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import * as clock from '../adapters/clock.ts';
import { newId } from '../adapters/ids.ts';
import { openLinkCheck } from '../adapters/signer.ts';
import { openTable } from '../adapters/table.ts';
import { type LinkParts, type LinkRequest, openLinks } from '../core/links/index.ts';
import { door, report } from './house.ts';

/** A form that a person or a mail program sends is small; more of it is not looked at. */
const mostCharacters = 8192;

const headerOf = ({ headers }: APIGatewayProxyEvent, name: string): string | undefined =>
  Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];

function requestOf(event: APIGatewayProxyEvent): LinkRequest {
  const { httpMethod, pathParameters, body, isBase64Encoded, requestContext } = event;
  const text = body !== null && isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  return {
    method: httpMethod === 'POST' || httpMethod === 'HEAD' ? httpMethod : 'GET',
    token: pathParameters?.['token'] ?? '',
    body: text?.slice(0, mostCharacters),
    languages: headerOf(event, 'accept-language'),
    requestId: requestContext.requestId,
  };
}

/** The door without Lambda. */
export function buildPublicLinks(
  parts: Omit<LinkParts, 'pause' | 'report'> & Partial<LinkParts>,
): (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult> {
  const answer = openLinks({ report, pause: (attempt) => clock.pause(25 * 2 ** attempt), ...parts });
  return async (event) => {
    const { status, headers, body } = await answer(requestOf(event));
    return { statusCode: status, headers: { ...headers }, body };
  };
}

const open = () =>
  buildPublicLinks({
    table: openTable(process.env),
    check: openLinkCheck(process.env),
    now: clock.systemNow,
    newId,
  });

let links: ReturnType<typeof open> | undefined;

/** The Lambda. */
export const handler = door((event: APIGatewayProxyEvent) => {
  links ??= open();
  return links(event);
});
