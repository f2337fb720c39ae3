/** The car that a customer comes to see: it may be sold before they come, and then another one is offered (domain row 10). */
import { happened, type Moment } from '../kernel/event.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import type { Appointment } from './appointment.ts';
import { kindOf, next, refuseUnless } from './change.ts';
import { appointmentVehicleChosen, appointmentVehicleGone } from './events.ts';

/**
 * The car is sold: an alternative is owed. Undefined when that is noted already. Throws 409 for an appointment that is
 * about no car of the store.
 */
export function loseVehicle(before: Appointment, moment: Moment): Change<Appointment> | undefined {
  refuseUnless(before, 'REQUESTED', 'HELD', 'BOOKED');
  if (before.stock === undefined) {
    throw new Problem('conflict', 'This appointment is about no car of the store: there is none to be sold.');
  }
  if (before.vehicleGoneAt !== undefined) return undefined;
  const { carPulledAt: _, ...rest } = before;
  const after: Appointment = { ...rest, vehicleGoneAt: moment.now };
  return next(before, after, happened(appointmentVehicleGone, kindOf(after)), moment);
}

/** Another car is shown: `stock` as the store calls it. Undefined when it is the one that is shown already. */
export function showVehicle(before: Appointment, stock: string, moment: Moment): Change<Appointment> | undefined {
  refuseUnless(before, 'REQUESTED', 'HELD', 'BOOKED');
  if (before.department === 'service') {
    throw new Problem('conflict', 'A service appointment shows no car: the customer brings theirs. Leave this out.');
  }
  if (before.stock === stock && before.vehicleGoneAt === undefined) return undefined;
  const { carPulledAt: _c, vehicleGoneAt: _g, ...rest } = before;
  const after: Appointment = { ...rest, stock };
  return next(before, after, happened(appointmentVehicleChosen, kindOf(after)), moment);
}
