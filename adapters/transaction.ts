/** What holds for any transaction before the table looks at it. Both tables refuse a breach in the same words. */
import type { Key } from '../core/kernel/keys.ts';
import type { Condition, Write } from '../core/kernel/table.ts';

/** DynamoDB's limit. */
const mostWrites = 100;

/** A transaction that no table could carry out: a mistake of ours, never of a client. Nothing was written. */
export class BadTransaction extends Error {
  override readonly name = 'BadTransaction';
}

/** The key that a write names. */
export function keyOf(write: Write): Key {
  if ('put' in write) return write.put;
  return 'update' in write ? write.update : write.check;
}

/** Whether a condition asks for nothing. */
export const isEmpty = ({ absent, equals = {}, lacks = [], below = {} }: Condition): boolean =>
  absent === undefined && lacks.length + Object.keys(equals).length + Object.keys(below).length === 0;

type Update = Extract<Write, { readonly update: Key }>;

function refuseBadUpdate({ set, add = {}, remove = [] }: Update): void {
  const names = [...Object.keys(set).filter((name) => set[name] !== undefined), ...Object.keys(add)];
  if (names.length + remove.length === 0) throw new BadTransaction('An update must set, add or remove something.');
  const touched = [...names, ...remove];
  if (touched.includes('pk') || touched.includes('sk'))
    throw new BadTransaction('An update cannot change the key of a row.');
  const twice = touched.find((name, i) => touched.indexOf(name) !== i);
  if (twice !== undefined) throw new BadTransaction(`An update names the attribute ${twice} twice.`);
}

/**
 * Throws BadTransaction for more than 100 writes, a key named twice, an empty check, an update that changes nothing,
 * changes the key, or names an attribute twice (set, add, remove).
 */
export function refuseBadWrites(writes: readonly Write[]): void {
  if (writes.length > mostWrites) {
    throw new BadTransaction(`A transaction takes ${mostWrites} writes at most; this one has ${writes.length}.`);
  }
  const seen = new Map<string, number>();
  for (const [position, write] of writes.entries()) {
    const { pk, sk } = keyOf(write);
    const name = JSON.stringify([pk, sk]);
    const before = seen.get(name);
    if (before !== undefined)
      throw new BadTransaction(`Writes ${before} and ${position} name the same row ${pk} / ${sk}.`);
    seen.set(name, position);
    if ('check' in write && isEmpty(write.when)) throw new BadTransaction('A check must ask for something.');
    if ('update' in write) refuseBadUpdate(write);
  }
}
