/** What the decision looks at, and how it is read. */
import { type Appointment, appointments, appointmentsOfCustomer } from '../../appointments/index.ts';
import { type Customer, customerStory, idsOf } from '../../customers/index.ts';
import { allRows, type Reader, type Row } from '../../kernel/table.ts';
import type { Promised } from '../../promises/index.ts';
import { type RepairOrder, repairOrders } from '../../repair-orders/index.ts';
import { type Claim, factsOf, type Loaded, ofKind, type Run, readPlace } from '../../run/index.ts';
import type { Member } from '../../staff/index.ts';
import type { Store } from '../../stores/index.ts';
import type { NoShowSettings } from './settings.ts';

/** Everything that the decision looks at. */
export interface Facts {
  readonly run: Run;
  readonly settings: NoShowSettings;
  readonly store: Store;
  readonly staff: readonly Member[];
  readonly appointment: Appointment | undefined;
  readonly customer: Customer | undefined;
  /** The customer's other appointments in the same department. */
  readonly others: readonly Appointment[];
  /** The customer's repair orders that were opened after the missed hour. */
  readonly repairOrders: readonly RepairOrder[];
  readonly promises: readonly Promised[];
  readonly claims: readonly Claim[];
}

const appointmentIn = (rows: readonly Row[]) => {
  const [row] = ofKind(rows, appointments.name);
  return row === undefined ? undefined : appointments.read(row);
};

async function othersOf(reader: Reader, visit: Appointment, ids: readonly string[]): Promise<readonly Row[]> {
  const booked = await Promise.all(ids.map((id) => allRows(reader, appointmentsOfCustomer.query(visit.storeId, id))));
  return ofKind(booked.flat(), appointments.name).filter((row) => {
    const { appointmentId, department } = appointments.read(row);
    return appointmentId !== visit.appointmentId && department === visit.department;
  });
}

/** Whether the appointment may still become, or cease to be, the one that saves the visit. */
const isLiving = ({ status }: Row): boolean => status === 'REQUESTED' || status === 'HELD' || status === 'BOOKED';

async function ordersSince(
  reader: Reader,
  visit: Appointment,
  ids: readonly string[],
): Promise<readonly RepairOrder[]> {
  const { startsAt } = visit;
  if (visit.department !== 'service' || startsAt === undefined) return [];
  const stories = await Promise.all(ids.map((id) => allRows(reader, customerStory.query(id))));
  const rows = ofKind(stories.flat(), repairOrders.name);
  return rows.map(repairOrders.read).filter((order) => order.storeId === visit.storeId && order.createdAt >= startsAt);
}

/** Reads the facts of a run. Other appointments and orders come from an index that lags by moments. */
export async function load(reader: Reader, run: Run, settings: NoShowSettings): Promise<Loaded<Facts>> {
  const { rows, versions, beside, ...common } = await readPlace(
    reader,
    run,
    (found) => appointmentIn(found)?.customerId,
  );
  const visit = appointmentIn(rows);
  const ids = visit === undefined ? [] : idsOf(common.customer, visit.customerId);
  const [others, orders] =
    visit?.status === 'MISSED'
      ? await Promise.all([othersOf(reader, visit, ids), ordersSince(reader, visit, ids)])
      : [[], []];
  const facts = {
    ...common,
    settings,
    appointment: visit,
    others: others.map(appointments.read),
    repairOrders: orders,
  };
  // A message about the missed visit does not go out beside the booking of another one.
  return { facts, versions: [...versions, ...factsOf(others.filter(isLiving))], promises: common.promises, beside };
}
