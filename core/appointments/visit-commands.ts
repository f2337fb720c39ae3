/** What people note about an appointment: what the customer answered, who receives them, that they came. */

import type { Moment } from '../kernel/event.ts';
import { bodyOf } from '../kernel/fields.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import { type Caller, defineRoute, type Route } from '../kernel/route.ts';
import { type Appointment, appointment, type SaidBy, saidBy } from './appointment.ts';
import { answered, appointmentFor, bookers, example, heads, oneAppointment, onePath, tag } from './shared.ts';
import { loseVehicle } from './vehicle.ts';
import {
  acceptAppointment,
  arriveAtAppointment,
  askToMoveAppointment,
  confirmAppointment,
  declineNewAppointment,
  greetAtAppointment,
  missAppointment,
  pullCar,
} from './visit.ts';

type Patch = Partial<typeof example>;

/** What all commands about one appointment share. */
const command = (verb: string, name: string, means: string) =>
  ({
    method: 'POST',
    path: `${onePath}/${verb}`,
    name,
    tag,
    means,
    roles: bookers,
    params: oneAppointment,
    output: appointment,
  }) as const;

/** A word of the customer that somebody passes on. */
const word = (
  verb: string,
  name: string,
  means: string,
  decide: (before: Appointment, by: SaidBy, moment: Moment) => Change<Appointment> | undefined,
  after: Patch,
): Route =>
  defineRoute({
    ...command(verb, name, means),
    body: bodyOf({ by: saidBy.default('staff') }),
    example: { body: {}, output: { ...example, ...after, version: 2 } },
    handle: async (call) => {
      const before = await appointmentFor(call);
      return answered(before, decide(before, call.body.by, call.moment));
    },
  });

/** Something that was done. */
const deed = (
  verb: string,
  name: string,
  means: string,
  decide: (before: Appointment, moment: Moment, caller: Caller) => Change<Appointment> | undefined,
  after: Patch,
): Route =>
  defineRoute({
    ...command(verb, name, means),
    example: { output: { ...example, ...after, version: 2 } },
    handle: async (call) => {
      const before = await appointmentFor(call);
      return answered(before, decide(before, call.moment, call.caller));
    },
  });

/** Accepting is a person's own word; those who head them may give it in their place. */
function acceptAs(before: Appointment, moment: Moment, caller: Caller): Change<Appointment> | undefined {
  const isHead = caller.roles[before.storeId]?.some((role) => heads.includes(role)) === true;
  if (before.staffId !== undefined && before.staffId !== caller.staffId && !isHead) {
    throw new Problem('forbidden', 'Only the person whom the customer meets accepts: assign it to yourself first.');
  }
  return acceptAppointment(before, moment);
}

const at = '2026-03-12T14:02:00.000Z';

/** Commands on what comes of one appointment. */
export const visitCommands: readonly Route[] = [
  word('confirm', 'confirmAppointment', 'The customer said that they come.', confirmAppointment, {
    confirmedAt: at,
    confirmedBy: 'staff',
  }),
  word(
    'ask-to-move',
    'askToMoveAppointment',
    'The customer wants another time: somebody owes them a call.',
    askToMoveAppointment,
    { callbackWanted: true },
  ),
  word(
    'decline',
    'declineNewAppointment',
    'A customer who did not come wants no new appointment.',
    declineNewAppointment,
    { status: 'MISSED', missedAt: at, declinedAt: at },
  ),
  deed('accept', 'acceptAppointment', 'The person whom the customer meets will be there.', acceptAs, {
    acceptedAt: at,
  }),
  deed('pull-car', 'pullCar', 'The car to be shown stands ready at the door.', pullCar, { carPulledAt: at }),
  deed(
    'vehicle-gone',
    'loseVehicle',
    'The car that the customer comes to see is sold: an alternative is owed.',
    loseVehicle,
    {
      vehicleGoneAt: at,
    },
  ),
  deed('arrive', 'arriveAtAppointment', 'The customer is here, in time or late.', arriveAtAppointment, {
    status: 'ARRIVED',
    arrivedAt: at,
  }),
  deed('greet', 'greetAtAppointment', 'Somebody greeted the customer.', greetAtAppointment, {
    status: 'ARRIVED',
    arrivedAt: at,
    greetedAt: at,
  }),
  deed('miss', 'missAppointment', 'The customer did not come; the slot is free again.', missAppointment, {
    status: 'MISSED',
    missedAt: at,
  }),
];
