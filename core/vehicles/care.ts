/** What a store must know to care for a vehicle: whose it is, what it went through, and which dates it has. */
import * as z from 'zod';
import { externalId, line, storeId } from '../kernel/fields.ts';
import { calendarDate, instant } from '../kernel/time.ts';
import { reading } from './odometer.ts';

/** Whether the customer has the vehicle. `bought-elsewhere`: they drive another one, which is not from this group. */
export const ownershipStatus = z.enum(['owned', 'sold', 'traded', 'bought-elsewhere'], {
  error: 'Send owned, sold, traded or bought-elsewhere.',
});

/** Since when the customer has the vehicle, or has it no more. */
export const ownership = z.object({ status: ownershipStatus, since: calendarDate });

const miles = z
  .int({ error: 'Send whole miles.' })
  .min(0, { error: 'Send miles from 0.' })
  .max(9_999_999, { error: 'Send at most 9999999 miles.' });

/** Warranty, lease and purchase, as the papers say. A warranty ends by day or by miles, whichever comes first. */
export const vehicleTerms = {
  warrantyEndsOn: calendarDate.optional(),
  warrantyEndsAtMiles: miles.optional(),
  leaseEndsOn: calendarDate.optional(),
  purchasedOn: calendarDate.optional(),
  purchasedFrom: z.enum(['here', 'elsewhere'], { error: 'Send here (this group) or elsewhere.' }).optional(),
};

/** A recall of the manufacturer that is open on the vehicle, or was done. */
export const recall = z.object({
  recallId: externalId,
  /** What it is about, in the manufacturer's words. */
  title: line('what the recall is about', 200).optional(),
  openSince: calendarDate,
  doneAt: instant.optional(),
});

/** A recall of the manufacturer. */
export type Recall = z.output<typeof recall>;

/** Recalls kept on one vehicle. */
export const mostRecalls = 30;

/** What commands of their own keep about a vehicle. All of it may be missing: a vehicle begins as its papers. */
export const vehicleCare = {
  /** The store that cares for it: where it was serviced last, at first the store that met it. */
  homeStore: storeId.optional(),
  /** Missing: the customer has it. */
  ownership: ownership.optional(),
  /** The latest readings of the odometer, oldest first. */
  readings: z.array(reading).optional(),
  lastServiceAt: instant.optional(),
  /** What the odometer showed then, read or estimated. */
  lastServiceMiles: miles.optional(),
  ...vehicleTerms,
  recalls: z.array(recall).max(mostRecalls).optional(),
  /** Since when its contract has a funding problem. Stands here until deals are known. */
  fundingProblemSince: instant.optional(),
  /** The customer wants no outreach about it before this day. */
  quietUntil: calendarDate.optional(),
};
