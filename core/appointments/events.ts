/** What happens to appointments and to the capacity of a department. */
import * as z from 'zod';
import { defineEvent, type EventDefinition } from '../kernel/event.ts';
import { calendarDate, instant, parseDate, parseInstant } from '../kernel/time.ts';
import { appointmentStatus, bookedDepartment, purpose, saidBy } from './appointment.ts';

const base = { department: bookedDepartment, purpose };
const example = { department: 'service', purpose: 'service' } as const;
const startsAt = parseInstant('2026-03-12T14:00:00.000Z');
const timed = { ...base, startsAt: instant, staffId: z.string().optional() };
const timedExample = { ...example, startsAt, staffId: 'ana' };

export const appointmentRequested = defineEvent('appointment.requested', 1, {
  means: 'A customer wants to come on a day; the time is still to be agreed.',
  data: z.object({ ...base, requestedDate: calendarDate }),
  example: { ...example, requestedDate: parseDate('2026-03-12') },
});

export const appointmentHeld = defineEvent('appointment.held', 1, {
  means: 'A slot is kept for the customer for some minutes.',
  data: z.object({ ...timed, holdUntil: instant }),
  example: { ...timedExample, holdUntil: parseInstant('2026-03-10T14:40:00.000Z') },
});

export const appointmentBooked = defineEvent('appointment.booked', 1, {
  means: 'The appointment is agreed.',
  data: z.object({ ...timed, sequence: z.int() }),
  example: { ...timedExample, sequence: 0 },
});

export const appointmentMoved = defineEvent('appointment.moved', 1, {
  means: 'The appointment is at another time now, `from` is the old one. A confirmation of the old time is void.',
  data: z.object({ ...timed, from: instant, sequence: z.int() }),
  example: { ...timedExample, from: parseInstant('2026-03-11T14:00:00.000Z'), sequence: 1 },
});

export const appointmentConfirmed = defineEvent('appointment.confirmed', 1, {
  means: 'The customer said that they come.',
  data: z.object({ ...timed, by: saidBy }),
  example: { ...timedExample, by: 'reply' },
});

export const appointmentMoveAsked = defineEvent('appointment.move-asked', 1, {
  means: 'The customer wants another time; somebody owes them a call.',
  data: z.object({ ...timed, by: saidBy }),
  example: { ...timedExample, by: 'link' },
});

export const appointmentCancelled = defineEvent('appointment.cancelled', 1, {
  means: 'The appointment will not be; its slot is free again.',
  data: z.object({ ...base, startsAt: instant.optional(), by: saidBy, sequence: z.int() }),
  example: { ...example, startsAt, by: 'staff', sequence: 1 },
});

export const appointmentAssigned = defineEvent('appointment.assigned', 1, {
  means: 'Another person meets the customer; without `staffId` nobody does yet.',
  data: z.object({ ...base, staffId: z.string().optional(), from: z.string().optional() }),
  example: { ...example, staffId: 'ben', from: 'ana' },
});

export const appointmentAccepted = defineEvent('appointment.accepted', 1, {
  means: 'The person whom the customer meets said that they will be there.',
  data: z.object({ ...base, staffId: z.string() }),
  example: { ...example, staffId: 'ana' },
});

export const appointmentCarPulled = defineEvent('appointment.car-pulled', 1, {
  means: 'The car to be shown stands ready at the door.',
  data: z.object(base),
  example: { department: 'sales', purpose: 'test-drive' },
});

export const appointmentVehicleGone = defineEvent('appointment.vehicle-gone', 1, {
  means: 'The car that the customer comes to see is sold: an alternative is owed.',
  data: z.object(base),
  example: { department: 'sales', purpose: 'test-drive' },
});

export const appointmentVehicleChosen = defineEvent('appointment.vehicle-chosen', 1, {
  means: 'Another car will be shown.',
  data: z.object(base),
  example: { department: 'sales', purpose: 'test-drive' },
});

export const appointmentArrived = defineEvent('appointment.arrived', 1, {
  means: 'The customer is here; `was` is MISSED when they came late.',
  data: z.object({ ...timed, was: appointmentStatus }),
  example: { ...timedExample, was: 'BOOKED' },
});

export const appointmentGreeted = defineEvent('appointment.greeted', 1, {
  means: 'Somebody of the store greeted the customer.',
  data: z.object(base),
  example,
});

export const appointmentMissed = defineEvent('appointment.missed', 1, {
  means: 'The customer did not come; the slot is free again.',
  data: z.object(timed),
  example: timedExample,
});

export const appointmentDeclined = defineEvent('appointment.declined', 1, {
  means: 'A customer who did not come wants no new appointment.',
  data: z.object({ ...base, by: saidBy }),
  example: { ...example, by: 'staff' },
});

export const appointmentRebooked = defineEvent('appointment.rebooked', 1, {
  means: 'Another appointment was booked in place of this one, which was missed or cancelled.',
  data: z.object({ ...base, rebookedAs: z.string() }),
  example: { ...example, rebookedAs: '01JP0000000000000000000001' },
});

export const appointmentReleased = defineEvent('appointment.released', 1, {
  means: 'A held slot was not booked in time and is free again.',
  data: z.object(timed),
  example: timedExample,
});

export const capacityChanged = defineEvent('capacity.changed', 1, {
  means: 'How many customers a department takes at a time was set; what is booked stays booked.',
  data: z.object({ department: bookedDepartment, fields: z.array(z.string()) }),
  example: { department: 'service', fields: ['perSlot'] },
});

/** Every event of an appointment's life. */
export const appointmentEvents: readonly EventDefinition[] = [
  appointmentRequested,
  appointmentHeld,
  appointmentBooked,
  appointmentMoved,
  appointmentConfirmed,
  appointmentMoveAsked,
  appointmentCancelled,
  appointmentAssigned,
  appointmentAccepted,
  appointmentCarPulled,
  appointmentVehicleGone,
  appointmentVehicleChosen,
  appointmentArrived,
  appointmentGreeted,
  appointmentMissed,
  appointmentDeclined,
  appointmentRebooked,
  appointmentReleased,
];
