/**
 * Time to live, on the virtual clock. The engine's own sweep would use real time, so it stays off; the records of the
 * stream say which items expire when, and each is deleted at the next full hour after (AWS promises "within two days").
 * The deletions are ordinary ones: their stream records lack the `userIdentity` by which AWS marks expired items.
 */
import type { Clock, Millis } from '../clock/clock.ts';
import type { Store } from '../store/store.ts';
import type { TableModel } from '../template/model.ts';
import { type Fields, fieldsOf, textOf } from '../wire/json.ts';

const HOUR = 3_600_000;

export interface ExpiryOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** Deletes the item if its expiry is still in the past. */
  readonly remove: (tableName: string, key: Fields, attribute: string, now: Millis) => Promise<unknown>;
  readonly onTrouble: (error: unknown) => void;
}

/** Answers what listens to the stream's records. Joins the clock. */
export function openExpiry(options: ExpiryOptions): (table: TableModel, document: Fields) => void {
  const { store, clock } = options;
  store.db.exec(`
    CREATE TABLE IF NOT EXISTS stream_expiry (
      tbl TEXT NOT NULL, item TEXT NOT NULL, attribute TEXT NOT NULL, due INTEGER NOT NULL, PRIMARY KEY (tbl, item)
    ) STRICT;
    CREATE INDEX IF NOT EXISTS stream_expiry_due ON stream_expiry(due);
  `);
  const put = store.db.prepare(
    'INSERT INTO stream_expiry VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET due = excluded.due',
  );
  const gone = store.db.prepare('DELETE FROM stream_expiry WHERE tbl = ? AND item = ? AND due <= ?');
  const drop = store.db.prepare('DELETE FROM stream_expiry WHERE tbl = ? AND item = ?');
  const first = store.db.prepare('SELECT tbl, item, due FROM stream_expiry ORDER BY due, tbl, item');
  const dueRows = store.db.prepare(
    'SELECT tbl, item, attribute FROM stream_expiry WHERE due <= ? ORDER BY due, tbl, item',
  );
  const later = store.db.prepare('UPDATE stream_expiry SET due = ? WHERE tbl = ? AND item = ? AND due <= ?');
  /** Being deleted: `tbl item`. A row leaves the file only when its item has gone, so that a kill forgets none. */
  const leaving = new Set<string>();
  let next: Millis | undefined;

  function look(): void {
    next = undefined;
    for (const { tbl, item, due } of first.iterate()) {
      if (leaving.has(nameOf(String(tbl), String(item)))) continue;
      next = Number(due);
      return;
    }
  }

  async function remove(name: string, item: string, attribute: string, now: Millis): Promise<void> {
    leaving.add(nameOf(name, item));
    try {
      await options.remove(name, fieldsOf(JSON.parse(item)), attribute, now);
      gone.run(name, item, now);
    } catch (error) {
      later.run(now + HOUR, name, item, now);
      options.onTrouble(error);
    }
    leaving.delete(nameOf(name, item));
    look();
    clock.changed();
  }

  clock.join({
    name: 'expiry',
    nextDue: () => next,
    playDue(now) {
      const rows = dueRows.all(now);
      for (const row of rows) {
        const [name, item] = [String(row.tbl), String(row.item)];
        if (!leaving.has(nameOf(name, item))) void clock.track(remove(name, item, String(row.attribute), now));
      }
      look();
    },
  });
  look();

  return (table, document) => {
    const attribute = table.timeToLiveAttribute;
    if (attribute === undefined) return;
    const body = fieldsOf(document.dynamodb);
    const item = JSON.stringify(sorted(fieldsOf(body.Keys)));
    const seconds = Number(textOf(fieldsOf(fieldsOf(body.NewImage)[attribute]), 'N') ?? Number.NaN);
    if (Number.isFinite(seconds)) put.run(table.name, item, attribute, Math.ceil((seconds * 1000) / HOUR) * HOUR);
    else if (fieldsOf(body.OldImage)[attribute] !== undefined) drop.run(table.name, item);
    else return;
    look();
    clock.changed();
  };
}

const nameOf = (tbl: string, item: string): string => `${tbl} ${item}`;

/** The engine writes the parts of a key in any order. */
const sorted = (key: Fields): Fields => Object.fromEntries(Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1)));
