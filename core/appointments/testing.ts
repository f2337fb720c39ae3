/** Stories of appointments: how their tests make one, and a slot for it. */
import { Problem } from '../kernel/problem.ts';
import { momentsOf } from '../kernel/testing.ts';
import { fromEpochMillis, parseDate, parseInstant, toEpochMillis } from '../kernel/time.ts';
import type { Appointment } from './appointment.ts';
import { bookNewAppointment, holdAppointment, type NewAppointment } from './decide.ts';
import type { Place, Share } from './slot.ts';

/** A request at this instant. */
export const at = momentsOf({ kind: 'staff', id: 'ana' });

/** Tuesday morning, two days before the visit. */
export const tuesday = at('2026-03-10T09:00:00-05:00');

/** A wish for service, unless said otherwise. */
export const plan = (more: Partial<NewAppointment> = {}): NewAppointment => ({
  appointmentId: 'A-1',
  storeId: 'S01',
  customerId: 'C-1',
  department: 'service',
  purpose: 'service',
  ...more,
});

/** Half an hour at this instant, with three places of which none is taken. */
export function placeAt(startsAt: string, slot: Partial<Share> = {}, person?: Place['person']): Place {
  const start = parseInstant(startsAt);
  return {
    slot: {
      date: parseDate(startsAt.slice(0, 10)),
      startsAt: start,
      endsAt: fromEpochMillis(toEpochMillis(start) + 30 * 60_000),
      capacity: 3,
      taken: 0,
      ...slot,
    },
    person,
  };
}

/** Thursday at nine. */
export const thursday = placeAt('2026-03-12T09:00:00-05:00');

/** An appointment booked on Tuesday for Thursday at nine. */
export const booked = (more: Partial<NewAppointment> = {}): Appointment =>
  bookNewAppointment(plan(more), thursday, tuesday).state;

/** The same slot, held for ten minutes. */
export const held = (): Appointment => holdAppointment(plan(), thursday, 10, tuesday).state;

/** The state after a command that changed something. */
export function stateOf(change: { readonly state: Appointment } | undefined): Appointment {
  if (change === undefined) throw new Error('Nothing changed.');
  return change.state;
}

/** The status and the sentence of a refusal. */
export function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Problem) return `${error.status} ${error.message}`;
    throw error;
  }
  return 'done';
}
