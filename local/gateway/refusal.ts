/**
 * What the gateway answers in its own name: gateway responses, as the API declares them or as AWS has them by default
 * (API Gateway Developer Guide, "Gateway response types").
 */
import type { ApiModel, GatewayResponseModel } from '../template/model.ts';
import { type Call, headerOf } from './call.ts';
import { requestTime } from './event.ts';

/** Status codes by type, unless the API declares its own. */
const statuses = {
  ACCESS_DENIED: 403,
  API_CONFIGURATION_ERROR: 500,
  BAD_REQUEST_PARAMETERS: 400,
  DEFAULT_5XX: 502,
  EXPIRED_TOKEN: 403,
  INTEGRATION_FAILURE: 504,
  INTEGRATION_TIMEOUT: 504,
  MISSING_AUTHENTICATION_TOKEN: 403,
  REQUEST_TOO_LARGE: 413,
  UNAUTHORIZED: 401,
} as const;

export type RefusalType = keyof typeof statuses;

/** Why the gateway does not hand on what a function said, or does not ask one. */
export interface Refusal {
  readonly type: RefusalType;
  readonly message: string;
  /** Where AWS departs from the type's status. */
  readonly statusCode?: number;
}

/** An answer on its way to the caller. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | Buffer;
}

const ownTemplate = '{"message":$context.error.messageString}';

/** The answer to a refused call. The API's own response to the type wins over its default for the family. */
export function renderRefusal(refusal: Refusal, call: Call, api: ApiModel): Answer {
  const family = statuses[refusal.type] < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
  const declared = api.gatewayResponses.find(({ type }) => type === refusal.type);
  const response = declared ?? api.gatewayResponses.find(({ type }) => type === family);
  const values = valuesOf(refusal, call, api);
  const [contentType, template] = pickTemplate(response, headerOf(call, 'accept'));
  const headers = new Map<string, string>([
    ['content-type', contentType],
    ['x-amzn-requestid', call.requestId],
  ]);
  for (const [name, expression] of Object.entries(response?.headers ?? {})) {
    const value = headerValue(expression, call, values);
    if (value !== undefined) headers.set(name.toLowerCase(), value);
  }
  return {
    statusCode: declared?.statusCode ?? refusal.statusCode ?? response?.statusCode ?? statuses[refusal.type],
    headers: [...headers],
    body: template.replace(variable, (_, name: string) => values.get(name) ?? ''),
  };
}

const variable = /\$context\.([A-Za-z.]*[A-Za-z])/g;

function pickTemplate(
  response: GatewayResponseModel | undefined,
  accept: string | undefined,
): readonly [string, string] {
  const templates = Object.entries(response?.templates ?? {});
  const wanted = templates.find(([type]) => accept?.includes(type) === true);
  const json = templates.find(([type]) => type === 'application/json');
  return wanted ?? json ?? templates[0] ?? ['application/json', ownTemplate];
}

function valuesOf(refusal: Refusal, call: Call, api: ApiModel): ReadonlyMap<string, string> {
  return new Map([
    ['apiId', api.id],
    ['error.message', refusal.message],
    ['error.messageString', JSON.stringify(refusal.message)],
    ['error.responseType', refusal.type],
    ['extendedRequestId', call.requestId],
    ['httpMethod', call.method],
    ['identity.sourceIp', call.sourceIp],
    ['path', `/${call.target.stage}${call.target.path}`],
    ['protocol', call.protocol],
    ['requestId', call.requestId],
    ['requestTime', requestTime(call.at)],
    ['requestTimeEpoch', String(call.at)],
    ['resourcePath', call.resourcePath],
    ['responseType', refusal.type],
    ['stage', api.stage],
  ]);
}

const known = new Set(
  'apiId error.message error.messageString error.responseType extendedRequestId httpMethod identity.sourceIp path protocol requestId requestTime requestTimeEpoch resourcePath responseType stage'.split(
    ' ',
  ),
);

/** `'literal'`, `method.request.header.Name`, `method.request.querystring.name` or `context.name`. */
function headerValue(expression: string, call: Call, values: ReadonlyMap<string, string>): string | undefined {
  const literal = /^'(.*)'$/s.exec(expression)?.[1];
  if (literal !== undefined) return literal;
  const [, source, name = ''] = headerSource.exec(expression) ?? [];
  switch (source) {
    case 'method.request.header':
      return headerOf(call, name);
    case 'method.request.querystring':
      return call.target.query.get(name)?.at(-1);
    default:
      return values.get(name);
  }
}

const headerSource = /^(method\.request\.header|method\.request\.querystring|context)\.(.+)$/;

/** @throws Error naming every gateway response that asks for something this room does not know. */
export function checkResponses({ gatewayResponses }: ApiModel): void {
  const told: string[] = [];
  for (const { type, headers, templates } of gatewayResponses) {
    for (const expression of Object.values(headers)) {
      const [, source, name = ''] = headerSource.exec(expression) ?? [];
      const sound = /^'.*'$/s.test(expression) || (source !== undefined && (source !== 'context' || known.has(name)));
      if (!sound)
        told.push(`gateway response ${type}: the header value ${expression} is not supported by the local cloud`);
    }
    for (const template of Object.values(templates)) {
      const rest = template.replace(variable, (whole, name: string) => (known.has(name) ? '' : whole));
      const foreign = /\$[\w.{!]+|#(?:set|if|foreach|else|end)\b/.exec(rest)?.[0];
      if (foreign !== undefined) {
        told.push(`gateway response ${type}: ${foreign} in a template is not supported by the local cloud`);
      }
    }
  }
  if (told.length > 0) throw new Error(told.join('\n'));
}
