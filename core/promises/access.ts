/** Whose promise is whose business: the owner's, that of whoever has the queue's role, and of those who lead them. */
import type { Owner } from '../kernel/owner.ts';
import { Problem } from '../kernel/problem.ts';
import { headOf, type Role } from '../kernel/role.ts';
import type { Caller } from '../kernel/route.ts';

const leads = (role: Role): boolean => role === 'administrator' || role.endsWith('-manager');

const rolesAt = (caller: Caller, storeId: string): readonly Role[] => caller.roles[storeId] ?? [];

/** Refuses (403) a queue that is neither of the caller's roles nor led by one of them. */
export function refuseOtherQueue(caller: Caller, storeId: string, queue: Role): void {
  const roles = rolesAt(caller, storeId);
  const may = [queue, headOf(queue), 'general-manager', 'administrator'] as const;
  if (may.some((role) => roles.includes(role))) return;
  throw new Problem('forbidden', `This queue is for the roles: ${[...new Set(may)].join(', ')}.`);
}

/** Refuses (403) what a caller may not do to a promise of this owner. Any manager of the store may. */
export function refuseOtherOwner(caller: Caller, storeId: string, owner: Owner): void {
  const roles = rolesAt(caller, storeId);
  if (roles.some(leads)) return;
  if (owner.kind === 'person' ? owner.staffId === caller.staffId : roles.includes(owner.role)) return;
  throw new Problem('forbidden', 'Somebody else owes this promise: ask a manager to reassign it.');
}
