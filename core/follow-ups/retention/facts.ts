/** What the decision looks at, and how it is read. */
import { type Appointment, appointments, appointmentsOfCustomer } from '../../appointments/index.ts';
import { conversationKey, conversations } from '../../conversations/index.ts';
import { type Customer, idsOf } from '../../customers/index.ts';
import { readSubject } from '../../kernel/subject.ts';
import { allRows, type Reader, type Row } from '../../kernel/table.ts';
import { type Instant, localDate } from '../../kernel/time.ts';
import type { Promised } from '../../promises/index.ts';
import { type RepairOrder, repairOrders, repairOrdersOfCustomer } from '../../repair-orders/index.ts';
import { type Claim, type Fact, factsOf, type Loaded, ofKind, type Run, readPlace } from '../../run/index.ts';
import type { Member } from '../../staff/index.ts';
import type { Store } from '../../stores/index.ts';
import { type Vehicle, vehicleKey, vehicles } from '../../vehicles/index.ts';
import type { RetentionSettings } from './settings.ts';

/** Everything that the decision looks at. */
export interface Facts {
  readonly run: Run;
  readonly settings: RetentionSettings;
  readonly store: Store;
  readonly staff: readonly Member[];
  readonly vehicle: Vehicle | undefined;
  readonly customer: Customer | undefined;
  /** The customer's repair orders at this store, whatever the vehicle. */
  readonly repairOrders: readonly RepairOrder[];
  /** The customer's appointments at this store, whatever the department. */
  readonly appointments: readonly Appointment[];
  /** When the customer last wrote something to this store that a person answers: no STOP, and no program's reply. */
  readonly wroteAt: Instant | undefined;
  /** This run's promises, ended ones included, oldest first. */
  readonly promises: readonly Promised[];
  /** This run's claims, oldest first. */
  readonly claims: readonly Claim[];
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const ownerIn = (rows: readonly Row[]): string | undefined => text(ofKind(rows, 'vehicle-link')[0]?.['customerId']);

/** What hangs on the customer at this store, by each id they go by. The story index lags by moments; what comes late wakes the run. */
async function beside(reader: Reader, storeId: string, ids: readonly string[]) {
  const of = async (customerId: string) => {
    const key = conversationKey(storeId, customerId);
    const [orders, visits, conversation] = await Promise.all([
      allRows(reader, repairOrdersOfCustomer.query(storeId, customerId)),
      allRows(reader, appointmentsOfCustomer.query(storeId, customerId)),
      reader.get(key),
    ]);
    return { orders, visits, conversation, key };
  };
  const all = await Promise.all(ids.map(of));
  return {
    orders: all.flatMap(({ orders }) => orders),
    visits: all.flatMap(({ visits }) => visits),
    talks: all.flatMap(({ conversation }) => conversation ?? []),
    // Who has never written may do so now: then what was decided without their word does not commit.
    unwritten: all.flatMap(({ conversation, key }): Fact[] => (conversation ? [] : [{ ...key, version: 0 }])),
  };
}

/** Reads the facts of a run. Throws when the store is missing: its row is older than anything at it. */
export async function load(reader: Reader, run: Run, settings: RetentionSettings): Promise<Loaded<Facts>> {
  const { rows, versions, ...place } = await readPlace(reader, run, ownerIn);
  const customerId = ownerIn(rows);
  const { id } = readSubject(run.subject);
  const vehicleRow = customerId === undefined ? undefined : await reader.get(vehicleKey(customerId, id));
  const { orders, visits, talks, unwritten } = await beside(
    reader,
    run.storeId,
    customerId === undefined ? [] : idsOf(place.customer, customerId),
  );
  // What is over cannot silence anything; what is open, or still to come, is part of what a claim stands on.
  const open = orders.filter((row) => row['status'] === 'OPEN' || row['returnVisit'] !== undefined);
  const ahead = visits.filter((row) => ['REQUESTED', 'HELD', 'BOOKED'].includes(text(row['status']) ?? ''));
  const known = [vehicleRow, ...talks].filter((row) => row !== undefined);
  const asked = talks.flatMap((row) => conversations.read(row).askedAt ?? []);
  return {
    facts: {
      ...place,
      settings,
      vehicle: vehicleRow === undefined ? undefined : vehicles.read(vehicleRow),
      repairOrders: orders.map(repairOrders.read),
      appointments: visits.map(appointments.read),
      wroteAt: asked.toSorted().at(-1),
    },
    versions: [...versions, ...factsOf([...known, ...open, ...ahead]), ...unwritten],
    promises: place.promises,
    beside: place.beside,
  };
}

/** An appointment or a return visit that is still to come: which, and on what day. */
export function visitAhead(
  facts: Facts,
  now: Instant,
): { readonly id: string; readonly bookedAt: Instant } | undefined {
  const today = localDate(now, facts.store.timeZone);
  const appointment = facts.appointments.find(({ status, startsAt, date }) => {
    if (status !== 'REQUESTED' && status !== 'HELD' && status !== 'BOOKED') return false;
    return startsAt === undefined ? date >= today : startsAt > now;
  });
  if (appointment !== undefined) {
    return { id: `ap-${appointment.appointmentId}`, bookedAt: appointment.bookedAt ?? appointment.createdAt };
  }
  const order = facts.repairOrders.find(
    ({ status, returnVisit }) => status !== 'VOIDED' && returnVisit !== undefined && returnVisit.startsAt > now,
  );
  return order?.returnVisit === undefined
    ? undefined
    : { id: `ro-${order.roNumber}`, bookedAt: order.returnVisit.bookedAt };
}
