/**
 * A stage for races: the town on one of both tables, one repair order at its beginning, and barriers that let one thing
 * happen at exactly one place of another.
 */
import { expect, test } from 'vitest';
import type { Access } from '../../adapters/memory-table.ts';
import { memoryTable } from '../../adapters/memory-table.ts';
import type { Row, Table, Write } from '../../core/kernel/table.ts';
import { type Instant, parseInstant } from '../../core/kernel/time.ts';
import { withEngine } from '../conformance/engine.ts';
import type { Hooks } from '../simulation/hooked-table.ts';
import { settle } from '../simulation/people.ts';
import { openTown, type Town, type TownOptions } from '../simulation/town.ts';
import { type DoorName, outside, type Visit, visiting } from '../simulation/visit.ts';

/** Where a barrier stands: before or after a write that a door is about to make. */
export interface Place {
  readonly door: DoorName | 'staff';
  readonly when: 'before' | 'after';
  /** Whether this is the write that is meant. */
  readonly write: (writes: readonly Write[]) => boolean;
}

/** Takes one rule away from the house, without the house knowing. */
export interface Removal {
  readonly table?: (table: Table) => Table;
  readonly town?: Partial<TownOptions>;
}

export interface Stage {
  readonly town: Town;
  /** Once, at this place, this happens; whoever came there waits until it has. */
  meet(place: Place, happens: (visit: Visit | undefined) => Promise<unknown>): void;
  /** Whether all barriers were met. A race that did not happen proves nothing. */
  met(): boolean;
  /** The rows of the repair order. */
  rows(): Promise<readonly Row[]>;
}

/** Ten in the morning in Chicago, on a Tuesday. */
export const startAt = parseInstant('2026-03-03T16:00:00Z');

/** So many minutes after the story began. */
export const minutes = (count: number): Instant =>
  parseInstant(new Date(Date.parse(startAt) + count * 60_000).toISOString());

/** The partition of the repair order that all races are about. */
const pk = 'STORE#S01#RO#10233';

async function openStage(inner: Table, removal: Removal, options: Partial<TownOptions>): Promise<Stage> {
  const barriers: { place: Place; happens: (visit: Visit | undefined) => Promise<unknown> }[] = [];
  const pass = async (when: Place['when'], access: Access): Promise<void> => {
    if (access.does !== 'write') return;
    const visit = visiting();
    const at = barriers.findIndex(
      ({ place }) => place.when === when && place.door === (visit?.door ?? 'staff') && place.write(access.writes),
    );
    const [found] = at === -1 ? [] : barriers.splice(at, 1);
    if (found !== undefined) await outside(() => found.happens(visit));
  };
  const hooks: Hooks = { before: (access) => pass('before', access), after: (access) => pass('after', access) };
  const table = removal.table?.(inner) ?? inner;
  const town = openTown({ startAt, table, hooks, sweepMinutes: 0, ...options, ...removal.town });
  await settle(town.table, town.now(), town.newId);
  return {
    town,
    meet: (place, happens) => void barriers.push({ place, happens }),
    met: () => barriers.length === 0,
    rows: async () => (await inner.query({ pk })).rows,
  };
}

/** A race: its story, which says what became of it, with the rule that guards it and without. */
export interface Race {
  /** The guard, in words. */
  readonly guard: string;
  readonly without: Removal;
  readonly town?: Partial<TownOptions>;
  readonly story: (stage: Stage) => Promise<unknown>;
  readonly with: unknown;
  readonly instead: unknown;
}

const tables: Readonly<Record<string, () => Promise<{ table: Table; stop(): Promise<void> }>>> = {
  'memory table': async () => ({ table: memoryTable(), stop: async () => undefined }),
  'real engine': withEngine,
};

/** Runs the race on both tables, with its guard and without it, and expects both outcomes. */
export function race(name: string, plot: Race): void {
  for (const [kind, open] of Object.entries(tables)) {
    const play = async (removal: Removal): Promise<unknown> => {
      const { table, stop } = await open();
      try {
        const stage = await openStage(table, removal, plot.town ?? {});
        const outcome = await plot.story(stage);
        expect(stage.met()).toBe(true);
        return outcome;
      } finally {
        await stop();
      }
    };
    test(`${name} (${kind}), guarded by: ${plot.guard}`, async () => {
      expect(await play({})).toEqual(plot.with);
    });
    test(`${name} (${kind}), without: ${plot.guard}`, async () => {
      expect(await play(plot.without)).toEqual(plot.instead);
    });
  }
}
