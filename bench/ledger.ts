/** Who consumed what: each request of the staff by its command, each call of a door by what became of it. */
import { AsyncLocalStorage } from 'node:async_hooks';
import * as z from 'zod';
import { type Visit, visiting } from '../test/simulation/visit.ts';
import type { Units } from './meter.ts';

interface Entry {
  name: string;
  wru: number;
  rru: number;
}

/** What calls of one name consumed: how many there were, and the units of an average one. */
export interface Spent extends Units {
  readonly calls: number;
}

const acted = z.object({ result: z.string() });
const heard = z.object({ heard: z.array(z.string()) });
const swept = z.record(z.string(), z.union([z.number(), z.boolean()]));

/** What a call of a door is called in the table: by its outcome, where outcomes differ in what they cost. */
function nameOf(door: string, answer: unknown): string {
  switch (door) {
    case 'act': {
      const { data } = acted.safeParse(answer);
      return data === undefined ? door : `act: ${data.result === 'done' ? 'inside' : data.result}`;
    }
    case 'hear': {
      const { data } = heard.safeParse(answer);
      return `hear: ${data?.heard[0] ?? 'not-for-us'}`;
    }
    case 'sweep':
      return Object.values(swept.safeParse(answer).data ?? {}).some(Boolean) ? door : 'sweep: idle';
    default:
      return door;
  }
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

export type Ledger = ReturnType<typeof openLedger>;

/** Opens an empty ledger. Its `spend` is the meter's listener, its `around` stands in front of a town's doors. */
export function openLedger() {
  const commands = new AsyncLocalStorage<Entry>();
  const doors = new Map<Visit, Entry>();
  const entries: Entry[] = [];

  const open = (name: string): Entry => {
    const entry = { name, wru: 0, rru: 0 };
    entries.push(entry);
    return entry;
  };
  const entryOf = (here: Visit): Entry => {
    const entry = doors.get(here) ?? open(here.door);
    doors.set(here, entry);
    return entry;
  };

  return {
    /** Books units on whoever is at work. What nobody's work consumes (the town looking at its table) costs nothing. */
    spend({ wru, rru }: Units): void {
      const here = visiting();
      const entry = here === undefined ? commands.getStore() : entryOf(here);
      if (entry === undefined) return;
      entry.wru += wru;
      entry.rru += rru;
    },
    /** Begins anew. */
    clear(): void {
      entries.length = 0;
      doors.clear();
    },
    /** Does a piece of work under a name of its own. */
    command: <Answer>(name: string, work: () => Promise<Answer>): Promise<Answer> => commands.run(open(name), work),
    async around(door: string, work: () => Promise<unknown>): Promise<unknown> {
      const answer = await work();
      const here = visiting();
      if (here !== undefined) entryOf(here).name = nameOf(door, answer);
      return answer;
    },
    /** Everything so far, by name, in the order in which the names came up. */
    spent(): Readonly<Record<string, Spent>> {
      const named = Map.groupBy(entries, ({ name }) => name);
      return Object.fromEntries(
        [...named].map(([name, all]) => {
          const mean = (unit: 'wru' | 'rru') => rounded(all.reduce((sum, each) => sum + each[unit], 0) / all.length);
          return [name, { wru: mean('wru'), rru: mean('rru'), calls: all.length }];
        }),
      );
    },
  };
}
