import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openStore } from '../store/store.ts';
import type { ApiModel, MethodModel } from '../template/model.ts';
import { type Issuer, openIssuer } from '../tokens/issuer.ts';
import { type GatewayOptions, openGateway } from './gateway.ts';

const functionArn = 'arn:aws:lambda:us-east-1:111122223333:function:staff-api';
const noon = Date.parse('2026-03-02T12:00:00Z');

const method = (name: string, path: string, changes: Partial<MethodModel> = {}): MethodModel => ({
  method: name,
  path,
  functionArn,
  authorizer: 'staff',
  scopes: ['openid'],
  timeoutMillis: 29_000,
  ...changes,
});

const api: ApiModel = {
  id: 'a1b2c3d4e5',
  stage: 'v1',
  methods: [
    method('GET', '/stores/{storeId}'),
    method('GET', '/stores/mine'),
    method('POST', '/stores/{storeId}/repair-orders', { timeoutMillis: 100 }),
    method('GET', '/files/{path+}'),
    method('GET', '/me', { scopes: [] }),
    { method: 'OPTIONS', path: '/stores/{storeId}', functionArn, scopes: [], timeoutMillis: 29_000 },
  ],
  authorizers: [{ name: 'staff', userPoolArns: [], identitySource: 'method.request.header.Authorization' }],
  gatewayResponses: [
    {
      type: 'MISSING_AUTHENTICATION_TOKEN',
      statusCode: 404,
      headers: { 'Content-Type': "'application/problem+json'", 'X-Asked-From': 'method.request.header.Origin' },
      templates: {
        'application/json': '{"status":404,"instance":"$context.requestId","detail":$context.error.messageString}',
      },
    },
    { type: 'DEFAULT_5XX', headers: {}, templates: { 'application/json': '{"why":"$context.error.responseType"}' } },
  ],
};

const stops: (() => unknown)[] = [];
afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));

const issuerUrl = 'http://127.0.0.1:4401/us-east-1_pool';
const issuing = (): Promise<Issuer> =>
  openIssuer({ store: openStore(':memory:'), issuerUrl, clientId: 'client', clock: { now: () => noon } });

async function open(changes: Partial<GatewayOptions> = {}) {
  const issuer = await issuing();
  const events: unknown[] = [];
  let count = 0;
  const listener = openGateway({
    api,
    issuer,
    invoke: async (_, event) => {
      events.push(event);
      return { statusCode: 200, body: '{}' };
    },
    permissions: { allowed: () => ({ allowed: true }) },
    clock: { now: () => noon },
    account: '111122223333',
    region: 'us-east-1',
    ids: () => `request-${++count}`,
    ...changes,
  });
  const server = createServer(listener);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  stops.push(
    () => new Promise((closed) => server.close(closed)),
    () => server.closeAllConnections(),
  );
  const { port } = server.address() as AddressInfo;
  const token = await issuer.mint({ sub: 'sub-1', groups: ['advisors', 'bdc'] });
  const authorization = `Bearer ${token}`;
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { ...init, headers: { authorization, ...init.headers } });
  return { port, issuer, events, call };
}

/** Sends bytes as they are and answers with the status line. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((done) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (data) => {
      heard += data;
      socket.end();
    });
    socket.on('close', () => done(heard.split('\r\n')[0] ?? ''));
    socket.on('error', () => done('error'));
  });
}

test('a function gets the event of a REST API', async () => {
  const { call, events } = await open();
  const answer = await call('/v1/stores/S%2F01?type=a&type=b+c&empty=', {
    headers: { 'X-House': 'one', 'User-Agent': 'test' },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('x-amzn-requestid')).toBe('request-1');
  expect(events).toMatchObject([
    {
      resource: '/stores/{storeId}',
      path: '/stores/S%2F01',
      httpMethod: 'GET',
      headers: { 'X-House': 'one', 'X-Forwarded-Proto': 'https' },
      multiValueHeaders: { 'X-House': ['one'] },
      queryStringParameters: { type: 'b c', empty: '' },
      multiValueQueryStringParameters: { type: ['a', 'b c'], empty: [''] },
      pathParameters: { storeId: 'S%2F01' },
      stageVariables: null,
      requestContext: {
        accountId: '111122223333',
        apiId: 'a1b2c3d4e5',
        stage: 'v1',
        requestId: 'request-1',
        resourcePath: '/stores/{storeId}',
        httpMethod: 'GET',
        path: '/v1/stores/S%2F01',
        requestTime: '02/Mar/2026:12:00:00 +0000',
        requestTimeEpoch: noon,
        identity: { sourceIp: '127.0.0.1', userAgent: 'test' },
        authorizer: {
          claims: {
            sub: 'sub-1',
            client_id: 'client',
            'cognito:groups': 'advisors,bdc',
            iat: 'Mon Mar 02 12:00:00 UTC 2026',
          },
        },
      },
      body: null,
      isBase64Encoded: false,
    },
  ]);
});

test('nothing where there is nothing: null instead of empty maps', async () => {
  const { call, events } = await open();
  await call('/v1/stores/mine');
  expect(events).toMatchObject([
    { queryStringParameters: null, multiValueQueryStringParameters: null, pathParameters: null },
  ]);
});

test('a literal segment wins over a parameter, and a greedy parameter takes the rest', async () => {
  const { call, events } = await open();
  await call('/v1/stores/mine');
  await call('/v1/stores/mine/');
  await call('/v1/files/a/b');
  expect(events).toMatchObject([
    { resource: '/stores/mine' },
    { resource: '/stores/mine' },
    { resource: '/files/{path+}', pathParameters: { path: 'a/b' } },
  ]);
});

test('an unknown route answers with the declared gateway response', async () => {
  const { call } = await open();
  for (const path of ['/v1/nowhere', '/v2/stores/S01', '/', '/v1']) {
    const answer = await call(path, { headers: { Origin: 'https://app.example.com' } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    expect(answer.headers.get('x-asked-from')).toBe('https://app.example.com');
    expect(await answer.json()).toMatchObject({ status: 404, detail: 'Missing Authentication Token' });
  }
  expect((await call('/v1/stores/S01', { method: 'DELETE' })).status).toBe(404);
});

test.each([
  ['no token', '', 401, 'Unauthorized'],
  ['nonsense', 'Bearer nonsense', 401, 'Unauthorized'],
])('%s is refused', async (_, authorization, status, message) => {
  const { call, events } = await open();
  const answer = await call('/v1/stores/S01', { headers: { authorization } });
  expect([answer.status, await answer.json()]).toEqual([status, { message }]);
  expect(events).toEqual([]);
});

test('an expired token, a token without the scope, and the wrong kind of token are refused', async () => {
  const issuer = await issuing();
  const { call } = await open({
    issuer: {
      verify: (token) => (token === 'old' ? Promise.resolve({ ok: false, because: 'expired' }) : issuer.verify(token)),
    },
  });
  const ask = async (path: string, token: string) => {
    const answer = await call(path, { headers: { authorization: `Bearer ${token}` } });
    return answer.status === 200 ? 200 : JSON.parse(await answer.text()).message;
  };
  const access = await issuer.mint({ sub: 's' });
  const id = await issuer.mint({ sub: 's', use: 'id' });
  const otherScope = await issuer.mint({ sub: 's', scopes: ['aws.cognito.signin.user.admin'] });
  expect(await ask('/v1/stores/S01', 'old')).toBe('The incoming token has expired');
  expect(await ask('/v1/stores/S01', otherScope)).toBe('Unauthorized');
  expect(await ask('/v1/stores/S01', id)).toBe('Unauthorized');
  expect(await ask('/v1/stores/S01', access)).toBe(200);
  // A method without scopes takes ID tokens only.
  expect(await ask('/v1/me', access)).toBe('Unauthorized');
  expect(await ask('/v1/me', id)).toBe(200);
});

test('a browser may ask for its options without a token', async () => {
  const { call, events } = await open();
  const answer = await call('/v1/stores/S01', { method: 'OPTIONS', headers: { authorization: '' } });
  expect(answer.status).toBe(200);
  expect(events[0]).not.toHaveProperty('requestContext.authorizer');
});

test('the answer of a function is handed on: several values, base64, its own content type', async () => {
  const { call } = await open({
    invoke: async () => ({
      statusCode: 201,
      headers: { 'Content-Type': 'text/plain', ETag: '"3"' },
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
      body: Buffer.from('naïve').toString('base64'),
      isBase64Encoded: true,
    }),
  });
  const answer = await call('/v1/stores/S01');
  expect([answer.status, answer.headers.get('etag'), answer.headers.getSetCookie(), await answer.text()]).toEqual([
    201,
    '"3"',
    ['a=1', 'b=2'],
    'naïve',
  ]);
});

test.each([
  ['fails', () => Promise.reject(new Error('boom'))],
  ['answers text', async () => 'hello'],
  ['answers nothing', async () => undefined],
  ['answers an object as body', async () => ({ statusCode: 200, body: {} })],
  ['answers no status', async () => ({ body: '' })],
  ['answers a status of 99', async () => ({ statusCode: 99 })],
  ['answers unknown fields', async () => ({ statusCode: 200, errorMessage: 'x' })],
  ['answers a header with a line break', async () => ({ statusCode: 200, headers: { a: 'b\r\nc: d' } })],
])('a function that %s is a 502', async (_, invoke) => {
  const { call } = await open({ invoke });
  const answer = await call('/v1/stores/S01');
  expect([answer.status, await answer.json()]).toEqual([502, { why: 'DEFAULT_5XX' }]);
});

test('a function that takes too long is a timeout', async () => {
  const { call } = await open({ invoke: () => new Promise(() => {}) });
  const answer = await call('/v1/stores/S01/repair-orders', { method: 'POST', body: '{}' });
  expect([answer.status, await answer.json()]).toEqual([504, { why: 'INTEGRATION_TIMEOUT' }]);
});

test('a gateway that may not invoke the function says nothing more than 500', async () => {
  const asked: unknown[] = [];
  const { call } = await open({
    permissions: {
      allowed: (request) => {
        asked.push(request);
        return { allowed: false, because: 'no' };
      },
    },
  });
  const answer = await call('/v1/stores/S01');
  expect([answer.status, await answer.json()]).toEqual([500, { why: 'API_CONFIGURATION_ERROR' }]);
  expect(asked).toEqual([
    {
      service: 'apigateway.amazonaws.com',
      action: 'lambda:InvokeFunction',
      resource: functionArn,
      context: { 'aws:SourceArn': 'arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/v1/GET/stores/{storeId}' },
    },
  ]);
});

test('a body of more than 10 MB is too large, one of 10 MB is not', async () => {
  const { call, events } = await open();
  const post = (bytes: number) => call('/v1/stores/S01/repair-orders', { method: 'POST', body: 'a'.repeat(bytes) });
  expect((await post(10 * 1024 * 1024 + 1)).status).toBe(413);
  expect(events).toEqual([]);
  expect((await post(10 * 1024 * 1024)).status).toBe(200);
});

test('hostile requests get an answer and the gateway lives on', async () => {
  const { port, call } = await open();
  const targets = [
    '/v1/stores/%',
    '/v1/stores/%ff',
    '/v1/stores/S01?a=%zz',
    '/v1/../../etc/passwd',
    '//v1',
    '*',
    'http://elsewhere.example/v1/nowhere',
    '/v1/__proto__',
    '/v1/stores/S01#x',
    '/?'.repeat(3000),
  ];
  for (const target of targets) {
    expect(await raw(port, `GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`)).toMatch(/^HTTP\/1.1 4\d\d/);
  }
  expect(await raw(port, `GET /v1/stores/S01 HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(100_000)}\r\n\r\n`)).toMatch(
    /431|error|^$/,
  );
  expect(
    await raw(port, 'POST /v1/stores/S01/repair-orders HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf'),
  ).toMatch(/401/);
  expect((await call('/v1/stores/S01?__proto__=1')).status).toBe(200);
});

test('a gateway response that cannot be rendered is refused at the start', () => {
  const vtl = { type: 'UNAUTHORIZED', headers: {}, templates: { 'application/json': '#set($x = 1)$input.body' } };
  const header = { type: 'UNAUTHORIZED', headers: { A: 'integration.response.header.A' }, templates: {} };
  const start = (response: typeof vtl | typeof header) => () =>
    openGateway({ api: { ...api, gatewayResponses: [response] } } as unknown as GatewayOptions);
  expect(start(vtl)).toThrow('#set in a template is not supported');
  expect(start(header)).toThrow('integration.response.header.A is not supported');
});
