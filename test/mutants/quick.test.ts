/** Guards that are taken away are missed: a few of them here, all of them in `npm run mutants`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hunters, type Verdict } from './hunters.ts';
import { mutants } from './list.ts';
import { allPlays, type Killers, quickHunts } from './plan.ts';

const killers: Killers = JSON.parse(readFileSync(join(import.meta.dirname, 'killers.json'), 'utf8'));

/** One of the row's guards, one of the facts', one of the due index. */
const few = ['wait without the row version', 'claim without the facts’ versions', 'expectBy not set by wake'];

test('three of them', async () => {
  const chosen = mutants.filter(({ name }) => few.includes(name));
  const missed = new Map<string, Verdict>();
  await hunters(quickHunts(chosen, allPlays(['collisions', 'faults'], 3), killers), ({ mutant = '' }, verdict) => {
    missed.set(mutant, verdict);
  });
  expect([...missed].map(([name, { found }]) => `${name}: ${found}`).toSorted()).toEqual(
    few.map((name) => `${name}: violation`).toSorted(),
  );
});
