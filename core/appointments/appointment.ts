/** The appointment: when a customer comes to sales or service, whom they meet, and what became of it. */
import * as z from 'zod';
import { externalId, storeId } from '../kernel/fields.ts';
import { defineNoun } from '../kernel/noun.ts';
import { calendarDate, instant } from '../kernel/time.ts';
import { appointmentKey, appointmentLog, appointmentSubject, holdDue, onDay } from './keys.ts';

/** The departments that customers come to by appointment. */
export const bookedDepartment = z.enum(['sales', 'service'], { error: 'Send sales or service.' });
/** A department that customers come to by appointment. */
export type BookedDepartment = z.infer<typeof bookedDepartment>;

/** Why the customer comes. */
export const purpose = z.enum(['service', 'test-drive', 'sales-visit', 'delivery'], {
  error: 'Send service, test-drive, sales-visit or delivery.',
});
/** Why the customer comes. */
export type Purpose = z.infer<typeof purpose>;

/**
 * REQUESTED: the day is known and the time is not. HELD: a slot is kept for some minutes. BOOKED: agreed. ARRIVED: the
 * customer is here. Ended: CANCELLED by somebody, RELEASED because a hold ran out, MISSED because nobody came. A
 * customer who comes late makes a MISSED one ARRIVED.
 */
export const appointmentStatus = z.enum(['REQUESTED', 'HELD', 'BOOKED', 'ARRIVED', 'CANCELLED', 'RELEASED', 'MISSED'], {
  error: 'Send REQUESTED, HELD, BOOKED, ARRIVED, CANCELLED, RELEASED or MISSED.',
});
/** What became of an appointment. */
export type AppointmentStatus = z.infer<typeof appointmentStatus>;

/** How the customer's word came: a reply to a message, a one-tap link, or through a person. */
export const saidBy = z.enum(['reply', 'link', 'staff'], { error: 'Send reply, link or staff.' });
/** How the customer's word came. */
export type SaidBy = z.infer<typeof saidBy>;

/** An appointment as it is kept. */
export const appointment = z.object({
  appointmentId: externalId,
  storeId,
  customerId: externalId,
  department: bookedDepartment,
  purpose,
  /** A vehicle of the customer: the one that comes for service. */
  vehicleId: externalId.optional(),
  /** The vehicle of interest, as the store calls it: a stock number. */
  stock: z.string().optional(),
  /** The day on the store's wall. */
  date: calendarDate,
  /** The day that the customer asked for before a time was known. */
  requestedDate: calendarDate.optional(),
  /** Absent while REQUESTED. */
  startsAt: instant.optional(),
  endsAt: instant.optional(),
  /** The advisor or salesperson whom the customer meets. */
  staffId: z.string().optional(),
  status: appointmentStatus,
  /** Until when the slot is kept while HELD; a booking after it is refused. */
  holdUntil: instant.optional(),
  /** The calendar's revision (RFC 5545): 0 when booked, one more with each move and with the cancellation. */
  sequence: z.int().min(0),
  /** When its present time was agreed: a move sets it anew, so that reminders count from there. */
  bookedAt: instant.optional(),
  /** The customer's last word is "yes, I come". A move takes it back: it was said about another time. */
  confirmedAt: instant.optional(),
  confirmedBy: saidBy.optional(),
  /** The customer's last word is "another time, please": somebody owes them a call. */
  callbackWanted: z.boolean().optional(),
  /** When they last said so. */
  moveAskedAt: instant.optional(),
  /** When the person whom the customer meets said that they will be there. */
  acceptedAt: instant.optional(),
  /** When the car to be shown stood ready at the door. */
  carPulledAt: instant.optional(),
  /** When the car to be shown was sold to somebody else; another one is offered. */
  vehicleGoneAt: instant.optional(),
  arrivedAt: instant.optional(),
  greetedAt: instant.optional(),
  missedAt: instant.optional(),
  /** When a customer who did not come said that they want no new appointment. */
  declinedAt: instant.optional(),
  /** The appointment that was booked in place of this one. */
  rebookedAs: z.string().optional(),
  cancelledAt: instant.optional(),
  cancelledBy: saidBy.optional(),
  /** In the words of who cancelled it; stays in the table. */
  cancelReason: z.string().optional(),
  notes: z.string().optional(),
  version: z.int().positive(),
  createdAt: instant,
  updatedAt: instant,
});
/** An appointment. */
export type Appointment = z.output<typeof appointment>;

/** Whether the appointment takes its slot: somebody may come, or is here. */
export const takesSlot = ({ status }: Pick<Appointment, 'status'>): boolean => {
  switch (status) {
    case 'HELD':
    case 'BOOKED':
    case 'ARRIVED':
      return true;
    case 'REQUESTED':
    case 'CANCELLED':
    case 'RELEASED':
    case 'MISSED':
      return false;
    default: {
      const never: never = status;
      return never;
    }
  }
};

/** The noun. Its log is told together with its promises, alerts and messages. */
export const appointments = defineNoun({
  name: 'appointment',
  schema: appointment,
  id: (state) => state.appointmentId,
  key: (state) => appointmentKey(state.storeId, state.appointmentId),
  log: (state) => appointmentLog(state.storeId, state.appointmentId),
  about: (state) => ({ storeId: state.storeId, subject: appointmentSubject(state), customerId: state.customerId }),
  indexes: (state) => ({
    ...onDay(state.storeId, state, state.appointmentId),
    ...(state.status === 'HELD' && state.holdUntil !== undefined
      ? holdDue(state.storeId, state.appointmentId, state.holdUntil)
      : {}),
  }),
});
