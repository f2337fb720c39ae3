/** Running a route and committing what it decided. Who loses a race decides again, on what is there by then. */
import type { Moment } from '../kernel/event.ts';
import { Problem } from '../kernel/problem.ts';
import type { RawCall, Route } from '../kernel/route.ts';
import { ConditionFailed, Contention, type Table, type Write } from '../kernel/table.ts';
import { keep, lookUp, type Once, type Outcome } from './idempotency.ts';

/** What a request needs beside what it says. */
export interface Performance {
  readonly table: Table;
  readonly route: Route;
  /** A new moment for each attempt. */
  readonly moment: () => Moment;
  readonly call: Omit<RawCall, 'reader' | 'moment'>;
  readonly once?: Once;
  /** Waits a little, longer with each attempt. */
  readonly pause: (attempt: number) => Promise<void>;
}

/** What was answered, and whether it is the answer to an earlier request. */
export interface Performed {
  readonly outcome: Outcome;
  readonly replayed: boolean;
}

const attempts = 4;

/** Nothing was written, and the same request may succeed in a moment. */
export const busy = (): Problem =>
  new Problem('unavailable', 'The rows are busy: send the same request again in a second.');

/** Whether something was to be created under an id that is taken. */
const isTaken = (writes: readonly Write[], failed: readonly number[]): boolean =>
  failed.some((at) => {
    const write = writes[at];
    return write !== undefined && 'put' in write && write.when?.absent === true && write.put.kind !== 'outbox';
  });

/** One attempt: undefined when somebody else was faster and it is worth deciding again. */
async function attempt({ table, route, call, once, moment }: Performance): Promise<Performed | undefined> {
  const here = moment();
  const known = once === undefined ? undefined : await lookUp(table, once, here.now);
  if (known !== undefined && 'replay' in known) return { outcome: known.replay, replayed: true };
  const { body, writes = [], version, location } = await route.run({ ...call, reader: table, moment: here });
  const outcome: Outcome = {
    status: route.status,
    text: JSON.stringify(body),
    ...(version === undefined ? {} : { version }),
    ...(location === undefined ? {} : { location }),
  };
  const record = once === undefined || known === undefined ? [] : [keep(once, outcome, known.when, here.now)];
  try {
    if (writes.length + record.length > 0) await table.write([...writes, ...record]);
    return { outcome, replayed: false };
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    const twin = error.failed.includes(writes.length);
    if (!twin && isTaken(writes, error.failed)) {
      throw new Problem('conflict', 'There is one with this id already: read that one, or send another id.');
    }
    return undefined;
  }
}

/**
 * Runs and commits. Throws what the route refuses; 412 or 409 when others were faster each time; 503 when the rows
 * stay held by other transactions.
 */
export async function perform(performance: Performance): Promise<Performed> {
  let held = false;
  for (let tried = 0; tried < attempts; tried += 1) {
    if (held) await performance.pause(tried);
    try {
      const performed = await attempt(performance);
      if (performed !== undefined) return performed;
      held = false;
    } catch (error) {
      if (!(error instanceof Contention)) throw error;
      held = true;
    }
  }
  if (held) throw busy();
  throw performance.call.ifMatch === undefined
    ? new Problem('conflict', 'It keeps changing: read it again, then decide again.')
    : new Problem('precondition-failed', 'It changed since you read it: read it again, then send the new ETag.');
}
