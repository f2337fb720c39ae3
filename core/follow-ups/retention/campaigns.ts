/**
 * The campaigns of a vehicle: what there is to write about, from which day on, and until when it makes sense. All of it
 * is worked out from the facts, so that a date that moves moves the campaign with it.
 */
import { type Instant, instantOn, type LocalDate, localDate, plusDays, startOfDay } from '../../kernel/time.ts';
import { type Driving, drivingOf, type Vehicle } from '../../vehicles/index.ts';
import type { Facts } from './facts.ts';

/** The kinds of campaign, the most urgent first. */
export const kinds = ['recall', 'lease', 'warranty', 'service', 'lapsed'] as const;
export type Kind = (typeof kinds)[number];

/** One campaign. */
export interface Campaign {
  readonly kind: Kind;
  /** What it is about, for ever: claims are made under it. Letters, digits, hyphens; at most 50. */
  readonly key: string;
  /** The day from which on the customer is written to. */
  readonly from: LocalDate;
  /** The day from which on it makes no sense any more. */
  readonly until?: LocalDate;
  /** The day on which it is due or ends, for the words. */
  readonly day?: LocalDate;
  /** Days after which it may be done again; without it once is all. */
  readonly again?: number;
  /** What it is, as the beginning of a sentence for a person. */
  readonly says: string;
}

const earlier = (a: LocalDate | undefined, b: LocalDate | undefined): LocalDate | undefined => {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
};

interface Base {
  readonly facts: Facts;
  readonly vehicle: Vehicle;
  /** The last service; without one the purchase, or the day on which the vehicle became known. */
  readonly since: LocalDate;
  readonly reachedOn: (miles: number | undefined) => LocalDate | undefined;
}

function base(facts: Facts, vehicle: Vehicle): Base {
  const zone = facts.store.timeZone;
  const { lastServiceAt, purchasedOn, createdAt } = vehicle;
  const day = (at: Instant): LocalDate => localDate(at, zone);
  const driving: Driving | undefined = drivingOf(vehicle.readings ?? [], facts.settings.milesPerYear);
  return {
    facts,
    vehicle,
    since: lastServiceAt === undefined ? (purchasedOn ?? day(createdAt)) : day(lastServiceAt),
    reachedOn(miles) {
      const at = miles === undefined ? undefined : driving?.reaches(miles);
      return at === undefined ? undefined : day(at);
    },
  };
}

/** Due by time or by miles, whichever comes first; never on the day of the last one. */
function service({ facts: { settings }, vehicle, since, reachedOn }: Base): Campaign {
  const { lastServiceMiles } = vehicle;
  const byMiles = reachedOn(lastServiceMiles === undefined ? undefined : lastServiceMiles + settings.serviceMiles);
  const byTime = plusDays(since, settings.serviceDays);
  const day = byMiles !== undefined && byMiles > since ? (earlier(byMiles, byTime) ?? byTime) : byTime;
  return {
    kind: 'service',
    key: `service-${since}`,
    from: plusDays(day, -settings.serviceLeadDays),
    until: plusDays(since, settings.lapsedDays),
    day,
    says: `The next service is due around ${day}`,
  };
}

/** Who was here once and came no more. Who never was is no lapsed customer. */
function lapsed({ facts: { settings }, vehicle, since }: Base): readonly Campaign[] {
  if (vehicle.lastServiceAt === undefined) return [];
  return [
    {
      kind: 'lapsed',
      key: `lapsed-${since}`,
      from: plusDays(since, settings.lapsedDays),
      until: plusDays(since, settings.forgottenDays),
      says: `The last visit was on ${since}`,
    },
  ];
}

/** It ends by day or by miles, whichever comes first. */
function warranty({ facts: { settings }, vehicle, reachedOn }: Base): readonly Campaign[] {
  const { warrantyEndsOn, warrantyEndsAtMiles } = vehicle;
  const day = earlier(warrantyEndsOn, reachedOn(warrantyEndsAtMiles));
  if (day === undefined) return [];
  return [
    {
      kind: 'warranty',
      // Not the estimated day: that moves with every reading, and would begin the campaign anew.
      key: `warranty-${warrantyEndsOn ?? warrantyEndsAtMiles}`,
      from: plusDays(day, -settings.warrantyLeadDays),
      until: day,
      day,
      says: `The warranty ends around ${day}`,
    },
  ];
}

function lease({ facts: { settings }, vehicle: { leaseEndsOn } }: Base): readonly Campaign[] {
  if (leaseEndsOn === undefined) return [];
  return settings.leaseLeadDays.map((days, at, all) => ({
    kind: 'lease',
    key: `lease-${days}-${leaseEndsOn}`,
    from: plusDays(leaseEndsOn, -days),
    until: plusDays(leaseEndsOn, -(all[at + 1] ?? 0)),
    day: leaseEndsOn,
    says: `The lease ends on ${leaseEndsOn}`,
  }));
}

const recalls = ({ facts: { settings }, vehicle }: Base): readonly Campaign[] =>
  (vehicle.recalls ?? [])
    .filter(({ doneAt }) => doneAt === undefined)
    .map(({ recallId, openSince }) => ({
      kind: 'recall',
      key: `recall-${recallId}`,
      from: openSince,
      again: settings.recallAgainDays,
      says: `Recall ${recallId} is open`,
    }));

/** Everything there is, or will be, to write about; the most urgent first. */
export function campaignsOf(facts: Facts, vehicle: Vehicle): readonly Campaign[] {
  const from = base(facts, vehicle);
  return [...recalls(from), ...lease(from), ...warranty(from), service(from), ...lapsed(from)];
}

const hour = (of: number): string => `${String(of).padStart(2, '0')}:00`;

/** The instant of a day at which messages begin to leave. */
export const opensOn = ({ store, settings }: Facts, day: LocalDate): Instant =>
  instantOn(day, hour(settings.sendFromHour), store.timeZone);

/** The instant itself while messages leave, else the next one at which they do. */
export function inSendingHours(facts: Facts, at: Instant): Instant {
  const { store, settings } = facts;
  const day = localDate(at, store.timeZone);
  if (at < opensOn(facts, day)) return opensOn(facts, day);
  return at <= instantOn(day, hour(settings.sendUntilHour), store.timeZone) ? at : opensOn(facts, plusDays(day, 1));
}

/** Whether a campaign still makes sense at an instant. */
export const makesSense = ({ store }: Facts, { until }: Campaign, at: Instant): boolean =>
  until === undefined || at < startOfDay(until, store.timeZone);
