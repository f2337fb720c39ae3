import { Problem, type ProblemKind, problemBody } from '../../core/kernel/problem.ts';
import type { Route } from '../../core/kernel/route.ts';

/** The part of a route that the gateway needs. */
export type GatewayRoute = Pick<Route, 'method' | 'path' | 'name' | 'means'>;

/** An address that needs no sign-in: a page for people, not a route of the contract. */
export interface GatewayPage {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly path: string;
  readonly name: string;
  readonly means: string;
}

/** Where the gateway sends a call, and who proves the caller. Either may be a token of a stack. */
export interface GatewaySettings {
  readonly title: string;
  readonly region: string;
  readonly functionArn: string;
  /** The door of the pages, which is not the staff's. */
  readonly pagesArn: string;
  readonly userPoolArn: string;
}

/** The scheme's name in the document. */
const scheme = 'staff';

/** Only the authorization code flow gives it, so a token from a password prompt does not open the API. */
const scope = 'openid';

/** What the gateway itself answers, in the words of our own problems. */
const refusals: Readonly<Record<string, readonly [ProblemKind, string]>> = {
  ACCESS_DENIED: ['forbidden', 'The token does not open this.'],
  API_CONFIGURATION_ERROR: ['internal', 'The gateway is set up wrongly; we have been told.'],
  AUTHORIZER_CONFIGURATION_ERROR: ['internal', 'The gateway is set up wrongly; we have been told.'],
  AUTHORIZER_FAILURE: ['internal', 'The sign-in could not be checked; try again.'],
  BAD_REQUEST_BODY: ['bad-request', 'Send a body that can be read.'],
  BAD_REQUEST_PARAMETERS: ['bad-request', 'Send parameters that can be read.'],
  EXPIRED_TOKEN: ['unauthenticated', 'The token has expired: sign in again.'],
  INTEGRATION_FAILURE: ['unavailable', 'The answer did not come; try again with the same Idempotency-Key.'],
  INTEGRATION_TIMEOUT: ['unavailable', 'The answer took too long; try again with the same Idempotency-Key.'],
  INVALID_API_KEY: ['forbidden', 'The key does not open this.'],
  INVALID_SIGNATURE: ['unauthenticated', 'Send a bearer token in Authorization.'],
  // Amazon's name for "no such route".
  MISSING_AUTHENTICATION_TOKEN: ['not-found', 'There is no such route.'],
  QUOTA_EXCEEDED: ['too-many-requests', 'The quota of your key is spent.'],
  REQUEST_TOO_LARGE: ['payload-too-large', 'Send less than 10 MB.'],
  RESOURCE_NOT_FOUND: ['not-found', 'There is no such route.'],
  THROTTLED: ['too-many-requests', 'Wait a second, then try again.'],
  UNAUTHORIZED: ['unauthenticated', 'Send a bearer token in Authorization.'],
  UNSUPPORTED_MEDIA_TYPE: ['unsupported-media-type', 'Send application/json.'],
  WAF_FILTERED: ['forbidden', 'The firewall did not let this through.'],
  DEFAULT_4XX: ['bad-request', 'The gateway refused this request.'],
  DEFAULT_5XX: ['internal', 'The gateway could not answer; try again.'],
};

function gatewayResponse([kind, detail]: readonly [ProblemKind, string]) {
  const body = problemBody(new Problem(kind, detail), '$context.requestId');
  return {
    statusCode: String(body.status),
    responseParameters: {
      'gatewayresponse.header.Content-Type': "'application/problem+json'",
      // These answers hold no data, and a web application has to read them to know that it must sign in.
      'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
    },
    responseTemplates: { 'application/json': JSON.stringify(body) },
  };
}

const pathParameters = (path: string) =>
  [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

/** `open` is a call without a token. */
function operation(region: string, functionArn: string, path: string, name: string, means: string, open: boolean) {
  const parameters = pathParameters(path);
  return {
    operationId: name,
    summary: means,
    ...(parameters.length === 0 ? {} : { parameters }),
    responses: { default: { description: 'See the contract.' } },
    security: open ? [] : [{ [scheme]: [scope] }],
    'x-amazon-apigateway-integration': {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
      timeoutInMillis: 29_000,
      passthroughBehavior: 'when_no_match',
    },
  };
}

/**
 * The document from which API Gateway builds the API: OpenAPI 3.0, because it reads no newer one, and without schemas,
 * because the door checks input and the document has to stay small. Every route also answers `OPTIONS` without a token:
 * a browser asks before it sends one. Pages take no token, and no other web application's calls either.
 */
export function gatewayDocument(
  routes: readonly GatewayRoute[],
  pages: readonly GatewayPage[],
  settings: GatewaySettings,
) {
  const { region, functionArn, pagesArn } = settings;
  const paths: Record<string, Record<string, ReturnType<typeof operation>>> = {};
  for (const { method, path, name, means } of routes) {
    paths[path] = {
      options: operation(region, functionArn, path, `options:${path}`, 'What a browser may send here.', true),
      ...paths[path],
      [method.toLowerCase()]: operation(region, functionArn, path, name, means, false),
    };
  }
  for (const { method, path, name, means } of pages) {
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(region, pagesArn, path, name, means, true) };
  }
  return {
    openapi: '3.0.3',
    info: { title: settings.title, version: '1' },
    paths,
    components: {
      securitySchemes: {
        [scheme]: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          'x-amazon-apigateway-authtype': 'cognito_user_pools',
          'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: [settings.userPoolArn] },
        },
      },
    },
    'x-amazon-apigateway-gateway-responses': Object.fromEntries(
      Object.entries(refusals).map(([type, refusal]) => [type, gatewayResponse(refusal)]),
    ),
  };
}
