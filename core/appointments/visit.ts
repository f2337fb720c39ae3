/** What the customer and the store say and do about an appointment: confirmed, accepted, arrived, greeted, missed. */
import { happened, type Moment } from '../kernel/event.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import type { Appointment, SaidBy } from './appointment.ts';
import { kindOf, next, refuseUnless, timedData, timesOf } from './change.ts';
import * as events from './events.ts';

/** The customer says that they come. Undefined when they said so already. Throws 409 unless it is booked. */
export function confirmAppointment(before: Appointment, by: SaidBy, moment: Moment): Change<Appointment> | undefined {
  refuseUnless(before, 'BOOKED');
  if (before.confirmedAt !== undefined) return undefined;
  const { callbackWanted: _, ...rest } = before;
  const after: Appointment = { ...rest, confirmedAt: moment.now, confirmedBy: by };
  return next(before, after, happened(events.appointmentConfirmed, { ...timedData(after), by }), moment);
}

/**
 * The customer wants another time: somebody calls them. What they confirmed is void. Undefined when they asked
 * already. Throws 409 unless it is booked.
 */
export function askToMoveAppointment(before: Appointment, by: SaidBy, moment: Moment): Change<Appointment> | undefined {
  refuseUnless(before, 'BOOKED');
  if (before.callbackWanted === true) return undefined;
  const { confirmedAt: _a, confirmedBy: _b, ...rest } = before;
  const after: Appointment = { ...rest, callbackWanted: true, moveAskedAt: moment.now };
  return next(before, after, happened(events.appointmentMoveAsked, { ...timedData(after), by }), moment);
}

/** The person whom the customer meets will be there. Undefined when they said so. Throws 409 while it is nobody. */
export function acceptAppointment(before: Appointment, moment: Moment): Change<Appointment> | undefined {
  refuseUnless(before, 'BOOKED');
  const { staffId } = before;
  if (staffId === undefined) {
    throw new Problem('conflict', 'Nobody is assigned to this appointment. Assign it to somebody first.');
  }
  if (before.acceptedAt !== undefined) return undefined;
  const after: Appointment = { ...before, acceptedAt: moment.now };
  return next(before, after, happened(events.appointmentAccepted, { ...kindOf(after), staffId }), moment);
}

/** The car to be shown stands at the door. Undefined when it does already. Throws 409 for service: there is none. */
export function pullCar(before: Appointment, moment: Moment): Change<Appointment> | undefined {
  refuseUnless(before, 'BOOKED', 'ARRIVED');
  if (before.department === 'service') {
    throw new Problem('conflict', 'A service appointment has no car to pull: the customer brings it. Leave this out.');
  }
  if (before.carPulledAt !== undefined) return undefined;
  const after: Appointment = { ...before, carPulledAt: moment.now };
  return next(before, after, happened(events.appointmentCarPulled, kindOf(after)), moment);
}

/**
 * The customer is here, also when nobody expected them any more: a late arrival takes its slot again, whatever room
 * is left. Undefined when they are here already. Throws 409 unless it was booked or missed.
 */
export function arriveAtAppointment(before: Appointment, moment: Moment): Change<Appointment> | undefined {
  if (before.status === 'ARRIVED') return undefined;
  refuseUnless(before, 'BOOKED', 'MISSED');
  const { callbackWanted: _w, declinedAt: _d, ...rest } = before;
  const after: Appointment = { ...rest, status: 'ARRIVED', arrivedAt: moment.now };
  const event = happened(events.appointmentArrived, { ...timedData(after), was: before.status });
  return next(before, after, event, moment);
}

/** Somebody greeted the customer. Undefined when somebody did already. Throws 409 unless the customer is here. */
export function greetAtAppointment(before: Appointment, moment: Moment): Change<Appointment> | undefined {
  if (before.status !== 'ARRIVED') {
    throw new Problem('conflict', 'The customer has not arrived. Note their arrival first.');
  }
  if (before.greetedAt !== undefined) return undefined;
  const after: Appointment = { ...before, greetedAt: moment.now };
  return next(before, after, happened(events.appointmentGreeted, kindOf(after)), moment);
}

/** The customer did not come; the slot is free again. Undefined when that is noted. Throws 409 before its time. */
export function missAppointment(before: Appointment, moment: Moment): Change<Appointment> | undefined {
  if (before.status === 'MISSED') return undefined;
  refuseUnless(before, 'BOOKED');
  if (timesOf(before).startsAt > moment.now) {
    throw new Problem('conflict', 'The time of this appointment is still to come. Cancel it or move it instead.');
  }
  const { callbackWanted: _, ...rest } = before;
  const after: Appointment = { ...rest, status: 'MISSED', missedAt: moment.now };
  return next(before, after, happened(events.appointmentMissed, timedData(after)), moment);
}

/** A customer who did not come wants no new appointment. Undefined when noted. Throws 409 unless it was missed. */
export function declineNewAppointment(
  before: Appointment,
  by: SaidBy,
  moment: Moment,
): Change<Appointment> | undefined {
  refuseUnless(before, 'MISSED');
  if (before.declinedAt !== undefined) return undefined;
  const after: Appointment = { ...before, declinedAt: moment.now };
  return next(before, after, happened(events.appointmentDeclined, { ...kindOf(after), by }), moment);
}

/** Another appointment was booked in place of this one. Throws 409 unless it was missed or cancelled, or if one was. */
export function rebookAppointment(before: Appointment, rebookedAs: string, moment: Moment): Change<Appointment> {
  refuseUnless(before, 'MISSED', 'CANCELLED');
  if (before.rebookedAs !== undefined) {
    throw new Problem(
      'conflict',
      'Another appointment was booked in place of this one already: move that one instead.',
    );
  }
  const { declinedAt: _, ...rest } = before;
  const after: Appointment = { ...rest, rebookedAs };
  return next(before, after, happened(events.appointmentRebooked, { ...kindOf(after), rebookedAs }), moment);
}
