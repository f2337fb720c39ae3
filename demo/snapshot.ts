/** What the checker judges: the table, the executions, what went out, and what the doors complained about. Plain data. */
import type { Fields } from './fields.ts';

/** A row of the table, as it lies there. */
export interface Row extends Fields {
  readonly pk: string;
  readonly sk: string;
}

/** A state that an execution entered; `says` is the state that Review named when it was left, on Review only. */
export interface Visit {
  readonly state: string;
  readonly says?: string;
}

/** An execution: its name, status (RUNNING, SUCCEEDED, FAILED …), input as JSON text, and the states in order. */
export interface Execution {
  readonly name: string;
  readonly status: string;
  readonly input: string;
  readonly path: readonly Visit[];
}

/** A message that left, as the provider saw it. */
export interface Sent {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly channel: string;
  readonly to: string;
  readonly text: string;
  /** Whether it carries the header by which one click unsubscribes (RFC 8058). */
  readonly unsubscribes: boolean;
  /** Which message it is, in the words of the sender. */
  readonly reference: string;
}

/** Somebody who may be written to, and the zones they may be in. Known from outside, not from the table. */
export interface Recipient {
  readonly contact: string;
  readonly zones: readonly string[];
}

/** Everything at one instant at which nothing was under way. */
export interface Snapshot {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly rows: readonly Row[];
  /** `pk sk` of the rows that the due index holds. */
  readonly due: readonly string[];
  readonly executions: readonly Execution[];
  readonly outbox: readonly Sent[];
  readonly recipients: readonly Recipient[];
  /** What the sweeper repaired, and errors that doors did not expect: lines of their logs. */
  readonly repairs: readonly string[];
  readonly errors: readonly string[];
  /** Names of dead-letter queues with something in them. */
  readonly deadLetters: readonly string[];
}

/** Where a row lies, as one text. */
export const placeOf = ({ pk, sk }: { readonly pk: string; readonly sk: string }): string => `${pk} ${sk}`;

/** Something that must always hold: what it says, and where it does not. */
export interface Rule {
  readonly name: string;
  readonly says: string;
  /** One line for each place where the rule does not hold. */
  readonly find: (snapshot: Snapshot) => readonly string[];
}

/** Milliseconds between two instants; negative when the second comes first. NaN when one of them is none. */
export const millisBetween = (from: string, to: string): number => Date.parse(to) - Date.parse(from);

/** What an act may take once it is due, without faults (design, section 8). */
export const boundMillis = 2 * 60_000;

/** The rows of one kind. */
export const ofKind = (snapshot: Snapshot, kind: string): readonly Row[] =>
  snapshot.rows.filter((row) => row['kind'] === kind);
