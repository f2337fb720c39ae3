import { expect, test } from 'vitest';
import { issuing, noon, open } from './testing.ts';

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
