/** Signatures on links: keys of AWS KMS that make and check codes (HMAC) and never leave it. */
import { GenerateMacCommand, KMSClient, KMSInvalidMacException, VerifyMacCommand } from '@aws-sdk/client-kms';
import type { SignatureCheck, Signer } from '../core/kernel/ports.ts';
import { type Environment, need } from './environment.ts';

/** The keys by their short names, the one that signs first. */
export type LinkKeys = readonly (readonly [name: string, keyId: string])[];

const algorithm = 'HMAC_SHA_256';
const signatureBytes = 32;

/** Reads `2=arn:…,1=arn:…`: the first key signs, all of them check. Throws when it names none. */
export function readLinkKeys(text: string): LinkKeys {
  const keys = text.split(',').map((pair): readonly [string, string] => {
    const [, name, keyId] = /^([a-z0-9]{1,4})=(\S+)$/.exec(pair) ?? [];
    if (name === undefined || keyId === undefined) throw new Error('LINK_KEYS is not of the form 2=<ARN>,1=<ARN>.');
    return [name, keyId];
  });
  if (new Set(keys.map(([name]) => name)).size < keys.length) throw new Error('LINK_KEYS names a key twice.');
  return keys;
}

/** Signs with the first of the keys. */
export function linkSigner(client: KMSClient, keys: LinkKeys): Signer {
  const [first] = keys;
  if (first === undefined) throw new Error('There is no key to sign with.');
  const [key, KeyId] = first;
  return {
    key,
    async sign(text) {
      const Message = Buffer.from(text, 'utf8');
      const { Mac } = await client.send(new GenerateMacCommand({ KeyId, MacAlgorithm: algorithm, Message }));
      if (Mac?.length !== signatureBytes) throw new Error('The key service gave no signature.');
      return Buffer.from(Mac).toString('base64url');
    },
  };
}

/** Has the key service itself compare: it does so in constant time, and whoever asks needs no leave to sign. */
export function linkCheck(client: KMSClient, keys: LinkKeys): SignatureCheck {
  const known = new Map(keys);
  return {
    async isGenuine(key, text, signature) {
      const KeyId = known.get(key);
      const Mac = Buffer.from(signature, 'base64url');
      // Two spellings of one signature would be two tokens of one link: only ours counts.
      if (KeyId === undefined || Mac.length !== signatureBytes || Mac.toString('base64url') !== signature) return false;
      const Message = Buffer.from(text, 'utf8');
      try {
        const { MacValid } = await client.send(new VerifyMacCommand({ KeyId, MacAlgorithm: algorithm, Message, Mac }));
        return MacValid === true;
      } catch (error) {
        if (error instanceof KMSInvalidMacException) return false;
        throw error;
      }
    },
  };
}

/** Signs with the keys of LINK_KEYS. Call it once per process: it opens the client. */
export const openLinkSigner = (env: Environment): Signer =>
  linkSigner(new KMSClient({}), readLinkKeys(need(env, 'LINK_KEYS')));

/** Checks with the keys of LINK_KEYS. Call it once per process: it opens the client. */
export const openLinkCheck = (env: Environment): SignatureCheck =>
  linkCheck(new KMSClient({}), readLinkKeys(need(env, 'LINK_KEYS')));
