/** One run of the simulation: a seed, a profile, a crowd and some days; what broke, and some figures. */
import { memoryTable } from '../../adapters/memory-table.ts';
import { followUps } from '../../core/follow-ups/index.ts';
import type { Table } from '../../core/kernel/table.ts';
import { parseInstant, plus } from '../../core/kernel/time.ts';
import { repairsOf } from '../../functions/sweep.ts';
import { dice } from './dice.ts';
import { faultsOf } from './faults.ts';
import { endingLaws } from './laws/ending.ts';
import type { Ending } from './laws/law.ts';
import { type Crowd, populate } from './life.ts';
import { settle } from './people.ts';
import { boundMinutes, type Profile, quiet, skewWithin } from './profiles.ts';
import { machineArn, openTown, type Town } from './town.ts';
import { type Violation, watch } from './witness.ts';

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
  };
  readonly faults: Readonly<Record<string, number>>;
  readonly ending: Ending;
}

const startAt = parseInstant('2026-03-02T14:00:00Z');

const repairsIn = ({ swept }: Town): number => swept.reduce((sum, one) => sum + repairsOf(one), 0);

function endingOf(town: Town, rows: Ending['rows'], profile: Profile): Ending {
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

/** Tells every follow-up everything again, in another order. Nothing may come of it but that it was heard. */
async function replay(town: Town, seed: string): Promise<readonly Violation[]> {
  const luck = dice(`${seed}/replay`);
  const before = { events: town.committed.length, called: town.called.length };
  const shuffled = town.published
    .map((event) => ({ event, at: luck.next() }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, 400);
  for (const { event } of shuffled) await town.deliver(event);
  await town.until(plus(town.now(), { minutes: 1 }));
  const what = `${town.committed.length - before.events} events and ${town.called.length - before.called} messages`;
  return what === '0 events and 0 messages' ? [] : [{ law: 'a replay is silent', at: town.now(), what }];
}

/** Plays the run. `spoil` takes a rule of the house away, to see that the laws find it. */
export async function simulate(
  seed: string,
  profile: Profile,
  { days, ...crowd }: Size,
  spoil: (table: Table) => Table = (table) => table,
): Promise<Report> {
  const luck = dice(`${profile.name}/${seed}`);
  const faults = faultsOf(profile, luck.for('faults'));
  const table = memoryTable();
  const clockOf: { now?: () => ReturnType<Town['now']> } = {};
  const witness = watch(table, () => clockOf.now?.() ?? startAt, skewWithin(profile));
  const { hooks, ...options } = faults.options;
  const town = openTown({
    startAt,
    table: spoil(table),
    slow: true,
    sweepMinutes: profile.sweepMinutes,
    ...options,
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
  await town.until(plus(startAt, { days }));
  faults.end();
  await town.until(plus(startAt, { days, minutes: boundMinutes(profile) }));
  const ending = endingOf(town, table.rows(), profile);
  const broken = endingLaws.flatMap(({ name, broken: by }) =>
    by(ending).map((what): Violation => ({ law: name, at: ending.at, what })),
  );
  const figures = {
    commits: witness.commits(),
    events: town.committed.length,
    messages: town.called.length,
    transitions: town.machines.figures().reduce((sum, { transitions }) => sum + transitions, 0),
    repairs: repairsIn(town),
  };
  const replayed = await replay(town, seed);
  return {
    seed,
    profile: profile.name,
    violations: [...witness.violations, ...broken, ...replayed],
    figures,
    faults: faults.counted,
    ending,
  };
}
