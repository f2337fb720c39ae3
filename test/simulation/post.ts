/** The post: everything that is on its way (stream records, events), delivered when it is due, in order. */
import type { Clock, Millis, Timed } from '../../local/clock/clock.ts';
import { openQueue } from './queue.ts';

interface Parcel {
  readonly at: Millis;
  readonly order: number;
  readonly work: () => Promise<void>;
}

export interface Post {
  /** Delivers after so many milliseconds. */
  send(after: Millis, work: () => Promise<void>): void;
  /** Ends after so many milliseconds of the clock: how slow doors take their time. */
  pass(millis: Millis): Promise<void>;
}

const first = (a: Parcel, b: Parcel): number => a.at - b.at || a.order - b.order;

/**
 * Opens the post. When `atOnce`, parcels of one instant are opened side by side and may take time of the clock;
 * otherwise one is finished before the next is opened.
 */
export function openPost(clock: Clock, atOnce = false): Post {
  const parcels = openQueue(first);
  let order = 0;
  let failure: { readonly error: unknown } | undefined;
  const room: Timed = {
    name: 'post',
    nextDue: () => parcels.first()?.at,
    async playDue(now) {
      if (failure !== undefined) throw failure.error;
      const last = order;
      // What is sent on the way is for the next round, even when it is due at once.
      for (let next = parcels.first(); next !== undefined && next.at <= now && next.order <= last; ) {
        parcels.take();
        const done = next.work();
        if (!atOnce) await done;
        else
          done.catch((error: unknown) => {
            failure ??= { error };
            send(0, async () => {});
          });
        next = parcels.first();
      }
    },
  };
  clock.join(room);
  function send(after: Millis, work: () => Promise<void>): void {
    order += 1;
    parcels.add({ at: clock.now() + after, order, work });
    clock.changed();
  }
  return {
    send,
    pass: (millis) =>
      new Promise((resolve) => {
        send(millis, async () => resolve());
      }),
  };
}
