/** How many customers a department takes at a time. Lies beside the store; what is booked stays when it changes. */
import * as z from 'zod';
import { type Happening, happened, type Moment } from '../kernel/event.ts';
import { changedFields, storeId } from '../kernel/fields.ts';
import { type Change, defineNoun } from '../kernel/noun.ts';
import type { Reader } from '../kernel/table.ts';
import { type ClockTime, clockTime, farthestDays, instant, WEEKDAYS, type Weekday } from '../kernel/time.ts';
import { type BookedDepartment, bookedDepartment } from './appointment.ts';
import { capacityChanged } from './events.ts';
import { capacityKey, capacityLog } from './keys.ts';

const whole = (what: string, least: number, most: number) =>
  z
    .int({ error: `Send ${what} as a whole number.` })
    .min(least, { error: `Send ${what} from ${least}.` })
    .max(most, {
      error: `Send ${what} up to ${most}.`,
    });

const exception = z
  .object({
    days: z.array(z.enum(WEEKDAYS, { error: `Send days out of ${WEEKDAYS.join(', ')}.` })).min(1, {
      error: 'Send at least one day of the week.',
    }),
    from: clockTime,
    to: clockTime,
    perSlot: whole('perSlot', 0, 500),
  })
  .refine(({ from, to }) => from < to, { error: 'Send a `from` that lies before `to`.' });

/** What people set about the capacity of a department. */
export const capacitySettings = {
  /** The length of a slot. Slots begin at the opening and follow each other until the closing. */
  slotMinutes: whole('slotMinutes', 5, 480),
  /** Customers in one slot. */
  perSlot: whole('perSlot', 0, 500),
  /** Other numbers for some days and times, such as fewer over lunch; the first that fits a slot's start counts. */
  exceptions: z.array(exception).max(50, { error: 'Send at most 50 exceptions.' }).default([]),
  /** Customers of one advisor or salesperson in one slot. */
  perPerson: whole('perPerson', 1, 100).default(1),
  /** How long before its start a slot can be booked at the latest. */
  leadMinutes: whole('leadMinutes', 0, 10_080).default(0),
  /** How many days ahead one can book. */
  daysAhead: whole('daysAhead', 1, farthestDays).default(90),
  /** How long a held slot is kept (domain row 13). */
  holdMinutes: whole('holdMinutes', 1, 120).default(10),
};

/** The capacity of a department as it is kept. */
export const capacity = z.object({
  storeId,
  department: bookedDepartment,
  ...capacitySettings,
  version: z.int().positive(),
  createdAt: instant,
  updatedAt: instant,
});
/** The capacity of a department. */
export type Capacity = z.output<typeof capacity>;

/** The settings that a command carries. */
export type CapacitySettings = z.output<z.ZodObject<typeof capacitySettings>>;

/** The noun. Its log is the store's own. */
export const capacities = defineNoun({
  name: 'capacity',
  schema: capacity,
  id: (state) => state.department,
  key: (state) => capacityKey(state.storeId, state.department),
  log: (state) => capacityLog(state.storeId),
  about: (state) => ({ storeId: state.storeId }),
});

const names = [
  'slotMinutes',
  'perSlot',
  'exceptions',
  'perPerson',
  'leadMinutes',
  'daysAhead',
  'holdMinutes',
] as const satisfies readonly (keyof CapacitySettings)[];

const changed = (department: BookedDepartment, fields: readonly string[]): Happening =>
  happened(capacityChanged, { department, fields: [...fields] });

/** Sets the capacity of a department for the first time. */
export const setCapacity = (
  whose: { readonly storeId: string; readonly department: BookedDepartment },
  settings: CapacitySettings,
  { now, ...rest }: Moment,
): Change<Capacity> =>
  capacities.create(
    { ...whose, ...settings, version: 1, createdAt: now, updatedAt: now },
    changed(whose.department, names),
    { now, ...rest },
  );

/** Replaces the capacity of a department. */
export function changeCapacity(before: Capacity, settings: CapacitySettings, moment: Moment): Change<Capacity> {
  const after: Capacity = { ...before, ...settings, updatedAt: moment.now };
  return capacities.change(before, after, changed(before.department, changedFields(before, after, names)), moment);
}

/** The capacity of a department; undefined while nobody has set it. */
export async function capacityAt(
  reader: Reader,
  storeId: string,
  department: BookedDepartment,
): Promise<Capacity | undefined> {
  const row = await reader.get(capacityKey(storeId, department));
  return row === undefined ? undefined : capacities.read(row);
}

/** Customers in a slot that begins at this time on the store's wall. */
export function perSlotAt({ exceptions, perSlot }: CapacitySettings, day: Weekday, time: ClockTime): number {
  const found = exceptions.find(({ days, from, to }) => days.includes(day) && from <= time && time < to);
  return found?.perSlot ?? perSlot;
}
