/**
 * The local issuer, in the place of a Cognito user pool: it mints tokens for whoever asks and verifies them as the
 * gateway's Cognito authorizer would. The claims are those that Cognito puts into its tokens (Amazon Cognito
 * Developer Guide, "Understanding user pool JSON web tokens").
 */
import { errors, importJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../clock/clock.ts';
import type { Store } from '../store/store.ts';
import { algorithm, signingKey } from './signing-key.ts';

/** Why a token is not accepted. */
export type TokenFault = 'malformed' | 'bad signature' | 'wrong issuer' | 'wrong client' | 'expired';

export type Verified =
  | { readonly ok: true; readonly claims: JWTPayload }
  | { readonly ok: false; readonly because: TokenFault };

/** Who a token is for. */
export interface Bearer {
  readonly sub: string;
  readonly username?: string;
  readonly groups?: readonly string[];
  /** Access tokens only; `openid` unless told otherwise. */
  readonly scopes?: readonly string[];
  /** `access` unless told otherwise. ID tokens name the client as `aud`. */
  readonly use?: 'access' | 'id';
  /** Seconds until it expires; a hundred years unless told otherwise, so that a clock run forward outlives no token. */
  readonly lifetimeSeconds?: number;
}

export interface Issuer {
  readonly url: string;
  mint(bearer: Bearer): Promise<string>;
  /** The public keys, as `<issuer>/.well-known/jwks.json` serves them. */
  jwks(): { readonly keys: readonly JWK[] };
  /** Never rejects: whatever is wrong with the text is the answer. */
  verify(token: string): Promise<Verified>;
}

const century = 100 * 365 * 24 * 3600;

/** Opens the issuer; its key pair is made at the first start and kept in the store. */
export async function openIssuer(options: {
  readonly store: Store;
  readonly issuerUrl: string;
  readonly clientId: string;
  readonly clock: Pick<Clock, 'now'>;
}): Promise<Issuer> {
  const { store, issuerUrl, clientId, clock } = options;
  const key = await signingKey(store);
  const publicKey = await importJWK(key.publicJwk, algorithm);
  return {
    url: issuerUrl,
    jwks: () => ({ keys: [key.publicJwk] }),
    mint(bearer) {
      const issuedAt = Math.floor(clock.now() / 1000);
      return new SignJWT(claimsFor(bearer, clientId, issuedAt))
        .setProtectedHeader({ alg: algorithm, kid: key.id })
        .setIssuer(issuerUrl)
        .setSubject(bearer.sub)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + (bearer.lifetimeSeconds ?? century))
        .sign(key.privateKey);
    },
    async verify(token) {
      try {
        const currentDate = new Date(clock.now());
        const { payload } = await jwtVerify(token, publicKey, {
          issuer: issuerUrl,
          algorithms: [algorithm],
          currentDate,
        });
        const client = payload.token_use === 'access' ? payload.client_id : payload.aud;
        return client === clientId ? { ok: true, claims: payload } : { ok: false, because: 'wrong client' };
      } catch (error) {
        return { ok: false, because: faultOf(error) };
      }
    },
  };
}

function claimsFor(bearer: Bearer, clientId: string, issuedAt: number): JWTPayload {
  const username = bearer.username ?? bearer.sub;
  const common = {
    jti: crypto.randomUUID(),
    auth_time: issuedAt,
    ...(bearer.groups && bearer.groups.length > 0 && { 'cognito:groups': [...bearer.groups] }),
  };
  return bearer.use === 'id'
    ? { ...common, token_use: 'id', aud: clientId, 'cognito:username': username }
    : { ...common, token_use: 'access', client_id: clientId, username, scope: (bearer.scopes ?? ['openid']).join(' ') };
}

function faultOf(error: unknown): TokenFault {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim === 'iss' ? 'wrong issuer' : 'malformed';
  return error instanceof errors.JWSSignatureVerificationFailed ? 'bad signature' : 'malformed';
}
