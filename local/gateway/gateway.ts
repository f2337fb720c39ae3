/**
 * The REST API of the stacks on a loopback port: routes, the Cognito authorizer, Lambda proxy integrations and gateway
 * responses. Whatever a request looks like, it gets an answer.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Clock } from '../clock/clock.ts';
import type { Permissions } from '../permissions/permissions.ts';
import type { Turns } from '../seed/turns.ts';
import type { ApiModel, MethodModel } from '../template/model.ts';
import type { Issuer } from '../tokens/issuer.ts';
import { authorize, type Claims } from './authorizer.ts';
import { type Call, headerOf } from './call.ts';
import { proxyEvent } from './event.ts';
import { readProxyAnswer } from './proxy-answer.ts';
import { type Answer, checkResponses, type Refusal, renderRefusal } from './refusal.ts';
import { headersOf, readBody, readTarget } from './request.ts';
import { openRouter } from './router.ts';

export interface GatewayOptions {
  readonly api: ApiModel;
  readonly issuer: Pick<Issuer, 'verify'>;
  /** Resolves to what the function returned, rejects when it failed. */
  readonly invoke: (functionArn: string, event: unknown) => Promise<unknown>;
  readonly permissions: Permissions;
  readonly clock: Pick<Clock, 'now'>;
  readonly account: string;
  readonly region: string;
  /** Makes request ids. */
  readonly ids: () => string;
  /** Lets requests in. */
  readonly door: Turns;
}

/** @throws Error when the API declares a gateway response that cannot be rendered here. */
export function openGateway(options: GatewayOptions): RequestListener {
  checkResponses(options.api);
  const route = openRouter(options.api.methods);
  return (request, response) => {
    const answered = options.door(async () => {
      const requestId = options.ids();
      // Nothing below should reject; if it does, the caller still gets an answer and the server lives on.
      const answer = await serve(request, requestId, options, route).catch(() => broken);
      return { requestId, answer };
    });
    void answered.then(({ requestId, answer }) => send(request, response, requestId, answer));
  };
}

const broken: Answer = { statusCode: 500, headers: [], body: '{"message":"Internal server error"}' };

const internal: Refusal = { type: 'DEFAULT_5XX', message: 'Internal server error' };

async function serve(
  request: IncomingMessage,
  requestId: string,
  options: GatewayOptions,
  route: ReturnType<typeof openRouter>,
): Promise<Answer | undefined> {
  const { api } = options;
  const target = readTarget(request.url ?? '');
  const method = request.method ?? 'GET';
  const match = target?.stage === api.stage ? route(method, target.path) : undefined;
  const call: Call = {
    method,
    target: target ?? { stage: '', path: '/', query: new Map() },
    headers: headersOf(request),
    requestId,
    resourcePath: match?.resourcePath ?? '',
    pathParameters: match?.pathParameters ?? {},
    sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
    protocol: `HTTP/${request.httpVersion}`,
    at: options.clock.now(),
  };
  const refuse = (refusal: Refusal) => renderRefusal(refusal, call, api);
  if (target === undefined) return refuse({ type: 'BAD_REQUEST_PARAMETERS', message: 'Bad Request' });
  if (match?.method === undefined) {
    return refuse({ type: 'MISSING_AUTHENTICATION_TOKEN', message: 'Missing Authentication Token' });
  }
  const admitted = await admit(call, match.method, options);
  if ('type' in admitted) return refuse(admitted);
  const body = await readBody(request);
  if (body === 'broken off') return undefined;
  if (body === 'too large') return refuse({ type: 'REQUEST_TOO_LARGE', message: 'Request Too Long' });
  const outcome = await integrate(call, match.method, admitted.claims, body.text, options);
  return 'type' in outcome ? refuse(outcome) : outcome;
}

async function admit(
  call: Call,
  method: MethodModel,
  { api, issuer }: GatewayOptions,
): Promise<{ readonly claims: Claims | undefined } | Refusal> {
  const authorizer = api.authorizers.find(({ name }) => name === method.authorizer);
  if (authorizer === undefined) return { claims: undefined };
  const header = authorizer.identitySource.replace(/^method\.request\.header\./i, '');
  return authorize(headerOf(call, header), method, issuer);
}

async function integrate(
  call: Call,
  method: MethodModel,
  claims: Claims | undefined,
  body: string,
  options: GatewayOptions,
): Promise<Answer | Refusal> {
  const { api, account, region, permissions } = options;
  const sourceArn = `arn:aws:execute-api:${region}:${account}:${api.id}/${api.stage}/${call.method}${call.resourcePath}`;
  const decision = permissions.allowed({
    ...(method.roleArn === undefined ? { service: 'apigateway.amazonaws.com' } : { roleArn: method.roleArn }),
    action: 'lambda:InvokeFunction',
    resource: method.functionArn,
    context: { 'aws:SourceArn': sourceArn },
  });
  // The caller of an API whose permission is missing sees no more than this on AWS either.
  if (!decision.allowed) return { ...internal, type: 'API_CONFIGURATION_ERROR' };
  const event = proxyEvent(call, { account, region, apiId: api.id, stage: api.stage }, claims, body);
  const result = await withinTime(options.invoke(method.functionArn, event), method.timeoutMillis);
  if (result === 'too late') return { type: 'INTEGRATION_TIMEOUT', message: 'Endpoint request timed out' };
  return (result === 'failed' ? undefined : readProxyAnswer(result.value)) ?? internal;
}

/** The wait is in real time: functions run in real time, and a hung one would hold the virtual clock as well. */
function withinTime(work: Promise<unknown>, millis: number): Promise<{ value: unknown } | 'failed' | 'too late'> {
  return new Promise((done) => {
    const timer = setTimeout(() => done('too late'), millis);
    const settle = (outcome: { value: unknown } | 'failed') => {
      clearTimeout(timer);
      done(outcome);
    };
    work.then(
      (value) => settle({ value }),
      () => settle('failed'),
    );
  });
}

function send(request: IncomingMessage, response: ServerResponse, requestId: string, answer: Answer | undefined): void {
  if (answer === undefined || response.destroyed) return;
  for (const [name, value] of answer.headers) response.appendHeader(name, value);
  response.setHeader('x-amzn-requestid', requestId);
  const body = Buffer.from(answer.body);
  if (answer.statusCode !== 204 && answer.statusCode !== 304) response.setHeader('content-length', body.length);
  // A body that was not read to its end cannot be followed by another request on the same connection.
  if (!request.complete) response.setHeader('connection', 'close');
  response.writeHead(answer.statusCode);
  response.end(request.method === 'HEAD' ? undefined : body);
}
