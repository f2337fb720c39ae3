import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Moment } from '../kernel/event.ts';
import { parseInstant } from '../kernel/time.ts';
import { addVehicle, changeVehicle } from './decide.ts';
import { vehicleFacts } from './vehicle.ts';
import { vinWarning } from './vin.ts';

const moment: Moment = {
  now: parseInstant('2026-03-10T14:30:00Z'),
  newId: () => 'id-1',
  actor: { kind: 'staff', id: 'ana' },
  cause: 'request-1',
};
const facts = z.object(vehicleFacts);
const whose = { storeId: 'S01', customerId: 'C-1', vehicleId: 'V-1' };

describe('a VIN', () => {
  it.each([
    ['1HGCM82633A004352', undefined],
    ['1M8GDM9AXKP042788', undefined],
    ['5GZCZ43D13S812715', undefined],
    ['11111111111111111', undefined],
    ['1HGCM82633A004353', 'check-digit'],
    ['1HGCM82633A00435', 'shape'],
    ['IHGCM82633A004352', 'shape'],
  ] as const)('%s: %s', (vin, warning) => expect(vinWarning(vin)).toBe(warning));

  it('is read as people write it', () => {
    expect(facts.parse({ vin: '1hgcm-82633 a004352' }).vin).toBe('1HGCM82633A004352');
    expect(facts.safeParse({ vin: '?' }).error?.issues[0]?.message).toBe(
      'Send the VIN: letters and digits, usually 17.',
    );
  });
});

describe('a vehicle', () => {
  it('is kept with a warning when its VIN is odd, and loses it when the VIN is mended', () => {
    const odd = addVehicle(whose, facts.parse({ vin: '1HGCM82633A004353' }), [], moment).state;
    expect(odd.vinWarning).toBe('check-digit');
    const mended = changeVehicle(odd, facts.parse({ vin: '1HGCM82633A004352' }), [odd], moment);
    expect(mended.state).not.toHaveProperty('vinWarning');
    expect(mended.event.data).toEqual({ vehicleId: 'V-1', fields: ['vin'] });
  });

  it('is there once per customer', () => {
    const first = addVehicle(whose, facts.parse({ vin: '1HGCM82633A004352' }), [], moment).state;
    const again = () => addVehicle({ ...whose, vehicleId: 'V-2' }, facts.parse({ vin: first.vin }), [first], moment);
    expect(again).toThrow('has a vehicle with this VIN already');
    expect(() => addVehicle({ ...whose, vehicleId: 'V-2' }, {}, [first], moment)).not.toThrow();
  });

  it('never tells its VIN in an event', () => {
    const change = addVehicle(whose, facts.parse({ vin: '1HGCM82633A004352' }), [], moment);
    expect(JSON.stringify(change.event)).not.toContain('1HGCM82633A004352');
  });
});
