/** `npm start` as a process of its own, in a folder that is thrown away. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** A cloud that runs, or one that ended with a sentence. */
export interface Started {
  readonly child: ChildProcess;
  readonly apiUrl: string;
  readonly awsUrl: string;
  readonly said: string;
  readonly code: number | null;
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'lanekeep-local-'));
export const dropFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** Starts it and waits until it greets or ends. */
export function start(data: string, ...more: readonly string[]): Promise<Started> {
  const args = [join(ROOT, 'local', 'start.ts'), '--port', '0', '--aws-port', '0', '--data', data, ...more];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  return new Promise((done, fail) => {
    const state = (code: number | null): Started => ({
      child,
      apiUrl: /^API\s+(\S+)/m.exec(said)?.[1] ?? '',
      awsUrl: /^AWS\s+(\S+)/m.exec(said)?.[1] ?? '',
      said,
      code,
    });
    child.once('error', fail);
    child.once('exit', (code) => done(state(code)));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part: Buffer) => {
        said += part.toString();
        if (said.includes('Ctrl-C stops everything')) done(state(null));
      });
    }
  });
}

/** Ends it the hard way, or as Ctrl-C does, and waits for it. */
export async function end(started: Started, signal: 'SIGKILL' | 'SIGINT'): Promise<number | null> {
  const { child } = started;
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill(signal);
  return ended;
}

/** A member of the sample group who speaks to the API. */
export async function personOf(started: Started, role: string, store: string) {
  const answer = await fetch(`${started.awsUrl}/_local/tokens?role=${role}&store=${store}`);
  const { tokens }: { tokens: { token: string; sub: string }[] } = JSON.parse(await answer.text());
  const token = tokens[0]?.token ?? '';
  let requests = 0;
  return async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<any> => {
    requests += 1;
    const sent = await fetch(started.apiUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': `${role}-${process.hrtime.bigint()}-${requests}`,
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await sent.text();
    if (!sent.ok) throw new Error(`${method} ${path}: ${sent.status} ${text}`);
    return JSON.parse(text);
  };
}

/** Asks the cloud itself. */
export async function local(started: Started, path: string, body?: unknown): Promise<any> {
  const answer = await fetch(
    `${started.awsUrl}/_local/${path}`,
    body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
  );
  return JSON.parse(await answer.text());
}
