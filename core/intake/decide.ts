/** What can happen to an intake item: it is opened once and resolved once. */
import { happened, type Moment } from '../kernel/event.ts';
import type { Change } from '../kernel/noun.ts';
import { intakeItemOpened, intakeItemResolved } from './events.ts';
import { type IntakeItem, intakeItems } from './item.ts';

/** An item about to be put on the review queue. */
export type NewItem = Pick<IntakeItem, 'storeId' | 'reason' | 'channel' | 'conversationId' | 'raw'>;

/** Puts an item on the review queue. */
export const openItem = (plan: NewItem, moment: Moment): Change<IntakeItem> =>
  intakeItems.create(
    { ...plan, itemId: moment.newId(), at: moment.now, version: 1 },
    happened(intakeItemOpened, { reason: plan.reason }),
    moment,
  );

/** A person is done with it; undefined when somebody was before. `found` says in their words what it was. */
export function resolveItem(
  before: IntakeItem,
  found: string | undefined,
  moment: Moment,
): Change<IntakeItem> | undefined {
  if (before.resolvedAt !== undefined) return undefined;
  const staffId = moment.actor.id;
  const after: IntakeItem = {
    ...before,
    resolvedAt: moment.now,
    resolvedBy: staffId,
    ...(found === undefined ? {} : { found }),
  };
  return intakeItems.change(before, after, happened(intakeItemResolved, { reason: before.reason, staffId }), moment);
}
