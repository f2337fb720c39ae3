/** What can happen to a repair order. Each change makes one version and one event; what changes nothing makes neither. */
import { type Happening, happened, type Moment } from '../kernel/event.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import { type Instant, isTooFar } from '../kernel/time.ts';
import * as events from './events.ts';
import { type RepairOrder, type RepairOrderLine, repairOrders } from './repair-order.ts';

/** A repair order about to be opened. */
export interface NewRepairOrder {
  readonly storeId: string;
  readonly roNumber: string;
  readonly customerId: string;
  readonly vehicleId?: string | undefined;
  readonly advisorId?: string | undefined;
  readonly appointmentId?: string | undefined;
  readonly carAt: RepairOrder['carAt'];
  readonly promisedAt?: Instant | undefined;
  readonly complaint?: boolean | undefined;
  readonly lines: readonly RepairOrderLine[];
}

/** Facts of an order that a person or a feed corrects; null takes one away, what is left out stays. */
export interface RepairOrderPatch {
  readonly vehicleId?: string | undefined;
  readonly advisorId?: string | null | undefined;
  readonly carAt?: RepairOrder['carAt'] | undefined;
  readonly promisedAt?: Instant | null | undefined;
  readonly complaint?: boolean | undefined;
  readonly lines?: readonly RepairOrderLine[] | undefined;
}

/** Opens a repair order. Fails at commit when the store has one of this number already. */
export function openRepairOrder(plan: NewRepairOrder, moment: Moment): Change<RepairOrder> {
  const { roNumber, advisorId, appointmentId, carAt, promisedAt } = plan;
  const state: RepairOrder = {
    ...plan,
    lines: [...plan.lines],
    status: 'OPEN',
    partsOrders: [],
    openedAt: moment.now,
    carMovedAt: moment.now,
    createdAt: moment.now,
    updatedAt: moment.now,
    version: 1,
  };
  const event = happened(events.repairOrderOpened, {
    roNumber,
    carAt,
    ...(advisorId === undefined ? {} : { advisorId }),
    ...(appointmentId === undefined ? {} : { appointmentId }),
    ...(promisedAt === undefined ? {} : { promisedAt }),
  });
  return repairOrders.create(state, event, moment);
}

const next = (before: RepairOrder, after: RepairOrder, event: Happening, moment: Moment): Change<RepairOrder> =>
  repairOrders.change(before, { ...after, updatedAt: moment.now }, event, moment);

/** Refuses (409) what a void order cannot take. `what` is not possible then. */
export function refuseVoided(order: RepairOrder, what: string): void {
  if (order.status === 'VOIDED') {
    throw new Problem('conflict', `Repair order ${order.roNumber} is void; ${what}. Open a new repair order.`);
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The order with the patch laid over it. */
function patched(before: RepairOrder, patch: RepairOrderPatch, now: Instant): RepairOrder {
  const { advisorId, promisedAt, ...rest } = before;
  const advisor = patch.advisorId === undefined ? advisorId : (patch.advisorId ?? undefined);
  const promised = patch.promisedAt === undefined ? promisedAt : (patch.promisedAt ?? undefined);
  const moved = patch.carAt !== undefined && patch.carAt !== before.carAt;
  return {
    ...rest,
    ...(advisor === undefined ? {} : { advisorId: advisor }),
    ...(promised === undefined ? {} : { promisedAt: promised }),
    ...(patch.vehicleId === undefined ? {} : { vehicleId: patch.vehicleId }),
    ...(patch.complaint === undefined ? {} : { complaint: patch.complaint }),
    ...(patch.lines === undefined ? {} : { lines: [...patch.lines] }),
    ...(moved ? { carAt: patch.carAt, carMovedAt: now } : {}),
  };
}

const patchable = ['vehicleId', 'advisorId', 'carAt', 'promisedAt', 'complaint', 'lines'] as const;

/** One fact has an event of its own where somebody waits for it; several at once are one `changed`. */
function patchEvent(after: RepairOrder, fields: readonly (typeof patchable)[number][]): Happening {
  const { roNumber, advisorId, carAt } = after;
  const only = fields.length === 1 ? fields[0] : undefined;
  if (only === 'carAt') return happened(events.repairOrderCarMoved, { roNumber, carAt });
  if (only === 'advisorId') {
    return happened(events.repairOrderAdvisorChanged, { roNumber, ...(advisorId === undefined ? {} : { advisorId }) });
  }
  return happened(events.repairOrderChanged, { roNumber, fields: [...fields] });
}

/** Corrects facts of an order; undefined when they are so already. A void order refuses, a closed one keeps its lines. */
export function changeRepairOrder(
  before: RepairOrder,
  patch: RepairOrderPatch,
  moment: Moment,
): Change<RepairOrder> | undefined {
  refuseVoided(before, 'it cannot change any more');
  const after = patched(before, patch, moment.now);
  const fields = patchable.filter((field) => !same(before[field], after[field]));
  if (fields.length === 0) return undefined;
  if (before.status === 'CLOSED' && fields.includes('lines')) {
    throw new Problem('conflict', `Repair order ${before.roNumber} is closed; reopen it to change its lines.`);
  }
  return next(before, after, patchEvent(after, fields), moment);
}

/** Closes an open order: it was invoiced. Its parts orders go on. */
export function closeRepairOrder(before: RepairOrder, moment: Moment): Change<RepairOrder> {
  refuseVoided(before, 'it cannot be closed');
  if (before.status === 'CLOSED') throw new Problem('conflict', `Repair order ${before.roNumber} is closed already.`);
  const { roNumber } = before;
  const after: RepairOrder = { ...before, status: 'CLOSED', closedAt: moment.now };
  return next(before, after, happened(events.repairOrderClosed, { roNumber }), moment);
}

/** Reopens a closed order. */
export function reopenRepairOrder(before: RepairOrder, moment: Moment): Change<RepairOrder> {
  refuseVoided(before, 'it cannot be reopened');
  if (before.status === 'OPEN') throw new Problem('conflict', `Repair order ${before.roNumber} is open already.`);
  const { closedAt: _, ...rest } = before;
  const { roNumber } = before;
  return next(before, { ...rest, status: 'OPEN' }, happened(events.repairOrderReopened, { roNumber }), moment);
}

/** Voids an order, open or closed. There is no way back. */
export function voidRepairOrder(before: RepairOrder, reason: string, moment: Moment): Change<RepairOrder> {
  if (before.status === 'VOIDED') throw new Problem('conflict', `Repair order ${before.roNumber} is void already.`);
  const { roNumber } = before;
  const after: RepairOrder = { ...before, status: 'VOIDED', voidedAt: moment.now, voidReason: reason };
  return next(before, after, happened(events.repairOrderVoided, { roNumber }), moment);
}

/** Books the visit at which the parts go in, or moves it; undefined when it is booked for then already. */
export function bookReturnVisit(
  before: RepairOrder,
  startsAt: Instant,
  moment: Moment,
): Change<RepairOrder> | undefined {
  refuseVoided(before, 'no visit can be booked for it');
  if (before.returnVisit?.startsAt === startsAt) return undefined;
  if (isTooFar(startsAt, moment.now)) {
    const fix = 'Send an instant within two years.';
    throw new Problem('invalid-input', `startsAt: ${fix}`, [{ field: 'startsAt', fix }]);
  }
  if (startsAt <= moment.now) {
    const fix = 'Send a time that is still to come.';
    throw new Problem('invalid-input', `startsAt: ${fix}`, [{ field: 'startsAt', fix }]);
  }
  const returnVisit = { startsAt, bookedAt: moment.now, bookedBy: moment.actor };
  const event = happened(events.returnVisitBooked, { roNumber: before.roNumber, startsAt });
  return next(before, { ...before, returnVisit }, event, moment);
}

/** Cancels the return visit; undefined when none is booked. */
export function cancelReturnVisit(before: RepairOrder, moment: Moment): Change<RepairOrder> | undefined {
  const { returnVisit, ...rest } = before;
  if (returnVisit === undefined) return undefined;
  return next(before, rest, happened(events.returnVisitCancelled, { roNumber: before.roNumber }), moment);
}

/** Notes a new parts order on its repair order, so that whoever read the repair order before knows that it moved. */
export function requestParts(before: RepairOrder, partsOrderId: string, moment: Moment): Change<RepairOrder> {
  refuseVoided(before, 'no parts can be ordered for it');
  const after: RepairOrder = { ...before, partsOrders: [...before.partsOrders, partsOrderId] };
  return next(before, after, happened(events.partsRequested, { roNumber: before.roNumber, partsOrderId }), moment);
}
