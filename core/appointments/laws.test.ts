/** Whatever is done, and in whatever order: a slot counts exactly those who take it, and never more than it has room for. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Key } from '../kernel/keys.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import type { Write } from '../kernel/table.ts';
import { type Appointment, takesSlot } from './appointment.ts';
import {
  assignAppointment,
  bookHeldAppointment,
  bookNewAppointment,
  bookRequestedAppointment,
  cancelAppointment,
  holdAppointment,
  moveAppointment,
  releaseAppointment,
  requestAppointment,
} from './decide.ts';
import { slotKey } from './keys.ts';
import type { Place } from './slot.ts';
import { at, placeAt, plan } from './testing.ts';
import { arriveAtAppointment, missAppointment } from './visit.ts';

const perSlot = 2;
const perPerson = 1;
const times = ['2026-03-12T09:00:00-05:00', '2026-03-12T09:30:00-05:00', '2026-03-13T09:00:00-05:00'] as const;
const people = [undefined, 'ana', 'ben'] as const;
const early = at('2026-03-10T09:00:00-05:00');
const expired = at('2026-03-10T09:30:00-05:00');
const over = at('2026-03-14T09:00:00-05:00');

/** A book of appointments and the counters beside it, as a table would keep them. */
class Book {
  readonly states = new Map<string, Appointment>();
  readonly counts = new Map<string, number>();

  count({ pk, sk }: Key): number {
    return this.counts.get(`${pk} ${sk}`) ?? 0;
  }

  place(time: string, staffId: string | undefined): Place {
    const { slot } = placeAt(time);
    const key = { storeId: 'S01', department: 'service', date: slot.date, startsAt: slot.startsAt };
    const taken = this.count(slotKey(key));
    const person =
      staffId === undefined ? undefined : { staffId, capacity: perPerson, taken: this.count(slotKey(key, staffId)) };
    return { slot: { ...slot, capacity: perSlot, taken }, person };
  }

  /** Commits a change; one that a counter's limit forbids is refused as a whole. */
  commit(change: Change<Appointment> | undefined): void {
    if (change === undefined) return;
    const steps = change.writes.flatMap((write: Write) => ('update' in write ? [write] : []));
    const names = steps.map(({ update }) => `${update.pk} ${update.sk}`);
    expect(new Set(names).size).toBe(names.length);
    const fits = steps.every(
      ({ update, when }) => this.count(update) < (when.below?.['taken'] ?? Number.POSITIVE_INFINITY),
    );
    if (!fits) return;
    for (const { update, add } of steps) {
      this.counts.set(`${update.pk} ${update.sk}`, this.count(update) + (add?.['taken'] ?? 0));
    }
    this.states.set(change.state.appointmentId, change.state);
  }
}

type Does = (book: Book, before: Appointment | undefined, place: Place, id: string) => Change<Appointment> | undefined;

const on =
  (decide: (before: Appointment, place: Place) => Change<Appointment> | undefined): Does =>
  (_, before, place) =>
    before === undefined ? undefined : decide(before, place);

const anew =
  (decide: (id: string, place: Place) => Change<Appointment>): Does =>
  (_, before, place, id) =>
    before === undefined ? decide(id, place) : undefined;

const commands: Readonly<Record<string, Does>> = {
  request: anew((appointmentId, { slot }) => requestAppointment(plan({ appointmentId }), slot.date, early)),
  hold: anew((appointmentId, place) => holdAppointment(plan({ appointmentId }), place, 10, early)),
  book: anew((appointmentId, place) => bookNewAppointment(plan({ appointmentId }), place, early)),
  'book-held': on((before) => bookHeldAppointment(before, early)),
  'book-requested': on((before, place) => bookRequestedAppointment(before, place, early)),
  move: on((before, place) => moveAppointment(before, place, early)),
  assign: on((before, { person }) =>
    assignAppointment(before, person === undefined ? undefined : { staffId: person.staffId, person }, early),
  ),
  cancel: on((before) => cancelAppointment(before, 'staff', undefined, early)),
  release: on((before) => releaseAppointment(before, expired)),
  arrive: on((before) => arriveAtAppointment(before, over)),
  miss: on((before) => missAppointment(before, over)),
};

const step = fc.record({
  id: fc.constantFrom('A-1', 'A-2', 'A-3', 'A-4', 'A-5'),
  does: fc.constantFrom(...Object.keys(commands)),
  time: fc.constantFrom(...times),
  staffId: fc.constantFrom(...people),
});

/** What a slot, or a person in it, should count. */
const takers = (book: Book, time: string, staffId?: string): readonly Appointment[] => {
  const { startsAt } = placeAt(time).slot;
  return [...book.states.values()].filter(
    (one) => takesSlot(one) && one.startsAt === startsAt && (staffId === undefined || one.staffId === staffId),
  );
};

test('taken is the number of appointments that take the slot, and only who stands at the door goes over the limit', () => {
  let taken = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const book = new Book();
      for (const { id, does, time, staffId } of steps) {
        const before = book.states.get(id);
        // An assignment is about the time that the appointment has; its person's room is read there.
        const when = does === 'assign' && before?.startsAt !== undefined ? before.startsAt : time;
        const place = book.place(times.find((one) => placeAt(one).slot.startsAt === when) ?? time, staffId);
        try {
          book.commit(commands[does]?.(book, before, place, id));
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
        }
        for (const each of times) {
          const { slot, person } = book.place(each, 'ana');
          const all = takers(book, each);
          taken += all.length;
          expect(slot.taken).toBe(all.length);
          expect(person?.taken).toBe(takers(book, each, 'ana').length);
          const waiting = all.filter(({ status }) => status !== 'ARRIVED').length;
          expect(waiting).toBeLessThanOrEqual(perSlot);
        }
      }
    }),
    { numRuns: 800 },
  );
  expect(taken).toBeGreaterThan(200);
});
