/** The repair order (RO): the customer's service visit, with its lines and where the car is. */
import * as z from 'zod';
import { actor } from '../kernel/event.ts';
import { defineNoun } from '../kernel/noun.ts';
import { subjectOf } from '../kernel/subject.ts';
import { instant } from '../kernel/time.ts';
import { onBoard, repairOrderKey, repairOrderLog } from './keys.ts';

/** The number on the paper, unique in its store. */
export const roNumber = z
  .string({ error: 'Send the RO number as text' })
  .regex(/^[A-Za-z0-9-]{1,32}$/, { error: 'Send an RO number of 1 to 32 letters, digits and hyphens' });

/** A line's id within its order. */
const lineId = z
  .string({ error: 'Send the line id as text, such as "A"' })
  .regex(/^[A-Za-z0-9-]{1,40}$/, { error: 'Send a line id of 1 to 40 letters, digits and hyphens' });

/** Whether the car waits in the shop or drives: decides if a message says "work goes on" or "come in". */
export const carAt = z.enum(['in-shop', 'with-customer'], { error: 'Send "in-shop" or "with-customer"' });

/** OPEN while the shop works on it, CLOSED when it is invoiced (parts may still come), VOIDED when it never was. */
export const repairOrderStatus = z.enum(['OPEN', 'CLOSED', 'VOIDED'], { error: 'Send OPEN, CLOSED or VOIDED' });

/** One job on the order. */
export const repairOrderLine = z.object({
  lineId,
  description: z
    .string({ error: 'Send what is to be done' })
    .min(1, 'Send what is to be done')
    .max(500, 'At most 500 characters'),
  payType: z.enum(['CUSTOMER_PAY', 'WARRANTY', 'INTERNAL'], { error: 'Send CUSTOMER_PAY, WARRANTY or INTERNAL' }),
  status: z.enum(['OPEN', 'APPROVED', 'DECLINED', 'DEFERRED', 'COMPLETED'], {
    error: 'Send OPEN, APPROVED, DECLINED, DEFERRED or COMPLETED',
  }),
  /** What the customer is asked to pay for it, in cents. */
  amountCents: z
    .int({ error: 'Send whole cents' })
    .min(0, 'Send cents from 0')
    .max(100_000_000, 'At most 100,000,000')
    .optional(),
});
/** One job on the order. */
export type RepairOrderLine = z.infer<typeof repairOrderLine>;

/** The visit at which the customer comes back for the parts. */
export const returnVisit = z.object({ startsAt: instant, bookedAt: instant, bookedBy: actor });

/** A repair order as it is kept. */
export const repairOrder = z.object({
  roNumber,
  storeId: z.string(),
  customerId: z.string(),
  vehicleId: z.string().optional(),
  advisorId: z.string().optional(),
  /** The appointment to which the customer came. */
  appointmentId: z.string().optional(),
  status: repairOrderStatus,
  carAt,
  /** When the customer was told the car would be ready. */
  promisedAt: instant.optional(),
  /** The visit is about something that went wrong: nobody sells on it. */
  complaint: z.boolean().optional(),
  lines: z.array(repairOrderLine),
  /** The ids of its parts orders, in the order they were placed. */
  partsOrders: z.array(z.string()),
  returnVisit: returnVisit.optional(),
  openedAt: instant,
  closedAt: instant.optional(),
  voidedAt: instant.optional(),
  /** In the words of who voided it; stays in the table. */
  voidReason: z.string().optional(),
  /** When the car last changed hands. */
  carMovedAt: instant,
  createdAt: instant,
  updatedAt: instant,
  version: z.int().positive(),
});
/** A repair order. */
export type RepairOrder = z.infer<typeof repairOrder>;

/** The follow-up subject of a repair order and of everything that hangs on it. */
export const repairOrderSubject = (of: { readonly roNumber: string }): string => subjectOf('ro', of.roNumber);

/** The noun. Its log is told together with its parts orders, promises, alerts and messages. */
export const repairOrders = defineNoun({
  name: 'repair-order',
  schema: repairOrder,
  id: (state) => state.roNumber,
  key: (state) => repairOrderKey(state.storeId, state.roNumber),
  log: (state) => repairOrderLog(state.storeId, state.roNumber),
  about: (state) => ({ storeId: state.storeId, subject: repairOrderSubject(state), customerId: state.customerId }),
  indexes: (state) => onBoard(state.storeId, state.status, state.openedAt, state.roNumber),
});
