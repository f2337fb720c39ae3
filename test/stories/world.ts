/** Where a story is played: on the pure core in a small loop, or in the town with the rendered machine. */

import type { Machines } from '../../core/kernel/ports.ts';
import type { Table } from '../../core/kernel/table.ts';
import type { Instant } from '../../core/kernel/time.ts';
import type { Answered } from '../simulation/gateway.ts';
import type { Happened, Recording } from './record.ts';

/** A world in which time moves when it is told to. */
export interface World {
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly table: Table;
  readonly machines: Machines;
  readonly record: Recording;
  /** Plays everything that is due up to the instant. */
  readonly until: (at: Instant) => Promise<void>;
  /** Asks the staff's API. */
  readonly request: (
    who: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answered>;
  /** What happened so far, with the states as the machine entered them. */
  readonly happened: () => readonly Happened[];
  /** The states that were entered, once each. */
  readonly visited: () => readonly string[];
}

/** Opens a world at an instant. */
export type Opening = (startAt: Instant) => World;

/** Minutes between sweeps in stories: their far dates lie on the hour, and a month of minutes is a long story. */
export const sweepMinutes = 60;

/** Milliseconds from the commit of an event until it is heard. */
export const hopMillis = 1000;
