/** Reading vehicles, and what closing a repair order does to one. */
import { idsMeant } from '../customers/index.ts';
import type { Moment } from '../kernel/event.ts';
import { notFound } from '../kernel/route.ts';
import type { Reader, Write } from '../kernel/table.ts';
import { recordService } from './commands.ts';
import { vehicleKey, vehicleLinkKey } from './keys.ts';
import { type Vehicle, vehicles } from './vehicle.ts';

/** A customer's vehicle; undefined when the customer has none by this id. */
async function findVehicle(reader: Reader, customerId: string, vehicleId: string): Promise<Vehicle | undefined> {
  const row = await reader.get(vehicleKey(customerId, vehicleId));
  return row === undefined ? undefined : vehicles.read(row);
}

/** A customer's vehicle, or one that came with a duplicate of theirs; undefined when there is none by this id. */
export async function vehicleOf(reader: Reader, customerId: string, vehicleId: string): Promise<Vehicle | undefined> {
  const own = await findVehicle(reader, customerId, vehicleId);
  if (own !== undefined) return own;
  const others = (await idsMeant(reader, customerId)).filter((id) => id !== customerId);
  const found = await Promise.all(others.map((id) => findVehicle(reader, id, vehicleId)));
  return found.find((vehicle) => vehicle !== undefined);
}

/** A customer's vehicle. Throws 404 when the customer has none by this id. */
export async function vehicleAt(reader: Reader, customerId: string, vehicleId: string): Promise<Vehicle> {
  const found = await findVehicle(reader, customerId, vehicleId);
  if (found === undefined) throw notFound('vehicle');
  return found;
}

/** Whether a store knows the vehicle: by its link, not at all, or it knows another one by this id. */
export async function knowsVehicle(
  reader: Reader,
  storeId: string,
  { vehicleId, customerId }: Vehicle,
): Promise<'yes' | 'no' | 'another'> {
  const link = await reader.get(vehicleLinkKey(storeId, vehicleId));
  if (link === undefined) return 'no';
  return link['customerId'] === customerId ? 'yes' : 'another';
}

/** The writes that record the visit which a closed repair order was; none when it names no vehicle, or an older visit. */
export async function serviceWrites(
  reader: Reader,
  order: { readonly storeId: string; readonly customerId: string; readonly vehicleId?: string | undefined },
  moment: Moment,
): Promise<readonly Write[]> {
  const { storeId, customerId, vehicleId } = order;
  const vehicle = vehicleId === undefined ? undefined : await vehicleOf(reader, customerId, vehicleId);
  if (vehicle === undefined) return [];
  const known = await knowsVehicle(reader, storeId, vehicle);
  return recordService(vehicle, { storeId, at: moment.now }, known, moment)?.writes ?? [];
}
