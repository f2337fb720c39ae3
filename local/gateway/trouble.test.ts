import { connect } from 'node:net';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GatewayOptions, openGateway } from './gateway.ts';
import { readTarget } from './request.ts';
import { openRouter } from './router.ts';
import { api, functionArn, open } from './testing.ts';

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

test('a caller who goes away while the function works troubles nobody', async () => {
  let finish: (answer: unknown) => void = () => undefined;
  const { port, issuer, call } = await open({
    invoke: (_, event) =>
      JSON.stringify(event).includes('"hanging"')
        ? new Promise((done) => {
            finish = done;
          })
        : Promise.resolve({ statusCode: 200 }),
  });
  const token = await issuer.mint({ sub: 's' });
  const socket = connect(port, '127.0.0.1');
  const asked = `GET /v1/stores/hanging HTTP/1.1\r\nHost: x\r\nAuthorization: ${token}\r\n\r\n`;
  await new Promise((sent) => socket.write(asked, sent));
  expect((await call('/v1/stores/S01')).status).toBe(200);
  socket.destroy();
  finish({ statusCode: 200 });
  expect((await call('/v1/stores/S01')).status).toBe(200);
});

test('no text whatever breaks the reading of a target or the router', () => {
  const route = openRouter(api.methods);
  const piece = fc.constantFrom(
    '/',
    'v1',
    'stores',
    '{storeId}',
    '..',
    '.',
    '%',
    '%2f',
    '%ff',
    '?',
    '#',
    '__proto__',
    'constructor',
    '\u0000',
    'é',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (url) => {
      const target = readTarget(url);
      if (target === undefined) return;
      expect(target.path.startsWith('/')).toBe(true);
      const match = route('GET', target.path);
      if (match?.method !== undefined) expect(match.resourcePath).toBe(match.method.path);
    }),
  );
});
