/** The agenda: who does what at which instant. The clock of the cloud is run forward from one entry to the next. */
import { type Instant, plus } from '../core/kernel/time.ts';
import { fieldsOf, textOf } from './fields.ts';

/** What is planned. Entries may plan more entries. */
export interface Agenda {
  /** Plans something; what lies after the end is left out. */
  plan(at: Instant, run: () => Promise<void>): void;
  /** Runs the clock to the end, and everything planned at its instant on the way. */
  play(): Promise<void>;
}

interface Entry {
  readonly at: Instant;
  readonly place: number;
  readonly run: () => Promise<void>;
}

/** While requests travel the clock flows with real time: an instant as near as this has come already. */
const nearMillis = 2_000;

/** Runs the cloud's clock forward. Between runs it flows with real time, so where it stands is known without asking. */
function openClock(awsUrl: string): (to: Instant) => Promise<void> {
  let stood: { readonly at: number; readonly seen: number } | undefined;
  return async (to) => {
    const now = stood === undefined ? 0 : stood.at + performance.now() - stood.seen;
    if (Date.parse(to) - now < nearMillis) return;
    const answer = await fetch(`${awsUrl}/_local/clock`, { method: 'POST', body: JSON.stringify({ to }) });
    if (!answer.ok) throw new Error(`The clock could not be run to ${to}: ${await answer.text()}`);
    stood = { at: Date.parse(textOf(fieldsOf(await answer.json()), 'now')), seen: performance.now() };
  };
}

/** Opens an agenda that ends at an instant. */
export function openAgenda(awsUrl: string, end: Instant): Agenda {
  const entries: Entry[] = [];
  const runClock = openClock(awsUrl);
  let placed = 0;
  const before = (a: Entry, b: Entry): number => (a.at === b.at ? a.place - b.place : a.at < b.at ? -1 : 1);
  return {
    plan(at, run) {
      if (at >= end) return;
      placed += 1;
      entries.push({ at, place: placed, run });
    },
    async play() {
      while (entries.length > 0) {
        entries.sort(before);
        const next = entries.shift();
        if (next === undefined) break;
        await runClock(next.at);
        await next.run();
      }
      // What was set off last comes to rest before anybody judges.
      await runClock(plus(end, { minutes: 30 }));
    },
  };
}
