/** What the witness remembers of all commits, so that a law need not look through the table: it grows with each image. */
import type { Image } from '../../../adapters/memory-table.ts';
import type { Row } from '../../../core/kernel/table.ts';
import { eventIn, text } from './law.ts';

/** What happened so far. */
export interface Past {
  /** The promises that a run owes, by `runText`. */
  readonly owed: ReadonlyMap<string, ReadonlySet<string>>;
  /** The messages that were claimed, as they were then, the oldest first, by customer. */
  readonly claimed: ReadonlyMap<string, readonly Row[]>;
  /** When something last happened to a subject at a store, or to a customer, that no run did: by `storeId subject` or customer. */
  readonly moved: ReadonlyMap<string, string>;
  /** How many events each entity has had: its version, if the log tells all of them. */
  readonly told: ReadonlyMap<string, number>;
}

/** The name of a run in the past. */
export const runText = (of: Readonly<Record<string, unknown>>): string =>
  `${text(of['followUp'])} ${text(of['storeId'])} ${text(of['subject'])}`;

/** The name of an entity in the past. A parts order is numbered within its repair order, everything else within its store. */
export const entityText = (event: Readonly<Record<string, unknown>>): string => {
  const within = event['entity'] === 'parts-order' ? text(event['subject']) : '';
  return `${text(event['storeId'] ?? '')} ${within} ${text(event['entity'])} ${text(event['entityId'])}`;
};

/** Whether a promise is still owed. */
export const isOwed = (row: Row): boolean => row['state'] !== 'KEPT' && row['state'] !== 'CANCELLED';

/** A past that can be written to. */
export interface Growing extends Past {
  /** Takes note of a commit. */
  remember(images: readonly Image[]): void;
}

const runsDo = ['promise', 'message', 'alert'];

/** Begins to remember. */
export function openPast(): Growing {
  const owed = new Map<string, Set<string>>();
  const claimed = new Map<string, Row[]>();
  const moved = new Map<string, string>();
  const told = new Map<string, number>();

  const under = <Value>(map: Map<string, Value>, key: string, fresh: () => Value): Value => {
    const found = map.get(key) ?? fresh();
    map.set(key, found);
    return found;
  };

  const tell = (row: Row): void => {
    const event = eventIn(row);
    told.set(entityText(event), (told.get(entityText(event)) ?? 0) + 1);
    if (runsDo.includes(text(event['entity']))) return;
    const at = text(event['at']);
    if (event['subject'] !== undefined) moved.set(`${text(event['storeId'])} ${text(event['subject'])}`, at);
    if (event['customerId'] !== undefined) moved.set(text(event['customerId']), at);
  };

  return {
    owed,
    claimed,
    moved,
    told,
    remember(images) {
      for (const { old, new: row } of images) {
        if (row['kind'] === 'promise') {
          const of = under(owed, runText(row), () => new Set<string>());
          if (isOwed(row)) of.add(text(row['promiseId']));
          else of.delete(text(row['promiseId']));
        }
        if (old !== undefined) continue;
        if (row['kind'] === 'outbox') tell(row);
        if (row['kind'] === 'message' && row['state'] === 'CLAIMED')
          under(claimed, text(row['customerId']), () => []).push(row);
      }
    },
  };
}
