/** What happens to vehicles. Never the VIN. */
import * as z from 'zod';
import { defineEvent } from '../kernel/event.ts';

/** A vehicle became known. */
export const vehicleAdded = defineEvent('vehicle.added', 1, {
  means: 'A vehicle of a customer became known.',
  data: z.object({ vehicleId: z.string() }),
  example: { vehicleId: 'V-77' },
});

/** Facts about a vehicle changed. */
export const vehicleChanged = defineEvent('vehicle.changed', 1, {
  means: 'Facts about a vehicle, such as its odometer, changed.',
  data: z.object({ vehicleId: z.string(), fields: z.array(z.string()) }),
  example: { vehicleId: 'V-77', fields: ['odometer'] },
});

/** All events of the noun. */
export const vehicleEvents = [vehicleAdded, vehicleChanged] as const;
