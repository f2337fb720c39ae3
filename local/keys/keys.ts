/**
 * KMS, as far as a house without secrets of its own needs it: codes (HMAC) are made and checked with keys that stay here.
 * Their secrets are drawn at first use and kept in the store, so that a link of yesterday still opens today.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Store } from '../store/store.ts';
import type { KeyModel } from '../template/model.ts';
import { AwsError } from '../wire/aws-error.ts';
import { type Fields, textOf } from '../wire/json.ts';

export interface Keys {
  /** Answers one operation of KMS. Throws `AwsError` in KMS's words. */
  handle(operation: string, params: Fields): unknown;
}

const spec = 'HMAC_256';
const algorithm = 'HMAC_SHA_256';
/** KMS takes 1 to 4,096 bytes (API reference, GenerateMac). */
const mostBytes = 4096;

const operations = new Set(['GenerateMac', 'VerifyMac']);

/** Fields that would change what an operation does. */
const unsupported = ['DryRun', 'GrantTokens'];

function refuseUnsupported(operation: string, params: Fields): void {
  const field = unsupported.find((name) => params[name] !== undefined);
  if (operations.has(operation) && field === undefined) return;
  const what = operations.has(operation) ? `${field} of ${operation}` : `The operation ${operation} of KMS`;
  throw new AwsError('UnknownOperationException', `${what} is not supported by the local cloud.`);
}

function bytesOf(params: Fields, name: string, most: number): Buffer {
  const text = textOf(params, name) ?? '';
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new AwsError('SerializationException', `${name} is not base64.`);
  if (bytes.length === 0 || bytes.length > most) {
    throw new AwsError('ValidationException', `${name} must have 1 to ${most} bytes.`);
  }
  return bytes;
}

/** Opens the room. */
export function openKeys(options: {
  readonly keys: readonly KeyModel[];
  readonly store: Store;
  /** 32 bytes for a key that has no secret yet. */
  readonly secret: (arn: string) => Buffer;
}): Keys {
  const { keys, store } = options;
  store.db.exec('CREATE TABLE IF NOT EXISTS keys_secrets (arn TEXT PRIMARY KEY, secret TEXT NOT NULL) STRICT');
  const keep = store.db.prepare('INSERT OR IGNORE INTO keys_secrets (arn, secret) VALUES (?, ?)');
  const read = store.db.prepare('SELECT secret FROM keys_secrets WHERE arn = ?');

  function secretOf(arn: string): Buffer {
    keep.run(arn, options.secret(arn).toString('base64'));
    return Buffer.from(String(read.get(arn)?.secret), 'base64');
  }

  function keyOf(params: Fields): KeyModel {
    const named = textOf(params, 'KeyId') ?? '';
    const key = keys.find(({ arn }) => arn === named || arn.endsWith(`:key/${named}`));
    if (key === undefined) {
      throw new AwsError('NotFoundException', `Key '${named}' is none of these stacks; name it by its ARN or id.`);
    }
    if (key.spec !== spec || textOf(params, 'MacAlgorithm') !== algorithm) {
      throw new AwsError('InvalidKeyUsageException', `${key.arn} is no key for ${textOf(params, 'MacAlgorithm')}.`);
    }
    return key;
  }

  return {
    handle(operation, params) {
      refuseUnsupported(operation, params);
      const { arn } = keyOf(params);
      const mac = createHmac('sha256', secretOf(arn))
        .update(bytesOf(params, 'Message', mostBytes))
        .digest();
      const named = { KeyId: arn, MacAlgorithm: algorithm };
      if (operation === 'GenerateMac') return { ...named, Mac: mac.toString('base64') };
      const given = bytesOf(params, 'Mac', mostBytes);
      if (given.length !== mac.length || !timingSafeEqual(given, mac)) {
        throw new AwsError('KMSInvalidMacException', 'The MAC does not belong to the message.');
      }
      return { ...named, MacValid: true };
    },
  };
}
