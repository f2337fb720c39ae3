/** What may be done to a vehicle. */
import type * as z from 'zod';
import { happened, type Moment } from '../kernel/event.ts';
import { changedFields } from '../kernel/fields.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import { vehicleAdded, vehicleChanged } from './events.ts';
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

/** A customer's vehicle becomes known. `others` are the customer's vehicles. Throws 409 for a VIN that is there. */
export function addVehicle(
  whose: { readonly customerId: string; readonly vehicleId: string },
  facts: VehicleFacts,
  others: readonly Vehicle[],
  moment: Moment,
): Change<Vehicle> {
  refuseTwice(facts.vin, others);
  const { customerId, vehicleId } = whose;
  const state = { vehicleId, customerId, ...facts, ...warned(facts) };
  return vehicles.create(
    { ...state, version: 1, createdAt: moment.now, updatedAt: moment.now },
    happened(vehicleAdded, { vehicleId }),
    moment,
  );
}

const factNames = ['vin', 'year', 'make', 'model', 'trim', 'odometer'] as const;

/** Replaces the facts about a vehicle. `all` are the customer's vehicles. Throws 409 for a VIN of another one. */
export function changeVehicle(
  before: Vehicle,
  facts: VehicleFacts,
  all: readonly Vehicle[],
  moment: Moment,
): Change<Vehicle> {
  const { vehicleId, customerId, version, createdAt } = before;
  refuseTwice(
    facts.vin,
    all.filter((other) => other.vehicleId !== vehicleId),
  );
  const after = { vehicleId, customerId, ...facts, ...warned(facts), version, createdAt, updatedAt: moment.now };
  const fields = changedFields<Vehicle>(before, after, factNames);
  return vehicles.change(before, after, happened(vehicleChanged, { vehicleId, fields }), moment);
}
