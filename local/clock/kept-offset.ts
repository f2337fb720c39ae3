/** The distance between real and virtual time, kept in the store over restarts. */
import type { Store } from '../store/store.ts';
import type { Millis } from './clock.ts';

export interface KeptOffset {
  /** Real time plus the offset, and never before the last instant that was kept. */
  now(): Millis;
  /** The clock was set to this instant: from here on it flows with real time. */
  jumpedTo(instant: Millis): void;
  /** The clock has flowed to this instant: remembered once a second at most. */
  seen(instant: Millis): void;
}

const EVERY: Millis = 1000;

export function keepOffset(store: Store | undefined, realNow: () => number, startAt: Millis | undefined): KeptOffset {
  const table = store === undefined ? undefined : openTable(store);
  const known = table?.read();
  let offset = known?.offset ?? (startAt === undefined ? 0 : startAt - realNow());
  let last = known?.last ?? startAt ?? realNow();

  function keep(instant: Millis): void {
    last = instant;
    table?.write(offset, last);
  }
  if (known === undefined) keep(last);

  return {
    now: () => Math.max(last, realNow() + offset),
    jumpedTo(instant) {
      offset = instant - realNow();
      keep(instant);
    },
    seen(instant) {
      if (instant - last >= EVERY) keep(instant);
    },
  };
}

function openTable({ db }: Store) {
  db.exec(
    'CREATE TABLE IF NOT EXISTS clock_offset (id INTEGER PRIMARY KEY CHECK (id = 1), offset INTEGER, last INTEGER)',
  );
  const select = db.prepare('SELECT offset, last FROM clock_offset');
  const write = db.prepare(
    'INSERT INTO clock_offset VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET offset = excluded.offset, last = excluded.last',
  );
  return {
    read() {
      const row = select.get();
      return row === undefined ? undefined : { offset: Number(row.offset), last: Number(row.last) };
    },
    write(offset: number, last: Millis): void {
      write.run(Math.round(offset), Math.round(last));
    },
  };
}
