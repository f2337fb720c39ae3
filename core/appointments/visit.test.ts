import { describe, expect, test } from 'vitest';
import { cancelAppointment } from './decide.ts';
import { at, booked, held, refusal, stateOf, tuesday } from './testing.ts';
import {
  acceptAppointment,
  arriveAtAppointment,
  askToMoveAppointment,
  confirmAppointment,
  declineNewAppointment,
  greetAtAppointment,
  missAppointment,
  pullCar,
  rebookAppointment,
} from './visit.ts';

const wednesday = at('2026-03-11T10:00:00-05:00');
const noon = at('2026-03-12T12:00:00-05:00');

const missed = () => stateOf(missAppointment(booked(), noon));

test('the customer’s last word counts', () => {
  const yes = stateOf(confirmAppointment(booked(), 'reply', wednesday));
  expect(yes).toMatchObject({ confirmedBy: 'reply', confirmedAt: wednesday.now });
  expect(confirmAppointment(yes, 'link', wednesday)).toBeUndefined();
  const other = stateOf(askToMoveAppointment(yes, 'link', wednesday));
  expect([other.callbackWanted, other.confirmedAt, other.confirmedBy]).toEqual([true, undefined, undefined]);
  expect(askToMoveAppointment(other, 'reply', wednesday)).toBeUndefined();
  expect(stateOf(confirmAppointment(other, 'staff', wednesday)).callbackWanted).toBeUndefined();
});

test('the salesperson accepts, pulls the car, the customer comes and is greeted; each is noted once', () => {
  const drive = booked({ department: 'sales', purpose: 'test-drive' });
  expect(refusal(() => acceptAppointment(drive, wednesday))).toContain('409 Nobody is assigned');
  const theirs = { ...drive, staffId: 'sid' };
  const accepted = stateOf(acceptAppointment(theirs, wednesday));
  expect(acceptAppointment(accepted, wednesday)).toBeUndefined();
  const pulled = stateOf(pullCar(accepted, noon));
  expect(pullCar(pulled, noon)).toBeUndefined();
  const here = stateOf(arriveAtAppointment(pulled, noon));
  expect(arriveAtAppointment(here, noon)).toBeUndefined();
  const greeted = stateOf(greetAtAppointment(here, noon));
  expect(greeted).toMatchObject({ status: 'ARRIVED', arrivedAt: noon.now, greetedAt: noon.now, version: 5 });
  expect(greetAtAppointment(greeted, noon)).toBeUndefined();
});

describe('a customer who did not come', () => {
  test('frees the slot; who comes late takes it again, whatever room is left', () => {
    const miss = missAppointment(booked(), noon);
    expect(miss?.writes.slice(2)).toMatchObject([{ add: { taken: -1 } }]);
    expect(missAppointment(stateOf(miss), noon)).toBeUndefined();
    const late = arriveAtAppointment(stateOf(miss), noon);
    expect(late?.event.data).toMatchObject({ was: 'MISSED' });
    expect(late?.writes.slice(2)).toMatchObject([{ add: { taken: 1 }, when: {} }]);
  });

  test('wants no new appointment, or gets one in its place', () => {
    const declined = stateOf(declineNewAppointment(missed(), 'staff', noon));
    expect(declineNewAppointment(declined, 'staff', noon)).toBeUndefined();
    const again = rebookAppointment(declined, 'A-2', noon);
    expect(again.state).toMatchObject({ status: 'MISSED', rebookedAs: 'A-2' });
    expect(again.state.declinedAt).toBeUndefined();
    expect(refusal(() => rebookAppointment(again.state, 'A-3', noon))).toContain('409');
  });
});

describe('refused', () => {
  const cancelled = stateOf(cancelAppointment(booked(), 'staff', 'Out of town', wednesday));
  test.each([
    [
      'confirming what is only held',
      () => confirmAppointment(held(), 'reply', tuesday),
      '409 This appointment is held but not booked. Book it first.',
    ],
    [
      'confirming what was cancelled',
      () => confirmAppointment(cancelled, 'reply', wednesday),
      '409 This appointment was cancelled. Book a new appointment.',
    ],
    ['confirming what is over', () => confirmAppointment(missed(), 'link', noon), '409 This appointment is over'],
    [
      'missing what is still to come',
      () => missAppointment(booked(), wednesday),
      '409 The time of this appointment is still to come.',
    ],
    ['greeting who is not here', () => greetAtAppointment(booked(), noon), '409 The customer has not arrived.'],
    [
      'arriving for what was cancelled',
      () => arriveAtAppointment(cancelled, noon),
      '409 This appointment was cancelled.',
    ],
    ['pulling a car for service', () => pullCar(booked(), noon), '409 A service appointment has no car to pull'],
    [
      'declining what was not missed',
      () => declineNewAppointment(booked(), 'staff', noon),
      '409 This appointment is booked.',
    ],
    [
      'cancelling who is here',
      () => cancelAppointment(stateOf(arriveAtAppointment(booked(), noon)), 'staff', undefined, noon),
      '409 This appointment has begun',
    ],
  ])('%s', (_, act, said) => expect(refusal(act)).toContain(said));
});
