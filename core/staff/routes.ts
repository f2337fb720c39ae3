/** The routes of staff. */
import * as z from 'zod';
import { bodyOf, storeId } from '../kernel/fields.ts';
import { pageOf, pageQuery, readPage } from '../kernel/page.ts';
import { writtenPhone } from '../kernel/phone.ts';
import { Problem } from '../kernel/problem.ts';
import { department } from '../kernel/role.ts';
import { type Caller, checkVersion, defineRoute, notFound, type Route } from '../kernel/route.ts';
import { allRows, type Reader } from '../kernel/table.ts';
import {
  addStaff,
  changeStaff,
  deactivateStaff,
  type OtherAdministrators,
  reactivateStaff,
  refuseAboveOneself,
} from './decide.ts';
import { staffKey, staffOfStore } from './keys.ts';
import { member, readMember, roles, type StaffMember, staff, staffId, staffMember, staffSettingsOf } from './staff.ts';

const tag = 'Staff';
const heads = ['administrator', 'general-manager'] as const;
const atStore = z.object({ storeId });
const onePerson = z.object({ storeId, staffId });

const example = {
  staffId: 'b7d1c6de-0001',
  name: 'Ana Ruiz',
  active: true,
  assignments: [{ storeId: 'S01', roles: ['advisor' as const], department: 'service' as const }],
  version: 1,
  createdAt: '2026-03-10T14:30:00.000Z',
  updatedAt: '2026-03-10T14:30:00.000Z',
};

/** A person as the store sees them: where else they work is not this store's business. */
const hereOnly = (person: StaffMember, at: string): StaffMember => ({
  ...person,
  assignments: person.assignments.filter((one) => one.storeId === at),
});

async function personAt(reader: Reader, at: string, id: string): Promise<StaffMember> {
  const row = await reader.get(staffKey(id));
  const person = row === undefined ? undefined : staff.read(row);
  if (person === undefined || person.assignments.every((one) => one.storeId !== at)) throw notFound('member of staff');
  return person;
}

/** Another active administrator of each store. */
async function otherAdministrators(reader: Reader, person: StaffMember): Promise<OtherAdministrators> {
  const found = person.assignments.map(async ({ storeId: at }) => {
    const rows = await allRows(reader, staffOfStore.query(at));
    const other = rows.find((row) => row.administers === true && row.staffId !== person.staffId);
    return [at, other === undefined ? undefined : readMember(other)?.staffId] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

const rolesOf = (caller: Caller, at: string) => caller.roles[at] ?? [];

const place = {
  roles,
  department: department.optional(),
};

const me = defineRoute({
  method: 'GET',
  path: '/staff/me',
  name: 'readMyself',
  tag,
  means: 'The caller: name, roles and stores.',
  roles: 'any',
  params: z.object({}),
  output: staffMember,
  example: { output: example },
  handle: async ({ reader, caller }) => {
    const row = await reader.get(staffKey(caller.staffId));
    if (row === undefined) throw notFound('member of staff');
    const body = staff.read(row);
    return { body, version: body.version };
  },
});

const list = defineRoute({
  method: 'GET',
  path: '/stores/{storeId}/staff',
  name: 'listStaff',
  tag,
  means: 'Everybody who works at the store.',
  roles: 'any',
  params: atStore,
  query: z.object(pageQuery),
  output: pageOf(member),
  example: { output: { items: [{ staffId: 'b7d1c6de-0001', name: 'Ana Ruiz', roles: ['advisor'], active: true }] } },
  handle: async ({ reader, params, query }) => ({
    body: await readPage(reader, staffOfStore.query(params.storeId), query, (row) => {
      const found = readMember(row);
      return found === undefined || found.roles.length === 0 ? undefined : found;
    }),
  }),
});

/** May these heads bring somebody to their store who works elsewhere? Only if they lead that person there, too. */
const leadsElsewhere = (caller: Caller, person: StaffMember): boolean =>
  person.assignments.some(({ storeId: at }) => rolesOf(caller, at).some((one) => one === 'administrator'));

const add = defineRoute({
  method: 'POST',
  path: '/stores/{storeId}/staff',
  name: 'addStaff',
  tag,
  means: 'Gives a person who can sign in their roles at the store.',
  roles: heads,
  params: atStore,
  body: bodyOf({
    staffId,
    ...staffSettingsOf(writtenPhone),
    ...place,
    roles: roles.min(1, { error: 'Send at least one role.' }),
  }),
  output: staffMember,
  status: 201,
  example: {
    body: { staffId: 'b7d1c6de-0001', name: 'Ana Ruiz', roles: ['advisor'], department: 'service' },
    output: example,
  },
  handle: async ({ reader, params, body, caller, moment }) => {
    const { staffId: id, roles: given, department: works, ...settings } = body;
    const at = { storeId: params.storeId, roles: given, department: works };
    refuseAboveOneself(rolesOf(caller, params.storeId), given);
    const row = await reader.get(staffKey(id));
    const known = row === undefined ? undefined : staff.read(row);
    const taken = known?.assignments.some((one) => one.storeId === params.storeId) === true;
    if (known !== undefined && (taken || !leadsElsewhere(caller, known))) {
      throw new Problem(
        'conflict',
        'This person is known already: change them, or ask an administrator of their store.',
      );
    }
    const change =
      known === undefined ? addStaff(id, settings, [at], moment) : changeStaff(known, settings, at, {}, moment);
    return {
      body: hereOnly(change.state, params.storeId),
      writes: change.writes,
      version: change.state.version,
      location: `/stores/${params.storeId}/staff/${id}`,
    };
  },
});

const read = defineRoute({
  method: 'GET',
  path: '/stores/{storeId}/staff/{staffId}',
  name: 'readStaff',
  tag,
  means: 'A person of the store’s staff.',
  roles: 'any',
  params: onePerson,
  output: staffMember,
  example: { output: example },
  handle: async ({ reader, params }) => {
    const body = await personAt(reader, params.storeId, params.staffId);
    return { body: hereOnly(body, params.storeId), version: body.version };
  },
});

const change = defineRoute({
  method: 'PUT',
  path: '/stores/{storeId}/staff/{staffId}',
  name: 'changeStaff',
  tag,
  means: 'Replaces name, contact, shifts and the roles at this store; no roles takes the person off the store.',
  roles: heads,
  params: onePerson,
  body: bodyOf({ ...staffSettingsOf(writtenPhone), ...place }),
  output: staffMember,
  ifMatch: 'required',
  example: { body: { name: 'Ana Ruiz', roles: ['service-manager'], department: 'service' }, output: example },
  handle: async ({ reader, params, body, caller, moment, ifMatch }) => {
    const before = await personAt(reader, params.storeId, params.staffId);
    checkVersion(ifMatch, before.version);
    const { roles: given, department: works, ...settings } = body;
    const had = before.assignments.find((one) => one.storeId === params.storeId)?.roles ?? [];
    refuseAboveOneself(rolesOf(caller, params.storeId), had, given);
    const at = { storeId: params.storeId, roles: given, department: works };
    const done = changeStaff(before, settings, at, await otherAdministrators(reader, before), moment);
    return { body: hereOnly(done.state, params.storeId), writes: done.writes, version: done.state.version };
  },
});

/** Deactivate and reactivate differ in one decision. */
const inOrOut = (way: 'deactivate' | 'reactivate', means: string) =>
  defineRoute({
    method: 'POST',
    path: `/stores/{storeId}/staff/{staffId}/${way}`,
    name: `${way}Staff`,
    tag,
    means,
    roles: heads,
    params: onePerson,
    output: staffMember,
    example: { output: { ...example, active: way === 'reactivate' } },
    handle: async ({ reader, params, caller, moment, ifMatch }) => {
      const before = await personAt(reader, params.storeId, params.staffId);
      checkVersion(ifMatch, before.version);
      refuseAboveOneself(rolesOf(caller, params.storeId), ...before.assignments.map((one) => one.roles));
      const done =
        way === 'deactivate'
          ? deactivateStaff(before, await otherAdministrators(reader, before), moment)
          : reactivateStaff(before, moment);
      return { body: hereOnly(done.state, params.storeId), writes: done.writes, version: done.state.version };
    },
  });

/** The routes of staff. */
export const staffRoutes: readonly Route[] = [
  me,
  list,
  add,
  read,
  change,
  inOrOut('deactivate', 'A person leaves: no door opens for them any more, and what they owned gets another owner.'),
  inOrOut('reactivate', 'A person who had left comes back, to the same stores and roles.'),
];
