/** Reading repair orders, and the people and vehicles that they name. */
import { Problem } from '../kernel/problem.ts';
import { notFound } from '../kernel/route.ts';
import type { Reader } from '../kernel/table.ts';
import { memberKey } from '../staff/index.ts';
import { vehicleOf } from '../vehicles/index.ts';
import { repairOrderKey } from './keys.ts';
import { type RepairOrder, repairOrders } from './repair-order.ts';

/** The repair order. Throws 404 when the store has none of this number. */
export async function repairOrderAt(reader: Reader, storeId: string, roNumber: string): Promise<RepairOrder> {
  const row = await reader.get(repairOrderKey(storeId, roNumber));
  if (row === undefined) throw notFound('repair order');
  return repairOrders.read(row);
}

const wrong = (field: string, fix: string): Problem =>
  new Problem('invalid-input', `${field}: ${fix}`, [{ field, fix }]);

/**
 * Refuses (422) a person the store has never known. Who left since may still be named: a feed says who it was, and
 * what they owe falls to the queue of their role.
 */
export async function refuseStranger(
  reader: Reader,
  storeId: string,
  staffId: string | null | undefined,
  field: string,
): Promise<void> {
  if (staffId === undefined || staffId === null) return;
  const row = await reader.get(memberKey(storeId, staffId));
  if (row === undefined) throw wrong(field, 'Send the id of somebody who works at this store.');
}

/** Refuses (422) a vehicle that is not this customer's, nor came with a duplicate of theirs. */
export async function refuseOtherVehicle(
  reader: Reader,
  customerId: string,
  vehicleId: string | undefined,
): Promise<void> {
  if (vehicleId === undefined) return;
  const found = await vehicleOf(reader, customerId, vehicleId);
  if (found === undefined) throw wrong('vehicleId', 'Send the id of a vehicle of this customer.');
}
