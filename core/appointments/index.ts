/** Appointments, as other nouns, follow-ups and doors see them. */
export {
  type Appointment,
  type AppointmentStatus,
  appointment,
  appointments,
  type BookedDepartment,
  type Purpose,
  type SaidBy,
} from './appointment.ts';
export { type CalendarFile, type CalendarWords, calendarOf, type Parties } from './calendar.ts';
export { type Capacity, capacities, capacity } from './capacity.ts';
export {
  assignAppointment,
  bookHeldAppointment,
  bookNewAppointment,
  bookRequestedAppointment,
  cancelAppointment,
  holdAppointment,
  moveAppointment,
  type NewAppointment,
  releaseAppointment,
  requestAppointment,
} from './decide.ts';
export * from './events.ts';
export {
  appointmentKey,
  appointmentLog,
  appointmentSubject,
  appointmentsOfCustomer,
  appointmentsOfDay,
} from './keys.ts';
export { appointmentAt } from './read.ts';
export type { Place, Slot } from './slot.ts';
export {
  acceptAppointment,
  arriveAtAppointment,
  askToMoveAppointment,
  confirmAppointment,
  declineNewAppointment,
  greetAtAppointment,
  missAppointment,
  pullCar,
  rebookAppointment,
} from './visit.ts';
