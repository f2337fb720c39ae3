import { describe, expect, it } from 'vitest';
import type { Moment } from '../kernel/event.ts';
import { parseDate, parseInstant } from '../kernel/time.ts';
import * as commands from './commands.ts';
import { addVehicle } from './decide.ts';
import type { Vehicle } from './vehicle.ts';

const now = parseInstant('2026-03-10T14:30:00Z');
const moment: Moment = { now, newId: () => 'id', actor: { kind: 'staff', id: 'ana' }, cause: 'request-1' };
const odometer = { miles: 40_000, at: parseInstant('2026-03-09T15:00:00Z') };
const car = addVehicle({ storeId: 'S01', customerId: 'C-1', vehicleId: 'V-1' }, { odometer }, [], moment).state;

describe('a vehicle', () => {
  it('is known to the store that met it, which cares for it', () => {
    const { state, writes } = addVehicle({ storeId: 'S01', customerId: 'C-1', vehicleId: 'V-1' }, {}, [], moment);
    expect(state.homeStore).toBe('S01');
    expect(writes).toContainEqual({
      put: {
        pk: 'STORE#S01#VH#V-1',
        sk: 'LINK',
        kind: 'vehicle-link',
        storeId: 'S01',
        vehicleId: 'V-1',
        customerId: 'C-1',
      },
      when: { absent: true },
    });
  });

  it('shows the latest reading, however readings come in', () => {
    const older = commands.readOdometer(car, { miles: 35_000, at: parseInstant('2025-09-01T15:00:00Z') }, moment);
    expect(older?.state.readings?.map(({ miles }) => miles)).toEqual([35_000, 40_000]);
    expect(older?.state.odometer).toEqual(odometer);
    expect(commands.readOdometer(car, odometer, moment)).toBeUndefined();
  });

  it('refuses a reading and a visit of tomorrow', () => {
    const at = parseInstant('2026-03-11T15:00:00Z');
    expect(() => commands.readOdometer(car, { miles: 1, at }, moment)).toThrow('at: Send an instant that has passed.');
    expect(() => commands.recordService(car, { storeId: 'S01', at }, 'yes', moment)).toThrow('that has passed');
  });
});

describe('a visit for service', () => {
  it('takes the reading of these days for its own', () => {
    const done = commands.recordService(car, { storeId: 'S01', at: now }, 'yes', moment);
    expect(done?.state).toMatchObject({ lastServiceAt: now, lastServiceMiles: 40_000 });
    expect(done?.writes).toHaveLength(2);
  });

  it('brings the vehicle home to the store that serviced it, unless that store knows another one by the id', () => {
    const there = { storeId: 'S02', at: now, miles: 40_100 };
    const moved = commands.recordService(car, there, 'no', moment);
    expect(moved?.state).toMatchObject({ homeStore: 'S02', lastServiceMiles: 40_100, odometer: { miles: 40_100 } });
    expect(moved?.writes).toHaveLength(3);
    expect(commands.recordService(car, there, 'another', moment)?.state.homeStore).toBe('S01');
  });

  it('that is older than the last one says nothing new', () => {
    const last: Vehicle = { ...car, lastServiceAt: now };
    expect(commands.recordService(last, { storeId: 'S01', at: odometer.at }, 'yes', moment)).toBeUndefined();
  });
});

describe('what is so already changes nothing', () => {
  const since = parseDate('2026-03-01');
  const sold = { status: 'sold', since } as const;
  const recall = { recallId: '26V-104', openSince: since };
  const twice: readonly (readonly [string, (of: Vehicle) => { readonly state: Vehicle } | undefined])[] = [
    ['ownership', (of) => commands.changeOwnership(of, sold, moment)],
    ['terms', (of) => commands.changeTerms(of, { leaseEndsOn: since }, moment)],
    ['recall', (of) => commands.changeRecall(of, recall, moment)],
    ['home', (of) => commands.moveHome(of, 'S02', true, moment)],
    ['funding', (of) => commands.changeFunding(of, true, moment)],
    ['quiet', (of) => commands.declineOutreach(of, since, moment)],
  ];

  it.each(twice)('%s', (_, change) => {
    const once = change(car);
    expect(once).toBeDefined();
    expect(once === undefined ? 'nothing' : change(once.state)).toBeUndefined();
  });

  it('a recall that is done takes the place of the open one', () => {
    const open = commands.changeRecall(car, recall, moment)?.state ?? car;
    const done = commands.changeRecall(open, { ...recall, doneAt: now }, moment)?.state;
    expect(done?.recalls).toEqual([{ ...recall, doneAt: now }]);
  });

  it('new papers replace the old, whole', () => {
    const leased = commands.changeTerms(car, { leaseEndsOn: since, purchasedOn: since }, moment)?.state ?? car;
    const bought = commands.changeTerms(leased, { purchasedOn: since }, moment);
    expect(bought?.state).not.toHaveProperty('leaseEndsOn');
    expect(bought?.event.data).toEqual({ vehicleId: 'V-1', fields: ['leaseEndsOn'] });
  });
});
