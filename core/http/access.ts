/** The token proves who calls; the staff row says, at each request, which stores they see and what they may do there. */
import { Problem } from '../kernel/problem.ts';
import type { Caller, Route } from '../kernel/route.ts';
import type { Reader } from '../kernel/table.ts';
import { staff, staffKey } from '../staff/index.ts';

/** Who calls. Throws 401 without a token, and 403 for who is not, or no longer, on the staff. */
export async function callerOf(reader: Reader, subject: string | undefined): Promise<Caller> {
  if (subject === undefined || subject === '') throw new Problem('unauthenticated', 'Send the token of your sign-in.');
  const row = await reader.get(staffKey(subject));
  const person = row === undefined ? undefined : staff.read(row);
  if (person?.active !== true) {
    throw new Problem('forbidden', 'You are not an active member of the staff: ask an administrator of your store.');
  }
  const roles = person.assignments.map((one) => [one.storeId, one.roles] as const);
  return { staffId: person.staffId, roles: Object.fromEntries(roles) };
}

/** Throws 404 for a store that is not the caller's, and 403 when none of the caller's roles there may do this. */
export function authorise(route: Route, params: Readonly<Record<string, string>>, caller: Caller): void {
  const { storeId } = params;
  const atStore = route.path.startsWith('/stores/{storeId}');
  if (atStore && (storeId === undefined || !Object.hasOwn(caller.roles, storeId))) {
    throw new Problem('not-found', 'There is no such store.');
  }
  const has = atStore && storeId !== undefined ? caller.roles[storeId] : Object.values(caller.roles).flat();
  if (route.roles === 'any' || route.roles.some((role) => has?.includes(role) === true)) return;
  throw new Problem('forbidden', `This takes one of the roles: ${route.roles.join(', ')}.`);
}
