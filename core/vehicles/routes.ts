/** The routes of vehicles, under the customer who owns them. */
import * as z from 'zod';
import { customerAt } from '../customers/index.ts';
import { bodyOf, externalId, storeId } from '../kernel/fields.ts';
import { checkVersion, defineRoute, notFound, type Route } from '../kernel/route.ts';
import { allRows, type Reader } from '../kernel/table.ts';
import { addVehicle, changeVehicle } from './decide.ts';
import { vehiclesOfCustomer } from './keys.ts';
import { type Vehicle, vehicle, vehicleFacts, vehicles } from './vehicle.ts';

const tag = 'Vehicles';
const roles = 'any';
const oneCustomer = z.object({ storeId, customerId: externalId });
const oneVehicle = z.object({ storeId, customerId: externalId, vehicleId: externalId });

const facts = {
  vin: '1HGCM82633A004352',
  year: 2003,
  make: 'Honda',
  model: 'Accord',
  odometer: { miles: 98_200, at: '2026-03-10T14:30:00.000Z' },
};

const example = {
  vehicleId: 'V-77',
  customerId: 'C-1001',
  ...facts,
  version: 1,
  createdAt: '2026-03-10T14:30:00.000Z',
  updatedAt: '2026-03-10T14:30:00.000Z',
};

/** The vehicles of a customer of this store. */
async function vehiclesAt(
  reader: Reader,
  of: { readonly storeId: string; readonly customerId: string },
): Promise<Vehicle[]> {
  const { customerId } = await customerAt(reader, of.storeId, of.customerId);
  return (await allRows(reader, vehiclesOfCustomer.query(customerId))).map(vehicles.read);
}

function one(all: readonly Vehicle[], vehicleId: string): Vehicle {
  const found = all.find((each) => each.vehicleId === vehicleId);
  if (found === undefined) throw notFound('vehicle');
  return found;
}

const add = defineRoute({
  method: 'POST',
  path: '/stores/{storeId}/customers/{customerId}/vehicles',
  name: 'addVehicle',
  tag,
  means: 'A vehicle of the customer. An odd VIN is kept, with `vinWarning` in the answer.',
  roles,
  params: oneCustomer,
  body: bodyOf({ vehicleId: externalId.optional(), ...vehicleFacts }),
  output: vehicle,
  status: 201,
  example: { body: { vehicleId: 'V-77', ...facts }, output: example },
  handle: async ({ reader, params, body, moment }) => {
    const { vehicleId = moment.newId(), ...given } = body;
    const all = await vehiclesAt(reader, params);
    const done = addVehicle({ customerId: params.customerId, vehicleId }, given, all, moment);
    return {
      body: done.state,
      writes: done.writes,
      version: done.state.version,
      location: `/stores/${params.storeId}/customers/${params.customerId}/vehicles/${vehicleId}`,
    };
  },
});

const list = defineRoute({
  method: 'GET',
  path: '/stores/{storeId}/customers/{customerId}/vehicles',
  name: 'listVehicles',
  tag,
  means: 'The customer’s vehicles.',
  roles,
  params: oneCustomer,
  output: z.object({ items: z.array(vehicle) }),
  example: { output: { items: [example] } },
  handle: async ({ reader, params }) => ({ body: { items: await vehiclesAt(reader, params) } }),
});

const read = defineRoute({
  method: 'GET',
  path: '/stores/{storeId}/customers/{customerId}/vehicles/{vehicleId}',
  name: 'readVehicle',
  tag,
  means: 'A vehicle of the customer.',
  roles,
  params: oneVehicle,
  output: vehicle,
  example: { output: example },
  handle: async ({ reader, params }) => {
    const body = one(await vehiclesAt(reader, params), params.vehicleId);
    return { body, version: body.version };
  },
});

const change = defineRoute({
  method: 'PUT',
  path: '/stores/{storeId}/customers/{customerId}/vehicles/{vehicleId}',
  name: 'changeVehicle',
  tag,
  means: 'Replaces the facts about a vehicle.',
  roles,
  params: oneVehicle,
  body: bodyOf(vehicleFacts),
  output: vehicle,
  ifMatch: 'required',
  example: { body: facts, output: { ...example, version: 2 } },
  handle: async ({ reader, params, body, moment, ifMatch }) => {
    const all = await vehiclesAt(reader, params);
    const before = one(all, params.vehicleId);
    checkVersion(ifMatch, before.version);
    const done = changeVehicle(before, body, all, moment);
    return { body: done.state, writes: done.writes, version: done.state.version };
  },
});

/** The routes of vehicles. */
export const vehicleRoutes: readonly Route[] = [add, list, read, change];
