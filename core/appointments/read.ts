/** Reading appointments. */
import { notFound } from '../kernel/route.ts';
import type { Reader } from '../kernel/table.ts';
import { type Appointment, appointments } from './appointment.ts';
import { appointmentKey } from './keys.ts';

/** The appointment. Throws 404 when the store has none of this id. */
export async function appointmentAt(reader: Reader, storeId: string, appointmentId: string): Promise<Appointment> {
  const row = await reader.get(appointmentKey(storeId, appointmentId));
  if (row === undefined) throw notFound('appointment');
  return appointments.read(row);
}
