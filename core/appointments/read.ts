/** Reading appointments. */
import type { Department } from '../kernel/role.ts';
import { notFound } from '../kernel/route.ts';
import { readSubject } from '../kernel/subject.ts';
import type { Reader } from '../kernel/table.ts';
import { type Appointment, appointments } from './appointment.ts';
import { appointmentKey } from './keys.ts';

/** The appointment. Throws 404 when the store has none of this id. */
export async function appointmentAt(reader: Reader, storeId: string, appointmentId: string): Promise<Appointment> {
  const row = await reader.get(appointmentKey(storeId, appointmentId));
  if (row === undefined) throw notFound('appointment');
  return appointments.read(row);
}

/** Which department a follow-up's appointment is with; undefined when there is no such appointment. */
export async function departmentOfVisit(
  reader: Reader,
  { storeId, subject }: { readonly storeId: string; readonly subject: string },
): Promise<Department | undefined> {
  const row = await reader.get(appointmentKey(storeId, readSubject(subject).id));
  return row === undefined ? undefined : appointments.read(row).department;
}
