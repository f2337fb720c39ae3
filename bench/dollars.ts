/** What a typical run would cost on AWS: what was counted, times the dated list prices. Messages are not in it. */
import type { Spent } from './ledger.ts';
import type { TypicalRun } from './play.ts';
import { assumed, prices } from './prices.ts';

/** Dollars of one parts ETA by what they buy, of one of each by follow-up, and of a thousand customers a month. */
export interface Dollars {
  readonly perRun: Readonly<Record<string, number>>;
  readonly perRunOf: Readonly<Record<string, number>>;
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

/** What a run cost, by what it bought. */
function partsOf(run: TypicalRun): Readonly<Record<string, number>> {
  const { wru, rru, transitions, requests, invocations, gbSeconds, events } = consumed(run);
  const parts = {
    table: cost('wru', wru) + cost('rru', rru),
    machine: cost('transitions', transitions),
    functions: cost('invocations', invocations) + cost('gbSeconds', gbSeconds),
    gateway: cost('requests', requests),
    bus: cost('events', events),
  };
  return { ...parts, all: Object.values(parts).reduce((sum, part) => sum + part, 0) };
}

/** Typical runs by follow-up; `of` is how many of what is counted (messages of a campaign) one run is. */
export interface Typical {
  readonly 'parts-eta': TypicalRun;
  readonly appointment: TypicalRun;
  /** Of a closing, with what retention does about the service. */
  readonly 'next-visit': TypicalRun;
  readonly retention: { readonly run: TypicalRun; readonly of: number };
}

/** Works out the dollars of typical runs. */
export function dollarsOf({ 'parts-eta': run, appointment, 'next-visit': closing, retention }: Typical): Dollars {
  const parts = partsOf(run);
  const perRunOf = {
    'parts-eta': parts['all'] ?? 0,
    appointment: partsOf(appointment)['all'] ?? 0,
    'next-visit': partsOf(closing)['all'] ?? 0,
    retention: (partsOf(retention.run)['all'] ?? 0) / retention.of,
  };
  const { runsPerThousandCustomersAMonth: counts } = assumed;
  const month = (name: keyof typeof counts): number => rounded(perRunOf[name] * counts[name], 4);
  const idle = run.doors['sweep: idle'];
  const idleSweep =
    cost('rru', idle?.rru ?? 0) + cost('invocations', 1) + cost('gbSeconds', assumed.gbSecondsPerInvocation);
  return {
    perRun: Object.fromEntries(Object.entries(parts).map(([what, sum]) => [what, rounded(sum, 6)])),
    perRunOf: Object.fromEntries(Object.entries(perRunOf).map(([name, sum]) => [name, rounded(sum, 6)])),
    perThousandCustomersAMonth: {
      'parts-eta': month('parts-eta'),
      appointment: month('appointment'),
      'next-visit': month('next-visit'),
      retention: month('retention'),
    },
    idleSweepsAMonth: rounded(idleSweep * minutesAMonth, 4),
  };
}
