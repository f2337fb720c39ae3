/** What the routes of repair orders have in common: their path, who may call them, what they answer. */
import * as z from 'zod';
import { storeId } from '../kernel/fields.ts';
import type { Change } from '../kernel/noun.ts';
import type { Role } from '../kernel/role.ts';
import type { Answer } from '../kernel/route.ts';
import { type RepairOrder, type RepairOrderLine, type repairOrder, roNumber } from './repair-order.ts';

/** Where the reference lists them. */
export const tag = 'Repair orders';
/** The path of one repair order. */
export const onePath = '/stores/{storeId}/repair-orders/{roNumber}';
/** Its parameters. */
export const oneOrder = z.object({ storeId, roNumber });

/** Who writes repair orders. */
export const writers: readonly Role[] = ['administrator', 'general-manager', 'service-manager', 'advisor'];

/** Who books customers for service. */
export const bookers: readonly Role[] = [
  'administrator',
  'general-manager',
  'service-manager',
  'advisor',
  'service-bdc',
  'bdc-manager',
  'bdc',
];

/** The job of the example. */
export const exampleLine: RepairOrderLine = {
  lineId: 'A',
  description: 'Replace the water pump',
  payType: 'CUSTOMER_PAY',
  status: 'APPROVED',
  amountCents: 48_500,
};

/** The repair order that the reference shows. */
export const example: z.input<typeof repairOrder> = {
  roNumber: '10233',
  storeId: 'S01',
  customerId: 'C-1001',
  advisorId: 'b7d1c6de-0001',
  status: 'OPEN',
  carAt: 'in-shop',
  lines: [exampleLine],
  partsOrders: [],
  openedAt: '2026-03-10T14:30:00.000Z',
  carMovedAt: '2026-03-10T14:30:00.000Z',
  createdAt: '2026-03-10T14:30:00.000Z',
  updatedAt: '2026-03-10T14:30:00.000Z',
  version: 1,
};

/** The answer to a command: the order after it, or as it was when it was so already. */
export const answered = (before: RepairOrder, change: Change<RepairOrder> | undefined): Answer<RepairOrder> =>
  change === undefined
    ? { body: before, version: before.version }
    : { body: change.state, version: change.state.version, writes: change.writes };
