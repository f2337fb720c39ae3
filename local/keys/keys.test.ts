import { rmSync } from 'node:fs';
import {
  GenerateMacCommand,
  KMSClient,
  type KMSServiceException,
  ListKeysCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cloud, openCloud } from '../cloud.ts';
import { newFolder, smallCloud } from '../testing/small-cloud.ts';

const keyArn = 'arn:aws:kms:us-east-1:123456789012:key/codes';
const otherArn = 'arn:aws:kms:us-east-1:123456789012:key/data';
const account = 'arn:aws:iam::123456789012:root';
const policy = [{ effect: 'Allow' as const, actions: ['kms:*'], resources: ['*'], principals: [account] }];
const code = `export const handler = async ({ operation, input }) => call('kms', 'TrentService.' + operation, input).catch((error) => ({ error: error.name }));`;

const folder = newFolder();
const model = smallCloud(
  folder,
  {
    checks: { code, may: [{ actions: ['kms:VerifyMac'], resources: [keyArn] }] },
    stranger: { code },
  },
  {
    keys: [
      { arn: keyArn, spec: 'HMAC_256', policy },
      { arn: otherArn, spec: 'SYMMETRIC_DEFAULT', policy },
    ],
  },
);
const start = () => openCloud({ model, dataDir: folder, port: 0, awsPort: 0 });
let cloud: Cloud;

const client = () =>
  new KMSClient({
    endpoint: cloud.awsUrl,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  });
const Message = Buffer.from('a link');
const MacAlgorithm = 'HMAC_SHA_256';
const sign = async (KeyId = keyArn) =>
  (await client().send(new GenerateMacCommand({ KeyId, MacAlgorithm, Message }))).Mac ?? new Uint8Array();
const nameOf = (sent: Promise<unknown>) =>
  sent.then(
    () => 'taken',
    (error: KMSServiceException) => error.name,
  );

beforeAll(async () => {
  cloud = await start();
});
afterAll(async () => {
  await cloud.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('codes', () => {
  test('are made and checked, and outlive the process', async () => {
    const Mac = await sign();
    expect(Mac).toHaveLength(32);
    const verify = new VerifyMacCommand({ KeyId: 'codes', MacAlgorithm, Message, Mac });
    expect(await client().send(verify)).toMatchObject({ KeyId: keyArn, MacAlgorithm, MacValid: true });
    await cloud.stop();
    cloud = await start();
    expect(await client().send(verify)).toMatchObject({ MacValid: true });
    expect(await sign()).toEqual(Mac);
  });

  test('of something else are refused by KMS’s own name', async () => {
    const Mac = await sign();
    const other = new VerifyMacCommand({ KeyId: keyArn, MacAlgorithm, Message: Buffer.from('b link'), Mac });
    expect(await nameOf(client().send(other))).toBe('KMSInvalidMacException');
    const half = new VerifyMacCommand({ KeyId: keyArn, MacAlgorithm, Message, Mac: Mac.subarray(0, 16) });
    expect(await nameOf(client().send(half))).toBe('KMSInvalidMacException');
  });

  test('need a key of these stacks that is for codes', async () => {
    expect(await nameOf(sign('nobody'))).toBe('NotFoundException');
    expect(await nameOf(sign(otherArn))).toBe('InvalidKeyUsageException');
    const long = new GenerateMacCommand({ KeyId: keyArn, MacAlgorithm, Message: Buffer.alloc(4097) });
    expect(await nameOf(client().send(long))).toBe('ValidationException');
  });

  test('are all there is of KMS here', async () => {
    expect(await nameOf(client().send(new ListKeysCommand()))).toBe('UnknownOperationException');
    const dry = new GenerateMacCommand({ KeyId: keyArn, MacAlgorithm, Message, DryRun: true });
    expect(await nameOf(client().send(dry))).toBe('UnknownOperationException');
  });

  test('are for roles that may', async () => {
    const Mac = Buffer.from(await sign()).toString('base64');
    const input = { KeyId: keyArn, MacAlgorithm, Message: Message.toString('base64') };
    const ask = async (name: string, operation: string): Promise<unknown> => {
      const body = JSON.stringify({ operation, input: operation === 'VerifyMac' ? { ...input, Mac } : input });
      const answer = await fetch(`${cloud.awsUrl}/2015-03-31/functions/${name}/invocations`, { method: 'POST', body });
      return answer.json();
    };
    expect(await ask('checks', 'VerifyMac')).toMatchObject({ MacValid: true });
    expect(await ask('checks', 'GenerateMac')).toEqual({ error: 'AccessDeniedException' });
    expect(await ask('stranger', 'VerifyMac')).toEqual({ error: 'AccessDeniedException' });
  });
});
