/** Laws of owners: who leaves hands over, whatever the promise waits for. */
import type { Row } from '../../../core/kernel/table.ts';
import { minute } from './bounds.ts';
import { between, type Ending, type Finding, fields, find, type Law, ofKind, text } from './law.ts';

type Event = Readonly<Record<string, unknown>>;

/** A stretch of time; without an end it goes on. */
interface Stretch {
  readonly from: string;
  readonly to: string | undefined;
}

const inTime = (events: readonly Event[]): readonly Event[] =>
  events.toSorted((a, b) => Number(a['entityVersion']) - Number(b['entityVersion']));

/** When each person was away, by id. */
function absences(events: readonly Event[]): ReadonlyMap<string, readonly Stretch[]> {
  const staff = Map.groupBy(
    events.filter(({ entity }) => entity === 'staff'),
    ({ entityId }) => text(entityId),
  );
  const away = (its: readonly Event[]): readonly Stretch[] =>
    inTime(its).flatMap(({ type, at }, position, all) =>
      type === 'staff.deactivated'
        ? [
            {
              from: text(at),
              to: all.slice(position).find((each) => each['type'] === 'staff.reactivated')?.['at'] as
                | string
                | undefined,
            },
          ]
        : [],
    );
  return new Map([...staff].map(([id, its]) => [id, away(its)]));
}

/** When a promise was whose: from each event to the next, until it ended. */
const stretchesOf = (its: readonly Event[], row: Row): readonly (Stretch & { readonly staffId: string })[] =>
  inTime(its).flatMap(({ at, data }, position, all) => {
    const owner = fields(fields(data)['owner']);
    const to = all[position + 1]?.['at'] ?? row['endedAt'];
    return owner['kind'] === 'person'
      ? [{ staffId: text(owner['staffId']), from: text(at), to: to === undefined ? undefined : text(to) }]
      : [];
  });

/** Milliseconds that two stretches share, up to `now`. */
function shared(one: Stretch, other: Stretch, now: string): number {
  const from = one.from > other.from ? one.from : other.from;
  const to = [one.to ?? now, other.to ?? now].toSorted()[0];
  return between(from, to);
}

const whoLeftOwesNothing: Law<Ending> = {
  name: 'who left owes nothing',
  says: 'No promise stays with somebody who left for longer than the bound: it changes hands when they go, not when it is late.',
  invariants: [1, 7],
  broken({ rows, at, actsWithin }) {
    const events = ofKind(rows, 'outbox').map((row) => fields(row['event']));
    const away = absences(events);
    const told = Map.groupBy(
      events.filter(({ entity }) => entity === 'promise'),
      ({ storeId, entityId }) => `${text(storeId)} ${text(entityId)}`,
    );
    return ofKind(rows, 'promise').flatMap((row): readonly Finding[] => {
      const id = `${text(row['storeId'])} ${text(row['promiseId'])}`;
      return stretchesOf(told.get(id) ?? [], row).flatMap((owning) =>
        (away.get(owning.staffId) ?? [])
          .filter((gone) => shared(owning, gone, at) > actsWithin * minute)
          .map((gone) => find(row, `${id} was owed by ${owning.staffId}, who left at ${gone.from}`)),
      );
    });
  },
};

export const ownerLaws: readonly Law<Ending>[] = [whoLeftOwesNothing];
