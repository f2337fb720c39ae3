import { expect, test } from 'vitest';
import { at, booked, refusal, stateOf } from './testing.ts';
import { loseVehicle, showVehicle } from './vehicle.ts';
import { missAppointment, pullCar } from './visit.ts';

const wednesday = at('2026-03-11T10:00:00-05:00');
const noon = at('2026-03-12T12:00:00-05:00');
const drive = () => booked({ department: 'sales', purpose: 'test-drive', stock: 'U1042' });

test('a car that is sold is noted once, and does not stand at the door any more', () => {
  const sold = stateOf(loseVehicle(stateOf(pullCar(drive(), wednesday)), wednesday));
  expect([sold.vehicleGoneAt, sold.carPulledAt, sold.stock]).toEqual([wednesday.now, undefined, 'U1042']);
  expect(loseVehicle(sold, wednesday)).toBeUndefined();
});

test('another car is shown; the same one again is no change', () => {
  const other = stateOf(showVehicle(stateOf(loseVehicle(drive(), wednesday)), 'U1050', wednesday));
  expect([other.stock, other.vehicleGoneAt]).toEqual(['U1050', undefined]);
  expect(showVehicle(other, 'U1050', wednesday)).toBeUndefined();
});

test('who comes for no car of the store can lose none, and service shows none', () => {
  expect(refusal(() => loseVehicle(booked({ department: 'sales', purpose: 'sales-visit' }), wednesday))).toContain(
    '409 This appointment is about no car',
  );
  expect(refusal(() => showVehicle(booked(), 'U1050', wednesday))).toContain('409 A service appointment shows no car');
  const missed = stateOf(missAppointment(drive(), noon));
  expect(refusal(() => loseVehicle(missed, noon))).toContain('409 This appointment is over');
});
