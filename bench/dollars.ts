/** What a typical run would cost on AWS: what was counted, times the dated list prices. Messages are not in it. */
import type { Spent } from './ledger.ts';
import { assumed, prices } from './prices.ts';
import type { TypicalRun } from './typical-run.ts';

/** Dollars of one finished run by what they buy, and of a thousand customers a month by follow-up. */
export interface Dollars {
  readonly perRun: Readonly<Record<string, number>>;
  readonly perThousandCustomersAMonth: Readonly<Record<string, number>>;
  /** The sweeper when nothing is due, per account and month. */
  readonly idleSweepsAMonth: number;
}

type Consumed = Readonly<Record<keyof typeof prices, number>>;

const minutesAMonth = (365.25 / 12) * 24 * 60;

const isSweep = (name: string): boolean => name.startsWith('sweep');

const total = (all: readonly Spent[], unit: 'wru' | 'rru'): number =>
  all.reduce((sum, each) => sum + each[unit] * each.calls, 0);

/** Everything that a run consumed. Each event counts as an invocation of `publish`; batches make them fewer. */
function consumed({ commands, doors, transitions }: TypicalRun): Consumed {
  const inside = Object.entries(doors).filter(([name]) => !isSweep(name));
  const units = [...Object.values(commands), ...inside.map(([, each]) => each)];
  const calls = units.reduce((sum, each) => sum + each.calls, 0);
  // A wait is a write that Step Functions makes itself.
  const invocations = calls - (doors['wait']?.calls ?? 0);
  return {
    wru: total(units, 'wru'),
    rru: total(units, 'rru'),
    transitions: Object.values(transitions).reduce((sum, each) => sum + each, 0),
    requests: Object.values(commands).reduce((sum, each) => sum + each.calls, 0),
    invocations,
    gbSeconds: invocations * assumed.gbSecondsPerInvocation,
    events: doors['publish']?.calls ?? 0,
  };
}

const cost = (what: keyof Consumed, count: number): number => (count * prices[what].dollars) / prices[what].per;

const rounded = (dollars: number, digits: number): number => Number(dollars.toFixed(digits));

/** Works out the dollars of a typical run. */
export function dollarsOf(run: TypicalRun): Dollars {
  const { wru, rru, transitions, requests, invocations, gbSeconds, events } = consumed(run);
  const parts = {
    table: cost('wru', wru) + cost('rru', rru),
    machine: cost('transitions', transitions),
    functions: cost('invocations', invocations) + cost('gbSeconds', gbSeconds),
    gateway: cost('requests', requests),
    bus: cost('events', events),
  };
  const all = Object.values(parts).reduce((sum, part) => sum + part, 0);
  const idle = run.doors['sweep: idle'];
  const idleSweep =
    cost('rru', idle?.rru ?? 0) + cost('invocations', 1) + cost('gbSeconds', assumed.gbSecondsPerInvocation);
  return {
    perRun: Object.fromEntries(Object.entries({ ...parts, all }).map(([what, sum]) => [what, rounded(sum, 6)])),
    perThousandCustomersAMonth: Object.fromEntries(
      Object.entries(assumed.runsPerThousandCustomersAMonth).map(([name, runs]) => [name, rounded(all * runs, 4)]),
    ),
    idleSweepsAMonth: rounded(idleSweep * minutesAMonth, 4),
  };
}
