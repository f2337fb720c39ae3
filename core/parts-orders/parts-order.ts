/** The parts order: special-order parts for one repair order, line by line, each with its status and ETA. */
import * as z from 'zod';
import { defineNoun } from '../kernel/noun.ts';
import { calendarDate, instant } from '../kernel/time.ts';
import { repairOrderLog, repairOrderSubject } from '../repair-orders/index.ts';
import { partsOrderKey } from './keys.ts';

/** An id from a DMS, or one of ours. */
const id = (what: string) =>
  z
    .string({ error: `Send ${what} as text` })
    .regex(/^[A-Za-z0-9-]{1,40}$/, { error: `Send ${what} of 1 to 40 letters, digits and hyphens` });

/** The id of an order within its repair order. */
export const partsOrderId = id('a parts order id');
/** The id of a line within its order. */
export const partsLineId = id('a line id');

/** Lines that one order can have, those that replace others included. */
export const partsLinesMax = 100;

/**
 * REQUESTED → ORDERED ⇄ BACKORDERED → RECEIVED → INSTALLED or RETURNED. A line that is awaited can end as CANCELLED or
 * SUBSTITUTED too. A partial shipment leaves the status as it is: only the last piece makes it RECEIVED.
 */
export const partsLineStatus = z.enum([
  'REQUESTED',
  'ORDERED',
  'BACKORDERED',
  'RECEIVED',
  'INSTALLED',
  'RETURNED',
  'CANCELLED',
  'SUBSTITUTED',
]);
/** Where a line stands. */
export type PartsLineStatus = z.infer<typeof partsLineStatus>;

/** The number by which the maker or supplier knows the part. */
export const partNumber = z
  .string({ error: 'Send the part number as text' })
  .regex(/^[A-Za-z0-9][A-Za-z0-9 ./-]{0,39}$/, {
    error: 'Send a part number of 1 to 40 letters, digits, spaces, dots, slashes and hyphens',
  });

/** What the part is, in words. */
export const partDescription = z
  .string({ error: 'Send what the part is' })
  .min(1, 'Send what the part is')
  .max(200, 'At most 200 characters');

/** Pieces. */
export const partQuantity = z
  .int({ error: 'Send a whole number of pieces' })
  .min(1, 'Send at least 1')
  .max(999, 'At most 999');

/** A line as it is kept. */
export const partsLine = z.object({
  lineId: partsLineId,
  partNumber,
  description: partDescription,
  quantity: partQuantity,
  /** Pieces that are at the store. */
  receivedQuantity: z.int().min(0),
  status: partsLineStatus,
  /** The day it is expected, on the store's calendar. */
  eta: calendarDate.optional(),
  /** The first day that was ever named; ETA accuracy is measured against it. */
  firstEta: calendarDate.optional(),
  /** Since when it is in this status with this ETA. */
  since: instant,
  /** The line that took its place. */
  substitutedBy: partsLineId.optional(),
  /** The job on the repair order that needs it. */
  roLineId: z.string().optional(),
});
/** One part of an order, in some pieces. */
export type PartsLine = z.infer<typeof partsLine>;

/** A parts order as it is kept. */
export const partsOrder = z.object({
  partsOrderId,
  roNumber: z.string(),
  storeId: z.string(),
  customerId: z.string(),
  partsPersonId: z.string().optional(),
  supplier: z.string().optional(),
  lines: z.array(partsLine).min(1).max(partsLinesMax),
  requestedAt: instant,
  createdAt: instant,
  updatedAt: instant,
  version: z.int().positive(),
});
/** A parts order. */
export type PartsOrder = z.infer<typeof partsOrder>;

/** The noun. It lies, and is told, with its repair order. */
export const partsOrders = defineNoun({
  name: 'parts-order',
  schema: partsOrder,
  id: (state) => state.partsOrderId,
  key: (state) => partsOrderKey(state.storeId, state.roNumber, state.partsOrderId),
  log: (state) => repairOrderLog(state.storeId, state.roNumber),
  about: (state) => ({ storeId: state.storeId, subject: repairOrderSubject(state), customerId: state.customerId }),
});

/** Whether the line is still awaited: neither at the store in full nor given up. */
export const isAwaited = ({ status }: { readonly status: PartsLineStatus }): boolean =>
  status === 'REQUESTED' || status === 'ORDERED' || status === 'BACKORDERED';

/** Whether nothing can happen to the line any more. */
export const isTerminal = ({ status }: { readonly status: PartsLineStatus }): boolean =>
  !isAwaited({ status }) && status !== 'RECEIVED';
