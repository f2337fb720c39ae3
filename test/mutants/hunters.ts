/** Processes that hunt mutants, two at a time. */
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hunt, Play } from './hunt.ts';

/** What came of a hunt, and how many runs it took. */
export type Verdict = { readonly played: number } & (
  | (Play & { readonly found: 'violation'; readonly law: string; readonly what: string })
  | { readonly found: 'nothing' }
  /** The simulation itself broke, or went round in circles, and no law had noticed anything: that kills nothing. */
  | { readonly found: 'crash'; readonly crash: string }
);

/** Cores of the machines this is made for. */
const atOnce = 2;

/** A hunt that takes longer, in seconds per run, goes round in circles. */
const secondsPerPlay = 120;

function send(hunt: Hunt): Promise<Verdict> {
  return new Promise((done) => {
    const env = {
      ...process.env,
      NODE_COMPILE_CACHE: join(tmpdir(), 'lanekeep-mutants'),
      POWERTOOLS_LOG_LEVEL: 'SILENT',
    };
    const file = join(import.meta.dirname, 'hunt.ts');
    const timeout = hunt.plays.length * secondsPerPlay * 1000;
    execFile(process.execPath, [file, JSON.stringify(hunt)], { env, timeout }, (error, said) => {
      if (error === null) done(JSON.parse(said));
      else done({ found: 'crash', crash: error.message.slice(0, 2000), played: 0 });
    });
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
