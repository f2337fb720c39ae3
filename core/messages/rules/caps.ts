/** How much marketing one customer gets, over all campaigns, stores and channels of the group. */
import * as z from 'zod';
import { type Instant, isAfter, localDate, plus, plusDays, type TimeZone } from '../../kernel/time.ts';

/** A marketing message that was claimed: it may have left. Refusals are none, and later failures are taken out. */
export interface MarketingContact {
  readonly at: Instant;
}

/** Playbook fields of every follow-up that sends marketing; what they mean is `capMeans`. */
export const capSettings = {
  marketingPerWeek: z.int().min(0).max(7).default(1),
  marketingPerMonth: z.int().min(0).max(30).default(4),
};

/** The sentences of the fields. */
export const capMeans = {
  marketingPerWeek:
    'Marketing messages that one customer may get in 7 days, over all campaigns and stores of the group.',
  marketingPerMonth:
    'Marketing messages that one customer may get in 30 days, over all campaigns and stores of the group.',
};

/** The caps that are a setting (row 29). */
export type Caps = z.output<z.ZodObject<typeof capSettings>>;

/** The caps of whoever says nothing. */
export const defaultCaps: Caps = z.object(capSettings).parse({});

/** What was counted, for the record. */
export interface MarketingCount extends Caps {
  readonly in24Hours: number;
  readonly inWeek: number;
  readonly inMonth: number;
  /** The strictest cap among the states the recipient may be in; absent when none has one. */
  readonly statePer24Hours?: number;
}

/** What the rules of this page hold against each other. */
export interface CapsAsked {
  readonly history: readonly MarketingContact[];
  readonly caps: Caps;
  readonly statePer24Hours: number | undefined;
  readonly now: Instant;
  readonly zone: TimeZone;
}

/**
 * Counts. The state's 24 hours are hours; the group's week and month are 7 and 30 days on the store's calendar, today
 * included, so that what went out on Tuesday at ten does not push the next Tuesday's message past ten.
 */
export function countMarketing({ history, caps, statePer24Hours, now, zone }: CapsAsked): MarketingCount {
  // What was claimed a moment later than `now` counts, too: who decides read the clock before they read the ledger.
  const claimed = history.map(({ at }) => at);
  const today = localDate(now, zone);
  const inDays = (days: number): number => claimed.filter((at) => localDate(at, zone) > plusDays(today, -days)).length;
  return {
    ...caps,
    in24Hours: claimed.filter((at) => isAfter(at, plus(now, { hours: -24 }))).length,
    inWeek: inDays(7),
    inMonth: inDays(30),
    ...(statePer24Hours === undefined ? {} : { statePer24Hours }),
  };
}

/** Rule 10: Florida and Oklahoma allow three commercial contacts in 24 hours. */
export const stateCap = ({ in24Hours, statePer24Hours }: MarketingCount): 'state-cap' | undefined =>
  statePer24Hours !== undefined && in24Hours >= statePer24Hours ? 'state-cap' : undefined;

/** Row 29: at most so many a week and a month. */
export function groupCap(count: MarketingCount): 'weekly-cap' | 'monthly-cap' | undefined {
  if (count.inWeek >= count.marketingPerWeek) return 'weekly-cap';
  return count.inMonth >= count.marketingPerMonth ? 'monthly-cap' : undefined;
}
