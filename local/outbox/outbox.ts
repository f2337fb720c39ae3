/** SMS and mail end here: what would have gone out, in order, with its virtual instant, and what became of it. */
import type { Clock } from '../clock/clock.ts';
import type { Store } from '../store/store.ts';

/** What the provider knows of a message: it took it; the phone or mailbox has it; it never will. */
export type MessageState = 'ACCEPTED' | 'DELIVERED' | 'FAILED';

/** A message as `GET /_local/outbox` shows it. */
export interface OutboxMessage {
  readonly id: string;
  /** ISO instant on the virtual clock. */
  readonly at: string;
  readonly state: MessageState;
  readonly channel: 'sms' | 'mail';
  readonly from: string;
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  /** Files that came along, as text. */
  readonly attachments?: readonly { readonly name: string; readonly type: string; readonly text: string }[];
  /** Headers that the sender set, such as `List-Unsubscribe`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Everything the sender's request said. */
  readonly request: unknown;
}

export interface Outbox {
  /** Keeps a message and answers its id; throws a planted failure in its place. */
  add(message: Omit<OutboxMessage, 'id' | 'at' | 'state'>): string;
  list(): readonly OutboxMessage[];
  find(id: string): OutboxMessage | undefined;
  /** Notes what became of a message. */
  settle(id: string, state: MessageState): void;
  /** The next `times` sends fail with this error name. */
  plantFailure(times: number, error: string): void;
  /** Takes one planted failure, if there is one. */
  takeFailure(): string | undefined;
  /** The next `times` messages are accepted and do not arrive. */
  plantLoss(times: number): void;
}

/** Planted failures are kept by the error that refuses a send; this one stands for a message that is lost later. */
const LOST = 'lost after it was accepted';

/**
 * Opens the room. `accepted` is told of each message in the transaction that keeps it: its number in the outbox, and
 * whether it was planted that it gets lost.
 */
export function openOutbox(options: {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: () => string;
  readonly accepted: (message: OutboxMessage, place: number, lost: boolean) => void;
}): Outbox {
  const { store, clock, ids } = options;
  store.db.exec(`
    CREATE TABLE IF NOT EXISTS outbox_messages (place INTEGER PRIMARY KEY, document TEXT NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS outbox_ids ON outbox_messages(json_extract(document, '$.id'));
    CREATE TABLE IF NOT EXISTS outbox_failures (place INTEGER PRIMARY KEY, error TEXT NOT NULL) STRICT;`);
  const insert = store.db.prepare('INSERT INTO outbox_messages (document) VALUES (?)');
  const select = store.db.prepare('SELECT document FROM outbox_messages ORDER BY place');
  const byId = store.db.prepare("SELECT document FROM outbox_messages WHERE json_extract(document, '$.id') = ?");
  const settled = store.db.prepare(
    "UPDATE outbox_messages SET document = json_set(document, '$.state', ?) WHERE json_extract(document, '$.id') = ?",
  );
  const plant = store.db.prepare('INSERT INTO outbox_failures (error) VALUES (?)');
  const take = (which: '=' | '<>') =>
    store.db.prepare(
      `DELETE FROM outbox_failures WHERE place = (SELECT MIN(place) FROM outbox_failures WHERE error ${which} ?) RETURNING error`,
    );
  const [takeLost, takeError] = [take('='), take('<>')];
  const plantAll = (times: number, error: string): void =>
    store.atomically(() => {
      for (let i = 0; i < times; i += 1) plant.run(error);
    });
  const read = (row: Readonly<Record<string, unknown>>): OutboxMessage => {
    const document = JSON.parse(String(row.document));
    // Data of earlier versions has messages without a state.
    return { ...document, state: document.state ?? 'ACCEPTED' };
  };
  return {
    add(message) {
      const id = ids();
      const kept: OutboxMessage = { id, at: new Date(clock.now()).toISOString(), state: 'ACCEPTED', ...message };
      store.atomically(() => {
        const { lastInsertRowid } = insert.run(JSON.stringify(kept));
        options.accepted(kept, Number(lastInsertRowid), takeLost.get(LOST) !== undefined);
      });
      return id;
    },
    list: () => select.all().map(read),
    find(id) {
      const row = byId.get(id);
      return row === undefined ? undefined : read(row);
    },
    settle: (id, state) => void settled.run(state, id),
    plantFailure: plantAll,
    takeFailure() {
      const row = takeError.get(LOST);
      return row === undefined ? undefined : String(row.error);
    },
    plantLoss: (times) => plantAll(times, LOST),
  };
}
