/** The workers of one function: each handles one invocation at a time; more start while all are busy, idle ones end. */
import { Worker } from 'node:worker_threads';
import type { Logs } from './logs.ts';
import type { Invocation, Outcome, WorkerSettings } from './worker.ts';

/** What Lambda answers: the function's own answer, or `FunctionError` with the error document. Both as JSON text. */
export interface Result {
  readonly failed: boolean;
  readonly payload: string;
}

export interface Pool {
  run(invocation: Invocation): Promise<Result>;
  stop(): Promise<void>;
}

export interface PoolOptions {
  readonly functionName: string;
  readonly settings: WorkerSettings;
  readonly environment: Readonly<Record<string, string>>;
  readonly logs: Logs;
  /** Most workers at once; invocations beyond it wait for a free one. */
  readonly most: number;
  readonly idleMillis: number;
  /** A worker wrote to a table on a line of its own, or may have. */
  readonly written: () => void;
}

interface Job {
  readonly invocation: Invocation;
  readonly done: (result: Result) => void;
}

interface Seat {
  readonly worker: Worker;
  job: Job | undefined;
  limit: NodeJS.Timeout | undefined;
  loaded: boolean;
  /** Real milliseconds, as `performance.now` counts them. */
  readonly begunAt: number;
}

const sandboxError = (errorType: string, errorMessage: string): Result => ({
  failed: true,
  payload: JSON.stringify({ errorType, errorMessage }),
});

/** About what it takes to load a worker on an idle machine. */
const leastLoadMillis = 250;

/** Makes the pool; the first worker starts with the first invocation. */
export function openPool(options: PoolOptions): Pool {
  const seats = new Set<Seat>();
  const waiting: Job[] = [];
  let stopped = false;
  let growing: NodeJS.Timeout | undefined;
  /** What the slowest worker took to load: whoever would wait less is served sooner by one that is warm. */
  let worthWaitingMillis = leastLoadMillis;

  /** Another worker starts if somebody is still waiting after a moment. */
  function growSoon(): void {
    if (growing !== undefined || seats.size >= options.most) return;
    growing = setTimeout(() => {
      growing = undefined;
      const next = stopped ? undefined : waiting.shift();
      if (next === undefined) return;
      begin(newSeat(), next);
      if (waiting.length > 0) growSoon();
    }, worthWaitingMillis);
  }

  function finish(seat: Seat, result: Result): void {
    const job = seat.job;
    seat.job = undefined;
    clearTimeout(seat.limit);
    job?.done(result);
    const next = waiting.shift();
    if (next !== undefined) begin(seat, next);
    else rest(seat);
  }

  function rest(seat: Seat): void {
    seat.limit = setTimeout(() => void dismiss(seat), options.idleMillis);
    seat.limit.unref();
  }

  function dismiss(seat: Seat): Promise<number> {
    clearTimeout(seat.limit);
    seats.delete(seat);
    return seat.worker.terminate();
  }

  /** The seat is lost: its invocation fails, and what waits goes to a new one. */
  function lose(seat: Seat, result: Result): void {
    if (!seats.has(seat)) return;
    void dismiss(seat);
    // It may not have come to tell of its last write.
    options.written();
    const job = seat.job;
    seat.job = undefined;
    job?.done(result);
    const next = waiting.shift();
    if (next !== undefined) begin(newSeat(), next);
  }

  function expired(seat: Seat): void {
    const seconds = ((seat.job?.invocation.timeoutMillis ?? 0) / 1000).toFixed(2);
    const words = `${seat.job?.invocation.requestId ?? ''} Task timed out after ${seconds} seconds`;
    options.logs.note(options.functionName, words);
    lose(
      seat,
      sandboxError(
        'Sandbox.Timedout',
        `RequestId: ${seat.job?.invocation.requestId ?? ''} Error: Task timed out after ${seconds} seconds`,
      ),
    );
  }

  function begin(seat: Seat, job: Job): void {
    clearTimeout(seat.limit);
    seat.job = job;
    // Loading has Lambda's ten seconds of its own; the function's timeout begins when it is called.
    if (seat.loaded) post(seat, job);
  }

  function post(seat: Seat, job: Job): void {
    seat.limit = setTimeout(() => expired(seat), job.invocation.timeoutMillis);
    seat.worker.postMessage(job.invocation);
  }

  function heard(seat: Seat, outcome: Outcome): void {
    if (outcome.kind === 'written') {
      options.written();
      return;
    }
    if (outcome.kind === 'loaded') {
      seat.loaded = true;
      worthWaitingMillis = Math.max(worthWaitingMillis, performance.now() - seat.begunAt);
      if (seat.job !== undefined) post(seat, seat.job);
      return;
    }
    const result = { failed: outcome.kind === 'error', payload: outcome.payload };
    if (result.failed) options.logs.note(options.functionName, `ERROR Invoke Error ${outcome.payload}`);
    // A function that could not even be loaded is started anew at the next invocation, as Lambda does.
    if (seat.loaded) finish(seat, result);
    else lose(seat, result);
  }

  function newSeat(): Seat {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: options.settings,
      env: options.environment,
      execArgv: [],
      // Few and large scavenges: a worker's garbage is short-lived, and collecting it early costs more than the memory.
      resourceLimits: { maxYoungGenerationSizeMb: 64 },
      stdout: true,
      stderr: true,
    });
    const seat: Seat = { worker, job: undefined, limit: undefined, loaded: false, begunAt: performance.now() };
    seats.add(seat);
    options.logs.collect(options.functionName, [worker.stdout, worker.stderr]);
    worker.on('message', (outcome: Outcome) => heard(seat, outcome));
    worker.on('error', (error) => lose(seat, sandboxError(error.name, error.message)));
    worker.on('exit', (code) =>
      lose(seat, sandboxError('Runtime.ExitError', `Runtime exited with exit status ${code}`)),
    );
    worker.unref();
    return seat;
  }

  return {
    run: (invocation) =>
      new Promise((done) => {
        const job = { invocation, done };
        if (stopped) return done(sandboxError('Runtime.ExitError', 'The local cloud is stopping'));
        const free = [...seats].find((seat) => seat.job === undefined);
        if (free !== undefined) begin(free, job);
        else if (seats.size === 0) begin(newSeat(), job);
        else {
          waiting.push(job);
          growSoon();
        }
      }),
    async stop() {
      stopped = true;
      clearTimeout(growing);
      const left = waiting.splice(0);
      for (const job of left) job.done(sandboxError('Runtime.ExitError', 'The local cloud is stopping'));
      await Promise.all(
        [...seats].map(async (seat) => {
          const job = seat.job;
          seat.job = undefined;
          await dismiss(seat);
          job?.done(sandboxError('Runtime.ExitError', 'The local cloud is stopping'));
        }),
      );
    },
  };
}
