/** The routes of parts orders. */
import * as z from 'zod';
import { bodyOf, line, storeId } from '../kernel/fields.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import type { Role } from '../kernel/role.ts';
import { type Answer, checkVersion, defineRoute, notFound, type Route } from '../kernel/route.ts';
import { allRows, type Reader } from '../kernel/table.ts';
import type { TimeZone } from '../kernel/time.ts';
import { type RepairOrder, refuseStranger, repairOrderAt, requestParts, roNumber } from '../repair-orders/index.ts';
import { member } from '../staff/index.ts';
import { storeKey, stores } from '../stores/index.ts';
import { changePartsOrder, placePartsOrder, updatePartsLines } from './decide.ts';
import { partsOrderKey, partsOrdersOfRepairOrder } from './keys.ts';
import { type PartsOrder, partsOrder, partsOrderId, partsOrders } from './parts-order.ts';
import { newPartsLine, partsLineUpdate } from './updates.ts';

const tag = 'Parts orders';
const allPath = '/stores/{storeId}/repair-orders/{roNumber}/parts-orders';
const onePath = `${allPath}/{partsOrderId}`;
const ofOrder = z.object({ storeId, roNumber });
const oneParts = z.object({ storeId, roNumber, partsOrderId });
const staffId = member.shape.staffId;
const supplier = line('the supplier', 80);

/** Who asks for parts and works with them: parts, the advisor who promised, the technician who installs. */
const roles: readonly Role[] = [
  'administrator',
  'general-manager',
  'service-manager',
  'parts-manager',
  'parts',
  'advisor',
  'technician',
];

/** Parts orders of one repair order: more would not be read in one page by anybody. */
const mostOrders = 50;

const at = '2026-03-10T15:00:00.000Z';

const example: z.input<typeof partsOrder> = {
  partsOrderId: 'P-1',
  roNumber: '10233',
  storeId: 'S01',
  customerId: 'C-1001',
  supplier: 'Factory warehouse',
  lines: [
    {
      lineId: '1',
      partNumber: '19200-5A2-A01',
      description: 'Water pump',
      quantity: 1,
      receivedQuantity: 0,
      status: 'REQUESTED',
      since: at,
      roLineId: 'A',
    },
  ],
  requestedAt: at,
  createdAt: at,
  updatedAt: at,
  version: 1,
};

const ordered: z.input<typeof partsOrder> = {
  ...example,
  lines: example.lines.map((one) => ({ ...one, status: 'ORDERED', eta: '2026-03-20', firstEta: '2026-03-20' })),
  version: 2,
};

async function zoneOf(reader: Reader, id: string): Promise<TimeZone> {
  const row = await reader.get(storeKey(id));
  if (row === undefined) throw notFound('store');
  return stores.read(row).timeZone;
}

async function partsOrderAt(reader: Reader, of: z.output<typeof oneParts>): Promise<PartsOrder> {
  const row = await reader.get(partsOrderKey(of.storeId, of.roNumber, of.partsOrderId));
  if (row === undefined) throw notFound('parts order');
  return partsOrders.read(row);
}

const answered = (before: PartsOrder, change: Change<PartsOrder> | undefined): Answer<PartsOrder> =>
  change === undefined
    ? { body: before, version: before.version }
    : { body: change.state, version: change.state.version, writes: change.writes };

/** Refuses (422) lines for jobs that the repair order does not have, and (409) more orders than it can have. */
function refuseMisfits(order: RepairOrder, lines: readonly { readonly roLineId?: string | undefined }[]): void {
  if (order.partsOrders.length >= mostOrders) {
    throw new Problem('conflict', `A repair order has at most ${mostOrders} parts orders; open another repair order.`);
  }
  const jobs = order.lines.map(({ lineId }) => lineId);
  const index = lines.findIndex(({ roLineId }) => roLineId !== undefined && !jobs.includes(roLineId));
  if (index < 0) return;
  const field = `lines.${index}.roLineId`;
  const fix = 'Send the id of a line of this repair order, or leave it out.';
  throw new Problem('invalid-input', `${field}: ${fix}`, [{ field, fix }]);
}

const place = defineRoute({
  method: 'POST',
  path: allPath,
  name: 'placePartsOrder',
  tag,
  means: 'Asks for parts for a repair order, open or closed; without partsOrderId an id is made.',
  roles,
  params: ofOrder,
  body: bodyOf({
    partsOrderId: partsOrderId.optional(),
    partsPersonId: staffId.optional(),
    supplier: supplier.optional(),
    lines: z
      .array(newPartsLine, { error: 'Send the lines: what is needed, one part each' })
      .min(1, 'Send at least one line')
      .max(50, 'Send at most 50 lines'),
  }),
  output: partsOrder,
  status: 201,
  example: {
    body: {
      partsOrderId: 'P-1',
      supplier: 'Factory warehouse',
      lines: [{ partNumber: '19200-5A2-A01', description: 'Water pump', roLineId: 'A' }],
    },
    output: example,
  },
  handle: async ({ reader, params, body, moment }) => {
    const order = await repairOrderAt(reader, params.storeId, params.roNumber);
    refuseMisfits(order, body.lines);
    await refuseStranger(reader, params.storeId, body.partsPersonId, 'partsPersonId');
    const { partsOrderId: id = moment.newId(), ...given } = body;
    const asked = requestParts(order, id, moment);
    const plan = { ...params, customerId: order.customerId, ...given, partsOrderId: id };
    const placed = placePartsOrder(plan, await zoneOf(reader, params.storeId), moment);
    return {
      body: placed.state,
      writes: [...placed.writes, ...asked.writes],
      version: placed.state.version,
      location: `/stores/${params.storeId}/repair-orders/${params.roNumber}/parts-orders/${id}`,
    };
  },
});

const list = defineRoute({
  method: 'GET',
  path: allPath,
  name: 'listPartsOrders',
  tag,
  means: 'All parts orders of a repair order, in the order they were placed.',
  roles: 'any',
  params: ofOrder,
  output: z.object({ items: z.array(partsOrder) }),
  example: { output: { items: [example] } },
  handle: async ({ reader, params }) => {
    const order = await repairOrderAt(reader, params.storeId, params.roNumber);
    const rows = await allRows(reader, partsOrdersOfRepairOrder.query(params.storeId, params.roNumber));
    const place = (one: PartsOrder): number => order.partsOrders.indexOf(one.partsOrderId);
    return { body: { items: rows.map(partsOrders.read).sort((a, b) => place(a) - place(b)) } };
  },
});

const read = defineRoute({
  method: 'GET',
  path: onePath,
  name: 'readPartsOrder',
  tag,
  means: 'A parts order with its lines, their statuses and ETAs.',
  roles: 'any',
  params: oneParts,
  output: partsOrder,
  example: { output: example },
  handle: async ({ reader, params }) => {
    const body = await partsOrderAt(reader, params);
    return { body, version: body.version };
  },
});

const change = defineRoute({
  method: 'PATCH',
  path: onePath,
  name: 'changePartsOrder',
  tag,
  means: 'Changes who looks after a parts order or who supplies it; null takes it away.',
  roles,
  params: oneParts,
  body: bodyOf({ partsPersonId: staffId.nullable().optional(), supplier: supplier.nullable().optional() }),
  output: partsOrder,
  ifMatch: 'required',
  example: { body: { supplier: 'Factory warehouse' }, output: { ...example, version: 2 } },
  handle: async ({ reader, params, body, moment, ifMatch }) => {
    const before = await partsOrderAt(reader, params);
    checkVersion(ifMatch, before.version);
    await refuseStranger(reader, params.storeId, body.partsPersonId, 'partsPersonId');
    return answered(before, changePartsOrder(before, body, moment));
  },
});

const update = defineRoute({
  method: 'PATCH',
  path: `${onePath}/lines`,
  name: 'updatePartsLines',
  tag,
  means:
    'Says what happened to lines: ordered, ETA, backordered, received, installed, returned, cancelled, substituted.',
  roles,
  params: oneParts,
  body: bodyOf({
    lines: z
      .array(partsLineUpdate, { error: 'Send the updates, one line each' })
      .min(1, 'Send at least one update')
      .max(50, 'Send at most 50 updates'),
  }),
  output: partsOrder,
  ifMatch: 'required',
  example: { body: { lines: [{ do: 'order', lineId: '1', eta: '2026-03-20' }] }, output: ordered },
  handle: async ({ reader, params, body, moment, ifMatch }) => {
    const before = await partsOrderAt(reader, params);
    checkVersion(ifMatch, before.version);
    return answered(before, updatePartsLines(before, body.lines, await zoneOf(reader, params.storeId), moment));
  },
});

/** The routes of parts orders. */
export const partsOrderRoutes: readonly Route[] = [place, list, read, change, update];
