/** One run of the simulation: a seed, a profile, a crowd and some days; what broke, and some figures. */
import { memoryTable } from '../../adapters/memory-table.ts';
import { followUps } from '../../core/follow-ups/index.ts';
import { parseInstant, plus } from '../../core/kernel/time.ts';
import { repairsOf } from '../../functions/sweep.ts';
import type { Diary } from './diary.ts';
import { dice } from './dice.ts';
import { faultsOf } from './faults.ts';
import { lookAfterTheStuck } from './heads.ts';
import { type Ending, judge } from './laws/law.ts';
import { afterReplay, inTheEnd } from './laws/register.ts';
import { type Crowd, populate } from './life.ts';
import { looks } from './looks.ts';
import { settle } from './people.ts';
import { boundMinutes, type Profile, quiet, skewWithin } from './profiles.ts';
import { machineArn, openTown, type Town } from './town.ts';
import { type Violation, watch } from './witness.ts';
import { countYears, type Years } from './years.ts';

/** How large a run is. */
export interface Size extends Crowd {
  readonly days: number;
}

export interface Report {
  readonly seed: string;
  readonly profile: string;
  readonly violations: readonly Violation[];
  readonly figures: {
    readonly commits: number;
    readonly events: number;
    readonly messages: number;
    readonly transitions: number;
    readonly repairs: number;
  } & Years;
  readonly faults: Readonly<Record<string, number>>;
  readonly ending: Ending;
}

const startAt = parseInstant('2026-03-02T14:00:00Z');

const repairsIn = ({ swept }: Town): number => swept.reduce((sum, one) => sum + repairsOf(one), 0);

function endingOf(town: Town, rows: Ending['rows'], profile: Profile): Omit<Ending, 'looks'> {
  const executions = followUps.flatMap(
    ({ name }) => town.machines.listExecutions({ stateMachineArn: machineArn(name), maxResults: 1000 }).executions,
  );
  return {
    at: town.now(),
    rows,
    called: [...town.called],
    sweeps: profile.sweepMinutes > 0,
    actsWithin: boundMinutes(profile),
    ...(profile.name === quiet.name ? { repairs: repairsIn(town) } : {}),
    executions: executions.map(({ executionArn, name, status }) => ({
      name,
      status,
      historyEvents: Number(
        town.machines.getExecutionHistory({ executionArn, reverseOrder: true, maxResults: 1 }).events[0]?.id ?? 0,
      ),
    })),
  };
}

/** Lets a sweeper in after all: what fell due without one would otherwise be woken by the first word that comes. */
async function sweepUp(town: Town): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await town.doors.sweep();
    await town.until(plus(town.now(), { minutes: 15 }));
  }
}

/** Tells every follow-up everything again, in another order. Nothing may come of it but that it was heard. */
async function replay(town: Town, rows: () => Ending['rows'], seed: string): Promise<readonly Violation[]> {
  const luck = dice(`${seed}/replay`);
  const before = { rows: rows(), events: town.committed.length, called: town.called.length };
  const shuffled = town.published.map((event) => ({ event, at: luck.next() })).toSorted((a, b) => a.at - b.at);
  for (const { event } of shuffled) await town.deliver(event);
  await town.until(plus(town.now(), { seconds: 2 }));
  const told = {
    before: before.rows,
    after: rows(),
    events: town.committed.length - before.events,
    messages: town.called.length - before.called,
  };
  return judge(afterReplay, told, town.now());
}

/** What a run may be given beside its seed. */
export interface Watched {
  /** Writes down what happens. */
  readonly diary?: Diary;
  /** Hears of each violation when it is found, most of them in the very step. */
  readonly found?: (violation: Violation) => void;
}

/** Plays the run. */
export async function simulate(
  seed: string,
  profile: Profile,
  { days, ...crowd }: Size,
  { diary, found }: Watched = {},
): Promise<Report> {
  const luck = dice(`${profile.name}/${seed}`);
  const table = memoryTable();
  const clockOf: { now?: () => ReturnType<Town['now']> } = {};
  const witness = watch(table, () => clockOf.now?.() ?? startAt, skewWithin(profile), found);
  const yearsSoFar = countYears(table, () => clockOf.now?.() ?? startAt);
  diary?.opens(() => clockOf.now?.() ?? startAt);
  if (diary !== undefined) table.onCommit(diary.committed);
  const faults = faultsOf(profile, luck.for('faults'), diary?.fault);
  const { hooks, ...options } = faults.options;
  const town = openTown({
    startAt,
    table,
    slow: true,
    sweepMinutes: profile.sweepMinutes,
    ...options,
    port: (machines) => witness.port(options.port?.(machines) ?? machines),
    around: (door, work, payload) => {
      const watched = async () => {
        const answer = await witness.around(door, work, payload);
        diary?.answered(door, payload, answer);
        return answer;
      };
      return options.around?.(door, watched, payload) ?? watched();
    },
    provider: async (message, take) => {
      witness.sends(message);
      return (await options.provider?.(message, take)) ?? undefined;
    },
    hooks: {
      ...hooks,
      after: async (access, answer) => {
        witness.saw(access, answer);
        await hooks.after?.(access, answer);
      },
    },
  });
  clockOf.now = town.now;
  await settle(town.table, town.now(), town.newId);
  const poke = populate(town, luck.for('life'), crowd, days);
  faults.begin(town, poke);
  if (profile.falselyDead > 0) lookAfterTheStuck(town);
  await town.until(plus(startAt, { days }));
  faults.end();
  await town.until(plus(startAt, { days, minutes: boundMinutes(profile) }));
  const ending = { ...endingOf(town, table.rows(), profile), looks: await looks(town, table.rows()) };
  const broken = judge(inTheEnd, ending, ending.at);
  const figures = {
    commits: witness.commits(),
    events: town.committed.length,
    messages: town.called.length,
    transitions: town.machines.figures().reduce((sum, { transitions }) => sum + transitions, 0),
    repairs: repairsIn(town),
    ...yearsSoFar(),
  };
  if (profile.sweepMinutes === 0) await sweepUp(town);
  const replayed = await replay(town, table.rows, seed);
  return {
    seed,
    profile: profile.name,
    violations: [...witness.violations, ...broken, ...replayed],
    figures,
    faults: faults.counted,
    ending,
  };
}
