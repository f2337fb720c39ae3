/** The clock: the one file that reads it. Doors read it when something is decided and hand the instant in. */
import { fromEpochMillis, type Instant } from '../core/kernel/time.ts';

/** What the clock on the wall says. */
export const systemNow = (): Instant => fromEpochMillis(Date.now());

/** Waits about so many milliseconds of real time: between half of it and all of it, so that rivals part. */
export const pause = (millis: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, millis * (0.5 + Math.random() / 2));
  });
