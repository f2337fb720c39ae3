/** The table of history events: written once, never changed, small. What follows from the type is added when they are read. */
import type { Millis } from '../clock/clock.ts';
import type { Store } from '../store/store.ts';
import { text, whole } from './columns.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';
import type { HistoryEvent } from './turn.ts';

/** An event as AWS answers it, with the instant in milliseconds. */
export interface ShownEvent {
  readonly timestamp: Millis;
  readonly type: string;
  readonly id: number;
  readonly previousEventId: number;
  readonly [details: `${string}EventDetails`]: JsonObject;
}

export type History = ReturnType<typeof openHistory>;

export function openHistory({ db }: Store) {
  db.exec(`CREATE TABLE IF NOT EXISTS machines_event (
    execution INTEGER NOT NULL, id INTEGER NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL, details TEXT NOT NULL,
    PRIMARY KEY (execution, id)
  ) WITHOUT ROWID`);
  const insert = db.prepare('INSERT INTO machines_event VALUES (?, ?, ?, ?, ?)');
  const forward = db.prepare('SELECT * FROM machines_event WHERE execution = ? AND id > ? ORDER BY id LIMIT ?');
  const backward = db.prepare('SELECT * FROM machines_event WHERE execution = ? AND id < ? ORDER BY id DESC LIMIT ?');
  const remove = db.prepare('DELETE FROM machines_event WHERE execution = ?');

  return {
    append(execution: number, at: Millis, events: readonly HistoryEvent[]): void {
      for (const { id, type, details } of events) insert.run(execution, id, at, type, JSON.stringify(details));
    },
    /** Events after the id, or before it when the newest come first. */
    page(
      execution: number,
      from: number | undefined,
      limit: number,
      newestFirst: boolean,
      withData: boolean,
    ): ShownEvent[] {
      const rows = newestFirst
        ? backward.all(execution, from ?? Number.MAX_SAFE_INTEGER, limit)
        : forward.all(execution, from ?? 0, limit);
      return rows.map((row) => shown(row, withData));
    },
    remove: (execution: number): void => void remove.run(execution),
  };
}

const DATA_FIELDS = ['input', 'output', 'parameters'];

function shown(row: Readonly<Record<string, unknown>>, withData: boolean): ShownEvent {
  const id = whole(row, 'id');
  const type = text(row, 'type');
  const details = parseJson(text(row, 'details'));
  // The first state follows from nothing in AWS's histories either: both of the first two events say 0.
  const head = { timestamp: whole(row, 'at'), type, id, previousEventId: id <= 2 ? 0 : id - 1 };
  if (!isObject(details) || Object.keys(details).length === 0) return head;
  return { ...head, [detailsName(type)]: withData ? completed(details) : withoutData(details) };
}

/** `TaskScheduled` has `taskScheduledEventDetails`; all states share two names. */
function detailsName(type: string): `${string}EventDetails` {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}

function completed(details: JsonObject): JsonObject {
  return {
    ...details,
    ...('input' in details ? { inputDetails: { truncated: false } } : {}),
    ...('output' in details ? { outputDetails: { truncated: false } } : {}),
  };
}

const withoutData = (details: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(details).filter(([field]) => !DATA_FIELDS.includes(field)));
