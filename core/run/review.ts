/** Review: look at a run, decide what comes next, and commit the promises that the decision opens, keeps or hands over. */
import type { Moment } from '../kernel/event.ts';
import { doneReplaced as replaced, stuckState as stuck } from '../kernel/machine.ts';
import { ConditionFailed, Contention, type Table } from '../kernel/table.ts';
import { type Instant, secondsBetween } from '../kernel/time.ts';
import { promised } from './commit.ts';
import type { FollowUp, Look, PromiseChange, Step } from './declaration.ts';
import { longestWait } from './rest.ts';
import { changeRow, lifeDue, parkDue, type RowChange, type Run, type RunRow, readRun, runKey, runRow } from './row.ts';

/** How often Review looks again by itself when something moved under it. */
const attempts = 8;

/** What the machine routes on, and what its waits write. Numbers are text because DynamoDB's wire wants them so. */
export interface Reviewed {
  /** The label of the state to go to. */
  readonly next: string;
  readonly because: string;
  readonly until?: Instant;
  /** For an act. */
  readonly act?: { readonly name: string; readonly occasion: string };
  /** For a wait. */
  readonly wait?: {
    readonly pk: string;
    readonly sk: string;
    readonly seconds: number;
    readonly version: string;
    readonly nextVersion: string;
    readonly generation: string;
    readonly seen: string;
    readonly expectBy: Instant;
    readonly duePk: string;
    readonly dueSk: string;
  };
}

/** What Review needs from outside. */
export interface ReviewPorts {
  readonly table: Table;
  readonly now: () => Instant;
  /** A fresh moment for one decision: its ids, its actor, its cause. */
  readonly moment: (now: Instant) => Moment;
}

function rowChange(followUp: FollowUp, row: RunRow, step: Step, now: Instant): RowChange | undefined {
  switch (step.does) {
    case 'end':
      return { state: 'ENDED', endedAs: followUp.ends[step.end] ?? stuck, because: step.because, seen: row.news };
    case 'park':
      return {
        state: 'PARKED',
        endedAs: followUp.ends[step.end] ?? stuck,
        because: step.because,
        seen: row.news,
        ...parkDue(row, step.until),
      };
    case 'act':
    case 'wait':
      // Nothing of its own to write: the claim or the wait writes the row next.
      return step.promises.length === 0 ? undefined : { seen: row.news, because: step.because, ...lifeDue(row, now) };
    default: {
      const never: never = step;
      return never;
    }
  }
}

function answer(followUp: FollowUp, row: RunRow, step: Step, now: Instant): Reviewed {
  const { because } = step;
  switch (step.does) {
    case 'act':
      return { next: followUp.acts[step.act] ?? stuck, because, act: { name: step.act, occasion: step.occasion } };
    case 'wait': {
      const latest = longestWait(now);
      const until = step.until > latest ? latest : step.until;
      return {
        next: followUp.waits[step.wait] ?? stuck,
        because,
        until,
        wait: {
          ...runKey(row),
          seconds: Math.max(1, Math.ceil(secondsBetween(now, until))),
          version: String(row.version),
          nextVersion: String(row.version + 1),
          generation: String(row.generation),
          seen: String(row.news),
          ...lifeDue(row, until),
        },
      };
    }
    case 'end':
      return { next: followUp.ends[step.end] ?? stuck, because };
    case 'park':
      return { next: followUp.ends[step.end] ?? stuck, because, until: step.until };
    default: {
      const never: never = step;
      return never;
    }
  }
}

/** A run that has spent its budget does not loop on: it waits for a person, and its promises stay owed. */
function outOfSteps(followUp: FollowUp, look: Look, now: Instant): Step {
  const because = `More than ${followUp.budget} steps without an end: a person must look. Last: ${look.step.because}`;
  return {
    does: 'end',
    end: stuck,
    because,
    // Nothing will remind anybody from here on, so the head of the department owes it now, on record as late.
    promises: look.owed.map((change) => ({
      change,
      command: { does: 'escalate', rung: 4, breachedAt: now, to: { kind: 'queue', role: followUp.head }, because },
    })),
  };
}

/**
 * The step, and whether what it opens is a shadow, as the mode has it. A shadow that the step leaves as it is surfaces
 * when its lifecycle does more than observe. The mode is read only where it matters: that is in few looks.
 */
async function inMode(step: Step, look: Look): Promise<{ readonly step: Step; readonly shadow: boolean }> {
  const shadows = look.owed.filter(({ shadow }) => shadow === true);
  if (shadows.length === 0 && !step.promises.some((each) => 'open' in each)) return { step, shadow: false };
  if ((await look.mode()) === 'observe') return { step, shadow: true };
  const changed = new Set(step.promises.map((each) => ('change' in each ? each.change.promiseId : undefined)));
  const surfacing = shadows
    .filter(({ promiseId }) => !changed.has(promiseId))
    .map((change): PromiseChange => ({ change, command: { does: 'surface' } }));
  return { step: { ...step, promises: [...step.promises, ...surfacing] }, shadow: false };
}

/** The row as a committed change leaves it. */
const changed = (row: RunRow, change: RowChange): RunRow =>
  runRow.parse({ ...row, ...change, version: row.version + 1 });

/**
 * Commits what the step asks of promises and of the row, and answers it; or, when a wait has to be decided anew because
 * promises are no longer what they were, decides it on what was committed. Nothing is read again for that: whatever
 * moves meanwhile raises the row's version, and the next write finds out.
 */
async function take(followUp: FollowUp, row: RunRow, look: Look, now: Instant, ports: ReviewPorts): Promise<Reviewed> {
  const spent = row.version - row.beganAt > followUp.budget;
  const { step, shadow } = await inMode(spent ? outOfSteps(followUp, look, now) : look.step, look);
  const change = spent
    ? ({ state: 'STUCK', endedAs: stuck, because: step.because, seen: row.news } satisfies RowChange)
    : rowChange(followUp, row, step, now);
  if (change === undefined) return answer(followUp, row, step, now);
  const gone = change.state === 'ENDED' || change.state === 'STUCK' ? ['token', 'duePk', 'dueSk'] : ['token'];
  const under = { playbookVersion: look.playbookVersion, shadow };
  const changes = promised(row, step.promises, ports.moment(now), under);
  await ports.table.write([changeRow(row, change, gone), ...changes.flatMap(({ writes }) => writes)]);
  if (spent) return { next: stuck, because: step.because };
  // The act door looks with fresh eyes itself, and sends back what no longer holds.
  if (change.state !== undefined || step.does !== 'wait') return answer(followUp, row, step, now);
  return take(followUp, changed(row, change), look.once(changes.map(({ state }) => state)), now, ports);
}

/** One look. */
async function reviewOnce(followUp: FollowUp, run: Run, generation: number, ports: ReviewPorts): Promise<Reviewed> {
  // The row before the facts: what moves the facts later also moves the row, and the writes find out.
  const raw = await ports.table.get(runKey(run));
  if (raw === undefined) return { next: replaced, because: 'There is no such run.' };
  const row = readRun(raw);
  if (row.generation !== generation) return { next: replaced, because: `Generation ${row.generation} has taken over.` };
  if (row.state !== 'OPEN') return { next: row.endedAs ?? stuck, because: row.because };
  const now = ports.now();
  return take(followUp, row, await followUp.look(ports.table, run, now, row.playbook), now, ports);
}

/** Decides what a run does next. Throws `Contention` (TryAgainSoon) when the row keeps moving. */
export async function review(followUp: FollowUp, run: Run, generation: number, ports: ReviewPorts): Promise<Reviewed> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      return await reviewOnce(followUp, run, generation, ports);
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }
  throw new Contention();
}
