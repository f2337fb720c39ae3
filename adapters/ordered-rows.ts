/** Rows in the order of an index: partitions of entries sorted by UTF-8 bytes. The memory table's only structure. */
import { compareBytes } from './bytes.ts';

/** Where an entry stands within its partition: the sort key, and in an index the row's own key after it. */
export type Place = readonly string[];

/** Something with a place. */
export interface Placed {
  readonly place: Place;
}

/** Below zero when `a` comes first. A shorter place stands just before all that begin with it. */
export function comparePlaces(a: Place, b: Place): number {
  for (const [i, left] of a.entries()) {
    const right = b[i];
    if (right === undefined) return 1;
    const order = compareBytes(left, right);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Partitions of entries, each kept in order. */
export class OrderedRows<Entry extends Placed> {
  readonly #partitions = new Map<string, Entry[]>();

  /** The entries of a partition in order. Not to be changed, nor kept over a change. */
  partition(name: string): readonly Entry[] {
    return this.#partitions.get(name) ?? [];
  }

  /** All entries, partition by partition. */
  *all(): Generator<Entry> {
    for (const entries of this.#partitions.values()) yield* entries;
  }

  /** The position of the first entry whose place is `beyond`; a place after one beyond must be beyond, too. */
  seek(name: string, beyond: (place: Place) => boolean): number {
    const entries = this.partition(name);
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = entries[middle];
      if (entry === undefined || beyond(entry.place)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The entry at exactly this place. */
  at(name: string, place: Place): Entry | undefined {
    const entry = this.partition(name)[this.#positionOf(name, place)];
    return entry !== undefined && comparePlaces(entry.place, place) === 0 ? entry : undefined;
  }

  /** Puts an entry in its place, instead of the one that stood there. */
  put(name: string, entry: Entry): void {
    const entries = this.#partitions.get(name);
    if (entries === undefined) this.#partitions.set(name, [entry]);
    else entries.splice(this.#positionOf(name, entry.place), this.at(name, entry.place) === undefined ? 0 : 1, entry);
  }

  /** Takes the entry at this place away, if there is one. */
  remove(name: string, place: Place): void {
    if (this.at(name, place) !== undefined) this.#partitions.get(name)?.splice(this.#positionOf(name, place), 1);
  }

  #positionOf(name: string, place: Place): number {
    return this.seek(name, (other) => comparePlaces(other, place) >= 0);
  }
}
