/** What can happen to an alert: it is raised once and seen once. */
import { happened, type Moment } from '../kernel/event.ts';
import type { Change } from '../kernel/noun.ts';
import type { Owner } from '../kernel/owner.ts';
import { type Alert, type AlertAbout, alerts } from './alert.ts';
import { alertRaised, alertSeen } from './events.ts';

/** An alert about to be put on a desk. */
export interface NewAlert {
  readonly storeId: string;
  readonly to: Owner;
  readonly about: AlertAbout;
  /** One sentence for a person; may name the RO and the part, never the customer. */
  readonly says: string;
  readonly promiseId?: string;
  readonly customerId?: string;
}

const told = ({ to, about, promiseId }: NewAlert | Alert) => ({
  to,
  about,
  ...(promiseId === undefined ? {} : { promiseId }),
});

/** Puts an alert on a desk. */
export function raiseAlert(plan: NewAlert, moment: Moment): Change<Alert> {
  const state: Alert = { ...plan, alertId: moment.newId(), at: moment.now, version: 1 };
  return alerts.create(state, happened(alertRaised, told(plan)), moment);
}

/** Marks an alert as seen by the actor; undefined when somebody saw it before. */
export function markSeen(before: Alert, moment: Moment): Change<Alert> | undefined {
  if (before.seenAt !== undefined) return undefined;
  const after: Alert = { ...before, seenAt: moment.now, seenBy: moment.actor.id };
  return alerts.change(before, after, happened(alertSeen, told(before)), moment);
}
