/** What the decision looks at, and how it is read. */
import { type Appointment, appointments, appointmentsOfCustomer } from '../../appointments/index.ts';
import { type Customer, idsOf } from '../../customers/index.ts';
import { allRows, type Reader, type Row } from '../../kernel/table.ts';
import type { Promised } from '../../promises/index.ts';
import { type RepairOrder, repairOrders, repairOrdersOfCustomer } from '../../repair-orders/index.ts';
import { factsOf, type Loaded, ofKind, type Run, readPlace } from '../../run/index.ts';
import type { Member } from '../../staff/index.ts';
import type { Store } from '../../stores/index.ts';
import { type Vehicle, vehicleKey, vehicles } from '../../vehicles/index.ts';
import { keepsDate } from './reminder.ts';
import type { NextVisitSettings } from './settings.ts';

/** Everything that the decision looks at. */
export interface Facts {
  readonly run: Run;
  readonly settings: NextVisitSettings;
  readonly store: Store;
  readonly staff: readonly Member[];
  readonly order: RepairOrder | undefined;
  readonly customer: Customer | undefined;
  /** The vehicle that the order names. */
  readonly vehicle: Vehicle | undefined;
  /** Whether the store keeps a date at which it will write about the vehicle. */
  readonly dateKept: boolean;
  /** The customer's service appointments at this store. */
  readonly visits: readonly Appointment[];
  /** The customer's other repair orders at this store. */
  readonly others: readonly RepairOrder[];
  /** This run's promises, ended ones included, oldest first. */
  readonly promises: readonly Promised[];
}

const orderIn = (rows: readonly Row[]): RepairOrder | undefined => {
  const [row] = ofKind(rows, repairOrders.name);
  return row === undefined ? undefined : repairOrders.read(row);
};

/** What hangs on a closed order, by each id its customer goes by. The story index lags by moments; what comes late wakes the run. */
async function around(reader: Reader, order: RepairOrder, customer: Customer | undefined, beside: readonly Row[]) {
  const { storeId, customerId, vehicleId, roNumber } = order;
  const ids = idsOf(customer, customerId);
  const each = async <Found>(read: (id: string) => Promise<Found>): Promise<readonly Found[]> =>
    Promise.all(ids.map(read));
  const [booked, written, cars] = await Promise.all([
    each((id) => allRows(reader, appointmentsOfCustomer.query(storeId, id))),
    each((id) => allRows(reader, repairOrdersOfCustomer.query(storeId, id))),
    vehicleId === undefined ? [] : each((id) => reader.get(vehicleKey(id, vehicleId))),
  ]);
  const vehicleRow = cars.find((row) => row !== undefined);
  const vehicle = vehicleRow === undefined ? undefined : vehicles.read(vehicleRow);
  const visitRows = booked.flat().filter((row) => row['department'] === 'service');
  const known = {
    vehicle,
    dateKept: vehicle !== undefined && (await keepsDate(reader, storeId, vehicle, beside)),
    visits: visitRows.map(appointments.read),
    others: written
      .flat()
      .map(repairOrders.read)
      .filter((other) => other.roNumber !== roNumber),
  };
  // What is said to staff stands on these; a visit that is over cannot change what is owed.
  const booking = visitRows.filter(({ status }) => status === 'BOOKED');
  return { known, versions: factsOf(vehicleRow === undefined ? booking : [vehicleRow, ...booking]) };
}

const nothing = { vehicle: undefined, dateKept: false, visits: [], others: [] };

/** Reads the facts of a run. Throws when the store is missing: its row is older than anything at it. */
export async function load(reader: Reader, run: Run, settings: NextVisitSettings): Promise<Loaded<Facts>> {
  const { rows, versions, beside, ...place } = await readPlace(reader, run, (found) => orderIn(found)?.customerId);
  const order = orderIn(rows);
  const read = order?.status === 'CLOSED' ? await around(reader, order, place.customer, beside) : undefined;
  return {
    facts: { ...place, settings, order, ...(read?.known ?? nothing) },
    versions: [...versions, ...(read?.versions ?? [])],
    promises: place.promises,
    beside,
  };
}
