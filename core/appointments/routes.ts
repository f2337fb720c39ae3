/** The routes of appointments: making, listing, reading. `commands.ts` and `visit-commands.ts` have what happens to one. */
import * as z from 'zod';
import { customerAt, keptCustomerAt } from '../customers/index.ts';
import { bodyOf, externalId, storeId } from '../kernel/fields.ts';
import { pageOf, pageQuery, readPage } from '../kernel/page.ts';
import { defineRoute, type Route } from '../kernel/route.ts';
import type { Reader } from '../kernel/table.ts';
import { calendarDate, type Instant, isTooFar, type LocalDate, localDate, startOfDay } from '../kernel/time.ts';
import { refuseOtherVehicle, refuseStranger } from '../repair-orders/index.ts';
import { storeKey, stores } from '../stores/index.ts';
import { appointment, appointmentStatus, appointments, bookedDepartment, purpose } from './appointment.ts';
import { capacityRoutes } from './capacity-routes.ts';
import { cardRoutes } from './card.ts';
import { appointmentCommands } from './commands.ts';
import { bookNewAppointment, holdAppointment, type NewAppointment, requestAppointment } from './decide.ts';
import { appointmentsOfCustomer, appointmentsOfDay } from './keys.ts';
import { appointmentAt } from './read.ts';
import {
  bookers,
  example,
  notes,
  oneAppointment,
  onePath,
  placeFor,
  rebooks,
  rebookWrites,
  staffId,
  stockNumber,
  tag,
  whenFields,
  wrong,
} from './shared.ts';
import { visitCommands } from './visit-commands.ts';

/** Refuses (422) a day that is over or further ahead than people plan. */
async function refuseOddDay(reader: Reader, at: string, date: LocalDate, now: Instant): Promise<void> {
  const row = await reader.get(storeKey(at));
  const zone = row === undefined ? 'UTC' : stores.read(row).timeZone;
  if (date < localDate(now, zone)) throw wrong('date', 'Send a day that is still to come.');
  if (isTooFar(startOfDay(date, zone), now)) throw wrong('date', 'Send a day within two years.');
}

const book = defineRoute({
  method: 'POST',
  path: '/stores/{storeId}/appointments',
  name: 'bookAppointment',
  tag,
  means:
    'Books an appointment; with `hold` the slot is only kept for some minutes; with a `date` alone the wish is noted and ' +
    'the time is still to be agreed. A full slot answers 409.',
  roles: bookers,
  params: z.object({ storeId }),
  body: bodyOf({
    appointmentId: externalId.optional(),
    customerId: externalId,
    department: bookedDepartment,
    purpose,
    vehicleId: externalId.optional(),
    stock: stockNumber.optional(),
    staffId: staffId.optional(),
    notes,
    ...whenFields,
    hold: z.boolean({ error: 'Send true or false.' }).default(false),
    rebooks,
  }),
  output: appointment,
  status: 201,
  example: {
    body: {
      customerId: 'C-1001',
      department: 'service',
      purpose: 'service',
      vehicleId: 'V-77',
      staffId: 'b7d1c6de-0001',
      startsAt: '2026-03-12T09:00:00-05:00',
    },
    output: example,
  },
  handle: async ({ reader, params, body, moment }) => {
    const { startsAt, date, time, hold, rebooks: instead, ...given } = body;
    await keptCustomerAt(reader, params.storeId, body.customerId);
    await refuseOtherVehicle(reader, body.customerId, body.vehicleId);
    const plan: NewAppointment = {
      ...given,
      storeId: params.storeId,
      appointmentId: given.appointmentId ?? moment.newId(),
    };
    const location = `/stores/${params.storeId}/appointments/${plan.appointmentId}`;
    if (hold && instead !== undefined)
      throw wrong('rebooks', 'Leave it out here and send it when you book the held slot.');
    if (date !== undefined && time === undefined && startsAt === undefined) {
      if (hold) throw wrong('time', 'Send the time to hold, or leave `hold` out.');
      await refuseStranger(reader, params.storeId, body.staffId, 'staffId');
      await refuseOddDay(reader, params.storeId, date, moment.now);
      const { state, writes } = requestAppointment(plan, date, moment);
      const old = await rebookWrites({ reader, moment }, state, instead);
      return { body: state, version: 1, writes: [...writes, ...old], location };
    }
    const place = await placeFor(reader, plan, { startsAt, date, time }, moment.now);
    if (hold) {
      const { state, writes } = holdAppointment(plan, place, place.holdMinutes, moment);
      return { body: state, version: 1, writes, location };
    }
    const { state, writes } = bookNewAppointment(plan, place, moment);
    const old = await rebookWrites({ reader, moment }, state, instead);
    return { body: state, version: 1, writes: [...writes, ...old], location };
  },
});

const list = defineRoute({
  method: 'GET',
  path: '/stores/{storeId}/appointments',
  name: 'listAppointments',
  tag,
  means: 'The appointments of a day, in the order of their times, or those of a customer.',
  roles: 'any',
  params: z.object({ storeId }),
  query: z.object({
    ...pageQuery,
    date: calendarDate.optional(),
    department: bookedDepartment.optional(),
    customerId: externalId.optional(),
    status: appointmentStatus.optional(),
  }),
  output: pageOf(appointment),
  example: { output: { items: [example] } },
  handle: async ({ reader, params, query }) => {
    const { date, department, customerId, status } = query;
    if (customerId === undefined && date === undefined) throw wrong('query.date', 'Send a date, or a customerId.');
    if (customerId !== undefined) await customerAt(reader, params.storeId, customerId);
    const asked =
      customerId === undefined
        ? appointmentsOfDay.query(params.storeId, date ?? '', department)
        : appointmentsOfCustomer.query(params.storeId, customerId);
    const body = await readPage(reader, asked, query, (row) => {
      const found = appointments.read(row);
      const fits =
        (date === undefined || found.date === date) &&
        (department === undefined || found.department === department) &&
        (status === undefined || found.status === status);
      return fits ? found : undefined;
    });
    return { body };
  },
});

const read = defineRoute({
  method: 'GET',
  path: onePath,
  name: 'readAppointment',
  tag,
  means: 'An appointment.',
  roles: 'any',
  params: oneAppointment,
  output: appointment,
  example: { output: example },
  handle: async ({ reader, params }) => {
    const body = await appointmentAt(reader, params.storeId, params.appointmentId);
    return { body, version: body.version };
  },
});

/** The routes of appointments and of what they need: capacity, availability, the visit card. */
export const appointmentRoutes: readonly Route[] = [
  book,
  list,
  read,
  ...appointmentCommands,
  ...visitCommands,
  ...cardRoutes,
  ...capacityRoutes,
];
