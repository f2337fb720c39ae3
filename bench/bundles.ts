/** The functions as they are deployed: how large each bundle is, what is in it, and how long a cold import takes. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type Bundles, bundle } from '../scripts/bundle.ts';

/** One function's bundle. */
export interface BundleFigures {
  readonly name: string;
  /** Thousands of bytes of the minified script. */
  readonly kB: number;
  /** Milliseconds from nothing loaded to the handler at hand, in a process of its own; the median. */
  readonly importMs: number;
  /** To the bare clients in the same round; the median. */
  readonly ratio: number;
  /** The packages, and the folders of this repository, that take most of it. */
  readonly heaviest: readonly { readonly of: string; readonly kB: number }[];
}

/** All bundles, and what they are compared with: the client and the document client with the calls that the table makes. */
export interface BundlesMeasured {
  readonly bundles: readonly BundleFigures[];
  readonly bare: { readonly kB: number; readonly importMs: number };
}

const root = resolve(import.meta.dirname, '..');
const run = promisify(execFile);

const bareDoor = `export { DynamoDBClient } from '@aws-sdk/client-dynamodb';
export { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand }
  from '@aws-sdk/lib-dynamodb';
`;

/** Bundles the bare client as a function would be. Its source has to lie where packages are found. */
async function bundleBare(out: string): Promise<Bundles> {
  const source = join(root, '.cache', 'bench');
  mkdirSync(source, { recursive: true });
  writeFileSync(join(source, 'bare.ts'), bareDoor);
  return bundle(out, source);
}

const scriptOf = ({ folder }: Bundles, name: string): string => join(folder, name, 'index.mjs');

/** Imports a script in a fresh process; the milliseconds are taken inside, so that Node's own start is not in them. */
async function importOnce(script: string): Promise<number> {
  const code = `const began = performance.now(); await import(${JSON.stringify(pathToFileURL(script).href)});
    console.log(performance.now() - began); process.exit(0);`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code]);
  return Number(stdout.trim().split('\n').at(-1));
}

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

const rounds = 5;

/** What each script took, round by round, so that what else the machine does falls on all of them alike. */
async function importAll(scripts: readonly string[]): Promise<(script: string) => readonly number[]> {
  const taken = new Map<string, number[]>(scripts.map((script) => [script, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [script, times] of taken) times.push(await importOnce(script));
  }
  return (script) => taken.get(script) ?? [];
}

/** The output of a function in esbuild's account. */
function outputOf({ metafile }: Bundles, name: string) {
  const found = Object.entries(metafile.outputs).find(([path]) => path.endsWith(`/${name}/index.mjs`));
  if (found === undefined) throw new Error(`There is no bundle of ${name}.`);
  return found[1];
}

const kiloBytes = (bytes: number): number => Math.round(bytes / 100) / 10;

/** The package that an input belongs to, or the folder of this repository. */
function homeOf(input: string): string {
  const [, inside] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? [];
  return inside ?? input.split('/').slice(0, 2).join('/');
}

function heaviest(bundles: Bundles, name: string): BundleFigures['heaviest'] {
  const inputs = Object.entries(outputOf(bundles, name).inputs);
  const homes = Map.groupBy(inputs, ([input]) => homeOf(input));
  return [...homes]
    .map(([of, parts]) => ({ of, kB: kiloBytes(parts.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0)) }))
    .toSorted((a, b) => b.kB - a.kB)
    .slice(0, 5);
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** Bundles everything anew and measures it. */
export async function measureBundles(): Promise<BundlesMeasured> {
  const folder = mkdtempSync(join(tmpdir(), 'lanekeep-bench-'));
  try {
    const doors = await bundle(join(folder, 'doors'));
    const bare = await bundleBare(join(folder, 'bare'));
    const bareScript = scriptOf(bare, 'bare');
    const taken = await importAll([bareScript, ...doors.names.map((name) => scriptOf(doors, name))]);
    const bareMs = taken(bareScript);
    return {
      bundles: doors.names.map((name) => {
        const importMs = taken(scriptOf(doors, name));
        return {
          name,
          kB: kiloBytes(outputOf(doors, name).bytes),
          importMs: tenths(median(importMs)),
          ratio: Math.round(median(importMs.map((ms, round) => ms / (bareMs[round] ?? ms))) * 100) / 100,
          heaviest: heaviest(doors, name),
        };
      }),
      bare: { kB: kiloBytes(outputOf(bare, 'bare').bytes), importMs: tenths(median(bareMs)) },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
