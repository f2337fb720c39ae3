/** What people do to a repair order: close, reopen, void, move the car, book the return visit. */
import { bodyOf, prose } from '../kernel/fields.ts';
import type { RawCall } from '../kernel/route.ts';
import { checkVersion, defineRoute, type Route } from '../kernel/route.ts';
import { instant } from '../kernel/time.ts';
import { serviceWrites } from '../vehicles/index.ts';
import {
  bookReturnVisit,
  cancelReturnVisit,
  changeRepairOrder,
  closeRepairOrder,
  reopenRepairOrder,
  voidRepairOrder,
} from './decide.ts';
import { repairOrderAt } from './read.ts';
import { carAt, type RepairOrder, repairOrder } from './repair-order.ts';
import { answered, bookers, example, oneOrder, onePath, tag, writers } from './shared.ts';

/** The order that a command is about, in the version the client read if it said so. */
async function orderFor(
  call: Pick<RawCall, 'reader' | 'ifMatch'> & {
    readonly params: { readonly storeId: string; readonly roNumber: string };
  },
): Promise<RepairOrder> {
  const order = await repairOrderAt(call.reader, call.params.storeId, call.params.roNumber);
  checkVersion(call.ifMatch, order.version);
  return order;
}

const close = defineRoute({
  method: 'POST',
  path: `${onePath}/close`,
  name: 'closeRepairOrder',
  tag,
  means: 'Closes an open repair order: it was invoiced. Parts may still come for it.',
  roles: writers,
  params: oneOrder,
  output: repairOrder,
  example: { output: { ...example, status: 'CLOSED', closedAt: '2026-03-10T21:00:00.000Z', version: 2 } },
  handle: async (call) => {
    const before = await orderFor(call);
    const { body, version, writes = [] } = answered(before, closeRepairOrder(before, call.moment));
    // The visit is over: the vehicle's next service counts from here, in the same transaction.
    const serviced = await serviceWrites(call.reader, before, call.moment);
    return { body, writes: [...writes, ...serviced], ...(version === undefined ? {} : { version }) };
  },
});

const reopen = defineRoute({
  method: 'POST',
  path: `${onePath}/reopen`,
  name: 'reopenRepairOrder',
  tag,
  means: 'Reopens a closed repair order.',
  roles: writers,
  params: oneOrder,
  output: repairOrder,
  example: { output: { ...example, version: 3 } },
  handle: async (call) => {
    const before = await orderFor(call);
    return answered(before, reopenRepairOrder(before, call.moment));
  },
});

const voided = defineRoute({
  method: 'POST',
  path: `${onePath}/void`,
  name: 'voidRepairOrder',
  tag,
  means: 'Voids a repair order for good: nothing is owed for it any more.',
  roles: writers,
  params: oneOrder,
  body: bodyOf({ reason: prose('the reason', 300) }),
  output: repairOrder,
  example: {
    body: { reason: 'Written up twice' },
    output: {
      ...example,
      status: 'VOIDED',
      voidedAt: '2026-03-10T15:00:00.000Z',
      voidReason: 'Written up twice',
      version: 2,
    },
  },
  handle: async (call) => {
    const before = await orderFor(call);
    return answered(before, voidRepairOrder(before, call.body.reason, call.moment));
  },
});

const moveCar = defineRoute({
  method: 'PUT',
  path: `${onePath}/car`,
  name: 'moveCar',
  tag,
  means: 'Says where the car is: in the shop or with the customer.',
  roles: bookers.concat('technician'),
  params: oneOrder,
  body: bodyOf({ carAt }),
  output: repairOrder,
  example: { body: { carAt: 'with-customer' }, output: { ...example, carAt: 'with-customer', version: 2 } },
  handle: async (call) => {
    const before = await orderFor(call);
    return answered(before, changeRepairOrder(before, call.body, call.moment));
  },
});

const bookVisit = defineRoute({
  method: 'PUT',
  path: `${onePath}/return-visit`,
  name: 'bookReturnVisit',
  tag,
  means: 'Books the visit at which the parts go in, or moves it.',
  roles: bookers,
  params: oneOrder,
  body: bodyOf({ startsAt: instant }),
  output: repairOrder,
  example: {
    body: { startsAt: '2026-03-20T09:00:00-05:00' },
    output: {
      ...example,
      returnVisit: {
        startsAt: '2026-03-20T14:00:00.000Z',
        bookedAt: '2026-03-10T15:00:00.000Z',
        bookedBy: { kind: 'staff', id: 'b7d1c6de-0001' },
      },
      version: 2,
    },
  },
  handle: async (call) => {
    const before = await orderFor(call);
    return answered(before, bookReturnVisit(before, call.body.startsAt, call.moment));
  },
});

const cancelVisit = defineRoute({
  method: 'DELETE',
  path: `${onePath}/return-visit`,
  name: 'cancelReturnVisit',
  tag,
  means: 'Cancels the return visit. Without one nothing changes.',
  roles: bookers,
  params: oneOrder,
  output: repairOrder,
  example: { output: { ...example, version: 3 } },
  handle: async (call) => {
    const before = await orderFor(call);
    return answered(before, cancelReturnVisit(before, call.moment));
  },
});

/** Commands on one repair order. */
export const repairOrderCommands: readonly Route[] = [close, reopen, voided, moveCar, bookVisit, cancelVisit];
