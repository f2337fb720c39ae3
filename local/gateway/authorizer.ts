/** The Cognito authorizer of a REST API: is the token sound, and is it of the kind that the method takes? */

import type { MethodModel } from '../template/model.ts';
import type { Issuer } from '../tokens/issuer.ts';
import type { Refusal } from './refusal.ts';

/** Claims as they reach a function: a REST API hands on texts only. */
export type Claims = Readonly<Record<string, string>>;

const unauthorized: Refusal = { type: 'UNAUTHORIZED', message: 'Unauthorized' };

/**
 * Checks the token of a request. A method with scopes takes access tokens that have one of them, a method without
 * takes ID tokens (API Gateway Developer Guide, "Control access to REST APIs using Amazon Cognito user pools").
 */
export async function authorize(
  header: string | undefined,
  method: MethodModel,
  issuer: Pick<Issuer, 'verify'>,
): Promise<{ readonly claims: Claims } | Refusal> {
  const token = header?.replace(/^Bearer\s+/i, '').trim() ?? '';
  if (token === '') return unauthorized;
  const verified = await issuer.verify(token);
  if (!verified.ok) {
    // Which of the other faults it was is nobody's business but the log's; AWS does not say either.
    return verified.because === 'expired'
      ? { type: 'EXPIRED_TOKEN', message: 'The incoming token has expired', statusCode: 401 }
      : unauthorized;
  }
  const { claims } = verified;
  const scopes = typeof claims.scope === 'string' ? claims.scope.split(' ') : [];
  const fitting =
    method.scopes.length === 0
      ? claims.token_use === 'id'
      : claims.token_use === 'access' && method.scopes.some((scope) => scopes.includes(scope));
  return fitting ? { claims: asTexts(claims) } : unauthorized;
}

function asTexts(claims: Readonly<Record<string, unknown>>): Claims {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(claims)) {
    if (typeof value === 'number' && (name === 'exp' || name === 'iat')) texts[name] = javaDate(value);
    else if (Array.isArray(value)) texts[name] = value.join(',');
    else texts[name] = typeof value === 'string' ? value : JSON.stringify(value);
  }
  return texts;
}

/** `Mon Mar 02 09:00:00 UTC 2026`: the form in which a REST API writes `exp` and `iat`. */
function javaDate(seconds: number): string {
  const [weekday = '', day, month, year, time] = new Date(seconds * 1000).toUTCString().split(' ');
  return `${weekday.slice(0, 3)} ${month} ${day} ${time} UTC ${year}`;
}
