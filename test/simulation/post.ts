/** The post: everything that is on its way (stream records, events), delivered when it is due, in order. */
import type { Clock, Millis, Timed } from '../../local/clock/clock.ts';

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

/**
 * Opens the post. When `atOnce`, parcels of one instant are opened side by side and may take time of the clock;
 * otherwise one is finished before the next is opened.
 */
export function openPost(clock: Clock, atOnce = false): Post {
  let parcels: Parcel[] = [];
  let order = 0;
  let failure: { readonly error: unknown } | undefined;
  const room: Timed = {
    name: 'post',
    nextDue: () => parcels.reduce<Millis | undefined>((first, { at }) => Math.min(first ?? at, at), undefined),
    async playDue(now) {
      if (failure !== undefined) throw failure.error;
      const due = parcels.filter(({ at }) => at <= now).toSorted((a, b) => a.at - b.at || a.order - b.order);
      parcels = parcels.filter(({ at }) => at > now);
      for (const { work } of due) {
        const done = work();
        if (!atOnce) await done;
        else
          done.catch((error: unknown) => {
            failure ??= { error };
            send(0, async () => {});
          });
      }
    },
  };
  clock.join(room);
  function send(after: Millis, work: () => Promise<void>): void {
    order += 1;
    parcels.push({ at: clock.now() + after, order, work });
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
