/** What may be done to staff, and by whom. */
import type * as z from 'zod';
import { happened, type Moment } from '../kernel/event.ts';
import { changedFields } from '../kernel/fields.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import type { Department, Role } from '../kernel/role.ts';
import type { Write } from '../kernel/table.ts';
import { staffAdded, staffChanged, staffDeactivated, staffReactivated } from './events.ts';
import { memberKey } from './keys.ts';
import { memberRow, type StaffMember, staff, type staffSettingsOf } from './staff.ts';

/** What a command may set about a person, for all stores. */
export type StaffSettings = z.output<z.ZodObject<ReturnType<typeof staffSettingsOf>>>;

/** What a command says about a person at one store; no roles takes them off that store. */
export interface Place {
  readonly storeId: string;
  readonly roles: readonly Role[];
  readonly department?: Department | undefined;
}

/** Of each store the command touches: another active administrator, where there is one. */
export type OtherAdministrators = Readonly<Record<string, string | undefined>>;

const storesOf = (person: StaffMember): string[] => person.assignments.map(({ storeId }) => storeId);

const rolesAt = (person: StaffMember, storeId: string): readonly Role[] =>
  person.assignments.find((one) => one.storeId === storeId)?.roles ?? [];

/** The change with the member rows of every store the person is or was at. */
function withMembers(change: Change<StaffMember>, before: readonly string[] = []): Change<StaffMember> {
  const stores = new Set([...before, ...storesOf(change.state)]);
  const rows = [...stores].map((storeId): Write => ({ put: memberRow(change.state, storeId) }));
  return { ...change, writes: [...change.writes, ...rows] };
}

/** Only an administrator makes, changes or unmakes an administrator. Throws 403. */
export function refuseAboveOneself(by: readonly Role[], ...touched: readonly (readonly Role[])[]): void {
  if (by.includes('administrator') || !touched.some((roles) => roles.includes('administrator'))) return;
  throw new Problem('forbidden', 'Only an administrator may give, change or take the role administrator.');
}

/** Every store keeps an active administrator: the check makes two who leave at once meet in the table. Throws 409. */
function keepAdministrators(stores: readonly string[], others: OtherAdministrators): readonly Write[] {
  return stores.map((storeId) => {
    const other = others[storeId];
    if (other === undefined) {
      throw new Problem('conflict', 'This is the last active administrator of a store: name another one there first.');
    }
    return { check: memberKey(storeId, other), when: { equals: { administers: true } } };
  });
}

const administered = (person: StaffMember): string[] =>
  storesOf(person).filter((storeId) => rolesAt(person, storeId).includes('administrator'));

const placed = ({ storeId, roles, department }: Place): StaffMember['assignments'][number] => ({
  storeId,
  roles: [...roles],
  ...(department === undefined ? {} : { department }),
});

/** Somebody joins, at one store. */
export function addStaff(
  staffId: string,
  settings: StaffSettings,
  at: readonly Place[],
  moment: Moment,
): Change<StaffMember> {
  const assignments = at.map(placed);
  const state = { staffId, ...settings, active: true, assignments, version: 1 };
  return withMembers(
    staff.create(
      { ...state, createdAt: moment.now, updatedAt: moment.now },
      happened(staffAdded, { staffId, stores: at.map(({ storeId }) => storeId) }),
      moment,
    ),
  );
}

const fieldNames = ['name', 'email', 'phone', 'language', 'shifts', 'assignments'] as const;

/**
 * Replaces what is set about a person and what they are at one store; their other stores stay. Throws 409 when that
 * takes the store's last active administrator.
 */
export function changeStaff(
  before: StaffMember,
  settings: StaffSettings,
  at: Place,
  others: OtherAdministrators,
  moment: Moment,
): Change<StaffMember> {
  const { staffId, active, version, createdAt } = before;
  const elsewhere = before.assignments.filter((one) => one.storeId !== at.storeId);
  const assignments = at.roles.length === 0 ? elsewhere : [...elsewhere, placed(at)];
  const after: StaffMember = { staffId, ...settings, active, assignments, version, createdAt, updatedAt: moment.now };
  const stores = [...new Set([...storesOf(before), ...storesOf(after)])];
  const lost = active ? administered(before).filter((storeId) => !administered(after).includes(storeId)) : [];
  const guards = keepAdministrators(lost, others);
  const fields = changedFields(before, after, fieldNames);
  const change = staff.change(before, after, happened(staffChanged, { staffId, stores, fields }), moment);
  const { writes, ...rest } = withMembers(change, storesOf(before));
  return { ...rest, writes: [...writes, ...guards] };
}

/** Gives a person a place at one more store; what is set about them stays. */
export function assignStaff(before: StaffMember, at: Place, moment: Moment): Change<StaffMember> {
  const { name, email, phone, language, shifts } = before;
  return changeStaff(before, { name, email, phone, language, shifts }, at, {}, moment);
}

/** Somebody leaves the group. Throws 409 for who has left already, and for the last active administrator of a store. */
export function deactivateStaff(before: StaffMember, others: OtherAdministrators, moment: Moment): Change<StaffMember> {
  if (!before.active) throw new Problem('conflict', 'This person has left already.');
  const guards = keepAdministrators(administered(before), others);
  const what = happened(staffDeactivated, { staffId: before.staffId, stores: storesOf(before) });
  const after = { ...before, active: false, updatedAt: moment.now };
  const { writes, ...rest } = withMembers(staff.change(before, after, what, moment));
  return { ...rest, writes: [...writes, ...guards] };
}

/** Somebody who had left comes back, to the same stores and roles. Throws 409 for who is active. */
export function reactivateStaff(before: StaffMember, moment: Moment): Change<StaffMember> {
  if (before.active) throw new Problem('conflict', 'This person is active already.');
  const what = happened(staffReactivated, { staffId: before.staffId, stores: storesOf(before) });
  return withMembers(staff.change(before, { ...before, active: true, updatedAt: moment.now }, what, moment));
}
