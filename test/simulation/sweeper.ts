/** The sweeper's schedule: once a minute, but only in minutes in which something may be due, which is the same and quicker. */
import { dueInstant, duePartition, dueShards, dueUpTo } from '../../core/kernel/keys.ts';
import type { Reader, Write } from '../../core/kernel/table.ts';
import { fromEpochMillis, parseInstant, toEpochMillis } from '../../core/kernel/time.ts';
import type { Clock } from '../../local/clock/clock.ts';
import type { Post } from './post.ts';

export interface Sweeper {
  /** Takes note of when committed rows fall due. */
  note(writes: readonly Write[]): void;
}

export interface Schedule {
  readonly clock: Clock;
  readonly post: Post;
  readonly reader: Reader;
  /** Milliseconds by which the sweeper's clock runs fast. */
  readonly ahead: number;
}

/** Sweeps on whole multiples of `every` milliseconds; never when that is 0. */
export function openSweeper(
  { clock, post, reader, ahead }: Schedule,
  every: number,
  sweep: () => Promise<void>,
): Sweeper {
  const planned = new Set<number>();
  const plan = (from: number): void => {
    const at = Math.max(Math.ceil(from / every), Math.floor(clock.now() / every) + 1) * every;
    if (planned.has(at)) return;
    planned.add(at);
    post.send(at - clock.now(), async () => {
      planned.delete(at);
      await sweep();
      if (await somethingIsDue()) plan(clock.now());
    });
  };
  const somethingIsDue = async (): Promise<boolean> => {
    const upTo = dueUpTo(fromEpochMillis(clock.now() + ahead));
    const pages = await Promise.all(
      Array.from({ length: dueShards }, (_, shard) =>
        reader.query({ index: 'due', pk: duePartition(shard), upTo, limit: 1 }),
      ),
    );
    return pages.some(({ rows }) => rows.length > 0);
  };
  return {
    note(writes) {
      if (every === 0) return;
      for (const write of writes) {
        const row = 'put' in write ? write.put : 'update' in write ? write.set : {};
        const dueSk = 'dueSk' in row ? row['dueSk'] : undefined;
        if (typeof dueSk === 'string') plan(toEpochMillis(parseInstant(dueInstant(dueSk))) - ahead);
      }
    },
  };
}
