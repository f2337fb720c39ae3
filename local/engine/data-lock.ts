/** One cloud per data directory. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The directory is in use by a running cloud; the message says what to do. */
export class DataInUse extends Error {
  override readonly name = 'DataInUse';
}

/** Holds the directory until released. The operating system releases it when the process is killed. */
export function lockData(dataDir: string): { release(): void } {
  mkdirSync(dataDir, { recursive: true });
  const db = new DatabaseSync(join(dataDir, 'lock.db'));
  try {
    db.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch {
    db.close();
    throw new DataInUse(
      `The data directory ${dataDir} is in use by another local cloud: stop that one, or choose another with --data.`,
    );
  }
  return { release: () => db.close() };
}
