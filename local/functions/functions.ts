/** Lambda: bundled assets in worker threads, invoked and waited for. `async.ts` adds the kind that is retried. */
import { availableParallelism } from 'node:os';
import type { Clock } from '../clock/clock.ts';
import type { Turns } from '../seed/turns.ts';
import type { CloudModel, FunctionModel } from '../template/model.ts';
import { environmentOf } from './environment.ts';
import type { Logs } from './logs.ts';
import { openPool, type Pool, type Result } from './pool.ts';
import type { TableLine } from './table-line.ts';

export interface Functions {
  /** The function behind a name, an ARN, or an ARN with a qualifier. */
  find(nameOrArn: string): FunctionModel | undefined;
  /** Invokes and waits. Never rejects: a function that fails answers Lambda's error document. */
  invoke(model: FunctionModel, event: string): Promise<Result>;
  stop(): Promise<void>;
}

export interface FunctionsOptions {
  readonly model: CloudModel;
  readonly clock: Clock;
  readonly cell: SharedArrayBuffer;
  readonly awsUrl: string;
  /** Where the gateway serves the API: its stage, and a slash at the end. */
  readonly apiUrl: string;
  readonly logs: Logs;
  readonly ids: () => string;
  /** What the functions' chance is drawn from; undefined when it is random. */
  readonly seed: string | undefined;
  /** The function's own line to the table, if it has one. */
  readonly tableLineOf: (model: FunctionModel) => TableLine | undefined;
  /** A table was, or may have been, written by a function on its line. */
  readonly written: () => void;
}

const IDLE_MILLIS = 60_000;
/** Node's timers hold no more. */
const LONGEST_TIMER_MILLIS = 2 ** 31 - 1;
/** More workers than cores only cool each other's compiled code down. */
const MOST_WORKERS = Math.min(Math.max(availableParallelism(), 2), 4);
/** What Lambda takes and gives in a synchronous call. */
export const MOST_PAYLOAD_BYTES = 6 * 1024 * 1024;

/** Opens the room; nothing is loaded before the first invocation. */
export function openFunctions(options: FunctionsOptions): Functions {
  const { model, clock, ids } = options;
  const byName = new Map(model.functions.map((one) => [one.name, one]));
  const pools = new Map<string, Pool>();

  function poolOf(one: FunctionModel): Pool {
    const open = pools.get(one.name);
    if (open !== undefined) return open;
    const pool = openPool({
      functionName: one.name,
      settings: {
        cell: options.cell,
        assetPath: one.assetPath,
        handler: one.handler,
        seed: options.seed,
        tableLine: options.tableLineOf(one),
      },
      environment: environmentOf(one, model.region, options),
      logs: options.logs,
      most: MOST_WORKERS,
      written: options.written,
      // A worker that began anew after a rest in real time would be another run.
      idleMillis: options.seed === undefined ? IDLE_MILLIS : LONGEST_TIMER_MILLIS,
    });
    pools.set(one.name, pool);
    return pool;
  }

  return {
    find: (nameOrArn) => byName.get(nameOrArn) ?? byName.get(nameOrArn.split(':')[6] ?? ''),
    invoke: (one, event) =>
      clock.track(
        poolOf(one).run({
          event,
          requestId: ids(),
          functionName: one.name,
          functionArn: one.arn,
          memoryMb: one.memoryMb,
          logGroup: one.logGroup ?? `/aws/lambda/${one.name}`,
          timeoutMillis: one.timeoutSeconds * 1000,
        }),
      ),
    async stop() {
      await Promise.all([...pools.values()].map((pool) => pool.stop()));
    },
  };
}

/** The same functions, each invocation waiting for its turn. */
export const inTurn = (functions: Functions, clock: Clock, turns: Turns): Functions => ({
  ...functions,
  invoke: (model, event) => clock.track(turns(() => functions.invoke(model, event))),
});
