import * as z from 'zod';
import type { Moment } from '../core/kernel/event.ts';
import { storeId as storeIdField } from '../core/kernel/fields.ts';
import { writtenPhone } from '../core/kernel/phone.ts';
import { department, role } from '../core/kernel/role.ts';
import type { Row, Table } from '../core/kernel/table.ts';
import {
  addStaff,
  assignStaff,
  type Place,
  type StaffMember,
  staff,
  staffKey,
  staffMember,
} from '../core/staff/index.ts';
import { changeStore, createStore, type Store, storeKey, storeSettingsOf, stores } from '../core/stores/index.ts';

const place = z.strictObject({ storeId: storeIdField, roles: z.array(role).min(1), department: department.optional() });

const { staffId, name, email, language, shifts } = staffMember.shape;

/** What `lanekeep setup` reads: the stores as they should be and, if wanted, people who work there from the start. */
export const setupFile = z.strictObject({
  stores: z.array(z.strictObject({ storeId: storeIdField, ...storeSettingsOf(writtenPhone) })).min(1),
  staff: z
    .array(
      z.strictObject({
        staffId,
        name,
        email,
        phone: writtenPhone.optional(),
        language,
        shifts,
        assignments: z.array(place).min(1),
      }),
    )
    .default([]),
});
export type SetupFile = z.output<typeof setupFile>;

/** The person who may do everything at every store of the file, and lets the others in. */
export interface FirstAdministrator {
  /** `sub` of the person's sign-in, as the user pool gave it. */
  readonly sub: string;
  readonly name: string;
  readonly email?: string;
}

/** What became of one store or one person. */
export interface Done {
  readonly what: string;
  readonly did: 'made' | 'changed' | 'unchanged';
}

/** Equal whatever the order of the fields: rows come back with theirs in another one. */
function same(left: unknown, right: unknown): boolean {
  const ordered = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return JSON.stringify(left, ordered) === JSON.stringify(right, ordered);
}

async function setUpStore(table: Table, wanted: SetupFile['stores'][number], moment: Moment): Promise<Done> {
  const { storeId, ...settings } = wanted;
  const what = `store ${storeId}`;
  const row: Row | undefined = await table.get(storeKey(storeId));
  if (row === undefined) {
    await table.write(createStore(storeId, settings, moment).writes);
    return { what, did: 'made' };
  }
  const before = stores.read(row);
  if (same(settings, settingsOf(before))) return { what, did: 'unchanged' };
  await table.write(changeStore(before, settings, moment).writes);
  return { what, did: 'changed' };
}

function settingsOf({ name: called, timeZone, address, phone: number, hours }: Store) {
  return { name: called, timeZone, address, ...(number === undefined ? {} : { phone: number }), hours };
}

const lacks = (person: StaffMember, at: Place): boolean => {
  const has = person.assignments.find((each) => each.storeId === at.storeId);
  return has === undefined || at.roles.some((wanted) => !has.roles.includes(wanted));
};

/** Adds what the person has at a store already: setting up takes nothing from anybody. */
function together(person: StaffMember, at: Place): Place {
  const has = person.assignments.find((each) => each.storeId === at.storeId);
  const works = at.department ?? has?.department;
  return {
    storeId: at.storeId,
    roles: [...new Set([...(has?.roles ?? []), ...at.roles])],
    ...(works === undefined ? {} : { department: works }),
  };
}

async function setUpPerson(table: Table, wanted: SetupFile['staff'][number], moment: Moment): Promise<Done> {
  const { staffId: id, assignments, ...settings } = wanted;
  const what = `person ${id}`;
  const row: Row | undefined = await table.get(staffKey(id));
  if (row === undefined) {
    await table.write(addStaff(id, settings, assignments, moment).writes);
    return { what, did: 'made' };
  }
  let person = staff.read(row);
  const missing = assignments.filter((at) => lacks(person, at));
  for (const at of missing) {
    const change = assignStaff(person, together(person, at), moment);
    await table.write(change.writes);
    person = change.state;
  }
  return { what, did: missing.length === 0 ? 'unchanged' : 'changed' };
}

/**
 * Loads stores, people and the first administrator by the decisions that the API uses, so that events are told and
 * conditions hold. Doing it again changes nothing; doing it with a longer file adds what is new. Each store and person is
 * a transaction of its own. Throws what core or the table throws.
 */
export async function setUp(
  table: Table,
  file: SetupFile,
  administrator: FirstAdministrator | undefined,
  moment: () => Moment,
): Promise<readonly Done[]> {
  const done: Done[] = [];
  for (const wanted of file.stores) done.push(await setUpStore(table, wanted, moment()));
  if (administrator !== undefined) {
    const { sub, ...settings } = administrator;
    const assignments = file.stores.map(
      ({ storeId }): z.output<typeof place> => ({ storeId, roles: ['administrator'] }),
    );
    done.push(await setUpPerson(table, { staffId: sub, ...settings, assignments }, moment()));
  }
  for (const person of file.staff) done.push(await setUpPerson(table, person, moment()));
  return done;
}
