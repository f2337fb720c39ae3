/** What a law looks at: one commit, or the town as it stands in the end. */
import type { Image } from '../../../adapters/memory-table.ts';
import type { Key } from '../../../core/kernel/keys.ts';
import type { Row } from '../../../core/kernel/table.ts';
import type { Instant } from '../../../core/kernel/time.ts';
import type { Sent } from '../providers.ts';
import type { DoorName } from '../visit.ts';

/** Who wrote: a door, for a store and a generation where it has them. Nobody's door is the staff's API. */
export interface Writer {
  readonly door: DoorName;
  readonly storeId?: string;
  readonly generation?: number;
}

/** One transaction, and what its writer had read before. */
export interface Commit {
  readonly at: Instant;
  readonly by: Writer;
  readonly images: readonly Image[];
  /** What the writer's call read, as it last read it, by `keyText`. */
  readonly read: ReadonlyMap<string, Row>;
  /** Milliseconds by which the writer's clock may be wrong, either way. */
  readonly skew: number;
  /** Rows as they are after the commit. */
  readonly now: (key: Key) => Row | undefined;
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
  /** Minutes within which an act must follow its instant. */
  readonly actsWithin: number;
  /** Whether there is a sweeper: without one, what only it does is not done. */
  readonly sweeps: boolean;
  /** What the sweeper repaired; undefined where faults made work for it. */
  readonly repairs?: number;
}

/** A law: its name, what it says, and what breaks it, in words; nothing when it holds. */
export interface Law<Subject> {
  readonly name: string;
  readonly says: string;
  readonly broken: (subject: Subject) => readonly string[];
}

export const keyText = ({ pk, sk }: Key): string => `${pk} / ${sk}`;

export const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Something else than an object reads as an empty one. */
export const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

export const ofKind = (rows: readonly Row[], kind: string): readonly Row[] =>
  rows.filter((row) => row['kind'] === kind);

/** Milliseconds between two instants. */
export const between = (from: unknown, to: unknown): number => Date.parse(text(to)) - Date.parse(text(from));
