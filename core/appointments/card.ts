/**
 * The visit card: everything the store knows when the customer comes through the door, so that they are not asked again
 * (domain row 11); the calendar file of the appointment, and its timeline.
 */
import * as z from 'zod';
import { line, linesOfConversation, readLine } from '../conversations/index.ts';
import { customer, customerAt } from '../customers/index.ts';
import { pageOf, pageQuery, readPage } from '../kernel/page.ts';
import { defineRoute, notFound, type Route } from '../kernel/route.ts';
import type { Reader } from '../kernel/table.ts';
import { promise } from '../promises/index.ts';
import { type RepairOrder, repairOrder } from '../repair-orders/index.ts';
import { storeKey, stores } from '../stores/index.ts';
import { inOrder, readingAt, readStory, readTimeline, timelineItem, timelineItemOf } from '../timelines/index.ts';
import { vehicle } from '../vehicles/index.ts';
import { type Appointment, appointment, takesSlot } from './appointment.ts';
import { calendarOf } from './calendar.ts';
import { eventsOfAppointment } from './keys.ts';
import { appointmentAt } from './read.ts';
import { example, oneAppointment, onePath, tag } from './shared.ts';

/** How much of the past is on the card: what a person reads while walking to the door. */
const recentOrders = 3;
const recentLines = 10;

/** What the store and the customer said to each other last, oldest first. */
async function saidLast(reader: Reader, storeId: string, customerId: string) {
  const page = await reader.query({ ...linesOfConversation.query(storeId, customerId), limit: recentLines });
  return page.rows.map(readLine).reverse();
}

const newestFirst = (a: RepairOrder, b: RepairOrder): number => (a.openedAt < b.openedAt ? 1 : -1);

/** Reads the card of an appointment, as its store may see it. */
async function cardOf(reader: Reader, of: Appointment) {
  const { storeId, customerId, vehicleId } = of;
  const [whom, story, said, past] = await Promise.all([
    customerAt(reader, storeId, customerId),
    readStory(reader, storeId, customerId),
    saidLast(reader, storeId, customerId),
    readTimeline(reader, { storeId, customerId }, { limit: recentLines }),
  ]);
  const orders = story.repairOrders.toSorted(newestFirst);
  return {
    appointment: of,
    customer: { ...whom, stores: whom.stores.filter((one) => one === storeId) },
    vehicles: story.vehicles.filter((one) => vehicleId === undefined || one.vehicleId === vehicleId),
    promises: story.promises,
    openRepairOrders: orders.filter(({ status }) => status === 'OPEN'),
    recentRepairOrders: orders.filter(({ status }) => status === 'CLOSED').slice(0, recentOrders),
    otherAppointments: story.appointments.filter(
      (one) => one.appointmentId !== of.appointmentId && (takesSlot(one) || one.status === 'REQUESTED'),
    ),
    said,
    happened: past.items,
  };
}

const card = defineRoute({
  method: 'GET',
  path: `${onePath}/card`,
  name: 'readVisitCard',
  tag,
  means:
    'Everything known about the visit on one card: the customer, the vehicle, what is owed to them, repair orders, what was ' +
    'said. The customer is not asked again.',
  roles: 'any',
  params: oneAppointment,
  output: z.object({
    appointment,
    customer,
    /** The vehicle that comes; all of the customer's when none is named. */
    vehicles: z.array(vehicle),
    promises: z.array(promise),
    openRepairOrders: z.array(repairOrder),
    recentRepairOrders: z.array(repairOrder),
    otherAppointments: z.array(appointment),
    said: z.array(line),
    happened: z.array(timelineItem),
  }),
  example: {
    output: {
      appointment: example,
      customer: {
        customerId: 'C-1001',
        name: { first: 'Sam', last: 'Lee' },
        phones: [{ number: '+13125550123', kind: 'mobile' }],
        emails: [],
        consent: {},
        stores: ['S01'],
        version: 1,
        createdAt: '2026-03-10T14:30:00.000Z',
        updatedAt: '2026-03-10T14:30:00.000Z',
      },
      vehicles: [],
      promises: [],
      openRepairOrders: [],
      recentRepairOrders: [],
      otherAppointments: [],
      said: [
        {
          lineId: '01JP0000000000000000000002',
          at: '2026-03-11T15:00:00.000Z',
          direction: 'inbound',
          channel: 'sms',
          text: 'The noise is back when I brake.',
        },
      ],
      happened: [],
    },
  },
  handle: async ({ reader, params }) => {
    const found = await appointmentAt(reader, params.storeId, params.appointmentId);
    return { body: await cardOf(reader, found), version: found.version };
  },
});

const calendar = defineRoute({
  method: 'GET',
  path: `${onePath}/calendar`,
  name: 'readAppointmentCalendar',
  tag,
  means: 'The appointment as an .ics text: a request, or the cancellation of one.',
  roles: 'any',
  params: oneAppointment,
  output: z.object({ ics: z.string(), method: z.enum(['REQUEST', 'CANCEL']), sequence: z.int() }),
  example: {
    output: { ics: 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…\r\nEND:VCALENDAR\r\n', method: 'REQUEST', sequence: 0 },
  },
  handle: async ({ reader, params }) => {
    const found = await appointmentAt(reader, params.storeId, params.appointmentId);
    const row = await reader.get(storeKey(params.storeId));
    if (row === undefined) throw notFound('store');
    const { ics, method, sequence } = calendarOf(found, stores.read(row));
    return { body: { ics, method, sequence }, version: found.version };
  },
});

const timeline = defineRoute({
  method: 'GET',
  path: `${onePath}/timeline`,
  name: 'readAppointmentTimeline',
  tag,
  means: 'What happened to an appointment, its promises and messages, newest first, in plain sentences.',
  roles: 'any',
  params: oneAppointment,
  query: z.object(pageQuery),
  output: pageOf(timelineItem),
  example: {
    output: {
      items: [
        {
          id: '01JP0000000000000000000003',
          at: '2026-03-10T14:30:00.000Z',
          type: 'appointment.booked',
          says: 'A service appointment was booked: Thu, Mar 12, 2026, 09:00, with Ana Ruiz.',
          actor: { kind: 'staff', id: 'b7d1c6de-0001' },
          entity: 'appointment',
          entityId: example.appointmentId,
          entityVersion: 1,
        },
      ],
    },
  },
  handle: async ({ reader, params, query }) => {
    const found = await appointmentAt(reader, params.storeId, params.appointmentId);
    const reading = await readingAt(reader, params.storeId);
    const log = eventsOfAppointment.query(params.storeId, found.appointmentId);
    const page = await readPage(reader, log, query, (row) => timelineItemOf(row, reading));
    return { body: { ...page, items: inOrder(page.items) } };
  },
});

/** Reading what belongs to one appointment. */
export const cardRoutes: readonly Route[] = [card, calendar, timeline];
