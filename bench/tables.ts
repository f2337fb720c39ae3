/** The measures as tables for people. */

import type { BundlesMeasured } from './bundles.ts';
import type { CloudFigures, Measures } from './measures.ts';
import type { SimulationSpeed } from './simulation.ts';

type Cell = string | number;

/** Text to the left and numbers to the right, each column as wide as its widest cell. */
function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => String(row[column] ?? '').length)),
  );
  const line = (cells: readonly Cell[], like: readonly Cell[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return typeof like[column] === 'number' ? String(cell).padStart(width) : String(cell).padEnd(width);
      })
      .join('  ')
      .trimEnd();
  const first = line(head, rows[0] ?? head);
  return [first, '-'.repeat(first.length), ...rows.map((row) => line(row, row))].join('\n');
}

function bundlesTable({ bundles, bare }: BundlesMeasured): string {
  const sizes = bundles.map(({ kB }) => kB).toSorted((a, b) => a - b);
  const middle = ((sizes[Math.floor((sizes.length - 1) / 2)] ?? 0) + (sizes[Math.floor(sizes.length / 2)] ?? 0)) / 2;
  const rows = bundles.map(({ name, kB, importMs, ratio, heaviest }) => [
    name,
    kB,
    importMs,
    ratio,
    heaviest.map(({ of, kB }) => `${of} ${Math.round(kB)}`).join(', '),
  ]);
  return [
    'Functions: minified bundle, cold import in a fresh process (median of 5), ratio to the bare DynamoDB clients',
    table(
      ['function', 'kB', 'import ms', 'ratio', 'heaviest, kB'],
      [...rows, ['(bare clients)', bare.kB, bare.importMs, 1, '']],
    ),
    `Median ${Math.round(middle)} kB (target 500 at most), largest ${Math.round(sizes.at(-1) ?? 0)} kB (target 900 at most).`,
  ].join('\n');
}

function unitsTable(units: Measures['units'], unmeasured: readonly string[]): string {
  const rows = Object.entries(units).map(([name, { wru, rru, calls }]) => [name, wru, rru, calls]);
  const left = unmeasured.length === 0 ? '' : `\nNot asked for: ${unmeasured.join(', ')}.`;
  return `Request units of the table, on average per call\n${table(['command or door', 'write', 'read', 'calls'], rows)}${left}`;
}

function dollarsTable({ dollars, prices, assumed }: Measures): string {
  const { perRun, perRunOf, perThousandCustomersAMonth, idleSweepsAMonth } = dollars;
  const rows = [
    ...Object.entries(perRun).map(([what, sum]) => [
      `a thousand typical parts ETAs: ${what}`,
      Math.round(sum * 1e6) / 1e3,
    ]),
    ...Object.entries(perRunOf).map(([name, sum]) => [`a thousand of ${name}`, Math.round(sum * 1e6) / 1e3]),
    ...Object.entries(perThousandCustomersAMonth).map(([name, sum]) => [`a thousand customers a month: ${name}`, sum]),
    ['sweeps with nothing due, an account a month', idleSweepsAMonth],
  ];
  const days = Object.values(prices)
    .map(({ asOf }) => asOf)
    .toSorted();
  return [
    `Dollars, at list prices of ${days[0]} to ${days.at(-1)}, without storage, logs and what carriers ask per message`,
    table(['what', '$'], rows),
    `Assumed, not measured: ${JSON.stringify(assumed)}`,
  ].join('\n');
}

function simulationTable({ seeds, profiles }: SimulationSpeed): string {
  const rows = Object.entries(profiles).map(([name, of]) => [
    name,
    of.promiseYearsPerSecond,
    of.owedYearsPerSecond,
    of.stepsPerSecond,
  ]);
  return [
    `Simulation: per second of one core, over ${seeds} seeds (target 5 promise-years; a promise-year is a run that has its subject in care for a year)`,
    table(['profile', 'promise-years', 'years of single promises', 'steps'], rows),
  ].join('\n');
}

/** The figures of the local cloud as sentences. */
export function cloudLines({ quarter, requests, waiting }: CloudFigures): string {
  const { trickle } = quarter;
  const mix = Object.entries(requests.mix).map(([kind, count]) => `${kind} ${count}`);
  return [
    `local cloud: seconds for ${quarter.days} days of a store with ${quarter.customers} customers ${quarter.seconds} (target 60 at most; loading them took ${quarter.loadSeconds} before)`,
    `  played: ${quarter.visits} visits (${trickle.visitsAYear} a customer and year, ${trickle.byAppointment} of ten by appointment, ${trickle.withPart} of ten waits for a part), ${quarter.requests} requests, ${quarter.messages} messages, ${quarter.executions} executions with ${quarter.transitions} transitions`,
    `local cloud: API requests per second ${requests.perSecond} (target 200; ${requests.requests} in ${requests.seconds} s from ${requests.callers} callers; of ten: ${mix.join(', ')})`,
    `local cloud: MB of memory with ${waiting.executions} waiting executions ${waiting.cloudMB} (target 400 at most; ${waiting.emptyMB} before the first; the engine beside it ${waiting.engineMB})`,
  ].join('\n');
}

/** All tables. */
export function tables(measures: Measures): string {
  const { synthMs, transitions, simulation, sweep } = measures;
  return [
    bundlesTable(measures),
    `Synthesis: ${(synthMs / 1000).toFixed(1)} s (target 10 at most)`,
    unitsTable(measures.units, measures.unmeasured),
    `State transitions of a typical run\n${table(['follow-up', 'transitions'], Object.entries(transitions))}`,
    dollarsTable(measures),
    simulationTable(simulation),
    `sweep: rows per second ${sweep.rowsPerSecond} (${sweep.rows} due rows in ${sweep.seconds} s on the local engine, ${sweep.rowsInOneSweep} of them in the first sweep; target 10000 in 60 s)`,
    cloudLines(measures.cloud),
  ].join('\n\n');
}
