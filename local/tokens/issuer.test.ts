import { generateKeyPair, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { openStore } from '../store/store.ts';
import { openIssuer } from './issuer.ts';

const issuerUrl = 'http://127.0.0.1:4401/us-east-1_pool';
const morning = Date.parse('2026-03-02T09:00:00Z');

const open = (
  changes: { clientId?: string; issuerUrl?: string; store?: ReturnType<typeof openStore>; now?: number } = {},
) =>
  openIssuer({
    store: changes.store ?? openStore(':memory:'),
    issuerUrl: changes.issuerUrl ?? issuerUrl,
    clientId: changes.clientId ?? 'client',
    clock: { now: () => changes.now ?? morning },
  });

test('a minted access token carries the claims of Cognito and is accepted', async () => {
  const issuer = await open();
  const verified = await issuer.verify(await issuer.mint({ sub: 'sub-1', groups: ['advisors', 'bdc'] }));
  expect(verified).toMatchObject({
    ok: true,
    claims: {
      sub: 'sub-1',
      iss: issuerUrl,
      client_id: 'client',
      token_use: 'access',
      username: 'sub-1',
      scope: 'openid',
      iat: morning / 1000,
      'cognito:groups': ['advisors', 'bdc'],
    },
  });
});

test('an ID token names its client as audience', async () => {
  const issuer = await open();
  const verified = await issuer.verify(await issuer.mint({ sub: 'sub-1', use: 'id' }));
  expect(verified).toMatchObject({ ok: true, claims: { aud: 'client', token_use: 'id' } });
});

test('tokens survive a restart, because the key is in the store', async () => {
  const store = openStore(':memory:');
  const token = await (await open({ store })).mint({ sub: 'sub-1' });
  const second = await open({ store });
  expect(await second.verify(token)).toMatchObject({ ok: true });
  expect(second.jwks().keys).toHaveLength(1);
  expect(second.jwks().keys[0]).not.toHaveProperty('d');
});

test('fifty years on, a token is still good; a short-lived one is expired after its time', async () => {
  const store = openStore(':memory:');
  const issuer = await open({ store });
  const token = await issuer.mint({ sub: 'sub-1' });
  const brief = await issuer.mint({ sub: 'sub-1', lifetimeSeconds: 3600 });
  const later = await open({ store, now: Date.parse('2076-03-02T09:00:00Z') });
  expect(await later.verify(token)).toMatchObject({ ok: true });
  expect(await later.verify(brief)).toEqual({ ok: false, because: 'expired' });
});

test('each fault of a token has its own word', async () => {
  const store = openStore(':memory:');
  const issuer = await open({ store });
  const token = await issuer.mint({ sub: 'sub-1' });
  const elsewhere = await open({ store, issuerUrl: 'http://127.0.0.1:9/other' });
  const otherClient = await open({ store, clientId: 'another' });
  const { privateKey } = await generateKeyPair('RS256');
  const forged = await new SignJWT({ sub: 'sub-1' })
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(issuerUrl)
    .sign(privateKey);
  const unsigned = `${btoa('{"alg":"none"}')}.${btoa('{"sub":"sub-1"}')}.`;
  const answers = [
    await elsewhere.verify(token),
    await otherClient.verify(token),
    await issuer.verify(forged),
    await issuer.verify(unsigned),
    await issuer.verify('not a token'),
    await issuer.verify(''),
  ];
  expect(answers.map((answer) => (answer.ok ? 'accepted' : answer.because))).toEqual([
    'wrong issuer',
    'wrong client',
    'bad signature',
    'malformed',
    'malformed',
    'malformed',
  ]);
});
