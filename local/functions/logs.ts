/** One log file per function under the data directory: what the function printed, line by line, nothing added. */
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

export interface Logs {
  /** Appends what the streams carry to the function's file. */
  collect(functionName: string, streams: readonly Readable[]): void;
  /** Appends one line in the platform's own voice. */
  note(functionName: string, line: string): void;
  close(): Promise<void>;
}

/** Opens `logs/` in the data directory. */
export function openLogs(dataDir: string): Logs {
  const folder = join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true });
  const files = new Map<string, WriteStream>();
  const fileOf = (functionName: string): WriteStream => {
    const open = files.get(functionName);
    if (open !== undefined) return open;
    const file = createWriteStream(join(folder, `${functionName}.log`), { flags: 'a' });
    // Many workers of a function end on the same file.
    file.setMaxListeners(0);
    files.set(functionName, file);
    return file;
  };
  return {
    collect(functionName, streams) {
      for (const stream of streams) stream.pipe(fileOf(functionName), { end: false });
    },
    note: (functionName, line) => void fileOf(functionName).write(`${line}\n`),
    async close() {
      await Promise.all([...files.values()].map((file) => new Promise<void>((resolve) => file.end(resolve))));
    },
  };
}
