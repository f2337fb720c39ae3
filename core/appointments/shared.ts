/** What the routes of appointments have in common: their path, who may call them, what they ask and answer. */
import * as z from 'zod';
import { idsMeant } from '../customers/index.ts';
import { externalId, line, prose, storeId } from '../kernel/fields.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import type { Role } from '../kernel/role.ts';
import { type Answer, checkVersion, type RawCall } from '../kernel/route.ts';
import type { Reader, Write } from '../kernel/table.ts';
import { calendarDate, clockTime, type Instant, instant } from '../kernel/time.ts';
import { member } from '../staff/index.ts';
import type { Appointment, appointment, BookedDepartment } from './appointment.ts';
import { type Day, placeOn, readDay, wallTime } from './day.ts';
import { appointmentAt } from './read.ts';
import type { Place } from './slot.ts';
import { rebookAppointment } from './visit.ts';

/** Where the reference lists them. */
export const tag = 'Appointments';
/** The path of one appointment. */
export const onePath = '/stores/{storeId}/appointments/{appointmentId}';
/** Its parameters. */
export const oneAppointment = z.object({ storeId, appointmentId: externalId });
/** Who heads those who take customers: they also speak for them. */
export const heads: readonly Role[] = [
  'administrator',
  'general-manager',
  'sales-manager',
  'service-manager',
  'bdc-manager',
];
/** Who makes appointments and receives customers. */
export const bookers: readonly Role[] = [...heads, 'salesperson', 'advisor', 'bdc', 'service-bdc'];

/** A person of the store, by id. */
export const staffId = member.shape.staffId;

/** When a customer comes: an instant, or a time on the store's wall. */
export const whenFields = {
  startsAt: instant.optional(),
  date: calendarDate.optional(),
  time: clockTime.optional(),
};
/** When a customer comes. */
export type WhenAsked = z.output<z.ZodObject<typeof whenFields>>;

/** The id of a missed or cancelled appointment in whose place this one is booked. */
export const rebooks = externalId.optional();

/** A car of the store, as the store calls it. */
export const stockNumber = line('the stock number', 40);

/** What somebody wrote about it. */
export const notes = prose('notes', 2000).optional();

/** Refuses a field (422) with what to send instead. */
export const wrong = (field: string, fix: string): Problem =>
  new Problem('invalid-input', `${field}: ${fix}`, [{ field, fix }]);

/**
 * The place at the time that was asked for, and how long it may be held. Throws 422 for no time, two times, or one that
 * is no slot.
 */
export async function placeFor(
  reader: Reader,
  of: { readonly storeId: string; readonly department: BookedDepartment; readonly staffId?: string | undefined },
  { startsAt, date, time }: WhenAsked,
  now: Instant,
): Promise<Place & { readonly holdMinutes: number }> {
  const at = (day: Day, wanted: Instant, field: string) => ({
    ...placeOn(day, wanted, now, field),
    holdMinutes: day.capacity.holdMinutes,
  });
  if (startsAt !== undefined) {
    if (date !== undefined || time !== undefined) throw wrong('startsAt', 'Send either startsAt, or date and time.');
    return at(await readDay(reader, of, { startsAt }), startsAt, 'startsAt');
  }
  if (date === undefined) throw wrong('startsAt', 'Send startsAt, or date and time on the store’s clock.');
  if (time === undefined) throw wrong('time', 'Send the time on the store’s clock, such as 09:30.');
  const day = await readDay(reader, of, { date });
  return at(day, wallTime(date, time, day.store), 'time');
}

/** The writes that mark the appointment in whose place another is booked. Throws 404, or 422 for another customer's. */
export async function rebookWrites(
  call: Pick<RawCall, 'reader' | 'moment'>,
  booked: Appointment,
  instead: string | undefined,
): Promise<readonly Write[]> {
  if (instead === undefined) return [];
  const old = await appointmentAt(call.reader, booked.storeId, instead);
  const theirs = (await idsMeant(call.reader, booked.customerId)).includes(old.customerId);
  if (!theirs || old.appointmentId === booked.appointmentId) {
    throw wrong('rebooks', 'Send the id of an appointment of the same customer that was missed or cancelled.');
  }
  return rebookAppointment(old, booked.appointmentId, call.moment).writes;
}

/** The appointment that a command is about, in the version the client read if it said so. */
export async function appointmentFor(
  call: Pick<RawCall, 'reader' | 'ifMatch'> & {
    readonly params: { readonly storeId: string; readonly appointmentId: string };
  },
): Promise<Appointment> {
  const found = await appointmentAt(call.reader, call.params.storeId, call.params.appointmentId);
  checkVersion(call.ifMatch, found.version);
  return found;
}

/** The answer to a command: the appointment after it, or as it was when it was so already. */
export const answered = (
  before: Appointment,
  change: Change<Appointment> | undefined,
  more: readonly Write[] = [],
): Answer<Appointment> =>
  change === undefined
    ? { body: before, version: before.version }
    : { body: change.state, version: change.state.version, writes: [...change.writes, ...more] };

/** The appointment that the reference shows. */
export const example: z.input<typeof appointment> = {
  appointmentId: '01JP0000000000000000000000',
  storeId: 'S01',
  customerId: 'C-1001',
  department: 'service',
  purpose: 'service',
  vehicleId: 'V-77',
  date: '2026-03-12',
  startsAt: '2026-03-12T14:00:00.000Z',
  endsAt: '2026-03-12T14:30:00.000Z',
  staffId: 'b7d1c6de-0001',
  status: 'BOOKED',
  sequence: 0,
  bookedAt: '2026-03-10T14:30:00.000Z',
  version: 1,
  createdAt: '2026-03-10T14:30:00.000Z',
  updatedAt: '2026-03-10T14:30:00.000Z',
};
