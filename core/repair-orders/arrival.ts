/** A repair order that is opened for an appointment: the customer is here. */
import { appointmentKey, appointments, arriveAtAppointment } from '../appointments/index.ts';
import { idsMeant } from '../customers/index.ts';
import { Problem } from '../kernel/problem.ts';
import type { RawCall } from '../kernel/route.ts';
import type { Write } from '../kernel/table.ts';

/**
 * The writes that note the customer's arrival, in the transaction that opens the order. An appointment that cannot
 * take it (one that was cancelled, say) stays as it is: the car is in the shop whatever the calendar says. Throws 422
 * for an appointment that is not this customer's, or is none for service.
 */
export async function arrivalWrites(
  { reader, moment }: Pick<RawCall, 'reader' | 'moment'>,
  storeId: string,
  order: { readonly appointmentId?: string | undefined; readonly customerId: string },
): Promise<readonly Write[]> {
  if (order.appointmentId === undefined) return [];
  const row = await reader.get(appointmentKey(storeId, order.appointmentId));
  const found = row === undefined ? undefined : appointments.read(row);
  const theirs = found !== undefined && (await idsMeant(reader, order.customerId)).includes(found.customerId);
  if (!theirs || found.department !== 'service') {
    const fix = 'Send the id of a service appointment of this customer.';
    throw new Problem('invalid-input', `appointmentId: ${fix}`, [{ field: 'appointmentId', fix }]);
  }
  if (found.status !== 'BOOKED' && found.status !== 'MISSED') return [];
  return arriveAtAppointment(found, moment)?.writes ?? [];
}
