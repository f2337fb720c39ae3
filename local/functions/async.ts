/**
 * Asynchronous invocations, as Lambda queues them: answered at once, kept in the store until they succeed, retried one
 * and then two minutes later (developer guide, "How Lambda handles errors and retries with asynchronous invocation"),
 * and in the end put on the queue that the function names.
 */
import type { Clock, Millis, Timed } from '../clock/clock.ts';
import type { MessageAttribute } from '../queues/queues.ts';
import type { Store } from '../store/store.ts';
import type { AsynchronousModel, FunctionModel } from '../template/model.ts';
import type { Functions } from './functions.ts';
import type { Result } from './pool.ts';

/** Puts a message on a queue in the function's name; throws when it may not. */
type GiveUp = (
  from: FunctionModel,
  queueArn: string,
  body: string,
  attributes: Readonly<Record<string, MessageAttribute>>,
) => void;

export interface AsyncInvocations {
  /** Queues the event and answers the request's id. Part of the caller's transaction, if it is in one. */
  add(model: FunctionModel, event: string): string;
  /** Resolves when the attempt that is waiting or under way has ended, well or not. */
  attempted(requestId: string): Promise<void>;
  /** From now on answers are ignored: what is under way stays in the store and is done again after a restart. */
  stop(): void;
}

interface Pending {
  readonly id: string;
  readonly functionName: string;
  readonly event: string;
  readonly since: Millis;
  attempt: number;
  due: Millis;
}

const SCHEMA = `CREATE TABLE IF NOT EXISTS functions_async (
  id TEXT PRIMARY KEY, function TEXT NOT NULL, event TEXT NOT NULL, since INTEGER NOT NULL, attempt INTEGER NOT NULL, due INTEGER NOT NULL
) STRICT`;

/** After the first failure one minute, after the second two. */
const RETRY_DELAYS: readonly Millis[] = [60_000, 120_000];
const DEFAULT_RULE: AsynchronousModel = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 };

export interface AsyncOptions {
  readonly functions: Functions;
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: () => string;
  readonly giveUp: GiveUp;
  readonly note: (functionName: string, line: string) => void;
}

/** Opens the room and takes up what a killed process left. Joins the clock. */
export function openAsync(options: AsyncOptions): AsyncInvocations {
  const { functions, store, clock } = options;
  store.db.exec(SCHEMA);
  const insert = store.db.prepare(
    'INSERT INTO functions_async (id, function, event, since, attempt, due) VALUES (?, ?, ?, ?, 0, ?)',
  );
  const later = store.db.prepare('UPDATE functions_async SET attempt = ?, due = ? WHERE id = ?');
  const drop = store.db.prepare('DELETE FROM functions_async WHERE id = ?');
  const waiting = new Map<string, Pending>();
  const running = new Map<string, Pending>();
  const listeners = new Map<string, () => void>();
  let stopped = false;

  for (const row of store.db.prepare('SELECT * FROM functions_async ORDER BY since, rowid').all()) {
    const id = String(row.id);
    waiting.set(id, {
      id,
      functionName: String(row.function),
      event: String(row.event),
      since: Number(row.since),
      attempt: Number(row.attempt),
      due: Number(row.due),
    });
  }

  function end(pending: Pending): void {
    drop.run(pending.id);
    running.delete(pending.id);
  }

  function abandon(model: FunctionModel, pending: Pending, result: Result): void {
    const rule = model.asynchronous ?? DEFAULT_RULE;
    store.atomically(() => {
      if (rule.onFailureArn !== undefined) {
        const { body, attributes } = lastWords(model, pending, result, rule.onFailureForm ?? 'event', clock.now());
        try {
          options.giveUp(model, rule.onFailureArn, body, attributes);
        } catch (error) {
          options.note(model.name, `ERROR the event could not be put on ${rule.onFailureArn}: ${String(error)}`);
        }
      }
      end(pending);
    });
  }

  function heard(model: FunctionModel, pending: Pending, result: Result): void {
    if (stopped) return;
    listeners.get(pending.id)?.();
    listeners.delete(pending.id);
    if (!result.failed) {
      end(pending);
      return;
    }
    const rule = model.asynchronous ?? DEFAULT_RULE;
    const delay = RETRY_DELAYS[pending.attempt] ?? RETRY_DELAYS[RETRY_DELAYS.length - 1] ?? 0;
    const due = clock.now() + delay;
    if (pending.attempt >= rule.maximumRetryAttempts || due - pending.since > rule.maximumEventAgeSeconds * 1000) {
      abandon(model, pending, result);
      return;
    }
    pending.attempt += 1;
    pending.due = due;
    later.run(pending.attempt, due, pending.id);
    running.delete(pending.id);
    waiting.set(pending.id, pending);
    clock.changed();
  }

  function start(pending: Pending): void {
    waiting.delete(pending.id);
    running.set(pending.id, pending);
    const model = functions.find(pending.functionName);
    // A function that the template no longer has: its events have nobody to go to.
    if (model === undefined) end(pending);
    else void clock.track(functions.invoke(model, pending.event).then((result) => heard(model, pending, result)));
  }

  const room: Timed = {
    name: 'functions',
    nextDue() {
      let first: Millis | undefined;
      for (const { due } of waiting.values()) if (first === undefined || due < first) first = due;
      return first;
    },
    playDue(now) {
      const due = [...waiting.values()].filter((pending) => pending.due <= now);
      for (const pending of due.sort((a, b) => a.due - b.due)) start(pending);
    },
  };
  clock.join(room);

  return {
    add(model, event) {
      const now = clock.now();
      const pending: Pending = { id: options.ids(), functionName: model.name, event, since: now, attempt: 0, due: now };
      insert.run(pending.id, model.name, event, now, now);
      store.afterCommit(() => {
        waiting.set(pending.id, pending);
        clock.changed();
      });
      return pending.id;
    },
    stop() {
      stopped = true;
    },
    attempted: (id) =>
      new Promise((resolve) => {
        if (!waiting.has(id) && !running.has(id)) resolve();
        else listeners.set(id, resolve);
      }),
  };
}

/** What ends on the queue: the bare event with three attributes (dead-letter queue), or the invocation record (destination). */
function lastWords(
  model: FunctionModel,
  pending: Pending,
  result: Result,
  form: 'event' | 'record',
  now: Millis,
): { body: string; attributes: Readonly<Record<string, MessageAttribute>> } {
  const response: unknown = JSON.parse(result.payload);
  if (form === 'event') {
    const words =
      typeof response === 'object' && response !== null ? String(Reflect.get(response, 'errorMessage')) : '';
    return {
      body: pending.event,
      attributes: {
        RequestID: { DataType: 'String', StringValue: pending.id },
        ErrorCode: { DataType: 'Number', StringValue: '200' },
        ErrorMessage: { DataType: 'String', StringValue: words.slice(0, 1024) },
      },
    };
  }
  const record = {
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext: {
      requestId: pending.id,
      functionArn: `${model.arn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: pending.attempt + 1,
    },
    requestPayload: JSON.parse(pending.event),
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: response,
  };
  return { body: JSON.stringify(record), attributes: {} };
}
