/** How long `npm run synth` takes when nothing of it lies there from before. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** Synthesises all stacks, functions bundled, into an empty folder; in milliseconds. Throws when synthesis fails. */
export async function measureSynth(): Promise<number> {
  const out = mkdtempSync(join(tmpdir(), 'lanekeep-synth-'));
  const began = performance.now();
  try {
    await synthesise(out);
    return Math.round(performance.now() - began);
  } finally {
    rmSync(out, { recursive: true });
  }
}

function synthesise(out: string): Promise<void> {
  const child = spawn('cdk', ['synth', '--quiet', '--no-notices', '--output', out], {
    cwd: root,
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
      CDK_DISABLE_CLI_TELEMETRY: 'true',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stderr.on('data', (part: Buffer) => said.push(part));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`Synthesis failed:\n${Buffer.concat(said).toString('utf8').trim()}`)),
    );
  });
}
