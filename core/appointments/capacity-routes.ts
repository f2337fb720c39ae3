/** The routes of capacity: what a department takes at a time, and what of a day is left. */
import * as z from 'zod';
import { bodyOf, storeId } from '../kernel/fields.ts';
import { Problem } from '../kernel/problem.ts';
import { checkVersion, defineRoute, notFound, type Route } from '../kernel/route.ts';
import { calendarDate, clockTime, instant, wallClock } from '../kernel/time.ts';
import { bookedDepartment } from './appointment.ts';
import { capacity, capacityAt, capacitySettings, changeCapacity, setCapacity } from './capacity.ts';
import { isInReach, personIn, readDay, slotsOn } from './day.ts';
import { heads, staffId, tag } from './shared.ts';

const ofDepartment = z.object({ storeId, department: bookedDepartment });
const path = '/stores/{storeId}/departments/{department}/capacity';

const settings = {
  slotMinutes: 30,
  perSlot: 3,
  exceptions: [{ days: ['mon' as const, 'fri' as const], from: '07:30', to: '09:00', perSlot: 5 }],
  perPerson: 1,
  leadMinutes: 60,
  daysAhead: 90,
  holdMinutes: 10,
};

const example = {
  storeId: 'S01',
  department: 'service' as const,
  ...settings,
  version: 1,
  createdAt: '2026-03-10T14:30:00.000Z',
  updatedAt: '2026-03-10T14:30:00.000Z',
};

const read = defineRoute({
  method: 'GET',
  path,
  name: 'readCapacity',
  tag,
  means: 'How many customers a department takes at a time.',
  roles: 'any',
  params: ofDepartment,
  output: capacity,
  example: { output: example },
  handle: async ({ reader, params }) => {
    const body = await capacityAt(reader, params.storeId, params.department);
    if (body === undefined) throw notFound('capacity');
    return { body, version: body.version };
  },
});

const set = defineRoute({
  method: 'PUT',
  path,
  name: 'setCapacity',
  tag,
  means:
    'Sets how many customers a department takes at a time; once it is set, with If-Match. What is booked stays booked.',
  roles: heads,
  params: ofDepartment,
  body: bodyOf(capacitySettings),
  output: capacity,
  example: { body: settings, output: example },
  handle: async ({ reader, params, body, moment, ifMatch }) => {
    const before = await capacityAt(reader, params.storeId, params.department);
    if (before === undefined) {
      checkVersion(ifMatch, 0);
      const { state, writes } = setCapacity(params, body, moment);
      return { body: state, writes, version: state.version };
    }
    if (ifMatch === undefined) {
      throw new Problem('precondition-required', 'Send If-Match with the ETag of the version you read.');
    }
    checkVersion(ifMatch, before.version);
    const { state, writes } = changeCapacity(before, body, moment);
    return { body: state, writes, version: state.version };
  },
});

const slot = z.object({
  startsAt: instant,
  endsAt: instant,
  /** On the store's wall. */
  time: clockTime,
  capacity: z.int(),
  taken: z.int(),
  /** How many more can be booked now, with the named person if one is named. */
  free: z.int(),
});

const availability = defineRoute({
  method: 'GET',
  path: '/stores/{storeId}/availability',
  name: 'readAvailability',
  tag,
  means: 'The slots of a department’s day and what is left of each, also for one advisor or salesperson.',
  roles: 'any',
  params: z.object({ storeId }),
  query: z.object({ department: bookedDepartment, date: calendarDate, staffId: staffId.optional() }),
  output: z.object({ department: bookedDepartment, date: calendarDate, timeZone: z.string(), slots: z.array(slot) }),
  example: {
    output: {
      department: 'service',
      date: '2026-03-12',
      timeZone: 'America/Chicago',
      slots: [
        {
          startsAt: '2026-03-12T14:00:00.000Z',
          endsAt: '2026-03-12T14:30:00.000Z',
          time: '09:00',
          capacity: 3,
          taken: 1,
          free: 2,
        },
      ],
    },
  },
  handle: async ({ reader, params, query, moment }) => {
    const { department, date } = query;
    const day = await readDay(reader, { ...params, ...query }, { date });
    const { timeZone } = day.store;
    const slots = slotsOn(day).map((one) => {
      const person = personIn(day, one);
      const room = Math.min(one.capacity - one.taken, person === undefined ? 500 : person.capacity - person.taken);
      const { startsAt, endsAt, capacity: most, taken } = one;
      const free = isInReach(day, one, moment.now) ? Math.max(0, room) : 0;
      return { startsAt, endsAt, time: wallClock(startsAt, timeZone).time, capacity: most, taken, free };
    });
    return { body: { department, date, timeZone, slots } };
  },
});

/** The routes of capacity and availability. */
export const capacityRoutes: readonly Route[] = [read, set, availability];
