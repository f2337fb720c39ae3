/**
 * How an appointment comes to its time and loses it: requested, held, booked, moved, assigned, cancelled, released.
 * Each change makes one version and one event, and takes or frees its slot in the same transaction. What the customer
 * and the store say and do about it is in `visit.ts`.
 */
import { happened, type Moment } from '../kernel/event.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import { type LocalDate, plus } from '../kernel/time.ts';
import { type Appointment, appointments, type BookedDepartment, type Purpose, type SaidBy } from './appointment.ts';
import { kindOf, next, refuseOtherPurpose, refuseUnless, timedData, timesOf } from './change.ts';
import * as events from './events.ts';
import { type Place, refuseBusy, refuseFull, slotWrites } from './slot.ts';

/** An appointment about to be made. */
export interface NewAppointment {
  readonly appointmentId: string;
  readonly storeId: string;
  readonly customerId: string;
  readonly department: BookedDepartment;
  readonly purpose: Purpose;
  readonly vehicleId?: string | undefined;
  readonly stock?: string | undefined;
  readonly staffId?: string | undefined;
  readonly notes?: string | undefined;
}

const fresh = (plan: NewAppointment, date: LocalDate, moment: Moment) => {
  refuseOtherPurpose(plan.department, plan.purpose);
  return { ...plan, date, sequence: 0, version: 1, createdAt: moment.now, updatedAt: moment.now };
};

/** The appointment at the time of a slot, with its person. */
const at = (state: Omit<Appointment, 'status'>, { slot, person }: Place): Omit<Appointment, 'status'> => {
  const { staffId: _, ...rest } = state;
  const { date, startsAt, endsAt } = slot;
  return { ...rest, date, startsAt, endsAt, ...(person === undefined ? {} : { staffId: person.staffId }) };
};

const create = (
  state: Appointment,
  event: Parameters<typeof appointments.create>[1],
  moment: Moment,
  place?: Place,
) => {
  const change = appointments.create(state, event, moment);
  return { ...change, writes: [...change.writes, ...slotWrites(undefined, change.state, place)] };
};

/** Notes that a customer wants to come on a day; the time is still to be agreed, so no slot is taken. */
export function requestAppointment(
  plan: NewAppointment,
  requestedDate: LocalDate,
  moment: Moment,
): Change<Appointment> {
  const state: Appointment = { ...fresh(plan, requestedDate, moment), requestedDate, status: 'REQUESTED' };
  return create(state, happened(events.appointmentRequested, { ...kindOf(state), requestedDate }), moment);
}

/** Keeps a slot for some minutes. Throws 409 when it is full. */
export function holdAppointment(
  plan: NewAppointment,
  place: Place,
  minutes: number,
  moment: Moment,
): Change<Appointment> {
  refuseFull(place);
  const holdUntil = plus(moment.now, { minutes });
  const state: Appointment = { ...at(fresh(plan, place.slot.date, moment), place), status: 'HELD', holdUntil };
  return create(state, happened(events.appointmentHeld, { ...timedData(state), holdUntil }), moment, place);
}

const bookedEvent = (state: Appointment) =>
  happened(events.appointmentBooked, { ...timedData(state), sequence: state.sequence });

/** Books a new appointment. Throws 409 when the slot is full. */
export function bookNewAppointment(plan: NewAppointment, place: Place, moment: Moment): Change<Appointment> {
  refuseFull(place);
  const state: Appointment = {
    ...at(fresh(plan, place.slot.date, moment), place),
    status: 'BOOKED',
    bookedAt: moment.now,
  };
  return create(state, bookedEvent(state), moment, place);
}

/** Whether the time to book a held slot is over. */
const isHoldOver = ({ holdUntil }: Appointment, { now }: Moment): boolean =>
  holdUntil !== undefined && holdUntil <= now;

/** Books a slot that is held. Throws 409 when its time to decide is over, or it is not held. */
export function bookHeldAppointment(before: Appointment, moment: Moment): Change<Appointment> {
  refuseUnless(before, 'HELD');
  if (isHoldOver(before, moment)) {
    throw new Problem('conflict', 'The slot was held and its time to decide is over. Book a new appointment.');
  }
  const { holdUntil: _, ...rest } = before;
  const after: Appointment = { ...rest, status: 'BOOKED', bookedAt: moment.now };
  return next(before, after, bookedEvent(after), moment);
}

/** Books a time for a requested appointment. Throws 409 when the slot is full, or it has a time already. */
export function bookRequestedAppointment(before: Appointment, place: Place, moment: Moment): Change<Appointment> {
  refuseUnless(before, 'REQUESTED');
  refuseFull(place);
  const after: Appointment = { ...at(before, place), status: 'BOOKED', bookedAt: moment.now };
  return next(before, after, bookedEvent(after), moment, place);
}

/** What the customer and the store said about a time; void when it changes. */
const withoutAnswers = (before: Appointment): Appointment => {
  const { confirmedAt: _c, confirmedBy: _b, callbackWanted: _w, acceptedAt: _a, carPulledAt: _p, ...rest } = before;
  return rest;
};

/**
 * Moves a booked appointment to another slot: frees the old one and takes the new one in one transaction. At the same
 * time with another person it is no move, so what the customer confirmed stays. Undefined when nothing changes. Throws
 * 409 when the new slot is full, or it is not booked.
 */
export function moveAppointment(before: Appointment, place: Place, moment: Moment): Change<Appointment> | undefined {
  refuseUnless(before, 'BOOKED');
  const from = timesOf(before).startsAt;
  const { slot, person } = place;
  if (from === slot.startsAt) {
    return assignAppointment(before, person === undefined ? undefined : { staffId: person.staffId, person }, moment);
  }
  refuseFull(place);
  const after: Appointment = {
    ...at(withoutAnswers(before), place),
    status: 'BOOKED',
    bookedAt: moment.now,
    sequence: before.sequence + 1,
  };
  const event = happened(events.appointmentMoved, { ...timedData(after), from, sequence: after.sequence });
  return next(before, after, event, moment, place);
}

/**
 * Says whom the customer meets; undefined as person means nobody yet. Undefined when it is so already. `person` needs
 * room in the slot once there is one. Throws 409 when they have none, or the visit is over or has begun.
 */
export function assignAppointment(
  before: Appointment,
  to: { readonly staffId: string; readonly person?: Place['person'] } | undefined,
  moment: Moment,
): Change<Appointment> | undefined {
  refuseUnless(before, 'REQUESTED', 'HELD', 'BOOKED');
  const { staffId: from, acceptedAt: _, ...rest } = before;
  if (from === to?.staffId) return undefined;
  refuseBusy(to?.person);
  const after: Appointment = { ...rest, ...(to === undefined ? {} : { staffId: to.staffId }) };
  const event = happened(events.appointmentAssigned, {
    ...kindOf(after),
    ...(to === undefined ? {} : { staffId: to.staffId }),
    ...(from === undefined ? {} : { from }),
  });
  return next(before, after, event, moment, { person: to?.person });
}

/** Cancels an appointment that has not begun. Undefined when it is cancelled already: a link may be tapped twice. */
export function cancelAppointment(
  before: Appointment,
  by: SaidBy,
  reason: string | undefined,
  moment: Moment,
): Change<Appointment> | undefined {
  if (before.status === 'CANCELLED') return undefined;
  refuseUnless(before, 'REQUESTED', 'HELD', 'BOOKED');
  const { holdUntil: _, callbackWanted: _w, ...rest } = before;
  const after: Appointment = {
    ...rest,
    status: 'CANCELLED',
    sequence: before.sequence + 1,
    cancelledAt: moment.now,
    cancelledBy: by,
    ...(reason === undefined ? {} : { cancelReason: reason }),
  };
  const event = happened(events.appointmentCancelled, {
    ...kindOf(after),
    ...(after.startsAt === undefined ? {} : { startsAt: after.startsAt }),
    by,
    sequence: after.sequence,
  });
  return next(before, after, event, moment);
}

/** Frees a held slot whose time to decide is over. Undefined when it is not held any more, or still has time. */
export function releaseAppointment(before: Appointment, moment: Moment): Change<Appointment> | undefined {
  if (before.status !== 'HELD' || !isHoldOver(before, moment)) return undefined;
  const { holdUntil: _, ...rest } = before;
  const after: Appointment = { ...rest, status: 'RELEASED' };
  return next(before, after, happened(events.appointmentReleased, timedData(after)), moment);
}
