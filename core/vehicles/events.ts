/** What happens to vehicles. Never the VIN. */
import * as z from 'zod';
import { defineEvent } from '../kernel/event.ts';
import { ownershipStatus } from './care.ts';

const base = { vehicleId: z.string() };
const example = { vehicleId: 'V-77' };

/** A vehicle became known. */
export const vehicleAdded = defineEvent('vehicle.added', 1, {
  means: 'A vehicle of a customer became known.',
  data: z.object(base),
  example,
});

/** Facts about a vehicle changed. */
export const vehicleChanged = defineEvent('vehicle.changed', 1, {
  means: 'Facts about a vehicle, such as its odometer, changed.',
  data: z.object({ ...base, fields: z.array(z.string()) }),
  example: { ...example, fields: ['odometer'] },
});

/** The odometer was read. */
export const vehicleOdometerRead = defineEvent('vehicle.odometer-read', 1, {
  means: 'The odometer of a vehicle was read.',
  data: z.object(base),
  example,
});

/** A vehicle was serviced. */
export const vehicleServiced = defineEvent('vehicle.serviced', 1, {
  means: 'A vehicle was serviced at a store, which cares for it from then on; `from` is the store that did before.',
  data: z.object({ ...base, storeId: z.string(), from: z.string().optional() }),
  example: { ...example, storeId: 'S01' },
});

/** A vehicle changed hands, or came back. */
export const vehicleOwnershipChanged = defineEvent('vehicle.ownership-changed', 1, {
  means: 'The customer owns the vehicle, sold it, traded it in, or bought another one elsewhere.',
  data: z.object({ ...base, status: ownershipStatus }),
  example: { ...example, status: 'sold' },
});

/** Warranty, lease or purchase of a vehicle changed. */
export const vehicleTermsChanged = defineEvent('vehicle.terms-changed', 1, {
  means: 'Warranty, lease or purchase of a vehicle changed; `fields` names what.',
  data: z.object({ ...base, fields: z.array(z.string()) }),
  example: { ...example, fields: ['leaseEndsOn'] },
});

/** A recall was opened, changed, or done. */
export const vehicleRecallChanged = defineEvent('vehicle.recall-changed', 1, {
  means: 'A recall of the manufacturer is open on a vehicle, or was done.',
  data: z.object({ ...base, recallId: z.string(), done: z.boolean() }),
  example: { ...example, recallId: '26V-104', done: false },
});

/** Another store cares for the vehicle now. */
export const vehicleHomeChanged = defineEvent('vehicle.home-changed', 1, {
  means: 'Another store of the group cares for the vehicle from now on.',
  data: z.object({ ...base, homeStore: z.string(), from: z.string().optional() }),
  example: { ...example, homeStore: 'S02', from: 'S01' },
});

/** A funding problem began or ended. */
export const vehicleFundingChanged = defineEvent('vehicle.funding-changed', 1, {
  means: 'The contract for a vehicle has a funding problem, or has none any more.',
  data: z.object({ ...base, problem: z.boolean() }),
  example: { ...example, problem: true },
});

/** The customer wants no outreach about the vehicle for a while. */
export const vehicleOutreachDeclined = defineEvent('vehicle.outreach-declined', 1, {
  means: 'The customer wants to hear nothing about the vehicle until a day; without `until` they do again.',
  data: z.object({ ...base, until: z.string().optional() }),
  example: { ...example, until: '2026-09-01' },
});

/** All events of the noun. */
export const vehicleEvents = [
  vehicleAdded,
  vehicleChanged,
  vehicleOdometerRead,
  vehicleServiced,
  vehicleOwnershipChanged,
  vehicleTermsChanged,
  vehicleRecallChanged,
  vehicleHomeChanged,
  vehicleFundingChanged,
  vehicleOutreachDeclined,
] as const;
