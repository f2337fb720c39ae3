/** What changes of an appointment have in common: refusals, the next version, the slots they take or free. */
import type { Happening, Moment } from '../kernel/event.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import type { Instant } from '../kernel/time.ts';
import {
  type Appointment,
  type AppointmentStatus,
  appointments,
  type BookedDepartment,
  type Purpose,
} from './appointment.ts';
import { type Room, slotWrites } from './slot.ts';

/** The next version, with its event and what it takes or frees. `room` limits what it takes. */
export function next(
  before: Appointment,
  after: Appointment,
  event: Happening,
  moment: Moment,
  room?: Room,
): Change<Appointment> {
  const change = appointments.change(before, { ...after, updatedAt: moment.now }, event, moment);
  return { ...change, writes: [...change.writes, ...slotWrites(before, change.state, room)] };
}

const statusWords: Record<AppointmentStatus, string> = {
  REQUESTED: 'has no time yet',
  HELD: 'is held but not booked',
  BOOKED: 'is booked',
  ARRIVED: 'has begun: the customer is here',
  CANCELLED: 'was cancelled',
  RELEASED: 'was held and not booked in time',
  MISSED: 'is over: the customer did not come',
};

const fixes: Record<AppointmentStatus, string> = {
  REQUESTED: 'Book it for a time first.',
  HELD: 'Book it first.',
  BOOKED: 'Move it or cancel it instead.',
  ARRIVED: 'Nothing is left to change but the greeting.',
  CANCELLED: 'Book a new appointment.',
  RELEASED: 'Book a new appointment.',
  MISSED: 'Book a new appointment that names this one in `rebooks`, or note that the customer declined.',
};

/** Refuses (409) what an appointment cannot take in the state that it is in; says the state and the way on. */
export function refuseUnless(before: Appointment, ...allowed: readonly AppointmentStatus[]): void {
  if (allowed.includes(before.status)) return;
  throw new Problem('conflict', `This appointment ${statusWords[before.status]}. ${fixes[before.status]}`);
}

/** The times of an appointment. Throws 409 for one that is still REQUESTED, or was cancelled as such. */
export function timesOf(of: Appointment): { readonly startsAt: Instant; readonly endsAt: Instant } {
  if (of.startsAt === undefined || of.endsAt === undefined)
    throw new Problem('conflict', 'This appointment has no time yet. Book it for a time first.');
  return { startsAt: of.startsAt, endsAt: of.endsAt };
}

/** What events say of every appointment. */
export const kindOf = ({ department, purpose }: Appointment) => ({ department, purpose });

/** What events say of an appointment that has a time. */
export const timedData = (of: Appointment) => ({
  ...kindOf(of),
  startsAt: timesOf(of).startsAt,
  ...(of.staffId === undefined ? {} : { staffId: of.staffId }),
});

const purposes: Record<BookedDepartment, readonly Purpose[]> = {
  sales: ['test-drive', 'sales-visit', 'delivery'],
  service: ['service'],
};

/** Refuses (422) a purpose that the other department serves. */
export function refuseOtherPurpose(department: BookedDepartment, purpose: Purpose): void {
  const ours = purposes[department];
  if (ours.includes(purpose)) return;
  const fix = `For ${department} send ${ours.join(', ')}.`;
  throw new Problem('invalid-input', `purpose: ${fix}`, [{ field: 'purpose', fix }]);
}
