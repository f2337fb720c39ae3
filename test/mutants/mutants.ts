/**
 * `npm run mutants`: takes the guards of the house away, one at a time, and plays months until a law notices. A guard
 * that no run misses is either needless, or the simulation is too mild. With `--json` one JSON document; with `--full`
 * every profile is asked about every mutant; `--only` takes those whose names hold a word; `--profiles`
 * names those that are played, `--seeds` says how many months are tried in each; `--record` keeps the killers, so that the next run begins with them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Hunt, Play } from './hunt.ts';
import { hunters, type Verdict } from './hunters.ts';
import { mutants } from './list.ts';
import { allPlays, controls, fullHunts, type Killers, quickHunts } from './plan.ts';
import { type Count, table } from './table.ts';

const record = join(import.meta.dirname, 'killers.json');

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    profiles: { type: 'string', default: 'collisions,faults,hostile' },
    seeds: { type: 'string', default: '8' },
  },
});

const chosen = mutants.filter(({ name }) => name.includes(values.only));
const profileNames = values.profiles.split(',');
const seeds = Number(values.seeds);
const killers: Killers = JSON.parse(readFileSync(record, 'utf8'));
const progress = !values.json;

const said = ({ mutant = 'the house as it is' }: Hunt, verdict: Verdict): string =>
  `${mutant}: ${verdict.found === 'violation' ? verdict.law : verdict.found} (${verdict.played} played)`;

async function play(hunts: readonly Hunt[]): Promise<readonly (readonly [Hunt, Verdict])[]> {
  const all: (readonly [Hunt, Verdict])[] = [];
  await hunters(hunts, (hunt, verdict) => {
    all.push([hunt, verdict]);
    if (progress) process.stderr.write(`${all.length} of ${hunts.length}: ${said(hunt, verdict)}\n`);
  });
  return all;
}

const hunts = values.full
  ? fullHunts(chosen, profileNames, seeds)
  : quickHunts(chosen, allPlays(profileNames, seeds), killers);
const verdicts = await play(hunts);
const kills = verdicts.flatMap(([{ mutant = '' }, verdict]) =>
  verdict.found === 'violation' ? [{ mutant, ...verdict }] : [],
);
const untouched = (await play(controls(kills))).flatMap(([, verdict]) =>
  verdict.found === 'nothing' ? [] : [verdict],
);
const isKilled = ({ name }: { readonly name: string }): boolean => kills.some(({ mutant }) => mutant === name);
const survivors = chosen.filter((mutant) => !isKilled(mutant)).map(({ name }) => name);
const crashes = verdicts.flatMap(([{ mutant = '' }, verdict]) =>
  verdict.found === 'crash' ? [{ mutant, crash: verdict.crash }] : [],
);
const count: Count = {
  total: chosen.length,
  killed: chosen.length - survivors.length,
  survivors,
  table: kills.map(({ mutant, profile, length, seed, law, what }) => ({ mutant, profile, length, seed, law, what })),
  crashes,
  untouched,
};

if (values.record) {
  const best = (name: string): Play | undefined => kills.find(({ mutant }) => mutant === name) ?? killers[name];
  const kept = mutants.flatMap(({ name }) => {
    const kill = best(name);
    return kill === undefined ? [] : [[name, { profile: kill.profile, length: kill.length, seed: kill.seed }] as const];
  });
  writeFileSync(record, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}
console.log(values.json ? JSON.stringify(count, null, 2) : table(count, profileNames));
process.exit(survivors.length === 0 && untouched.length === 0 ? 0 : 1);
