/** The routes of vehicles, under the customer who owns them. */
import * as z from 'zod';
import { customerAt, keptCustomerAt } from '../customers/index.ts';
import { bodyOf, externalId, storeId } from '../kernel/fields.ts';
import { defineRoute, type Route } from '../kernel/route.ts';
import { allRows, type Reader } from '../kernel/table.ts';
import { careRoutes } from './care-routes.ts';
import { addVehicle, changeVehicle } from './decide.ts';
import { vehiclesOfCustomer } from './keys.ts';
import { allPath, answered, example, facts, onePath, oneVehicle, tag, vehicleFor } from './shared.ts';
import { type Vehicle, vehicle, vehicleFacts, vehicles } from './vehicle.ts';

const roles = 'any';
const oneCustomer = z.object({ storeId, customerId: externalId });

/** The vehicles of a customer of this store. */
async function vehiclesAt(
  reader: Reader,
  of: { readonly storeId: string; readonly customerId: string },
): Promise<Vehicle[]> {
  const { customerId } = await customerAt(reader, of.storeId, of.customerId);
  return (await allRows(reader, vehiclesOfCustomer.query(customerId))).map(vehicles.read);
}

const add = defineRoute({
  method: 'POST',
  path: allPath,
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
    await keptCustomerAt(reader, params.storeId, params.customerId);
    const all = await vehiclesAt(reader, params);
    const done = addVehicle({ ...params, vehicleId }, given, all, moment);
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
  path: allPath,
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
  path: onePath,
  name: 'readVehicle',
  tag,
  means: 'A vehicle of the customer.',
  roles,
  params: oneVehicle,
  output: vehicle,
  example: { output: example },
  handle: async (call) => answered(await vehicleFor(call), undefined),
});

const change = defineRoute({
  method: 'PUT',
  path: onePath,
  name: 'changeVehicle',
  tag,
  means: 'Replaces the facts about a vehicle.',
  roles,
  params: oneVehicle,
  body: bodyOf(vehicleFacts),
  output: vehicle,
  ifMatch: 'required',
  example: { body: facts, output: { ...example, version: 2 } },
  handle: async (call) => {
    const before = await vehicleFor(call);
    const all = await vehiclesAt(call.reader, call.params);
    return answered(before, changeVehicle(before, call.body, all, call.moment));
  },
});

/** The routes of vehicles. */
export const vehicleRoutes: readonly Route[] = [add, list, read, change, ...careRoutes];
