/** What the tests of all nouns share. */
import type { Actor, Moment } from './event.ts';
import { parseInstant } from './time.ts';

/** Moments by their text, all of one actor. Each has fresh ids, `id-1` and so on, over all of them. */
export function momentsOf(actor: Actor): (text: string) => Moment {
  let ids = 0;
  const newId = (): string => {
    ids += 1;
    return `id-${ids}`;
  };
  return (text) => ({ now: parseInstant(text), newId, actor, cause: 'request-1' });
}
