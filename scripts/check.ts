import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

/** One thing that must be right before a change goes in. */
interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const root = resolve(import.meta.dirname, '..');

const node = (script: string, ...more: string[]): Check['command'] => [process.execPath, join(root, script), ...more];

// Two cores: each lane runs one after the other, the lanes side by side, about as long as each other.
const lanes: readonly (readonly Check[])[] = [
  [
    { name: 'format and lint (biome)', command: ['biome', 'check', '--error-on-warnings', '.'] },
    { name: 'types', command: ['tsc', '--noEmit', '-p', 'tsconfig.json'] },
    { name: 'lint with types (oxlint)', command: ['oxlint', '--type-aware', '--deny-warnings'] },
    { name: 'nothing unused (knip)', command: ['knip', '--no-progress'] },
  ],
  [
    { name: 'fences', command: node('scripts/fences.ts') },
    { name: 'contracts', command: node('scripts/contracts.ts', '--check') },
    { name: 'synth, cdk-nag clean', command: ['cdk', 'synth', '--quiet', '--no-notices', '--strict'] },
    { name: 'OpenAPI (redocly)', command: ['redocly', 'lint', 'contracts/openapi.json', '--format=stylish'] },
  ],
];

interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

function run([program, ...args]: Check['command']): Promise<Outcome> {
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd: root,
      env: {
        ...process.env,
        PATH: `${join(root, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        REDOCLY_TELEMETRY: 'off',
        REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
      },
    });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', (error) => done({ ok: false, output: error.message }));
    child.on('close', (code) => done({ ok: code === 0, output: Buffer.concat(output).toString('utf8') }));
  });
}

async function walk(lane: readonly Check[]): Promise<number> {
  let failed = 0;
  for (const { name, command } of lane) {
    const began = performance.now();
    const { ok, output } = await run(command);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)${ok ? '' : `\n${output.trimEnd()}`}`);
    if (!ok) failed += 1;
  }
  return failed;
}

const failed = (await Promise.all(lanes.map(walk))).reduce((sum, each) => sum + each, 0);
console.log(failed === 0 ? 'Everything is in order.' : `${failed} of ${lanes.flat().length} checks failed.`);
process.exit(failed === 0 ? 0 : 1);
