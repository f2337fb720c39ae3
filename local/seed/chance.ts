/**
 * The cloud's own chance: ids and secrets. With a seed they are the same in every run; without one they are random. A
 * folder belongs to the seed that it was begun with.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Store } from '../store/store.ts';

export interface Chance {
  /** What all of it is drawn from; undefined when it is random. */
  readonly seed: string | undefined;
  /** A new id in the form of a UUID. With a seed: the same at the same place of the same start of every run. */
  id(): string;
  /** 32 bytes for the thing of this name. */
  secret(name: string): Buffer;
}

/** The folder was begun with another seed, or without one; the message says what to do. */
export class OtherSeed extends Error {
  override readonly name = 'OtherSeed';
}

const digestOf = (...parts: readonly unknown[]): Buffer => createHash('sha256').update(JSON.stringify(parts)).digest();

/** A UUID of 16 bytes or more, with version and variant as RFC 9562 wants them for random ones. */
export function uuidFrom(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Notes a start on this seed and answers its number, from 1. Throws OtherSeed. */
function startOn(store: Store, seed: string | undefined): number {
  const { db } = store;
  db.exec(
    'CREATE TABLE IF NOT EXISTS seed_starts (id INTEGER PRIMARY KEY CHECK (id = 1), seed TEXT, starts INTEGER NOT NULL)',
  );
  const isOld = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'clock_offset'").get() !== undefined;
  return store.atomically(() => {
    const known = db.prepare('SELECT seed, starts FROM seed_starts').get();
    const begunWith = known === undefined ? (isOld ? undefined : seed) : (known.seed ?? undefined);
    if (begunWith !== seed) {
      const fix = begunWith === undefined ? 'without --seed' : `with --seed ${String(begunWith)}`;
      throw new OtherSeed(
        `This data was begun ${fix}: start it so again, begin anew with --reset, or choose another --data.`,
      );
    }
    const starts = Number(known?.starts ?? 0) + 1;
    db.prepare('INSERT INTO seed_starts VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET starts = excluded.starts').run(
      seed ?? null,
      starts,
    );
    return starts;
  });
}

/** Opens it for one start. To be opened before anything else is kept in the store. */
export function openChance(store: Store, seed: string | undefined): Chance {
  const start = startOn(store, seed);
  let drawn = 0;
  if (seed === undefined) return { seed, id: () => randomUUID(), secret: () => randomBytes(32) };
  return {
    seed,
    id() {
      drawn += 1;
      return uuidFrom(digestOf('id', seed, start, drawn));
    },
    secret: (name) => digestOf('secret', seed, name),
  };
}
