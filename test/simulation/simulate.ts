/** `npm run simulate`: plays many seeded months with everything going wrong that a profile says, and counts what broke. */
import { parseArgs } from 'node:util';
import type { Played } from './player.ts';
import { playAll } from './players.ts';
import { profiles } from './profiles.ts';
import { traced } from './trace.ts';

const help = `npm run simulate [-- options]   plays seeded months and holds every step against the laws

  --seeds N      how many seeds (20)
  --from S       the first of them (1)
  --profile P    ${Object.keys(profiles).join(', ')}; all of them when absent
  --seed S       plays this one alone; with --trace it tells what happened: events, faults, decisions
  --about T      with --trace: only lines with this text, such as a subject (ro-20001) or a customer (C-301)
  --json         prints one document per profile

  A promise-year is a year for which one run of a lifecycle has its subject in care: open, or asleep until a date.
  owedYears counts the single promises within, from opening to end. perSecond is promise-years per second and core.
  The exit code is 1 when a law was broken, 2 when it could not be played at all.`;

const read = () =>
  parseArgs({
    allowPositionals: false,
    options: {
      seeds: { type: 'string', default: '20' },
      from: { type: 'string', default: '1' },
      profile: { type: 'string' },
      seed: { type: 'string' },
      about: { type: 'string', default: '' },
      trace: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;

const replayOf = ({ seed, profile }: Played): string =>
  `npm run simulate -- --profile ${profile} --seed ${seed} --trace`;

/** What a profile's seeds came to. */
function summary(profile: string, played: readonly Played[]) {
  const sum = (figure: (one: Played) => number): number => played.reduce((total, one) => total + figure(one), 0);
  const rounded = (value: number): number => Math.round(value * 1000) / 1000;
  const faults: Record<string, number> = {};
  for (const one of played)
    for (const [name, count] of Object.entries(one.faults)) faults[name] = (faults[name] ?? 0) + count;
  return {
    profile,
    seeds: played.length,
    steps: sum(({ steps }) => steps),
    promiseYears: rounded(sum(({ promiseYears }) => promiseYears)),
    owedYears: rounded(sum(({ owedYears }) => owedYears)),
    violations: played.flatMap((one) =>
      one.violations.map((violation) => ({ seed: one.seed, ...violation, replay: replayOf(one) })),
    ),
    broken: played.flatMap((one) =>
      one.error === undefined ? [] : [{ seed: one.seed, error: one.error, replay: replayOf(one) }],
    ),
    sweeperRepairs: sum(({ repairs }) => repairs),
    perSecond: rounded(sum(({ promiseYears }) => promiseYears) / sum(({ seconds }) => seconds)),
    faults,
  };
}

type Summary = ReturnType<typeof summary>;

const told = ({
  profile,
  seeds,
  steps,
  promiseYears,
  violations,
  broken,
  sweeperRepairs,
  perSecond,
}: Summary): string =>
  [
    `${profile}: ${seeds} seeds, ${steps} steps, ${promiseYears} promise-years (${perSecond} per second and core),`,
    `${sweeperRepairs} repairs by the sweeper, ${violations.length} violations, ${broken.length} that broke off.`,
  ].join(' ');

/** How many failing seeds are told with their diary. */
const mostDiaries = 3;

async function playProfile(name: string, seeds: readonly string[], json: boolean): Promise<boolean> {
  const played: Played[] = [];
  await playAll(
    seeds.map((seed) => ({ seed, profile: name })),
    (one) => {
      played.push(one);
      if (!json && (one.violations.length > 0 || one.error !== undefined)) console.log(`  ${replayOf(one)}`);
    },
  );
  played.sort((a, b) => Number(a.seed) - Number(b.seed));
  const found = summary(name, played);
  if (json) console.log(JSON.stringify(found));
  else {
    console.log(told(found));
    for (const { seed, error } of found.broken.slice(0, mostDiaries)) console.log(`seed ${seed} broke off: ${error}`);
    const failing = played.filter(({ violations }) => violations.length > 0).slice(0, mostDiaries);
    for (const { seed } of failing) console.log(await traced(seed, name, undefined));
  }
  return found.violations.length === 0 && found.broken.length === 0;
}

async function main(): Promise<number> {
  const asked = read();
  if (asked.help) {
    console.log(help);
    return 0;
  }
  const names = asked.profile === undefined ? Object.keys(profiles) : [asked.profile];
  const unknown = names.find((name) => profiles[name] === undefined);
  if (unknown !== undefined)
    throw new RangeError(`There is no profile ${unknown}: ${Object.keys(profiles).join(', ')}.`);
  if (asked.seed !== undefined && asked.trace) {
    for (const name of names) console.log(await traced(asked.seed, name, asked.about));
    return 0;
  }
  const [from, count] = [Number(asked.from), Number(asked.seeds)];
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(count) || count < 1)
    throw new RangeError('--from and --seeds are whole numbers, and --seeds is at least 1.');
  const seeds = asked.seed === undefined ? Array.from({ length: count }, (_, at) => String(from + at)) : [asked.seed];
  let clean = true;
  for (const name of names) clean = (await playProfile(name, seeds, asked.json)) && clean;
  return clean ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof RangeError || error instanceof TypeError ? error.message : error);
  process.exitCode = 2;
}
