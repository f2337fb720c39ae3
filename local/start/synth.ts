/** The stacks as CloudFormation: synthesised when a source has changed, otherwise as they lie there. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What the synthesised stacks are made of. */
const SOURCES = ['bin', 'lib', 'core', 'adapters', 'functions', 'groups', 'scripts'];
const FILES = ['cdk.json', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** Synthesis failed; the message carries what it printed. */
export class SynthFailed extends Error {
  override readonly name = 'SynthFailed';
}

/** A digest of all sources; tests do not count. */
function digestOf(root: string): string {
  const hash = createHash('sha256').update(process.version);
  const found = globSync(
    SOURCES.map((folder) => `${folder}/**/*.{ts,mjs,json}`),
    { cwd: root },
  ).filter((path) => !path.endsWith('.test.ts'));
  for (const path of [...found, ...FILES].sort()) {
    if (existsSync(join(root, path)))
      hash
        .update(path)
        .update('\0')
        .update(readFileSync(join(root, path)))
        .update('\0');
  }
  return hash.digest('hex');
}

function runCdk(root: string, out: string): Promise<void> {
  // By its file, not by npx: no shell, and the same Node that runs this.
  const cdk = join(dirname(createRequire(join(root, 'package.json')).resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const child = spawn(process.execPath, [cdk, 'synth', '--quiet', '--no-notices', '--output', out], {
    cwd: root,
    // The app's `node` must be this one, and CDK's own validation of templates is what `npm run check` does.
    env: {
      ...process.env,
      PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
      CDK_VALIDATION: 'false',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      said = (said + part.toString()).slice(-8000);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new SynthFailed(`The stacks could not be synthesised:\n${said.trim()}`)),
    );
  });
}

/** Folders of earlier sources are kept for clouds that still run from them; the oldest go. */
const KEPT_FOLDERS = 4;

function dropOld(home: string): void {
  const folders = readdirSync(home, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => ({ path: join(home, entry.name), at: statSync(join(home, entry.name)).mtimeMs }));
  for (const { path } of folders.sort((a, b) => b.at - a.at).slice(KEPT_FOLDERS))
    rmSync(path, { recursive: true, force: true });
}

/**
 * Answers the folder of the cloud assembly for the sources as they are, and whether it had to be made. Several
 * processes may ask at once: each makes it aside and moves it into its place.
 */
export async function synthesise(root: string): Promise<{ readonly folder: string; readonly fresh: boolean }> {
  const home = join(root, '.cache', 'clouds');
  const folder = join(home, digestOf(root).slice(0, 16));
  if (existsSync(join(folder, 'manifest.json'))) return { folder, fresh: false };
  mkdirSync(home, { recursive: true });
  const aside = `${join(home, '.making')}-${process.pid}`;
  rmSync(aside, { recursive: true, force: true });
  try {
    await runCdk(root, aside);
    renameSync(aside, folder);
  } catch (error) {
    if (!existsSync(join(folder, 'manifest.json'))) throw error;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  dropOld(home);
  return { folder, fresh: true };
}
