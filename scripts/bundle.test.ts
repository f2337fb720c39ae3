import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bundle } from './bundle.ts';

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
});
