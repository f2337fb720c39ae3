import { readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Remembers the engine's process, so that a start after a kill -9 can end it. */
export function remember(file: string, pid: number, binary: string): void {
  writeFileSync(file, JSON.stringify({ pid, binary }));
}

/** Forgets it after an orderly stop. */
export function forget(file: string): void {
  rmSync(file, { force: true });
}

/** Ids are reused by the operating system: only a process that still runs the engine's binary is ours to end. */
function stillRuns(pid: number, binary: string): boolean {
  if (process.platform !== 'linux') return isAlive(pid);
  try {
    return readlinkSync(`/proc/${pid}/exe`).startsWith(binary);
  } catch {
    return false;
  }
}

/** The words of a process's command; none when it has ended, or on a system that does not show them as a file. */
function commandOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/** Engines on this file of which no note was written: the kill came between their start and it. Found on Linux only. */
function unnoted(binary: string, dbFile: string): readonly number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const words = commandOf(pid);
      return words[0] === binary && words[words.indexOf('--db-path') + 1] === dbFile;
    })
    .map(Number);
}

async function end(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGTERM');
    for (let waited = 0; isAlive(pid) && waited < 2000; waited += 20) await pause(20);
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    while (isAlive(pid)) await pause(20);
  } catch {
    // It has ended by itself meanwhile.
  }
}

/**
 * Ends the engine that a killed local cloud left behind, and waits until it has let go of its file. `started` is what
 * the cloud would start: with it an engine is found, too, that was killed off from its note.
 */
export async function endOrphan(
  file: string,
  started?: { readonly binary: string; readonly dbFile: string },
): Promise<void> {
  const { pid, binary } = readNote(file);
  if (pid > 0 && stillRuns(pid, binary)) await end(pid);
  if (started !== undefined) for (const one of unnoted(started.binary, started.dbFile)) await end(one);
  forget(file);
}

function readNote(file: string): { pid: number; binary: string } {
  try {
    const note: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof note === 'object' && note !== null && 'pid' in note && 'binary' in note) {
      if (typeof note.pid === 'number' && typeof note.binary === 'string')
        return { pid: note.pid, binary: note.binary };
    }
  } catch {
    // No note, or one cut short by the kill, names nobody.
  }
  return { pid: 0, binary: '' };
}
