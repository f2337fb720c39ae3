/** Sentences of appointments. */
import type * as z from 'zod';
import * as appointments from '../appointments/index.ts';
import type { Instant } from '../kernel/time.ts';
import { type Saying, saying } from './saying.ts';
import { dayWords, listWords, personWords, plainWords, type Reading, sentence, timeWords } from './words.ts';

type Purpose = z.output<typeof appointments.appointmentBooked.data>['purpose'];

const purposeWords: Record<Purpose, string> = {
  service: 'service appointment',
  'test-drive': 'test drive',
  'sales-visit': 'sales visit',
  delivery: 'delivery',
};

const byWords = { reply: 'by reply', link: 'with the link', staff: 'through the store' } as const;

const when = (at: Instant, staffId: string | undefined, reading: Reading): string =>
  `${timeWords(at, reading)}${staffId === undefined ? '' : `, with ${personWords(staffId, reading)}`}`;

/** Sentences by event type. */
export const visitSayings = (): readonly (readonly [string, Saying])[] => [
  saying(
    appointments.appointmentRequested,
    ({ purpose, requestedDate }) =>
      `A ${purposeWords[purpose]} is wanted on ${dayWords(requestedDate)}; the time is open.`,
  ),
  saying(
    appointments.appointmentHeld,
    ({ purpose, startsAt, staffId, holdUntil }, reading) =>
      `A slot for a ${purposeWords[purpose]} is held: ${when(startsAt, staffId, reading)}; until ${timeWords(holdUntil, reading)}.`,
  ),
  saying(
    appointments.appointmentBooked,
    ({ purpose, startsAt, staffId }, reading) =>
      `A ${purposeWords[purpose]} was booked: ${when(startsAt, staffId, reading)}.`,
  ),
  saying(
    appointments.appointmentMoved,
    ({ purpose, from, startsAt, staffId }, reading) =>
      `The ${purposeWords[purpose]} moved from ${timeWords(from, reading)} to ${when(startsAt, staffId, reading)}.`,
  ),
  saying(
    appointments.appointmentConfirmed,
    ({ purpose, by }) => `The customer confirmed the ${purposeWords[purpose]} ${byWords[by]}.`,
  ),
  saying(
    appointments.appointmentMoveAsked,
    ({ purpose, by }) => `The customer asked for another time for the ${purposeWords[purpose]} ${byWords[by]}.`,
  ),
  saying(
    appointments.appointmentCancelled,
    ({ purpose, by }) => `The ${purposeWords[purpose]} was cancelled ${byWords[by]}.`,
  ),
  saying(appointments.appointmentAssigned, ({ purpose, staffId }, reading) => {
    const who = staffId === undefined ? 'nobody' : personWords(staffId, reading);
    return sentence(`${who} receives the customer for the ${purposeWords[purpose]} now`);
  }),
  saying(
    appointments.appointmentAccepted,
    ({ purpose, staffId }, reading) => `The ${purposeWords[purpose]} was accepted by ${personWords(staffId, reading)}.`,
  ),
  saying(
    appointments.appointmentCarPulled,
    ({ purpose }) => `The car for the ${purposeWords[purpose]} stands at the door.`,
  ),
  saying(
    appointments.appointmentVehicleGone,
    ({ purpose }) => `The car for the ${purposeWords[purpose]} is sold: another one is to be offered.`,
  ),
  saying(
    appointments.appointmentVehicleChosen,
    ({ purpose }) => `Another car will be shown at the ${purposeWords[purpose]}.`,
  ),
  saying(
    appointments.appointmentArrived,
    ({ purpose, was }) => `The customer is here for the ${purposeWords[purpose]}${was === 'MISSED' ? ', late' : ''}.`,
  ),
  saying(
    appointments.appointmentGreeted,
    ({ purpose }) => `The customer was greeted for the ${purposeWords[purpose]}.`,
  ),
  saying(
    appointments.appointmentMissed,
    ({ purpose, startsAt }, reading) =>
      `The customer did not come for the ${purposeWords[purpose]} of ${timeWords(startsAt, reading)}.`,
  ),
  saying(
    appointments.appointmentDeclined,
    ({ purpose }) => `The customer wants no new ${purposeWords[purpose]} in place of the missed one.`,
  ),
  saying(
    appointments.appointmentRebooked,
    ({ purpose }) => `Another appointment was booked in place of this ${purposeWords[purpose]}.`,
  ),
  saying(
    appointments.appointmentReleased,
    ({ purpose, startsAt }, reading) =>
      `The slot held for a ${purposeWords[purpose]} on ${timeWords(startsAt, reading)} was not booked in time and is free again.`,
  ),
  saying(
    appointments.capacityChanged,
    ({ department, fields }) => `The capacity of ${department} was set: ${listWords(fields.map(plainWords))}.`,
  ),
];
