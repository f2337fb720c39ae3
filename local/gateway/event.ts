/** The event of a Lambda proxy integration, payload format 1.0 (API Gateway Developer Guide, "Input format"). */
import type { Claims } from './authorizer.ts';
import { type Call, headerOf } from './call.ts';

/** What of the API stands in every event. */
export interface Identification {
  readonly account: string;
  readonly region: string;
  readonly apiId: string;
  readonly stage: string;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `02/Mar/2026:09:00:00 +0000`, as access logs write an instant. */
export function requestTime(millis: number): string {
  const [date = '', time = ''] = new Date(millis).toISOString().slice(0, 19).split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${months[Number(month) - 1]}/${year}:${time} +0000`;
}

function lastOf(values: ReadonlyMap<string, readonly string[]>): Readonly<Record<string, string>> {
  return Object.fromEntries([...values].map(([name, all]) => [name, all.at(-1) ?? '']));
}

/** API Gateway writes null where there is nothing. */
function orNull<T extends object>(values: T): T | null {
  return Object.keys(values).length === 0 ? null : values;
}

export function proxyEvent(call: Call, api: Identification, claims: Claims | undefined, body: string) {
  const { method, target, requestId, resourcePath, sourceIp } = call;
  const domainPrefix = api.apiId;
  const headers = new Map([
    ...call.headers,
    ['X-Forwarded-For', [sourceIp]] as const,
    ['X-Forwarded-Port', ['443']] as const,
    ['X-Forwarded-Proto', ['https']] as const,
  ]);
  return {
    resource: resourcePath,
    path: target.path,
    httpMethod: method,
    headers: lastOf(headers),
    multiValueHeaders: Object.fromEntries(headers),
    queryStringParameters: orNull(lastOf(target.query)),
    multiValueQueryStringParameters: orNull(Object.fromEntries(target.query)),
    pathParameters: orNull(call.pathParameters),
    stageVariables: null,
    requestContext: {
      resourceId: 'local',
      resourcePath,
      httpMethod: method,
      extendedRequestId: requestId,
      requestId,
      requestTime: requestTime(call.at),
      requestTimeEpoch: call.at,
      path: `/${target.stage}${target.path}`,
      accountId: api.account,
      apiId: api.apiId,
      stage: api.stage,
      protocol: call.protocol,
      domainPrefix,
      domainName: `${domainPrefix}.execute-api.${api.region}.amazonaws.com`,
      deploymentId: 'local',
      ...(claims && { authorizer: { claims } }),
      identity: {
        cognitoIdentityPoolId: null,
        accountId: null,
        cognitoIdentityId: null,
        caller: null,
        sourceIp,
        principalOrgId: null,
        accessKey: null,
        cognitoAuthenticationType: null,
        cognitoAuthenticationProvider: null,
        userArn: null,
        userAgent: headerOf(call, 'user-agent') ?? null,
        user: null,
      },
    },
    body: body === '' ? null : body,
    isBase64Encoded: false,
  };
}
