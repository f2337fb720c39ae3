/**
 * Staff: the people of the group. Their row decides at every request which stores they see and what they may do
 * there. At each of their stores a projection, the member row, lies beside the store, written in the same transaction.
 */
import * as z from 'zod';
import { openingHours } from '../kernel/calendar.ts';
import { language, line, mailAddress, type PhoneField, phoneNumber, storeId } from '../kernel/fields.ts';
import { defineNoun } from '../kernel/noun.ts';
import { department, role } from '../kernel/role.ts';
import type { Row } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import { memberKey, staffKey, staffLog } from './keys.ts';

/** The `sub` of the person's tokens, as the user pool gave it. */
export const staffId = z
  .string({ error: 'Send the `sub` of the person’s sign-in.' })
  .regex(/^[A-Za-z0-9-]{1,64}$/, { error: 'Send the `sub` of the person’s sign-in: letters, digits, hyphens.' });

/** Roles at one store, each once. */
export const roles = z
  .array(role, { error: `Send a list of roles out of: ${role.options.join(', ')}.` })
  .max(role.options.length, { error: 'Send each role once.' })
  .refine((all) => new Set(all).size === all.length, { error: 'Send each role once.' });

/** What a person is at one store. */
export const assignment = z.object({ storeId, roles, department: department.optional() });

/** What people may set about a person. */
export const staffSettingsOf = (phone: PhoneField) => ({
  name: line('the person’s name'),
  email: mailAddress.optional(),
  phone: phone.optional(),
  language: language.optional(),
  /** When the person works, on the store's wall. Without it: whenever the department is open. */
  shifts: openingHours.shape.weekly.optional(),
});

const staffSettings = staffSettingsOf(phoneNumber);

/** A person as they are kept. */
export const staffMember = z.object({
  staffId,
  ...staffSettings,
  active: z.boolean(),
  assignments: z.array(assignment),
  version: z.int().positive(),
  createdAt: instant,
  updatedAt: instant,
});

/** A member of the group's staff. */
export type StaffMember = z.output<typeof staffMember>;

/** The noun. A person belongs to no single store: their events carry the stores in their data. */
export const staff = defineNoun({
  name: 'staff',
  schema: staffMember,
  id: (state) => state.staffId,
  key: (state) => staffKey(state.staffId),
  log: (state) => staffLog(state.staffId),
  about: () => ({}),
});

/** A person as one store sees them: the projection beside the store's row. */
export const member = z.object({
  staffId,
  name: z.string(),
  roles,
  /** Whether the person may act and own promises here: active in the group, with a role at this store. */
  active: z.boolean(),
  department: department.optional(),
  language: language.optional(),
  shifts: openingHours.shape.weekly.optional(),
});

/** A person as one store sees them. */
export type Member = z.output<typeof member>;

/** The person as one store sees them; without a role there, nobody who is active. */
export function memberAt(person: StaffMember, at: string): Member {
  const here = person.assignments.find((one) => one.storeId === at);
  const { name, language: speaks, shifts } = person;
  return {
    staffId: person.staffId,
    name,
    roles: here?.roles ?? [],
    active: person.active && here !== undefined && here.roles.length > 0,
    ...(here?.department === undefined ? {} : { department: here.department }),
    ...(speaks === undefined ? {} : { language: speaks }),
    ...(shifts === undefined ? {} : { shifts }),
  };
}

/** The member row of a person at a store. `administers` is there for conditions: they compare top-level attributes. */
export function memberRow(person: StaffMember, at: string): Row {
  const here = memberAt(person, at);
  const administers = here.active && here.roles.includes('administrator');
  return { ...memberKey(at, person.staffId), kind: 'member', ...here, administers };
}

/** Reads a member row; undefined for the other rows that lie beside a store. */
export const readMember = (row: Row): Member | undefined => (row.kind === 'member' ? member.parse(row) : undefined);
