/** The routes of repair orders: opening, reading, correcting. What else happens to them is in `commands.ts`. */
import * as z from 'zod';
import { keptCustomerAt } from '../customers/index.ts';
import { bodyOf, externalId, storeId } from '../kernel/fields.ts';
import { pageOf, pageQuery, readPage } from '../kernel/page.ts';
import { checkVersion, defineRoute, type Route } from '../kernel/route.ts';
import { instant } from '../kernel/time.ts';
import { member } from '../staff/index.ts';
import { inOrder, readingAt, timelineItem, timelineItemOf } from '../timelines/index.ts';
import { arrivalWrites } from './arrival.ts';
import { repairOrderCommands } from './commands.ts';
import { changeRepairOrder, openRepairOrder } from './decide.ts';
import { eventsOfRepairOrder, repairOrdersByStatus } from './keys.ts';
import { refuseOtherVehicle, refuseStranger, repairOrderAt } from './read.ts';
import { carAt, repairOrder, repairOrderLine, repairOrderStatus, repairOrders, roNumber } from './repair-order.ts';
import { answered, example, exampleLine, oneOrder, onePath, tag, writers } from './shared.ts';

const staffId = member.shape.staffId;

const lines = z
  .array(repairOrderLine, { error: 'Send a list of lines; [] for none' })
  .max(200, 'Send at most 200 lines')
  .refine((all) => new Set(all.map(({ lineId }) => lineId)).size === all.length, 'Send each line id once');

const complaint = z.boolean({ error: 'Send true or false' }).optional();

const open = defineRoute({
  method: 'POST',
  path: '/stores/{storeId}/repair-orders',
  name: 'openRepairOrder',
  tag,
  means: 'Opens a repair order for a customer of the store. One that names an appointment marks it as arrived.',
  roles: writers,
  params: z.object({ storeId }),
  body: bodyOf({
    roNumber,
    customerId: externalId,
    vehicleId: externalId.optional(),
    advisorId: staffId.optional(),
    /** The appointment to which the customer came: they have arrived. */
    appointmentId: externalId.optional(),
    carAt: carAt.default('in-shop'),
    promisedAt: instant.optional(),
    complaint,
    lines: lines.default([]),
  }),
  output: repairOrder,
  status: 201,
  example: {
    body: { roNumber: '10233', customerId: 'C-1001', advisorId: 'b7d1c6de-0001', lines: [exampleLine] },
    output: example,
  },
  handle: async ({ reader, params, body, moment }) => {
    await keptCustomerAt(reader, params.storeId, body.customerId);
    await refuseOtherVehicle(reader, body.customerId, body.vehicleId);
    await refuseStranger(reader, params.storeId, body.advisorId, 'advisorId');
    const arrival = await arrivalWrites({ reader, moment }, params.storeId, body);
    const { state, writes } = openRepairOrder({ storeId: params.storeId, ...body }, moment);
    const location = `/stores/${params.storeId}/repair-orders/${state.roNumber}`;
    return { body: state, writes: [...writes, ...arrival], version: state.version, location };
  },
});

const list = defineRoute({
  method: 'GET',
  path: '/stores/{storeId}/repair-orders',
  name: 'listRepairOrders',
  tag,
  means: 'The store’s repair orders of one status, newest first; the open ones unless said.',
  roles: 'any',
  params: z.object({ storeId }),
  query: z.object({ ...pageQuery, status: repairOrderStatus.default('OPEN'), advisorId: staffId.optional() }),
  output: pageOf(repairOrder),
  example: { output: { items: [example] } },
  handle: async ({ reader, params, query }) => ({
    body: await readPage(reader, repairOrdersByStatus.query(params.storeId, query.status), query, (row) => {
      const found = repairOrders.read(row);
      return query.advisorId === undefined || query.advisorId === found.advisorId ? found : undefined;
    }),
  }),
});

const read = defineRoute({
  method: 'GET',
  path: onePath,
  name: 'readRepairOrder',
  tag,
  means: 'A repair order with its lines, where the car is, and the ids of its parts orders.',
  roles: 'any',
  params: oneOrder,
  output: repairOrder,
  example: { output: example },
  handle: async ({ reader, params }) => {
    const body = await repairOrderAt(reader, params.storeId, params.roNumber);
    return { body, version: body.version };
  },
});

const change = defineRoute({
  method: 'PATCH',
  path: onePath,
  name: 'changeRepairOrder',
  tag,
  means: 'Corrects facts of a repair order; null takes advisor or promised time away, `lines` replaces all lines.',
  roles: writers,
  params: oneOrder,
  body: bodyOf({
    vehicleId: externalId.optional(),
    advisorId: staffId.nullable().optional(),
    carAt: carAt.optional(),
    promisedAt: instant.nullable().optional(),
    complaint,
    lines: lines.optional(),
  }),
  output: repairOrder,
  ifMatch: 'required',
  example: { body: { carAt: 'with-customer' }, output: { ...example, carAt: 'with-customer', version: 2 } },
  handle: async ({ reader, params, body, moment, ifMatch }) => {
    const before = await repairOrderAt(reader, params.storeId, params.roNumber);
    checkVersion(ifMatch, before.version);
    await refuseOtherVehicle(reader, before.customerId, body.vehicleId);
    await refuseStranger(reader, params.storeId, body.advisorId, 'advisorId');
    return answered(before, changeRepairOrder(before, body, moment));
  },
});

const timeline = defineRoute({
  method: 'GET',
  path: `${onePath}/timeline`,
  name: 'readRepairOrderTimeline',
  tag,
  means: 'What happened to a repair order, its parts, promises, alerts and messages, newest first, in plain sentences.',
  roles: 'any',
  params: oneOrder,
  query: z.object(pageQuery),
  output: pageOf(timelineItem),
  example: {
    output: {
      items: [
        {
          id: '01JP0000000000000000000000',
          at: '2026-03-10T14:30:00.000Z',
          type: 'repair-order.opened',
          says: 'Repair order 10233 was opened; the car is in the shop.',
          actor: { kind: 'staff', id: 'b7d1c6de-0001' },
          entity: 'repair-order',
          entityId: '10233',
          entityVersion: 1,
        },
      ],
    },
  },
  handle: async ({ reader, params, query }) => {
    const order = await repairOrderAt(reader, params.storeId, params.roNumber);
    const reading = await readingAt(reader, params.storeId);
    const log = eventsOfRepairOrder.query(params.storeId, order.roNumber);
    const page = await readPage(reader, log, query, (row) => timelineItemOf(row, reading));
    return { body: { ...page, items: inOrder(page.items) } };
  },
});

/** The routes of repair orders. */
export const repairOrderRoutes: readonly Route[] = [open, list, read, change, ...repairOrderCommands, timeline];
