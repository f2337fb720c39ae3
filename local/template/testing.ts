/** Small cloud assemblies for the tests of this room: templates written to a folder as `cdk synth` would lay them out. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json, JsonObject } from './json.ts';

export interface TestStack {
  readonly name: string;
  readonly template: JsonObject;
  readonly after?: readonly string[];
  readonly environment?: string;
  readonly parameters?: JsonObject;
}

/** Writes an assembly with one Lambda asset, `code.zip` (an `index.mjs`), and hands its folder to the test. */
export function withAssembly<T>(stacks: readonly TestStack[], use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  const write = (name: string, value: Json) => writeFileSync(join(folder, name), JSON.stringify(value));
  mkdirSync(join(folder, 'asset.code'));
  writeFileSync(join(folder, 'asset.code', 'index.mjs'), 'export const handler = () => {};');
  const destination = { bucketName: 'assets', objectKey: 'code.zip' };
  const source = { path: 'asset.code', packaging: 'zip' };
  write('shared.assets.json', { version: '1', files: { code: { source, destinations: { here: destination } } } });
  const artifacts: Record<string, Json> = {
    'shared.assets': { type: 'cdk:asset-manifest', properties: { file: 'shared.assets.json' } },
    Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
  };
  for (const { name, template, after = [], environment, parameters = {} } of stacks) {
    write(`${name}.template.json`, template);
    artifacts[name] = {
      type: 'aws:cloudformation:stack',
      environment: environment ?? 'aws://111122223333/us-east-1',
      properties: { templateFile: `${name}.template.json`, parameters },
      dependencies: ['shared.assets', ...after],
    };
  }
  write('manifest.json', { version: '1', artifacts });
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
