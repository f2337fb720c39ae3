/**
 * When may a firing of a schedule be passed over? Only when it is certain to repeat one that was seen to find nothing:
 * that one did nothing but ask for ranges that end at the present, every answer was empty, and they are empty now. The
 * mirror of those ranges, kept by the stream, says when the first row comes into one.
 */
import type { Millis } from '../clock/clock.ts';
import type { Functions } from '../functions/functions.ts';
import type { Fields } from '../wire/json.ts';
import { type Mirror, type MovingRange, readMovingRange } from './ranges.ts';

/** What is known after a firing that found nothing. */
export interface Idleness {
  /** The instant at which a firing may find something; undefined when nothing is on its way. */
  until(): Millis | undefined;
}

/** One firing under observation. */
interface Visit {
  /** Ends it; undefined when the next firing might do something else. */
  end(): Promise<Idleness | undefined>;
}

export interface IdleWatch {
  /** Observes the functions with these ARNs until the visit ends. */
  begin(functionArns: readonly string[]): Visit;
  /** The wire tells of every call of a role: for queries with request and answer. */
  called(roleArn: string, call: ObservedCall): void;
  /** Whether anybody watches this role: saves the wire from parsing what nobody looks at. */
  watches(roleArn: string): boolean;
}

export type ObservedCall =
  | { readonly kind: 'query'; readonly request: Fields; readonly answer: Fields }
  | { readonly kind: 'other' };

interface Note {
  readonly roles: ReadonlySet<string>;
  readonly ranges: MovingRange[];
  sawMore: boolean;
}

/** Makes the watch. */
export function openIdleWatch(functions: Functions, mirror: Mirror, now: () => Millis): IdleWatch {
  const notes = new Set<Note>();

  async function conclude(note: Note): Promise<Idleness | undefined> {
    notes.delete(note);
    if (note.sawMore) return undefined;
    const followed = await Promise.all(note.ranges.map((range) => mirror.follow(range)));
    if (followed.includes(false)) return undefined;
    return {
      until() {
        let first: Millis | undefined;
        for (const range of note.ranges) {
          const next = mirror.nextIn(range);
          if (next !== undefined && (first === undefined || next < first)) first = next;
        }
        return first;
      },
    };
  }

  return {
    begin(functionArns) {
      const roles = functionArns.flatMap((arn) => functions.find(arn)?.roleArn ?? []);
      const note: Note = { roles: new Set(roles), ranges: [], sawMore: false };
      notes.add(note);
      return { end: () => conclude(note) };
    },
    watches: (roleArn) => [...notes].some((note) => note.roles.has(roleArn)),
    called(roleArn, call) {
      for (const note of notes) {
        if (!note.roles.has(roleArn)) continue;
        // What a filter kept back might pass it later.
        const empty = call.kind === 'query' && call.answer.Count === 0 && (call.answer.ScannedCount ?? 0) === 0;
        const range = empty ? readMovingRange(call.request, now()) : undefined;
        if (range === undefined) note.sawMore = true;
        else note.ranges.push(range);
      }
    },
  };
}
