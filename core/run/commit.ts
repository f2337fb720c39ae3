/** Turning what a decision says about promises and facts into writes. */
import type { Moment } from '../kernel/event.ts';
import type { Key } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { changePromise, openPromise } from '../promises/index.ts';
import type { Fact, PromiseChange } from './declaration.ts';
import type { Run } from './row.ts';

/** The writes that open and change promises. */
export const promiseWrites = (run: Run, changes: readonly PromiseChange[], moment: Moment): readonly Write[] =>
  changes.flatMap((change) =>
    'open' in change
      ? openPromise({ ...change.open, ...run }, moment).writes
      : changePromise(change.change, change.command, moment).writes,
  );

const place = (key: Key): string => `${key.pk}\n${key.sk}`;

const keyOf = (write: Write): Key => ('put' in write ? write.put : 'update' in write ? write.update : write.check);

/** Checks that no fact has moved. A fact that is written itself is guarded by its own condition. */
export function factChecks(facts: readonly Fact[], writes: readonly Write[]): readonly Write[] {
  const written = new Set(writes.map((write) => place(keyOf(write))));
  return facts
    .filter((fact) => !written.has(place(fact)))
    .map(({ pk, sk, version }) => ({ check: { pk, sk }, when: { equals: { version } } }));
}
