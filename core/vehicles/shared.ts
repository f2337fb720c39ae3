/** What the routes of vehicles have in common. */
import * as z from 'zod';
import { customerAt } from '../customers/index.ts';
import { externalId, storeId } from '../kernel/fields.ts';
import type { Change } from '../kernel/noun.ts';
import type { Answer } from '../kernel/route.ts';
import { checkVersion } from '../kernel/route.ts';
import type { Reader } from '../kernel/table.ts';
import { vehicleAt } from './read.ts';
import type { Vehicle } from './vehicle.ts';

/** Where the reference lists them. */
export const tag = 'Vehicles';
/** The vehicles of a customer. */
export const allPath = '/stores/{storeId}/customers/{customerId}/vehicles';
/** One vehicle. */
export const onePath = `${allPath}/{vehicleId}`;
/** Its parameters. */
export const oneVehicle = z.object({ storeId, customerId: externalId, vehicleId: externalId });

/** The facts that the reference shows. */
export const facts = {
  vin: '1HGCM82633A004352',
  year: 2003,
  make: 'Honda',
  model: 'Accord',
  odometer: { miles: 98_200, at: '2026-03-10T14:30:00.000Z' },
};

/** The vehicle that the reference shows. */
export const example = {
  vehicleId: 'V-77',
  customerId: 'C-1001',
  ...facts,
  readings: [facts.odometer],
  homeStore: 'S01',
  version: 1,
  createdAt: '2026-03-10T14:30:00.000Z',
  updatedAt: '2026-03-10T14:30:00.000Z',
};

/** The vehicle that a command is about, through the customer as this store knows them, in the version that was read. */
export async function vehicleFor(call: {
  readonly reader: Reader;
  readonly ifMatch?: number;
  readonly params: z.output<typeof oneVehicle>;
}): Promise<Vehicle> {
  const { customerId } = await customerAt(call.reader, call.params.storeId, call.params.customerId);
  const vehicle = await vehicleAt(call.reader, customerId, call.params.vehicleId);
  checkVersion(call.ifMatch, vehicle.version);
  return vehicle;
}

/** The answer to a command: the vehicle after it, or as it was when it was so already. */
export const answered = (before: Vehicle, change: Change<Vehicle> | undefined): Answer<Vehicle> =>
  change === undefined
    ? { body: before, version: before.version }
    : { body: change.state, version: change.state.version, writes: change.writes };
