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
  /** What is on its way. */
  underWay(): number;
}

export function openPost(clock: Clock): Post {
  let parcels: Parcel[] = [];
  let order = 0;
  const room: Timed = {
    name: 'post',
    nextDue: () => parcels.reduce<Millis | undefined>((first, { at }) => Math.min(first ?? at, at), undefined),
    async playDue(now) {
      const due = parcels.filter(({ at }) => at <= now).toSorted((a, b) => a.at - b.at || a.order - b.order);
      parcels = parcels.filter(({ at }) => at > now);
      for (const { work } of due) await work();
    },
  };
  clock.join(room);
  return {
    send(after, work) {
      order += 1;
      parcels.push({ at: clock.now() + after, order, work });
      clock.changed();
    },
    underWay: () => parcels.length,
  };
}
