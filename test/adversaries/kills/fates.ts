/** When a cloud dies: drawn from a seed, spread over the time that is played, at moments of four kinds. */
import { type Chance, chanceOf } from '../../../demo/month/chance.ts';

/**
 * `advance`: while the clock is run forward. `request`: while a request to the API is under way, its transaction
 * included. `start`: while a killed cloud starts again. `rest`: at any moment, whatever is under way.
 */
export type Kind = 'advance' | 'request' | 'start' | 'rest';

/** One death. */
export interface Fate {
  readonly kind: Kind;
  /** The virtual instant, in milliseconds, from which on it may happen. */
  readonly at: number;
  /** Real milliseconds from the moment that its kind waits for to the kill. */
  readonly delay: number;
  /** Whether the database engine dies with it, instead of being left behind. */
  readonly engineToo: boolean;
}

/** How long each kind lets the cloud go on: about as long as what it interrupts mostly takes. */
const longest: Readonly<Record<Kind, number>> = { advance: 250, request: 30, start: 2500, rest: 400 };

const kindOf = (chance: Chance): Kind =>
  chance.pick(['advance', 'advance', 'advance', 'request', 'request', 'request', 'start', 'start', 'rest']);

/**
 * Draws so many deaths between two virtual instants, one after another. The last one makes the cloud start again, for
 * those that wait for a start; a tenth of the time is left behind it.
 */
export function fatesOf(seed: number, times: number, from: number, to: number): readonly Fate[] {
  const chance = chanceOf(`kills ${seed}`);
  const share = ((to - from) * 0.9) / times;
  return Array.from({ length: times }, (_, place) => {
    const drawn = kindOf(chance);
    const kind = place === times - 1 && drawn === 'start' ? 'request' : drawn;
    return {
      kind,
      at: Math.floor(from + share * (place + chance.between(0, 900) / 1000)),
      delay: chance.between(0, longest[kind]),
      engineToo: chance.happens(0.3),
    };
  });
}
