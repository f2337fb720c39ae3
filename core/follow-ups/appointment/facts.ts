/** What the decision looks at, and how it is read. */
import { appointments } from '../../appointments/index.ts';
import { customerStory, idsOf } from '../../customers/index.ts';
import { allRows, type Reader, type Row } from '../../kernel/table.ts';
import { localDate, startOfDay } from '../../kernel/time.ts';
import { type RepairOrder, repairOrders } from '../../repair-orders/index.ts';
import { type Loaded, ofKind, type Run, readPlace } from '../../run/index.ts';
import type { Facts } from './picture.ts';
import type { AppointmentSettings } from './settings.ts';

const appointmentIn = (rows: readonly Row[]) => {
  const [row] = ofKind(rows, appointments.name);
  return row === undefined ? undefined : appointments.read(row);
};

/**
 * Repair orders of the customer that were opened since the day of the appointment began. The story index lags by
 * moments: an order opened in the very second in which a visit is called missed is noticed at the next look.
 */
async function repairOrdersSince(
  reader: Reader,
  storeId: string,
  ids: readonly string[],
  from: string,
): Promise<readonly RepairOrder[]> {
  const stories = await Promise.all(ids.map((id) => allRows(reader, customerStory.query(id))));
  const rows = ofKind(stories.flat(), repairOrders.name);
  return rows.map(repairOrders.read).filter((order) => order.storeId === storeId && order.createdAt >= from);
}

/** Reads the facts of a run. */
export async function load(reader: Reader, run: Run, settings: AppointmentSettings): Promise<Loaded<Facts>> {
  const place = await readPlace(reader, run, (rows) => appointmentIn(rows)?.customerId);
  const { rows, versions, beside, ...common } = place;
  const visit = appointmentIn(rows);
  // Whether a repair order was opened matters to service from the day on, and to nobody else.
  const from =
    visit?.startsAt === undefined
      ? undefined
      : startOfDay(localDate(visit.startsAt, place.store.timeZone), place.store.timeZone);
  const found =
    visit === undefined || from === undefined || visit.department !== 'service' || visit.status !== 'BOOKED'
      ? []
      : await repairOrdersSince(reader, visit.storeId, idsOf(place.customer, visit.customerId), from);
  return {
    facts: { ...common, settings, appointment: visit, repairOrders: found },
    versions,
    promises: place.promises,
    beside,
  };
}
