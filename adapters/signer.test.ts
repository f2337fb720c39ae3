import { createHmac } from 'node:crypto';
import { GenerateMacCommand, KMSClient, KMSInvalidMacException, VerifyMacCommand } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { linkCheck, linkSigner, readLinkKeys } from './signer.ts';

const service = mockClient(KMSClient);
const client = new KMSClient({ region: 'us-east-1' });
const arn = (id: string) => `arn:aws:kms:us-east-1:111111111111:key/${id}`;
const keys = readLinkKeys(`2=${arn('new')},1=${arn('old')}`);
const mac = (text: string) => createHmac('sha256', 'secret').update(text).digest();
const about = { message: 'no', $metadata: {} };

beforeEach(() => service.reset());

describe('signing', () => {
  test('takes the first key, and writes all 32 bytes', async () => {
    service.on(GenerateMacCommand).resolves({ Mac: mac('text') });
    const signer = linkSigner(client, keys);
    expect(signer.key).toBe('2');
    const signature = await signer.sign('text');
    expect(signature).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(service.commandCalls(GenerateMacCommand)[0]?.args[0].input).toEqual({
      KeyId: arn('new'),
      MacAlgorithm: 'HMAC_SHA_256',
      Message: Buffer.from('text'),
    });
  });

  test('makes nothing of half an answer', async () => {
    service.on(GenerateMacCommand).resolves({ Mac: mac('text').subarray(0, 16) });
    await expect(linkSigner(client, keys).sign('text')).rejects.toThrow('gave no signature');
  });
});

describe('checking', () => {
  const check = linkCheck(client, keys);
  const signature = mac('text').toString('base64url');

  test('asks the key that the link names', async () => {
    service.on(VerifyMacCommand).resolves({ MacValid: true });
    expect(await check.isGenuine('1', 'text', signature)).toBe(true);
    expect(service.commandCalls(VerifyMacCommand)[0]?.args[0].input).toMatchObject({ KeyId: arn('old') });
  });

  test('takes the service’s no for an answer, and nothing else', async () => {
    service.on(VerifyMacCommand).rejects(new KMSInvalidMacException(about));
    expect(await check.isGenuine('1', 'text', signature)).toBe(false);
    service.on(VerifyMacCommand).rejects(new Error('Out of service'));
    await expect(check.isGenuine('1', 'text', signature)).rejects.toThrow('Out of service');
  });

  test('does not trouble the service with an unknown key, or with a signature that is not written as we write it', async () => {
    const last = signature.at(-1) ?? '';
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const twin = `${signature.slice(0, -1)}${alphabet[alphabet.indexOf(last) + 1]}`;
    expect(Buffer.from(twin, 'base64url')).toEqual(Buffer.from(signature, 'base64url'));
    for (const [key, written] of [
      ['3', signature],
      ['1', twin],
      ['1', signature.slice(1)],
      ['1', ''],
    ] as const) {
      expect(await check.isGenuine(key, 'text', written)).toBe(false);
    }
    expect(service.calls()).toEqual([]);
  });
});

test.each(['', '1', '1=', 'A=arn', '1=a,1=b', '1=a;2=b,'])('"%s" names no keys', (text) => {
  expect(() => readLinkKeys(text)).toThrow(/LINK_KEYS/);
});
