/**
 * A cloud that is killed with -9 as its fates have it, and started again on the same ports and data. Requests that met
 * a dead server are sent again, as a careful client does: the same request, with the same Idempotency-Key.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Send } from '../../../demo/api.ts';
import type { Addresses } from '../../local/client.ts';
import type { openFolders, Starting } from '../../local/process.ts';
import type { Fate, Kind } from './fates.ts';
import { afterDeath } from './retries.ts';

/** A change that the API accepted. */
export interface Accepted {
  /** What was asked, without the person's token: `POST /stores/S01/customers`. */
  readonly request: string;
  /** The answer's X-Request-Id: the cause of the events that the change made. */
  readonly requestId: string;
  /** The answer's ETag, `"3"`; empty when it has none. */
  readonly etag: string;
  /** JSON text. */
  readonly body: string;
}

/** A cloud under fire. */
export interface Mortal extends Addresses {
  readonly send: Send;
  readonly accepted: readonly Accepted[];
  /** How often it died so far, by the kind of moment. */
  readonly deaths: ReadonlyMap<Kind, number>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('No loopback port is free.');
  return address.port;
}

/** The engine's process, as the cloud noted it; undefined when it had none yet. */
function engineOf(data: string): number | undefined {
  try {
    const note: unknown = JSON.parse(readFileSync(join(data, 'engine.json'), 'utf8'));
    return typeof note === 'object' && note !== null && 'pid' in note && typeof note.pid === 'number'
      ? note.pid
      : undefined;
  } catch {
    return undefined;
  }
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Where a request runs the clock to, in milliseconds; undefined for others. */
function clockTarget(url: string, init: RequestInit): number | undefined {
  if (!url.endsWith('/_local/clock') || typeof init.body !== 'string') return undefined;
  const to = /"to":"([^"]+)"/.exec(init.body)?.[1];
  return to === undefined ? undefined : Date.parse(to);
}

/** Starts a cloud on the folder. What it is killed by are its fates, in their order. */
export async function openMortal(
  begin: ReturnType<typeof openFolders>['begin'],
  data: string,
  fates: readonly Fate[],
): Promise<Mortal> {
  const ports = ['--port', String(await freePort()), '--aws-port', String(await freePort())];
  const left = [...fates];
  const deaths = new Map<Kind, number>();
  const accepted: Accepted[] = [];
  let starting: Starting;
  /** The cloud that answers, once there is one. */
  let alive: Promise<Addresses>;
  let deathsSoFar = 0;
  let virtualNow = 0;
  let armed = false;

  async function kill({ kind, engineToo }: Fate): Promise<void> {
    deathsSoFar += 1;
    const engine = engineToo ? engineOf(data) : undefined;
    const dead = starting.kill();
    if (engine !== undefined) killProcess(engine);
    deaths.set(kind, (deaths.get(kind) ?? 0) + 1);
    await dead;
  }

  /** Starts it; when a fate to die during a start is due, it does, and is started again. */
  async function live(): Promise<Addresses> {
    starting = begin(data, ...ports);
    const fate = left.find(({ kind, at }) => kind === 'start' && at <= virtualNow);
    if (fate === undefined) return starting.ready;
    left.splice(left.indexOf(fate), 1);
    const failed = starting.ready.then(
      () => undefined,
      () => undefined,
    );
    await Promise.race([pause(fate.delay), failed]);
    await kill(fate);
    await failed;
    return live();
  }

  /**
   * Kills it after the fate's delay; everybody waits for the next life from then on. A fate that waits for something
   * under way spares the cloud when that has ended before, and comes sooner the next time.
   */
  async function doom(fate: Fate, isUnderWay: () => boolean): Promise<void> {
    armed = true;
    await pause(fate.delay);
    if (fate.kind === 'rest' || isUnderWay()) {
      left.splice(left.indexOf(fate), 1);
      alive = kill(fate).then(live);
      alive.catch(() => undefined);
    } else left[left.indexOf(fate)] = { ...fate, delay: Math.floor(fate.delay * 0.7) };
    armed = false;
  }

  /** Tells the fates what is about to be sent. */
  function watch(url: string, init: RequestInit, isUnderWay: () => boolean): void {
    const target = clockTarget(url, init);
    if (target !== undefined) virtualNow = target;
    const fate = left.find(({ kind }) => kind !== 'start');
    if (fate === undefined || armed || virtualNow < fate.at) return;
    const isChange = url.startsWith(apiUrl) && (init.method ?? 'GET') !== 'GET';
    if (fate.kind === 'advance' ? target !== undefined : fate.kind === 'request' ? isChange : true)
      void doom(fate, isUnderWay);
  }

  alive = live();
  const { apiUrl, awsUrl } = await alive;

  function note(url: string, init: RequestInit, answer: Response, body: string): void {
    if (!answer.ok || !url.startsWith(apiUrl) || url.includes('/links/') || (init.method ?? 'GET') === 'GET') return;
    accepted.push({
      request: `${init.method} ${url.slice(apiUrl.length)}`,
      requestId: answer.headers.get('x-request-id') ?? '',
      etag: answer.headers.get('etag') ?? '',
      body,
    });
  }

  /** One attempt; undefined when the server died under it. */
  async function attempt(url: string, init: RequestInit): Promise<Response | undefined> {
    await alive;
    const deathsBefore = deathsSoFar;
    let isUnderWay = true;
    watch(url, init, () => isUnderWay);
    try {
      const answer = await fetch(url, init);
      const body = await answer.text();
      isUnderWay = false;
      // A server whose engine is killed before it may still say that something failed.
      if (answer.status >= 500 && deathsBefore !== deathsSoFar) return undefined;
      note(url, init, answer, body);
      return new Response(body === '' ? null : body, { status: answer.status, headers: answer.headers });
    } catch (error) {
      isUnderWay = false;
      if (deathsBefore === deathsSoFar) throw error;
      return undefined;
    }
  }

  const send: Send = async (url, init = {}) => {
    const first = await attempt(url, init);
    if (first !== undefined) return first;
    for (;;) {
      const again = await attempt(url, init);
      if (again !== undefined) return afterDeath(url, init, again);
    }
  };
  return { apiUrl, awsUrl, send, accepted, deaths };
}
