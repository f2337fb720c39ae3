/** What may be done to a vehicle: it becomes known, and its papers are corrected. What it goes through is in commands.ts. */
import type * as z from 'zod';
import { happened, type Moment } from '../kernel/event.ts';
import { changedFields } from '../kernel/fields.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import type { Write } from '../kernel/table.ts';
import { vehicleAdded, vehicleChanged } from './events.ts';
import { vehicleLinkKey } from './keys.ts';
import { withReading } from './odometer.ts';
import { type Vehicle, type vehicleFacts, vehicles } from './vehicle.ts';
import { vinWarning } from './vin.ts';

/** The facts that a command carries. */
export type VehicleFacts = z.output<z.ZodObject<typeof vehicleFacts>>;

/** A customer has a vehicle once, however often it comes in. */
function refuseTwice(vin: string | undefined, others: readonly Vehicle[]): void {
  if (vin === undefined || others.every((other) => other.vin !== vin)) return;
  throw new Problem('conflict', 'This customer has a vehicle with this VIN already: change that one.', [
    { field: 'vin', fix: 'Change the vehicle that has this VIN.' },
  ]);
}

const warned = (facts: VehicleFacts): Pick<Vehicle, 'vinWarning'> => {
  const warning = facts.vin === undefined ? undefined : vinWarning(facts.vin);
  return warning === undefined ? {} : { vinWarning: warning };
};

/** An odometer that is set is one more reading. */
const read = (before: Vehicle['readings'], { odometer }: VehicleFacts): Pick<Vehicle, 'readings'> => {
  const readings = odometer === undefined ? before : withReading(before ?? [], odometer);
  return readings === undefined ? {} : { readings };
};

/** The link by which a store knows a vehicle. Fails at commit when the store knows another one by this id. */
export const knownAt = (
  storeId: string,
  { vehicleId, customerId }: Pick<Vehicle, 'vehicleId' | 'customerId'>,
): Write => ({
  put: { ...vehicleLinkKey(storeId, vehicleId), kind: 'vehicle-link', storeId, vehicleId, customerId },
  when: { absent: true },
});

/**
 * A customer's vehicle becomes known at a store, which cares for it from then on. `others` are the customer's vehicles.
 * Throws 409 for a VIN that is there.
 */
export function addVehicle(
  whose: { readonly storeId: string; readonly customerId: string; readonly vehicleId: string },
  facts: VehicleFacts,
  others: readonly Vehicle[],
  moment: Moment,
): Change<Vehicle> {
  refuseTwice(facts.vin, others);
  const { storeId, customerId, vehicleId } = whose;
  const state = { vehicleId, customerId, ...facts, ...warned(facts), ...read(undefined, facts), homeStore: storeId };
  const change = vehicles.create(
    { ...state, version: 1, createdAt: moment.now, updatedAt: moment.now },
    happened(vehicleAdded, { vehicleId }),
    moment,
  );
  return { ...change, writes: [...change.writes, knownAt(storeId, whose)] };
}

const factNames = ['vin', 'year', 'make', 'model', 'trim', 'odometer'] as const;

/** Replaces the facts about a vehicle. `all` are the customer's vehicles. Throws 409 for a VIN of another one. */
export function changeVehicle(
  before: Vehicle,
  facts: VehicleFacts,
  all: readonly Vehicle[],
  moment: Moment,
): Change<Vehicle> {
  const { vin: _vin, year: _year, make: _make, model: _model, trim: _trim, ...others } = before;
  const { odometer: _odometer, vinWarning: _vinWarning, ...kept } = others;
  const { vehicleId } = before;
  refuseTwice(
    facts.vin,
    all.filter((other) => other.vehicleId !== vehicleId),
  );
  const after = { ...kept, ...facts, ...warned(facts), ...read(before.readings, facts), updatedAt: moment.now };
  const fields = changedFields<Vehicle>(before, after, factNames);
  return vehicles.change(before, after, happened(vehicleChanged, { vehicleId, fields }), moment);
}
