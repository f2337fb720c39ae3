/** A small API behind a real socket, for the tests of this room. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { sideBySide } from '../seed/turns.ts';
import { openStore } from '../store/store.ts';
import type { ApiModel, MethodModel } from '../template/model.ts';
import { type Issuer, openIssuer } from '../tokens/issuer.ts';
import { type GatewayOptions, openGateway } from './gateway.ts';

export const functionArn = 'arn:aws:lambda:us-east-1:111122223333:function:staff-api';
/** The instant of every test. */
export const noon = Date.parse('2026-03-02T12:00:00Z');

const method = (name: string, path: string, changes: Partial<MethodModel> = {}): MethodModel => ({
  method: name,
  path,
  functionArn,
  authorizer: 'staff',
  scopes: ['openid'],
  timeoutMillis: 29_000,
  ...changes,
});

/** A small API: literal, parameter and greedy paths, an open method, a method without scopes. */
export const api: ApiModel = {
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
export const issuing = (): Promise<Issuer> =>
  openIssuer({ store: openStore(':memory:'), issuerUrl, clientId: 'client', clock: { now: () => noon } });

/** A gateway on a free loopback port, with what its function saw and a caller that carries a token. */
export async function open(changes: Partial<GatewayOptions> = {}) {
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
    door: sideBySide,
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
  const call = (path: string, init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { ...init, headers: { authorization, ...init.headers } });
  return { port, issuer, events, call };
}
