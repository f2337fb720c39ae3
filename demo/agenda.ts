/** The agenda: who does what at which instant. The clock of the cloud is run forward from one entry to the next. */
import { type Instant, parseInstant, plus, toEpochMillis } from '../core/kernel/time.ts';
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

async function runClock(awsUrl: string, to: Instant): Promise<void> {
  const now = parseInstant(textOf(fieldsOf(await (await fetch(`${awsUrl}/_local/clock`)).json()), 'now'));
  if (toEpochMillis(to) - toEpochMillis(now) < nearMillis) return;
  const answer = await fetch(`${awsUrl}/_local/clock`, { method: 'POST', body: JSON.stringify({ to }) });
  if (!answer.ok) throw new Error(`The clock could not be run to ${to}: ${await answer.text()}`);
  await answer.arrayBuffer();
}

/** Opens an agenda that ends at an instant. */
export function openAgenda(awsUrl: string, end: Instant): Agenda {
  const entries: Entry[] = [];
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
        await runClock(awsUrl, next.at);
        await next.run();
      }
      // What was set off last comes to rest before anybody judges.
      await runClock(awsUrl, plus(end, { minutes: 30 }));
    },
  };
}
