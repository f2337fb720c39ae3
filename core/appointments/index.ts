/** Appointments, as other nouns, follow-ups and doors see them. */
export { type Appointment, appointment, appointments } from './appointment.ts';
export { calendarOf } from './calendar.ts';
export { bookNewAppointment, cancelAppointment, releaseAppointment } from './decide.ts';
export * from './events.ts';
export { appointmentKey, appointmentsOfCustomer } from './keys.ts';
export { appointmentAt, departmentOfVisit } from './read.ts';
export type { Place } from './slot.ts';
export { arriveAtAppointment, askToMoveAppointment, confirmAppointment, missAppointment } from './visit.ts';
