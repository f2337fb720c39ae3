/** The data directory: what is in it, and how to begin anew. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { lockData } from '../engine/data-lock.ts';
import { endOrphan } from '../engine/orphan.ts';
import { loadingNote } from './sample-group.ts';

/** Everything the local cloud keeps; nothing else in the directory is ever removed. */
const KEPT = [
  'cloud.db',
  'cloud.db-wal',
  'cloud.db-shm',
  'table.db',
  'table.db-wal',
  'table.db-shm',
  'engine.json',
  loadingNote,
  'logs',
];

/** Removes what earlier starts kept. Throws DataInUse while a cloud runs on it. */
export async function resetData(dataDir: string): Promise<void> {
  const lock = lockData(dataDir);
  try {
    await endOrphan(join(dataDir, 'engine.json'));
    for (const name of KEPT) rmSync(join(dataDir, name), { recursive: true, force: true });
  } finally {
    lock.release();
  }
}
