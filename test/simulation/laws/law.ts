/** What a law looks at: a step of the town (a commit, a message that leaves, a machine's question), or how it stands in the end. */
import type { Image } from '../../../adapters/memory-table.ts';
import type { Key } from '../../../core/kernel/keys.ts';
import type { Row } from '../../../core/kernel/table.ts';
import type { Instant } from '../../../core/kernel/time.ts';
import type { Looked } from '../looks.ts';
import type { Sent } from '../providers.ts';
import type { DoorName } from '../visit.ts';
import type { Past } from './past.ts';

/** Who wrote: a door, for a store and a generation where it has them. Nobody's door is the staff's API. */
export interface Writer {
  readonly door: DoorName;
  /** A request that was carried out before and comes in once more. */
  readonly stale?: boolean;
  readonly storeId?: string;
  readonly followUp?: string;
  readonly generation?: number;
}

/** What every step can look at: the town as it is after the step. */
interface Step {
  /** By the clock of the town. */
  readonly at: Instant;
  /** Milliseconds by which the clock of whoever took the step may be wrong, either way; 0 in a town with good clocks. */
  readonly skew: number;
  /** Rows as they are after the step. */
  readonly now: (key: Key) => Row | undefined;
  /** What happened up to and with the step. */
  readonly past: Past;
}

/** One transaction, and what its writer had read before. */
export interface Commit extends Step {
  readonly by: Writer;
  readonly images: readonly Image[];
  /** What the writer's call read strongly, or wrote, as it last knew it, by `keyText`. */
  readonly read: ReadonlyMap<string, Row>;
}

/** A message that is handed to a provider. */
export interface Call extends Step {
  readonly sent: Sent;
  /** How often a provider was handed this reference before. */
  readonly before: number;
}

/** A machine asks a door, and the door has answered. */
export interface Asked extends Step {
  readonly door: 'review' | 'act' | 'wait';
  readonly payload: unknown;
  /** Undefined when the door failed. */
  readonly answer: unknown;
  /** The row of the run as it was when the door was called. */
  readonly begun: Row | undefined;
}

/** An execution that somebody starts. */
export interface Started extends Step {
  readonly followUp: string;
  readonly name: string;
  readonly input: unknown;
  /** The name of the error that the door got for it; absent when it was started, or counts as started. */
  readonly failed?: string;
}

/** An execution, as the machines describe it. */
export interface Execution {
  readonly name: string;
  readonly status: string;
  readonly historyEvents: number;
}

/** The town when everything has come to rest. */
export interface Ending {
  readonly at: Instant;
  readonly rows: readonly Row[];
  /** Every call of a provider. */
  readonly called: readonly Sent[];
  readonly executions: readonly Execution[];
  /** What the decision of each run says now. */
  readonly looks: readonly Looked[];
  /**
   * Minutes within which an act must follow its instant: the profile's sum of the lateness of events, the sweeper's longest
   * pause, its interval and grace, the doors' retries and the time they take.
   */
  readonly actsWithin: number;
  /** Whether there is a sweeper: without one, what only it does is not done. */
  readonly sweeps: boolean;
  /** What the sweeper repaired; undefined where faults made work for it. */
  readonly repairs?: number;
}

/** Everything told again, in another order, to a town at rest. */
export interface Replay {
  readonly before: readonly Row[];
  readonly after: readonly Row[];
  /** Events that were committed, and messages that were sent, while it was told again. */
  readonly events: number;
  readonly messages: number;
}

/** The place in the town that a finding is about, so that its story can be told alone. */
export interface About {
  readonly storeId?: string;
  /** The follow-up subject, such as `ro-10233`, or the entity where there is none. */
  readonly subject: string;
}

/** What breaks a law, in words, and what it is about. */
export interface Finding {
  readonly what: string;
  readonly about?: About;
}

/** A law: its name, what it says, the invariants of the design (section 8) that it is part of, and what breaks it. */
export interface Law<Subject> {
  readonly name: string;
  readonly says: string;
  readonly invariants: readonly number[];
  readonly broken: (subject: Subject) => readonly Finding[];
}

/** What broke a law, and when. */
export interface Violation extends Finding {
  readonly law: string;
  readonly at: Instant;
}

/** Holds the subject against each of the laws. */
export const judge = <Subject>(laws: readonly Law<Subject>[], subject: Subject, at: Instant): readonly Violation[] =>
  laws.flatMap(({ name, broken }) => broken(subject).map((found) => ({ law: name, at, ...found })));

export const keyText = ({ pk, sk }: Key): string => `${pk} / ${sk}`;

export const text = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');

/** Something else than an object reads as an empty one. */
export const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

export const ofKind = (rows: readonly Row[], kind: string): readonly Row[] =>
  rows.filter((row) => row['kind'] === kind);

/** The event in an outbox row. */
export const eventIn = (row: Row): Readonly<Record<string, unknown>> => fields(row['event']);

/** Milliseconds between two instants; no number when one of them is none. */
export const between = (from: unknown, to: unknown): number => Date.parse(text(to)) - Date.parse(text(from));

const subjects: Readonly<Record<string, string>> = { RO: 'ro', AP: 'ap', VH: 'vh', CV: 'cv' };

/** What a key is about: `STORE#S01#RO#10233…` is about ro-10233 at S01. */
export function aboutKey({ pk, sk }: Key): About {
  const [whose = '', id = '', kind = '', name = ''] = pk.split('#');
  if (whose !== 'STORE') return { subject: `${whose} ${id}` };
  const subject = subjects[kind];
  return {
    storeId: id,
    subject: subject === undefined ? `${kind === '' ? sk : kind} ${name}`.trim() : `${subject}-${name}`,
  };
}

/** What a row is about. */
export function aboutRow(row: Row): About {
  const of = row['kind'] === 'outbox' ? eventIn(row) : row;
  const { storeId, subject } = of;
  if (typeof subject !== 'string') return aboutKey(row);
  return typeof storeId === 'string' ? { storeId, subject } : { subject };
}

/** A finding about a row. */
export const find = (row: Row, what: string): Finding => ({ what, about: aboutRow(row) });

/** A finding about whatever lies at a key. */
export const findAt = (key: Key, what: string): Finding => ({ what, about: aboutKey(key) });
