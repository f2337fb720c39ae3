import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { addBusinessMinutes } from '../kernel/calendar.ts';
import type { Moment } from '../kernel/event.ts';
import { writtenPhone } from '../kernel/phone.ts';
import { parseInstant } from '../kernel/time.ts';
import { changeStore, createStore } from './decide.ts';
import { hoursOf, storeSettingsOf } from './store.ts';

const moment: Moment = {
  now: parseInstant('2026-03-10T14:30:00Z'),
  newId: () => 'id-1',
  actor: { kind: 'staff', id: 'ana' },
  cause: 'request-1',
};
const day = [{ from: '07:30', to: '18:00' }];
const week = (spans: readonly object[]) => ({
  mon: spans,
  tue: spans,
  wed: spans,
  thu: spans,
  fri: spans,
  sat: [],
  sun: [],
});
const read = (change: object = {}) =>
  z.object(storeSettingsOf(writtenPhone)).safeParse({
    name: 'Elm Street Motors',
    timeZone: 'America/Chicago',
    address: { city: 'Springfield', state: 'il', postalCode: '62701', country: 'us' },
    hours: { service: { weekly: week(day), holidays: [] } },
    ...change,
  });
const settings = z.object(storeSettingsOf(writtenPhone)).parse(read().data);

describe('a store', () => {
  it('is set up and changed, an event each', () => {
    const made = createStore('S01', settings, moment);
    expect(made.event).toMatchObject({ type: 'store.created', storeId: 'S01', entityVersion: 1 });
    const moved = changeStore(made.state, { ...settings, timeZone: 'America/Denver' }, moment);
    expect(moved.event).toMatchObject({ type: 'store.changed', entityVersion: 2, data: { fields: ['timeZone'] } });
  });

  it('lends a department without hours those of service, then those of sales', () => {
    const service = hoursOf(settings, 'service');
    expect(hoursOf(settings, 'parts')).toBe(service);
    expect(hoursOf({ hours: { sales: service } }, 'parts')).toBe(service);
    // Without any hours a deadline still falls due: it counts on the clock on the wall.
    const due = addBusinessMinutes(moment.now, 120, hoursOf({ hours: {} }, 'parts'), 'America/Chicago');
    expect(due).toBe('2026-03-10T16:30:00.000Z');
  });

  it.each([
    [{ timeZone: 'Chicago' }, 'Expected an IANA time zone such as America/Chicago'],
    [{ timeZone: '-06:00' }, 'Expected an IANA time zone such as America/Chicago'],
    [{ hours: undefined }, 'Send the opening hours by department.'],
    [
      { hours: { service: { weekly: week([{ from: '18:00', to: '07:30' }]), holidays: [] } } },
      'Opening must come before',
    ],
    [{ address: undefined }, 'Send the address: street, city, state, postalCode, country.'],
    [{ name: ' ' }, 'Send the name of the store'],
  ])('%j: %s', (change, message) => expect(read(change).error?.issues[0]?.message).toContain(message));
});
