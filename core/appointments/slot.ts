/** Slots: how much of a time is taken, and the writes by which an appointment takes and frees its share. */
import type { Key } from '../kernel/keys.ts';
import { Problem } from '../kernel/problem.ts';
import type { Write } from '../kernel/table.ts';
import { type Instant, type LocalDate, plus, toEpochMillis } from '../kernel/time.ts';
import { type Appointment, takesSlot } from './appointment.ts';
import { slotKey } from './keys.ts';

/** How much of something there is and how much of it is taken. */
export interface Share {
  readonly capacity: number;
  readonly taken: number;
}

/** A time at which customers may come. */
export interface Slot extends Share {
  /** The day on the store's wall. */
  readonly date: LocalDate;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** A slot with the person whom the customer meets, if one is named: both must have room. */
export interface Place {
  readonly slot: Slot;
  readonly person?: (Share & { readonly staffId: string }) | undefined;
}

/** Whether there is room. */
export const hasRoom = ({ capacity, taken }: Share): boolean => taken < capacity;

const full = (field: string, detail: string, fix: string): Problem =>
  new Problem('conflict', `${detail} ${fix}`, [{ field, fix }]);

/** What is known of the room in a slot and of a person in it; what is not given has no limit. */
export type Room = Partial<Place>;

/** Refuses (409) a slot that is full, or a person who is. */
export function refuseFull({ slot, person }: Place): void {
  const fix = 'Read the availability of the day and send a slot that has room.';
  if (!hasRoom(slot)) throw full('startsAt', 'This slot is full.', fix);
  refuseBusy(person);
}

/** Refuses (409) a person who has their fill of customers in the slot. */
export function refuseBusy(person: Place['person']): void {
  if (person === undefined || hasRoom(person)) return;
  throw full('staffId', 'This person has no room in this slot.', 'Send another person, another slot, or nobody.');
}

/** Which counters an appointment stands in; none unless it takes its slot. */
function countersOf(of: Appointment | undefined): readonly Key[] {
  if (of?.startsAt === undefined || !takesSlot(of)) return [];
  const { storeId, department, date, startsAt, staffId } = of;
  const slot = { storeId, department, date, startsAt };
  return staffId === undefined ? [slotKey(slot)] : [slotKey(slot), slotKey(slot, staffId)];
}

/** Counters are garbage some time after their day; nobody reads the past. */
const keptDays = 60;

/** When the counter may be deleted, in seconds of the epoch as the table's time to live wants it. */
const expiresAt = (startsAt: Instant): number => Math.floor(toEpochMillis(plus(startsAt, { days: keptDays })) / 1000);

const among = (keys: readonly Key[], { pk, sk }: Key): boolean => keys.some((key) => key.pk === pk && key.sk === sk);

/**
 * The writes that bring the counters from what the appointment was to what it is. What is taken anew is taken only
 * while there is room; without limits (somebody who stands at the door) whatever the count. What is freed needs no
 * condition: the appointment's own version, in the same transaction, says that nobody freed it before.
 */
export function slotWrites(before: Appointment | undefined, after: Appointment, room: Room = {}): readonly Write[] {
  const [old, now] = [countersOf(before), countersOf(after)];
  const set = { kind: 'slot', ...(after.startsAt === undefined ? {} : { expiresAt: expiresAt(after.startsAt) }) };
  const take = (key: Key): Write => {
    const limit = key.sk === after.startsAt ? room.slot?.capacity : room.person?.capacity;
    const when = limit === undefined ? {} : { below: { taken: limit } };
    return { update: key, set, add: { taken: 1 }, when };
  };
  return [
    ...old
      .filter((key) => !among(now, key))
      .map((key): Write => ({ update: key, set: {}, add: { taken: -1 }, when: {} })),
    ...now.filter((key) => !among(old, key)).map(take),
  ];
}
