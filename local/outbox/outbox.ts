/** SMS and mail end here: what would have gone out, in order, with its virtual instant. */
import type { Clock } from '../clock/clock.ts';
import type { Store } from '../store/store.ts';

/** A message as `GET /_local/outbox` shows it. */
export interface OutboxMessage {
  readonly id: string;
  /** ISO instant on the virtual clock. */
  readonly at: string;
  readonly channel: 'sms' | 'mail';
  readonly from: string;
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  /** Everything the sender's request said. */
  readonly request: unknown;
}

export interface Outbox {
  /** Keeps a message and answers its id; throws a planted failure in its place. */
  add(message: Omit<OutboxMessage, 'id' | 'at'>): string;
  list(): readonly OutboxMessage[];
  /** The next `times` sends fail with this error name. */
  plantFailure(times: number, error: string): void;
  /** Takes one planted failure, if there is one. */
  takeFailure(): string | undefined;
}

/** Opens the room. */
export function openOutbox(options: {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: () => string;
}): Outbox {
  const { store, clock, ids } = options;
  store.db.exec(
    'CREATE TABLE IF NOT EXISTS outbox_messages (place INTEGER PRIMARY KEY, document TEXT NOT NULL) STRICT',
  );
  store.db.exec('CREATE TABLE IF NOT EXISTS outbox_failures (place INTEGER PRIMARY KEY, error TEXT NOT NULL) STRICT');
  const insert = store.db.prepare('INSERT INTO outbox_messages (document) VALUES (?)');
  const select = store.db.prepare('SELECT document FROM outbox_messages ORDER BY place');
  const plant = store.db.prepare('INSERT INTO outbox_failures (error) VALUES (?)');
  const take = store.db.prepare(
    'DELETE FROM outbox_failures WHERE place = (SELECT MIN(place) FROM outbox_failures) RETURNING error',
  );
  return {
    add(message) {
      const id = ids();
      const kept: OutboxMessage = { id, at: new Date(clock.now()).toISOString(), ...message };
      insert.run(JSON.stringify(kept));
      return id;
    },
    list: () => select.all().map((row) => JSON.parse(String(row.document))),
    plantFailure(times, error) {
      store.atomically(() => {
        for (let i = 0; i < times; i += 1) plant.run(error);
      });
    },
    takeFailure() {
      const row = take.get();
      return row === undefined ? undefined : String(row.error);
    },
  };
}
