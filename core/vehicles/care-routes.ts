/** What a vehicle goes through, command by command, under the customer whose it is. */
import * as z from 'zod';
import { bodyOf, externalId } from '../kernel/fields.ts';
import { Problem } from '../kernel/problem.ts';
import { defineRoute, type Route } from '../kernel/route.ts';
import { calendarDate, instant } from '../kernel/time.ts';
import { ownership, recall, vehicleTerms } from './care.ts';
import {
  changeFunding,
  changeOwnership,
  changeRecall,
  changeTerms,
  declineOutreach,
  moveHome,
  readOdometer,
  recordService,
} from './commands.ts';
import { reading } from './odometer.ts';
import { knowsVehicle } from './read.ts';
import { answered, example, onePath, oneVehicle, tag, vehicleFor } from './shared.ts';
import { vehicle } from './vehicle.ts';

const common = { tag, roles: 'any' as const, params: oneVehicle, output: vehicle };

const odometer = defineRoute({
  ...common,
  method: 'POST',
  path: `${onePath}/odometer`,
  name: 'readOdometer',
  means: 'One more reading of the odometer. One that does not fit the others is kept, and moves no estimate far.',
  body: bodyOf({ ...reading.shape }),
  example: { body: { miles: 98_200, at: '2026-03-10T14:30:00.000Z' }, output: example },
  handle: async (call) => {
    const before = await vehicleFor(call);
    return answered(before, readOdometer(before, call.body, call.moment));
  },
});

const service = defineRoute({
  ...common,
  method: 'POST',
  path: `${onePath}/services`,
  name: 'recordService',
  means:
    'A visit for service that no repair order here tells of. Closing a repair order about the vehicle records it by itself.',
  body: bodyOf({ at: instant, miles: reading.shape.miles.optional() }),
  example: {
    body: { at: '2026-03-10T14:30:00.000Z', miles: 98_200 },
    output: { ...example, lastServiceAt: '2026-03-10T14:30:00.000Z', lastServiceMiles: 98_200, version: 2 },
  },
  handle: async (call) => {
    const before = await vehicleFor(call);
    const { storeId } = call.params;
    const known = await knowsVehicle(call.reader, storeId, before);
    return answered(before, recordService(before, { storeId, ...call.body }, known, call.moment));
  },
});

const own = defineRoute({
  ...common,
  method: 'PUT',
  path: `${onePath}/ownership`,
  name: 'changeOwnership',
  means: 'Says whether the customer has the vehicle: owned, sold, traded, or another one bought elsewhere.',
  body: bodyOf({ ...ownership.shape }),
  example: {
    body: { status: 'sold', since: '2026-03-01' },
    output: { ...example, ownership: { status: 'sold', since: '2026-03-01' }, version: 2 },
  },
  handle: async (call) => {
    const before = await vehicleFor(call);
    return answered(before, changeOwnership(before, call.body, call.moment));
  },
});

const terms = defineRoute({
  ...common,
  method: 'PUT',
  path: `${onePath}/terms`,
  name: 'changeTerms',
  means: 'Replaces what the papers say: the end of the warranty and of the lease, and the purchase.',
  body: bodyOf(vehicleTerms),
  example: {
    body: { warrantyEndsOn: '2027-03-01', warrantyEndsAtMiles: 36_000 },
    output: { ...example, warrantyEndsOn: '2027-03-01', warrantyEndsAtMiles: 36_000, version: 2 },
  },
  handle: async (call) => {
    const before = await vehicleFor(call);
    return answered(before, changeTerms(before, call.body, call.moment));
  },
});

const { recallId: _, ...recallFields } = recall.shape;

const recalled = defineRoute({
  ...common,
  method: 'PUT',
  path: `${onePath}/recalls/{recallId}`,
  name: 'changeRecall',
  means: 'A recall of the manufacturer that is open on the vehicle, or, with `doneAt`, was done.',
  params: oneVehicle.extend({ recallId: externalId }),
  body: bodyOf(recallFields),
  example: {
    body: { title: 'Fuel pump', openSince: '2026-03-01' },
    output: { ...example, recalls: [{ recallId: '26V-104', title: 'Fuel pump', openSince: '2026-03-01' }], version: 2 },
  },
  handle: async (call) => {
    const before = await vehicleFor(call);
    return answered(before, changeRecall(before, { recallId: call.params.recallId, ...call.body }, call.moment));
  },
});

const home = defineRoute({
  ...common,
  method: 'POST',
  path: `${onePath}/home`,
  name: 'moveVehicleHome',
  means: 'This store cares for the vehicle from now on. Servicing it here says the same.',
  example: { output: { ...example, homeStore: 'S01', version: 2 } },
  handle: async (call) => {
    const before = await vehicleFor(call);
    const known = await knowsVehicle(call.reader, call.params.storeId, before);
    if (known === 'another') {
      throw new Problem(
        'conflict',
        'This store knows another vehicle by this id: add the vehicle here under a new one.',
      );
    }
    return answered(before, moveHome(before, call.params.storeId, known === 'yes', call.moment));
  },
});

const flag = z.boolean({ error: 'Send true or false.' });

const funding = defineRoute({
  ...common,
  method: 'PUT',
  path: `${onePath}/funding-problem`,
  name: 'changeFundingProblem',
  means: 'Says whether the contract for the vehicle has a funding problem: while it has, nobody sells to the customer.',
  roles: ['administrator', 'general-manager', 'sales-manager', 'finance', 'controller'],
  body: bodyOf({ problem: flag }),
  example: {
    body: { problem: true },
    output: { ...example, fundingProblemSince: '2026-03-10T15:00:00.000Z', version: 2 },
  },
  handle: async (call) => {
    const before = await vehicleFor(call);
    return answered(before, changeFunding(before, call.body.problem, call.moment));
  },
});

const declined = defineRoute({
  ...common,
  method: 'PUT',
  path: `${onePath}/outreach`,
  name: 'declineOutreach',
  means: 'The customer wants to hear nothing about the vehicle until a day; without one they do again.',
  body: bodyOf({ quietUntil: calendarDate.optional() }),
  example: { body: { quietUntil: '2026-09-01' }, output: { ...example, quietUntil: '2026-09-01', version: 2 } },
  handle: async (call) => {
    const before = await vehicleFor(call);
    return answered(before, declineOutreach(before, call.body.quietUntil, call.moment));
  },
});

/** Commands on one vehicle. */
export const careRoutes: readonly Route[] = [odometer, service, own, terms, recalled, home, funding, declined];
