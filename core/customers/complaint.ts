/** A customer who complains: while the complaint is open nobody sells to them (domain row 30). */
import { happened, type Moment } from '../kernel/event.ts';
import type { Change } from '../kernel/noun.ts';
import { type Customer, customers } from './customer.ts';
import { customerComplaintClosed, customerComplaintOpened } from './events.ts';

/**
 * Opens a complaint at a store, or closes the one that is open; undefined when it is so already. What it is about stands
 * with the repair order or the conversation, not here.
 */
export function changeComplaint(
  before: Customer,
  to: { readonly open: boolean; readonly storeId: string },
  moment: Moment,
): Change<Customer> | undefined {
  const { complaint, ...rest } = before;
  const { open, storeId } = to;
  if (open === (complaint !== undefined)) return undefined;
  const event = happened(open ? customerComplaintOpened : customerComplaintClosed, { storeId });
  const said = open ? { complaint: { since: moment.now } } : {};
  return customers.change(before, { ...rest, ...said, updatedAt: moment.now }, event, moment);
}
