/** Processes that hunt mutants, two at a time. */
import { fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hunt, Play } from './hunt.ts';

/** What came of a hunt, and how many runs it took. */
export type Verdict = { readonly played: number } & (
  | (Play & { readonly found: 'violation'; readonly laws: readonly string[]; readonly what: string })
  | { readonly found: 'nothing' }
  /** The simulation itself broke, which no law has noticed: that kills nothing. */
  | { readonly found: 'crash'; readonly crash: string }
);

/** Cores of the machines this is made for. */
const atOnce = 2;

/** A hunt that takes longer, in seconds per run, goes round in circles. */
const secondsPerPlay = 90;

function send(hunt: Hunt): Promise<Verdict> {
  return new Promise((done) => {
    const env = {
      ...process.env,
      NODE_COMPILE_CACHE: join(tmpdir(), 'lanekeep-mutants'),
      POWERTOOLS_LOG_LEVEL: 'SILENT',
    };
    const child = fork(join(import.meta.dirname, 'hunt.ts'), { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    const said: string[] = [];
    child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    const tooLong = setTimeout(() => child.kill('SIGKILL'), hunt.plays.length * secondsPerPlay * 1000);
    let verdict: Verdict | undefined;
    child.on('message', (message: Verdict) => {
      verdict = message;
    });
    child.on('close', (code, signal) => {
      clearTimeout(tooLong);
      const crash = `The process ended with ${signal ?? code}. ${said.join('').slice(0, 500)}`;
      done(verdict ?? { found: 'crash', crash, played: 0 });
    });
    child.send(hunt);
  });
}

/** Sends out the hunts and tells each verdict as it comes. Ends when all are back. */
export async function hunters(hunts: readonly Hunt[], back: (hunt: Hunt, verdict: Verdict) => void): Promise<void> {
  const waiting = [...hunts];
  const lane = async (): Promise<void> => {
    for (let hunt = waiting.shift(); hunt !== undefined; hunt = waiting.shift()) back(hunt, await send(hunt));
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
