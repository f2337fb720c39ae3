/**
 * The local cloud's memory: one SQLite file that survives a kill at any moment. Each room owns the tables
 * whose names begin with its own, and changes what belongs together in one transaction.
 */
import { DatabaseSync } from 'node:sqlite';

export interface Store {
  readonly db: DatabaseSync;
  /** Runs `work` in one transaction; nested calls join the outer one. `work` is synchronous. */
  atomically<T>(work: () => T): T;
  /**
   * Runs `work` once the transaction around it is committed, and never when it is rolled back; at once outside of one.
   * For what memory keeps beside the file: it must not know of anything that the file does not.
   */
  afterCommit(work: () => void): void;
  close(): void;
}

/** Opens the file, or memory for `':memory:'`. Throws one sentence when the file is no database, or a broken one. */
export function openStore(file: string): Store {
  const db = openDatabase(file);
  let depth = 0;
  let pending: (() => void)[] = [];
  const takePending = (): readonly (() => void)[] => {
    const taken = pending;
    pending = [];
    return taken;
  };
  return {
    db,
    atomically(work) {
      if (depth > 0) return work();
      db.exec('BEGIN IMMEDIATE');
      depth += 1;
      let result: ReturnType<typeof work>;
      try {
        result = work();
        db.exec('COMMIT');
      } catch (error) {
        // Some failures, a full disk among them, have rolled back already.
        if (db.isTransaction) db.exec('ROLLBACK');
        takePending();
        throw error;
      } finally {
        depth -= 1;
      }
      for (const one of takePending()) one();
      return result;
    },
    afterCommit(work) {
      if (depth > 0) pending.push(work);
      else work();
    },
    close: () => db.close(),
  };
}

function openDatabase(file: string): DatabaseSync {
  try {
    const db = new DatabaseSync(file);
    // A killed process loses nothing the operating system has taken; only a power cut could, which a laptop cloud accepts.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
    return db;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The data file ${file} cannot be used (${reason}): remove it, or keep the data in another folder.`);
  }
}
