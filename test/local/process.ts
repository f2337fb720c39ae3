/** `npm start` as a process of its own, in a folder of its own, that can be killed at any moment. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openClock } from '../../local/clock/virtual-clock.ts';
import { endOrphan } from '../../local/engine/orphan.ts';
import { openStore } from '../../local/store/store.ts';
import type { Addresses } from './client.ts';

export const root = resolve(import.meta.dirname, '..', '..');

/** A process that has ended; without a code when it was killed or never began. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A cloud that answers. */
export interface Running extends Addresses {
  /** Everything the process has printed so far. */
  readonly said: () => string;
  /** kill -9: nobody gets to write anything down. */
  readonly kill: () => Promise<void>;
  /** Ctrl-C. */
  readonly stop: () => Promise<Ended>;
}

/** A cloud that may not answer yet. */
export interface Starting {
  /** Rejects with what it said when it ends before it answers. */
  readonly ready: Promise<Running>;
  readonly kill: () => Promise<void>;
}

/** Folders for data, all removed by `clear`, with whatever still runs on them. */
export function openFolders() {
  const folders: string[] = [];
  const children: ChildProcess[] = [];
  return {
    /** A new folder; its clock has shown `at` when that is given. */
    async folder(at?: string): Promise<string> {
      const made = mkdtempSync(join(tmpdir(), 'lanekeep-whole-'));
      folders.push(made);
      if (at !== undefined) await setClock(made, at);
      return made;
    },
    /** Starts one and waits until it answers. */
    start: (data: string, ...more: readonly string[]): Promise<Running> =>
      startCloud(['--data', data, ...more], (child) => void children.push(child)).ready,
    /** Starts one that may be killed before it answers. */
    begin: (data: string, ...more: readonly string[]): Starting =>
      startCloud(['--data', data, ...more], (child) => void children.push(child)),
    async clear(): Promise<void> {
      for (const child of children.splice(0)) await end(child, 'SIGKILL');
      for (const made of folders.splice(0)) {
        await endOrphan(join(made, 'engine.json'));
        rmSync(made, { recursive: true, force: true });
      }
    },
  };
}

/** Leaves a data folder as a cloud does that was stopped at this instant: the next start goes on from there. */
async function setClock(data: string, at: string): Promise<void> {
  const store = openStore(join(data, 'cloud.db'));
  await openClock({ realNow: Date.now, store, startAt: Date.parse(at) }).stop();
  store.close();
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill(signal);
  return ended;
}

function launch(command: string, args: readonly string[], environment: NodeJS.ProcessEnv) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (part: Buffer) => (stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
  const ended = new Promise<Ended>((done) => {
    child.once('close', (code) => done({ code, stdout, stderr }));
    child.once('error', ({ message }) => done({ code: null, stdout, stderr: message }));
  });
  return { child, ended, stdout: () => stdout, said: () => stdout + stderr };
}

/** Runs a command to its end. */
export const runCommand = (
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Ended> => launch(command, args, environment).ended;

/** Runs a script of the repository to its end. */
export const run = (script: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> =>
  runCommand(process.execPath, [join(root, script), ...args], environment);

/** The address behind a word of the greeting. */
const addressOf = (greeting: string, word: string): string =>
  new RegExp(`^${word}\\s+(http://127\\.0\\.0\\.1:\\S+)`, 'm').exec(greeting)?.[1] ?? '';

function startCloud(flags: readonly string[], onChild: (child: ChildProcess) => void): Starting {
  const args = ['--port', '0', '--aws-port', '0', ...flags];
  const { child, ended, stdout, said } = launch(process.execPath, [join(root, 'local', 'start.ts'), ...args], {});
  onChild(child);
  const kill = (): Promise<void> => end(child, 'SIGKILL');
  const greeted = new Promise<Running>((ready) => {
    child.stdout.on('data', () => {
      if (!stdout().includes('Ctrl-C stops everything')) return;
      ready({
        apiUrl: addressOf(stdout(), 'API'),
        awsUrl: addressOf(stdout(), 'AWS'),
        said,
        kill,
        async stop() {
          child.kill('SIGINT');
          return ended;
        },
      });
    });
  });
  const failed = ended.then(() => Promise.reject(new Error(`It did not start:\n${said()}`)));
  return { ready: Promise.race([greeted, failed]), kill };
}
