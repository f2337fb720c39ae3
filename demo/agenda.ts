/** The agenda: who does what at which instant. The clock of the cloud is run forward from one entry to the next. */
import { fromEpochMillis, type Instant, plus, toEpochMillis } from '../core/kernel/time.ts';
import type { Send } from './api.ts';
import { fieldsOf, textOf } from './fields.ts';

/** What is planned at one store. Entries may plan more entries. */
export interface Agenda {
  /** Plans something for the next full or half hour; what lies after the end is left out. */
  plan(at: Instant, run: () => Promise<void>): void;
  /** Plans a look at a desk for exactly this instant, when what happened before has come to rest. */
  look(at: Instant, run: () => Promise<void>): void;
}

/** The agendas of several stores on one clock. */
export interface Agendas {
  of(storeId: string): Agenda;
  /** Runs the clock to the end, and everything planned at its instant on the way: each store in order, side by side. */
  play(): Promise<void>;
}

interface Entry {
  readonly storeId: string;
  readonly run: () => Promise<void>;
}

const halfHourMillis = 30 * 60_000;

/** The next full or half hour. Things happen by it, so that what happens at one store mostly meets something at the other. */
export const nextHalfHour = (at: Instant): Instant =>
  fromEpochMillis(Math.ceil(toEpochMillis(at) / halfHourMillis) * halfHourMillis);

/** While requests travel the clock flows with real time: an instant as near as this has come already. */
const nearMillis = 2_000;

/** Runs the cloud's clock forward. Between runs it flows with real time, so where it stands is known without asking. */
function openClock(awsUrl: string, send: Send): (to: Instant) => Promise<void> {
  let stood: { readonly at: number; readonly seen: number } | undefined;
  return async (to) => {
    const now = stood === undefined ? 0 : stood.at + performance.now() - stood.seen;
    if (Date.parse(to) - now < nearMillis) return;
    const answer = await send(`${awsUrl}/_local/clock`, { method: 'POST', body: JSON.stringify({ to }) });
    if (!answer.ok) throw new Error(`The clock could not be run to ${to}: ${await answer.text()}`);
    stood = { at: Date.parse(textOf(fieldsOf(await answer.json()), 'now')), seen: performance.now() };
  };
}

async function inOrder(entries: readonly Entry[]): Promise<void> {
  for (const { run } of entries) await run();
}

/** Opens agendas that end at an instant. */
export function openAgendas(awsUrl: string, end: Instant, send: Send = fetch): Agendas {
  const planned = new Map<Instant, Entry[]>();
  const runClock = openClock(awsUrl, send);
  const put = (storeId: string, at: Instant, run: () => Promise<void>): void => {
    if (at < end) planned.set(at, [...(planned.get(at) ?? []), { storeId, run }]);
  };
  return {
    of: (storeId) => ({
      plan: (at, run) => put(storeId, nextHalfHour(at), run),
      look: (at, run) => put(storeId, at, run),
    }),
    async play() {
      for (let at = first(planned); at !== undefined; at = first(planned)) {
        await runClock(at);
        // Taken before they are played: what they plan for this very instant is a round of its own.
        const entries = planned.get(at) ?? [];
        planned.delete(at);
        await Promise.all([...Map.groupBy(entries, ({ storeId }) => storeId).values()].map(inOrder));
      }
      // What was set off last comes to rest before anybody judges.
      await runClock(plus(end, { minutes: 30 }));
    },
  };
}

const first = (planned: ReadonlyMap<Instant, unknown>): Instant | undefined => [...planned.keys()].toSorted()[0];
