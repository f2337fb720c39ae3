/** A customer's vehicle. Its id is not its VIN: ids stand in events, paths and logs, and a VIN is personal. */
import * as z from 'zod';
import { externalId, line } from '../kernel/fields.ts';
import { defineNoun } from '../kernel/noun.ts';
import { instant } from '../kernel/time.ts';
import { vehicleCare } from './care.ts';
import { vehicleKey, vehicleLog } from './keys.ts';
import { reading } from './odometer.ts';

/** What people may set about a vehicle. A VIN of a wrong shape or check digit is kept, with a warning. */
export const vehicleFacts = {
  vin: z
    .string({ error: 'Send the VIN as text.' })
    .overwrite((text) => text.replaceAll(/[\s-]/g, '').toUpperCase())
    .refine((text) => /^[A-Z0-9]{1,20}$/.test(text), { error: 'Send the VIN: letters and digits, usually 17.' })
    .optional(),
  year: z
    .int({ error: 'Send the model year, such as 2021.' })
    .min(1886, { error: 'Send the model year, such as 2021.' })
    .max(2100, { error: 'Send the model year, such as 2021.' })
    .optional(),
  make: line('the make', 60).optional(),
  model: line('the model', 60).optional(),
  trim: line('the trim', 60).optional(),
  odometer: reading.optional(),
};

/** A vehicle as it is kept. */
export const vehicle = z.object({
  vehicleId: externalId,
  customerId: externalId,
  ...vehicleFacts,
  ...vehicleCare,
  /** What is odd about the VIN. */
  vinWarning: z.enum(['check-digit', 'shape']).optional(),
  version: z.int().positive(),
  createdAt: instant,
  updatedAt: instant,
});

/** A vehicle. */
export type Vehicle = z.output<typeof vehicle>;

/** The noun. It lies with its customer and is shared by the stores that know them. */
export const vehicles = defineNoun({
  name: 'vehicle',
  schema: vehicle,
  id: (state) => state.vehicleId,
  key: (state) => vehicleKey(state.customerId, state.vehicleId),
  log: (state) => vehicleLog(state.customerId),
  about: (state) => ({ customerId: state.customerId }),
});
