/**
 * The order in which things happen when a run shall be repeatable. Functions, machines and readers of the stream run side
 * by side otherwise, as on AWS, and which of two comes first is chance. With a seed they take turns.
 */
import type { Clock } from '../clock/clock.ts';

/** Lets work begin. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** Everything begins when it is ready. */
export const sideBySide: Turns = (work) => work();

/** One at a time, in the order of asking. Work must not ask for a turn and wait for it. */
export function oneByOne(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/**
 * The door for requests from outside, when the clock stands: the next one is let in when all that the one before set off
 * at this instant has come to rest, and so is the answer given.
 */
export function oneVisitor(clock: Pick<Clock, 'quiet'>): Turns {
  const turn = oneByOne();
  return (work) =>
    turn(async () => {
      await clock.quiet();
      const answer = await work();
      await clock.quiet();
      return answer;
    });
}
