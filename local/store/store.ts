/**
 * The local cloud's memory: one SQLite file that survives a kill at any moment. Each room owns the tables
 * whose names begin with its own, and changes what belongs together in one transaction.
 */
import { DatabaseSync } from 'node:sqlite';

export interface Store {
  readonly db: DatabaseSync;
  /** Runs `work` in one transaction; nested calls join the outer one. `work` is synchronous. */
  atomically<T>(work: () => T): T;
  close(): void;
}

/** Opens the file, or memory for `':memory:'`. */
export function openStore(file: string): Store {
  const db = new DatabaseSync(file);
  // A killed process loses nothing the operating system has taken; only a power cut could, which a laptop cloud accepts.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
  let depth = 0;
  return {
    db,
    atomically(work) {
      if (depth > 0) return work();
      db.exec('BEGIN IMMEDIATE');
      depth += 1;
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close: () => db.close(),
  };
}
