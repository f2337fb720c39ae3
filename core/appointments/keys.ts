/** Where appointments, the slots they take and the capacity of a department lie, and what is asked about them. */
import { type DueKey, dueKey, type Key, sortKey, sortPrefix, storePartition } from '../kernel/keys.ts';
import { storyKey } from '../kernel/noun.ts';
import { subjectOf, subjectPartition } from '../kernel/subject.ts';
import { question } from '../kernel/table.ts';
import type { Instant, LocalDate } from '../kernel/time.ts';

/** The follow-up subject of an appointment and of everything that hangs on it. */
export const appointmentSubject = (of: { readonly appointmentId: string }): string => subjectOf('ap', of.appointmentId);

/** The row of an appointment. */
export const appointmentKey = (storeId: string, appointmentId: string): Key => ({
  pk: subjectPartition(storeId, appointmentSubject({ appointmentId })),
  sk: 'AP',
});

/** The partition of the log of an appointment and of everything that hangs on it. */
export const appointmentLog = (storeId: string, appointmentId: string): string =>
  subjectPartition(storeId, appointmentSubject({ appointmentId }), 'LOG');

const board = (storeId: string, date: string): string => storePartition(storeId, 'APPOINTMENTS', date);

/** The attributes that put an appointment on the board of its day; one without a time comes first. */
export const onDay = (
  storeId: string,
  of: { readonly date: LocalDate; readonly department: string; readonly startsAt?: Instant | undefined },
  appointmentId: string,
) => ({
  boardPk: board(storeId, of.date),
  boardSk: sortKey(of.department, of.startsAt ?? '', appointmentId),
});

/** A held slot falls due when its time to decide is over. */
export const holdDue = (storeId: string, appointmentId: string, until: Instant): DueKey =>
  dueKey(until, 'hold', sortKey(storeId, appointmentId));

/** The board of a day, of one department or of all. */
export const appointmentsOfDay = question({
  asks: 'Which appointments has this store (this department) on this day, in the order of their times?',
  example: ['S01', '2026-03-12', 'service'],
  query: (storeId: string, date: string, department?: string) => ({
    index: 'board',
    pk: board(storeId, date),
    ...(department === undefined ? {} : { beginsWith: sortPrefix(department) }),
  }),
});

/** All appointments of a customer at a store. The story index lags behind the table by moments. */
export const appointmentsOfCustomer = question({
  asks: 'Which appointments has, or had, this customer at this store?',
  example: ['S01', 'C-1001'],
  query: (storeId: string, customerId: string) => ({
    index: 'story',
    pk: storyKey(customerId, storeId)['storyPk'] ?? '',
    beginsWith: sortPrefix(storeId, 'appointment'),
  }),
});

/** The log that the timeline tells. */
export const eventsOfAppointment = question({
  asks: 'What happened to this appointment, its promises and messages, newest first?',
  example: ['S01', '01JP0000000000000000000000'],
  query: (storeId: string, appointmentId: string) => ({
    pk: appointmentLog(storeId, appointmentId),
    newestFirst: true,
  }),
});

const slotsPartition = (storeId: string, department: string, date: string): string =>
  storePartition(storeId, 'SLOTS', department, date);

/** The row that counts who takes a slot; with a person, who takes it with them. */
export const slotKey = (
  slot: { readonly storeId: string; readonly department: string; readonly date: LocalDate; readonly startsAt: Instant },
  staffId?: string,
): Key => ({
  pk: slotsPartition(slot.storeId, slot.department, slot.date),
  sk: staffId === undefined ? sortKey(slot.startsAt) : sortKey(slot.startsAt, staffId),
});

/** The counts of a day: of its slots and of its people. */
export const slotsOfDay = question({
  asks: 'How much of each slot of this department’s day is taken, in all and person by person?',
  example: ['S01', 'service', '2026-03-12'],
  query: (storeId: string, department: string, date: string) => ({ pk: slotsPartition(storeId, department, date) }),
});

/** The row of a department's capacity, beside the store's row. */
export const capacityKey = (storeId: string, department: string): Key => ({
  pk: storePartition(storeId),
  sk: sortKey('CAPACITY', department),
});

/** The log of what happened to a store's capacity: the store's own. */
export const capacityLog = (storeId: string): string => storePartition(storeId, 'LOG');
