/** The issuer's RSA key pair, kept in the store so that a token pasted into a terminal yesterday still works today. */
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { Store } from '../store/store.ts';

export interface SigningKey {
  readonly id: string;
  readonly privateKey: CryptoKey;
  /** The public half, as it stands in a JWKS. */
  readonly publicJwk: JWK;
}

/** The algorithm of Cognito's tokens. */
export const algorithm = 'RS256';

async function imported(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, algorithm);
  if (key instanceof Uint8Array) throw new Error('the stored signing key is not an RSA key');
  return key;
}

/** The key of the store, made when there is none yet. */
export async function signingKey(store: Store): Promise<SigningKey> {
  store.db.exec('CREATE TABLE IF NOT EXISTS tokens_keys (id TEXT PRIMARY KEY, private TEXT NOT NULL) STRICT');
  const row = store.db.prepare('SELECT id, private FROM tokens_keys ORDER BY id LIMIT 1').get();
  const jwk: JWK = typeof row?.private === 'string' ? JSON.parse(row.private) : await create(store);
  const { kid = '', n = '', e = '' } = jwk;
  const publicJwk: JWK = { kty: 'RSA', alg: algorithm, use: 'sig', kid, n, e };
  return { id: kid, privateKey: await imported(jwk), publicJwk };
}

async function create(store: Store): Promise<JWK> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk: JWK = { ...(await exportJWK(privateKey)), kid: crypto.randomUUID() };
  store.db.prepare('INSERT INTO tokens_keys (id, private) VALUES (?, ?)').run(jwk.kid ?? '', JSON.stringify(jwk));
  return jwk;
}
