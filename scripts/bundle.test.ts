import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bundle } from './bundle.ts';

const cache = join(import.meta.dirname, '..', '.cache');

const doorWithLibraries = `
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
const schema = z.object({ name: z.string() });
const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
const asked = new GetItemCommand({ TableName: 'T', Key: { pk: { S: 'P' } } });
export const read = (value: unknown) => schema.parse(value);
export const describe = () => schema.toJSONSchema();
export const get = (endpoint: string) => new DynamoDBClient({ region: 'us-east-1', endpoint, credentials }).send(asked);
`;

describe('bundling', () => {
  test('makes one folder per door that runs by itself, and keeps the source maps apart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lanekeep-bundle-'));
    const source = join(folder, 'functions');
    mkdirSync(source);
    writeFileSync(join(source, 'house.ts'), 'export const word: string = "promise";');
    writeFileSync(
      join(source, 'hear.ts'),
      'import { word } from "./house.ts"; export const handler = async () => word;',
    );
    writeFileSync(join(source, 'hear.test.ts'), 'throw new Error("a test is no door");');
    const out = join(folder, 'out');
    mkdirSync(join(out, 'left-over'), { recursive: true });

    const { names } = await bundle(out, source);

    expect(names).toEqual(['hear']);
    expect(existsSync(join(out, 'left-over'))).toBe(false);
    expect(existsSync(join(out, 'hear', 'index.mjs.map'))).toBe(false);
    expect(existsSync(join(out, '.maps', 'hear', 'index.mjs.map'))).toBe(true);
    const { handler } = await import(pathToFileURL(join(out, 'hear', 'index.mjs')).href);
    expect(await handler()).toBe('promise');
  });

  test('leaves out what no function runs, and says so where one tries', async () => {
    // Its source has to lie where packages are found.
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(cache, 'bundle-test-'));
    let asked: string | undefined;
    const table = createServer(({ headers }, response) => {
      asked = headers['user-agent'];
      response.end('{"Item":{"pk":{"S":"P"}}}');
    });
    try {
      await new Promise<void>((listening) => table.listen(0, '127.0.0.1', listening));
      const source = join(folder, 'functions');
      mkdirSync(source);
      writeFileSync(join(source, 'hear.ts'), doorWithLibraries);

      const { metafile } = await bundle(join(folder, 'out'), source);

      const inputs = Object.keys(metafile.inputs);
      for (const name of ['json-schema', 'event-streams', 'endpoint-cache', 'credentials']) {
        expect(inputs).toContain(`scripts/left-out/${name}.ts`);
      }
      const left = /mnemonist|credential-provider|submodules\/event-streams\/|core\/(to-json-schema|json-schema-proc)/;
      expect(inputs.filter((input) => left.test(input))).toEqual([]);
      const door = await import(pathToFileURL(join(folder, 'out', 'hear', 'index.mjs')).href);
      expect(door.read({ name: 'Sam' })).toEqual({ name: 'Sam' });
      expect(() => door.read({})).toThrow('expected string');
      expect(door.describe).toThrow('JSON Schema is left out');
      const address = table.address();
      if (address === null || typeof address === 'string') throw new Error('The server has no port.');
      expect(await door.get(`http://127.0.0.1:${address.port}`)).toMatchObject({ Item: { pk: { S: 'P' } } });
      expect(asked).toMatch(/dynamodb#3\.\d+\.\d+/);
    } finally {
      table.close();
      rmSync(folder, { recursive: true });
    }
  });
});
