/** What a vehicle goes through: readings, services, hands, papers, recalls, money. What changes nothing makes no event. */
import type * as z from 'zod';
import { type Happening, happened, type Moment } from '../kernel/event.ts';
import { changedFields } from '../kernel/fields.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import { type Instant, type LocalDate, plus } from '../kernel/time.ts';
import { mostRecalls, type ownership, type Recall, type vehicleTerms } from './care.ts';
import { knownAt } from './decide.ts';
import * as events from './events.ts';
import { milesAt, type Reading, withReading } from './odometer.ts';
import { type Vehicle, vehicles } from './vehicle.ts';

/** Stands in for how a vehicle is driven where its readings do not say: the average of a car in the United States. */
const usualMilesPerYear = 12_000;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const next = (before: Vehicle, after: Vehicle, event: Happening, moment: Moment): Change<Vehicle> =>
  vehicles.change(before, { ...after, updatedAt: moment.now }, event, moment);

/** A clock of another machine may run ahead a little. */
const aheadMinutes = 5;

function refuseFuture(field: string, at: Instant, { now }: Moment): void {
  if (at <= plus(now, { minutes: aheadMinutes })) return;
  const fix = 'Send an instant that has passed.';
  throw new Problem('invalid-input', `${field}: ${fix}`, [{ field, fix }]);
}

const latestOf = (readings: readonly Reading[]): Pick<Vehicle, 'odometer'> => {
  const latest = readings.at(-1);
  return latest === undefined ? {} : { odometer: latest };
};

/** One more reading; the latest is what the odometer shows. One that does not fit is kept: the estimate bears it. */
export function readOdometer(before: Vehicle, added: Reading, moment: Moment): Change<Vehicle> | undefined {
  refuseFuture('at', added.at, moment);
  const readings = withReading(before.readings ?? [], added);
  if (same(readings, before.readings)) return undefined;
  const { vehicleId } = before;
  const after = { ...before, readings, ...latestOf(readings) };
  return next(before, after, happened(events.vehicleOdometerRead, { vehicleId }), moment);
}

/** Readings this close to a visit are taken at it. */
const visitDays = 3;

/** A visit for service: where, when, and with how many miles if somebody read them. */
export interface Service {
  readonly storeId: string;
  readonly at: Instant;
  readonly miles?: number | undefined;
}

function milesThen({ readings = [] }: Vehicle, { at, miles }: Service): number | undefined {
  const from = plus(at, { days: -visitDays });
  const read = readings.findLast((each) => each.at >= from && each.at <= at)?.miles;
  return miles ?? read ?? milesAt(readings, at, usualMilesPerYear);
}

/**
 * A visit for service. The store that serviced the vehicle last cares for it from then on; `known` says whether that
 * store knows it already, or knows another one by its id and so cannot take it over. Undefined for a visit that is not later than the last.
 */
export function recordService(
  before: Vehicle,
  service: Service,
  known: 'yes' | 'no' | 'another',
  moment: Moment,
): Change<Vehicle> | undefined {
  refuseFuture('at', service.at, moment);
  if (before.lastServiceAt !== undefined && before.lastServiceAt >= service.at) return undefined;
  const { lastServiceMiles: _, ...rest } = before;
  const lastServiceMiles = milesThen(before, service);
  const readings =
    service.miles === undefined
      ? before.readings
      : withReading(before.readings ?? [], { miles: service.miles, at: service.at });
  const after: Vehicle = {
    ...rest,
    lastServiceAt: service.at,
    ...(lastServiceMiles === undefined ? {} : { lastServiceMiles }),
    ...(readings === undefined ? {} : { readings, ...latestOf(readings) }),
    ...(known === 'another' ? {} : { homeStore: service.storeId }),
  };
  const from = before.homeStore === after.homeStore ? {} : { from: before.homeStore };
  const { vehicleId } = before;
  const event = happened(events.vehicleServiced, { vehicleId, storeId: service.storeId, ...from });
  const change = next(before, after, event, moment);
  return known === 'no' ? { ...change, writes: [...change.writes, knownAt(service.storeId, before)] } : change;
}

/** The customer has the vehicle, or has it no more; undefined when that is known. */
export function changeOwnership(
  before: Vehicle,
  to: z.output<typeof ownership>,
  moment: Moment,
): Change<Vehicle> | undefined {
  if (same(before.ownership, to)) return undefined;
  const { vehicleId } = before;
  const event = happened(events.vehicleOwnershipChanged, { vehicleId, status: to.status });
  return next(before, { ...before, ownership: to }, event, moment);
}

/** Warranty, lease and purchase as the papers say. */
export type VehicleTerms = z.output<z.ZodObject<typeof vehicleTerms>>;

const termNames = ['warrantyEndsOn', 'warrantyEndsAtMiles', 'leaseEndsOn', 'purchasedOn', 'purchasedFrom'] as const;

/** Replaces warranty, lease and purchase; undefined when they are so already. */
export function changeTerms(before: Vehicle, terms: VehicleTerms, moment: Moment): Change<Vehicle> | undefined {
  const { warrantyEndsOn: _w, warrantyEndsAtMiles: _m, leaseEndsOn: _l, ...others } = before;
  const { purchasedOn: _p, purchasedFrom: _f, ...rest } = others;
  const after: Vehicle = { ...rest, ...terms };
  const fields = changedFields<Vehicle>(before, after, termNames);
  if (fields.length === 0) return undefined;
  return next(before, after, happened(events.vehicleTermsChanged, { vehicleId: before.vehicleId, fields }), moment);
}

/** A recall is open, or done; undefined when that is known. Refuses (409) more recalls than a vehicle can have. */
export function changeRecall(before: Vehicle, to: Recall, moment: Moment): Change<Vehicle> | undefined {
  const recalls = before.recalls ?? [];
  if (recalls.some((each) => same(each, to))) return undefined;
  const others = recalls.filter(({ recallId }) => recallId !== to.recallId);
  if (others.length >= mostRecalls) {
    throw new Problem('conflict', `A vehicle keeps at most ${mostRecalls} recalls.`);
  }
  const { vehicleId } = before;
  const event = happened(events.vehicleRecallChanged, {
    vehicleId,
    recallId: to.recallId,
    done: to.doneAt !== undefined,
  });
  return next(before, { ...before, recalls: [...others, to] }, event, moment);
}

/** Another store cares for the vehicle from now on; undefined when it does. `known`: the store has its link already. */
export function moveHome(
  before: Vehicle,
  storeId: string,
  known: boolean,
  moment: Moment,
): Change<Vehicle> | undefined {
  const { vehicleId, homeStore: from } = before;
  if (from === storeId) return undefined;
  const data = { vehicleId, homeStore: storeId, ...(from === undefined ? {} : { from }) };
  const change = next(before, { ...before, homeStore: storeId }, happened(events.vehicleHomeChanged, data), moment);
  return known ? change : { ...change, writes: [...change.writes, knownAt(storeId, before)] };
}

/** The contract has a funding problem, or none any more; undefined when that is known. */
export function changeFunding(before: Vehicle, problem: boolean, moment: Moment): Change<Vehicle> | undefined {
  const { fundingProblemSince, ...rest } = before;
  if ((fundingProblemSince !== undefined) === problem) return undefined;
  const after = problem ? { ...rest, fundingProblemSince: moment.now } : rest;
  return next(before, after, happened(events.vehicleFundingChanged, { vehicleId: before.vehicleId, problem }), moment);
}

/** The customer wants no outreach about the vehicle before a day, or takes that back; undefined when that is known. */
export function declineOutreach(
  before: Vehicle,
  until: LocalDate | undefined,
  moment: Moment,
): Change<Vehicle> | undefined {
  const { quietUntil, ...rest } = before;
  if (quietUntil === until) return undefined;
  const { vehicleId } = before;
  const said = until === undefined ? {} : { until };
  const after = until === undefined ? rest : { ...rest, quietUntil: until };
  return next(before, after, happened(events.vehicleOutreachDeclined, { vehicleId, ...said }), moment);
}
