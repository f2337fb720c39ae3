/**
 * When may a firing of a schedule be passed over? Only when it is certain to repeat the one before: that one did nothing
 * but ask tables, every answer was empty, no table was written since, and no row comes into any range it asked for
 * before a known instant. A range may end at the present (`sk <= 2026-03-10T14:30:00.000Z`): its end moves with the
 * clock, so the first row behind that end says when the answer changes.
 */
import type { Millis } from '../clock/clock.ts';
import type { AskTable } from '../engine/tables.ts';
import type { Functions } from '../functions/functions.ts';
import type { Fields } from '../wire/json.ts';
import { firstBehind } from './ranges.ts';

/** What is known after a firing that found nothing. */
export interface Idleness {
  readonly writes: number;
  /** The instant at which a range gains its next row; undefined when none is there. */
  readonly until: Millis | undefined;
}

/** One firing under observation. */
export interface Visit {
  /** Ends it; undefined when the next firing might do something else. */
  end(now: Millis): Promise<Idleness | undefined>;
}

export interface IdleWatch {
  /** Observes the functions with these ARNs until the visit ends. */
  begin(functionArns: readonly string[]): Visit;
  unchanged(idleness: Idleness): boolean;
  /** The wire tells of every call of a role: the operation, and for reads of tables request and answer. */
  called(roleArn: string, call: ObservedCall): void;
  /** Whether anybody watches this role: saves the wire from parsing what nobody looks at. */
  watches(roleArn: string): boolean;
  /** A table was, or may have been, written. */
  written(): void;
}

export type ObservedCall =
  | { readonly kind: 'read'; readonly operation: string; readonly request: Fields; readonly answer: Fields }
  | { readonly kind: 'other' };

interface Note {
  readonly roles: ReadonlySet<string>;
  readonly queries: Fields[];
  sawMore: boolean;
}

function isEmptyAnswer(operation: string, answer: Fields): boolean {
  switch (operation) {
    case 'GetItem':
      return answer.Item === undefined;
    case 'Query':
      return answer.Count === 0 && (answer.ScannedCount ?? 0) === 0;
    default:
      return false;
  }
}

/** Makes the watch. */
export function openIdleWatch(functions: Functions, ask: AskTable): IdleWatch {
  const notes = new Set<Note>();
  let writes = 0;

  async function conclude(note: Note, writesBefore: number, now: Millis): Promise<Idleness | undefined> {
    notes.delete(note);
    if (note.sawMore || writes !== writesBefore) return undefined;
    const firsts = await Promise.all(note.queries.map((query) => firstBehind(query, now, ask)));
    if (writes !== writesBefore) return undefined;
    let until: Millis | undefined;
    for (const first of firsts) {
      if (first.kind === 'unknown') return undefined;
      if (first.kind === 'at' && (until === undefined || first.instant < until)) until = first.instant;
    }
    return { writes: writesBefore, until };
  }

  return {
    begin(functionArns) {
      const roles = functionArns.flatMap((arn) => functions.find(arn)?.roleArn ?? []);
      const note: Note = { roles: new Set(roles), queries: [], sawMore: false };
      const writesBefore = writes;
      notes.add(note);
      return { end: (now) => conclude(note, writesBefore, now) };
    },
    unchanged: (idleness) => idleness.writes === writes,
    watches: (roleArn) => [...notes].some((note) => note.roles.has(roleArn)),
    called(roleArn, call) {
      for (const note of notes) {
        if (!note.roles.has(roleArn)) continue;
        if (call.kind === 'read' && isEmptyAnswer(call.operation, call.answer)) {
          if (call.operation === 'Query') note.queries.push(call.request);
        } else note.sawMore = true;
      }
    },
    written() {
      writes += 1;
    },
  };
}
