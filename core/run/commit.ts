/** Turning what a decision says about promises and facts into writes. */
import type { Moment } from '../kernel/event.ts';
import type { Key } from '../kernel/keys.ts';
import type { Change } from '../kernel/noun.ts';
import type { Write } from '../kernel/table.ts';
import { changePromise, openPromise, type Promised } from '../promises/index.ts';
import type { Fact, PromiseChange } from './declaration.ts';
import type { Run } from './row.ts';
import type { Under } from './under.ts';

/** Opens and changes promises: each as it will be, and the writes that make it so. */
export const promised = (
  // Picked one by one: a row of a run is a run, too, and has much else that a promise calls by the same name.
  { followUp, storeId, subject }: Run,
  changes: readonly PromiseChange[],
  moment: Moment,
  under: Under,
): readonly Change<Promised>[] =>
  changes.map((change) =>
    'open' in change
      ? openPromise({ ...change.open, ...under, followUp, storeId, subject }, moment)
      : changePromise(change.change, change.command, moment),
  );

/** The writes that open and change promises. */
export const promiseWrites = (
  run: Run,
  changes: readonly PromiseChange[],
  moment: Moment,
  under: Under,
): readonly Write[] => promised(run, changes, moment, under).flatMap(({ writes }) => writes);

const place = (key: Key): string => `${key.pk}\n${key.sk}`;

const keyOf = (write: Write): Key => ('put' in write ? write.put : 'update' in write ? write.update : write.check);

/** Checks that no fact has moved. A fact that is written itself is guarded by its own condition. */
export function factChecks(facts: readonly Fact[], writes: readonly Write[]): readonly Write[] {
  const written = new Set(writes.map((write) => place(keyOf(write))));
  return facts
    .filter((fact) => !written.has(place(fact)))
    .map(({ pk, sk, version }) => ({
      check: { pk, sk },
      when: version === 0 ? { absent: true } : { equals: { version } },
    }));
}
