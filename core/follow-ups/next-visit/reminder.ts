/**
 * Whether a reminder of the vehicle's next service is armed. The reminder is another follow-up's: it is known here by
 * its name, as a lifecycle that a store may hold back, and by nothing that it decides.
 */
import type { Customer } from '../../customers/index.ts';
import type { Reader, Row } from '../../kernel/table.ts';
import type { Instant } from '../../kernel/time.ts';
import { CONTACT_WINDOWS, decideContact, planned } from '../../messages/index.ts';
import { modeAt } from '../../playbooks/index.ts';
import type { Store } from '../../stores/index.ts';
import type { Vehicle } from '../../vehicles/index.ts';

/** The follow-up that reminds, and the department whose lifecycle it is. */
export const reminder = { followUp: 'retention', department: 'marketing' } as const;

/**
 * Whether the store keeps a date at which it will write about the vehicle: it cares for it and knows its last service,
 * in a lifecycle that may write. Whether that lifecycle has looked at the service yet does not matter: it will.
 * `beside` are the rows of the store's own partition.
 */
export async function keepsDate(
  reader: Reader,
  storeId: string,
  { homeStore, lastServiceAt }: Vehicle,
  beside: readonly Row[],
): Promise<boolean> {
  // The store that cares for it is the one that writes.
  if (homeStore !== storeId || lastServiceAt === undefined) return false;
  const { followUp, department } = reminder;
  return (await modeAt(reader, storeId, { followUp }, department, beside)) === 'automate';
}

/** Whether the store may write to the customer at all about the next service: it sells, so it needs their consent. */
export function mayBeReminded(customer: Customer, store: Store, now: Instant): boolean {
  const { answer } = decideContact({
    category: 'marketing',
    template: reminder.followUp,
    customer,
    store,
    windows: CONTACT_WINDOWS,
    now,
    marginSeconds: 0,
    sending: planned,
  });
  return answer !== 'refused';
}
