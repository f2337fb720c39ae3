/** Who owes a promise: a person, or a role's queue when nobody is assigned. Never nobody. */
import * as z from 'zod';
import { sortKey } from './keys.ts';
import { role } from './role.ts';

export const owner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), staffId: z.string().min(1).max(80) }),
  z.object({ kind: z.literal('queue'), role }),
]);
export type Owner = z.infer<typeof owner>;

/** The owner as a part of a key: `person#…` or `queue#advisor`. */
export const ownerKey = (of: Owner): string =>
  of.kind === 'person' ? sortKey('person', of.staffId) : sortKey('queue', of.role);

/** Whether two owners are the same. */
export const sameOwner = (a: Owner, b: Owner): boolean => ownerKey(a) === ownerKey(b);
