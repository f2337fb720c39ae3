/** How an appointment comes to its time and loses it: book, move, assign, cancel. */
import { bodyOf, prose } from '../kernel/fields.ts';
import { defineRoute, type Route } from '../kernel/route.ts';
import type { Reader } from '../kernel/table.ts';
import type { Instant } from '../kernel/time.ts';
import { type Appointment, appointment, saidBy } from './appointment.ts';
import { refuseUnless } from './change.ts';
import { personIn, readDay } from './day.ts';
import {
  assignAppointment,
  bookHeldAppointment,
  bookRequestedAppointment,
  cancelAppointment,
  moveAppointment,
} from './decide.ts';
import {
  answered,
  appointmentFor,
  bookers,
  example,
  oneAppointment,
  onePath,
  placeFor,
  rebooks,
  rebookWrites,
  staffId,
  stockNumber,
  tag,
  type WhenAsked,
  whenFields,
  wrong,
} from './shared.ts';
import { showVehicle } from './vehicle.ts';

/** Whom the customer meets: who it was unless said; null is nobody yet, such as when that person left. */
const whomTo = (before: Appointment, asked: string | null | undefined): string | undefined =>
  asked === undefined ? before.staffId : (asked ?? undefined);

/** A held slot is booked as it is; a wish gets its time. */
async function booking(
  call: { readonly reader: Reader; readonly moment: Parameters<typeof bookHeldAppointment>[1] },
  before: Appointment,
  asked: WhenAsked & { readonly staffId?: string | null | undefined },
) {
  if (before.status === 'HELD') {
    const extra = (['startsAt', 'date', 'time', 'staffId'] as const).find((field) => asked[field] !== undefined);
    if (extra !== undefined) throw wrong(extra, 'Leave it out: the slot is held already.');
    return bookHeldAppointment(before, call.moment);
  }
  // What it cannot take in its state is refused before its time is asked for: no time would help.
  refuseUnless(before, 'REQUESTED');
  const when = asked.startsAt === undefined ? { date: before.date, ...given(asked) } : asked;
  const of = { ...before, staffId: whomTo(before, asked.staffId) };
  return bookRequestedAppointment(before, await placeFor(call.reader, of, when, call.moment.now), call.moment);
}

const given = ({ date, time }: WhenAsked): WhenAsked => ({ ...(date === undefined ? {} : { date }), time });

const book = defineRoute({
  method: 'POST',
  path: `${onePath}/book`,
  name: 'bookHeldAppointment',
  tag,
  means: 'Books a held slot, or a time for an appointment of which only the day was known.',
  roles: bookers,
  params: oneAppointment,
  body: bodyOf({ ...whenFields, staffId: staffId.nullable().optional(), rebooks }),
  output: appointment,
  example: { body: {}, output: { ...example, version: 2 } },
  handle: async (call) => {
    const before = await appointmentFor(call);
    const change = await booking(call, before, call.body);
    return answered(before, change, await rebookWrites(call, change.state, call.body.rebooks));
  },
});

const move = defineRoute({
  method: 'POST',
  path: `${onePath}/move`,
  name: 'moveAppointment',
  tag,
  means:
    'Moves a booked appointment to another slot: the old one is free at the same instant. Who receives stays, unless said.',
  roles: bookers,
  params: oneAppointment,
  body: bodyOf({ ...whenFields, staffId: staffId.nullable().optional() }),
  output: appointment,
  example: {
    body: { date: '2026-03-13', time: '10:00' },
    output: {
      ...example,
      date: '2026-03-13',
      startsAt: '2026-03-13T15:00:00.000Z',
      endsAt: '2026-03-13T15:30:00.000Z',
      sequence: 1,
      version: 2,
    },
  },
  handle: async (call) => {
    const before = await appointmentFor(call);
    refuseUnless(before, 'BOOKED');
    const of = { ...before, staffId: whomTo(before, call.body.staffId) };
    return answered(
      before,
      moveAppointment(before, await placeFor(call.reader, of, call.body, call.moment.now), call.moment),
    );
  },
});

/** Who is to receive the customer, with the room they have once there is a time. Throws 422 for a stranger. */
async function assignee(reader: Reader, before: Appointment, to: string | null, now: Instant) {
  if (to === null) return undefined;
  const { storeId, department, startsAt } = before;
  const day = await readDay(reader, { storeId, department, staffId: to }, { startsAt: startsAt ?? now });
  return startsAt === undefined ? { staffId: to } : { staffId: to, person: personIn(day, { startsAt }) };
}

const assign = defineRoute({
  method: 'POST',
  path: `${onePath}/assign`,
  name: 'assignAppointment',
  tag,
  means: 'Says who receives the customer; null is nobody yet.',
  roles: bookers,
  params: oneAppointment,
  body: bodyOf({ staffId: staffId.nullable() }),
  output: appointment,
  example: { body: { staffId: 'b7d1c6de-0001' }, output: { ...example, version: 2 } },
  handle: async (call) => {
    const before = await appointmentFor(call);
    const to = await assignee(call.reader, before, call.body.staffId, call.moment.now);
    return answered(before, assignAppointment(before, to, call.moment));
  },
});

const show = defineRoute({
  method: 'POST',
  path: `${onePath}/show`,
  name: 'showVehicle',
  tag,
  means: 'Says which car will be shown, by its stock number: another one when the first is sold.',
  roles: bookers,
  params: oneAppointment,
  body: bodyOf({ stock: stockNumber }),
  output: appointment,
  example: { body: { stock: 'U1050' }, output: { ...example, stock: 'U1050', version: 2 } },
  handle: async (call) => {
    const before = await appointmentFor(call);
    return answered(before, showVehicle(before, call.body.stock, call.moment));
  },
});

const cancel = defineRoute({
  method: 'POST',
  path: `${onePath}/cancel`,
  name: 'cancelAppointment',
  tag,
  means: 'Cancels an appointment that has not begun; its slot is free again.',
  roles: bookers,
  params: oneAppointment,
  body: bodyOf({ reason: prose('the reason', 300).optional(), by: saidBy.default('staff') }),
  output: appointment,
  example: {
    body: { reason: 'The customer is out of town' },
    output: {
      ...example,
      status: 'CANCELLED',
      sequence: 1,
      cancelledAt: '2026-03-10T15:00:00.000Z',
      cancelledBy: 'staff',
      cancelReason: 'The customer is out of town',
      version: 2,
    },
  },
  handle: async (call) => {
    const before = await appointmentFor(call);
    return answered(before, cancelAppointment(before, call.body.by, call.body.reason, call.moment));
  },
});

/** Commands on the time of one appointment. */
export const appointmentCommands: readonly Route[] = [book, move, assign, show, cancel];
