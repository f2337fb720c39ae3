/** The sweeper's schedule: once a minute, but only in minutes in which something may be due, which is the same and quicker. */
import { dueInstant, type Key } from '../../core/kernel/keys.ts';
import type { Write } from '../../core/kernel/table.ts';
import { parseInstant, toEpochMillis } from '../../core/kernel/time.ts';
import type { Clock } from '../../local/clock/clock.ts';
import { keyText } from './laws/law.ts';
import type { Post } from './post.ts';

export interface Sweeper {
  /** Takes note of when committed rows fall due. */
  note(writes: readonly Write[]): void;
}

export interface Schedule {
  readonly clock: Clock;
  readonly post: Post;
  /** Milliseconds by which the sweeper's clock runs fast. */
  readonly ahead: number;
}

/** Sweeps on whole multiples of `every` milliseconds; never when that is 0. */
export function openSweeper({ clock, post, ahead }: Schedule, every: number, sweep: () => Promise<void>): Sweeper {
  const planned = new Set<number>();
  /** When each row is due, in milliseconds; those that are not have no place here. */
  const due = new Map<string, number>();
  const plan = (from: number): void => {
    const at = Math.max(Math.ceil(from / every), Math.floor(clock.now() / every) + 1) * every;
    if (planned.has(at)) return;
    planned.add(at);
    post.send(at - clock.now(), async () => {
      planned.delete(at);
      await sweep();
      // What could not be handled is due still.
      if ([...due.values()].some((instant) => instant <= clock.now() + ahead)) plan(clock.now());
    });
  };
  const noteRow = (key: Key, dueSk: unknown): void => {
    if (typeof dueSk !== 'string') return void due.delete(keyText(key));
    const at = toEpochMillis(parseInstant(dueInstant(dueSk)));
    due.set(keyText(key), at);
    plan(at - ahead);
  };
  return {
    note(writes) {
      if (every === 0) return;
      for (const write of writes) {
        if ('put' in write) noteRow(write.put, write.put['dueSk']);
        else if ('update' in write && ('dueSk' in write.set || write.remove?.includes('dueSk') === true))
          noteRow(write.update, write.set['dueSk']);
      }
    },
  };
}
