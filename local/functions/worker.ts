/** Runs inside a worker thread: loads one bundled function and answers one invocation at a time, as Lambda's runtime does. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { seedProcess } from '../seed/process-chance.ts';
import { readClockCell } from './clock-cell.ts';
import { cloudDate } from './cloud-date.ts';
import { type TableLine, takeTableLine } from './table-line.ts';

/** What the thread is told when it starts. */
export interface WorkerSettings {
  readonly cell: SharedArrayBuffer;
  readonly assetPath: string;
  /** `file.export`, as Lambda reads it. */
  readonly handler: string;
  /** What chance is drawn from; undefined when it is random. */
  readonly seed: string | undefined;
  /** The function's own line to the table; undefined when all its requests go the ordinary way. */
  readonly tableLine: TableLine | undefined;
}

/** One invocation; the event is JSON text. */
export interface Invocation {
  readonly event: string;
  readonly requestId: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly logGroup: string;
  /** Real milliseconds the function may take. */
  readonly timeoutMillis: number;
}

/** Either the answer as JSON text, or Lambda's error document. */
export type Outcome =
  | { readonly kind: 'loaded' }
  /** A table was written by the function's own line. */
  | { readonly kind: 'written' }
  | { readonly kind: 'answer'; readonly payload: string }
  | { readonly kind: 'error'; readonly payload: string };

type Handler = (event: unknown, context: unknown, callback: (error: unknown, result: unknown) => void) => unknown;

function errorDocument(error: unknown): string {
  if (!(error instanceof Error))
    return JSON.stringify({ errorType: typeof error, errorMessage: String(error), trace: [] });
  const trace = (error.stack ?? '').split('\n').map((line) => line.trim());
  return JSON.stringify({ errorType: error.name, errorMessage: error.message, trace });
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

async function load(settings: WorkerSettings): Promise<Handler> {
  const dot = settings.handler.lastIndexOf('.');
  const [file, name] = [settings.handler.slice(0, dot), settings.handler.slice(dot + 1)];
  const path = ['.mjs', '.js', '.cjs'].map((ending) => join(settings.assetPath, file + ending)).find(existsSync);
  if (path === undefined) throw new Error(`Cannot find module '${file}' in ${settings.assetPath}`);
  const exports: Record<string, unknown> = await import(pathToFileURL(path).href);
  const inner = exports.default;
  const handler = exports[name] ?? (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined);
  if (!isHandler(handler)) throw new Error(`${settings.handler} is undefined or not exported`);
  return handler;
}

function contextOf(invocation: Invocation): Readonly<Record<string, unknown>> {
  // Measured in real time, like the timeout itself: the virtual clock may stand still or leap meanwhile.
  const end = performance.now() + invocation.timeoutMillis;
  return {
    awsRequestId: invocation.requestId,
    functionName: invocation.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: invocation.functionArn,
    memoryLimitInMB: String(invocation.memoryMb),
    logGroupName: invocation.logGroup,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(end - performance.now())),
  };
}

/** Answers by promise or, in the older style, by callback. */
function run(handler: Handler, invocation: Invocation): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const answer = handler(JSON.parse(invocation.event), contextOf(invocation), (error, result) =>
      error ? reject(error) : resolve(result),
    );
    if (answer instanceof Promise) answer.then(resolve, reject);
    else if (handler.length < 3) resolve(answer);
  });
}

async function serve(settings: WorkerSettings): Promise<void> {
  const port = parentPort;
  if (port === null) return;
  const tell = (outcome: Outcome): void => port.postMessage(outcome);
  const realNow = Date.now.bind(Date);
  globalThis.Date = cloudDate(readClockCell(settings.cell, realNow));
  process.on('unhandledRejection', (error) => tell({ kind: 'error', payload: errorDocument(error) }));
  const begin = settings.seed === undefined ? () => undefined : seedProcess(settings.seed);
  if (settings.tableLine !== undefined) takeTableLine(settings.tableLine, () => tell({ kind: 'written' }));
  let handler: Handler;
  try {
    handler = await load(settings);
  } catch (error) {
    tell({ kind: 'error', payload: errorDocument(error) });
    return;
  }
  port.on('message', (invocation: Invocation) => {
    begin(invocation.requestId);
    process.env._X_AMZN_TRACE_ID = `Root=1-00000000-${invocation.requestId.replaceAll('-', '').slice(0, 24)};Sampled=0`;
    run(handler, invocation).then(
      (answer) => tell({ kind: 'answer', payload: JSON.stringify(answer ?? null) }),
      (error: unknown) => tell({ kind: 'error', payload: errorDocument(error) }),
    );
  });
  tell({ kind: 'loaded' });
}

if (!isMainThread) await serve(workerData);
