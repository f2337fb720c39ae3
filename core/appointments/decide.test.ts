import { describe, expect, test } from 'vitest';
import { parseDate } from '../kernel/time.ts';
import { appointments } from './appointment.ts';
import {
  assignAppointment,
  bookHeldAppointment,
  bookNewAppointment,
  bookRequestedAppointment,
  cancelAppointment,
  holdAppointment,
  moveAppointment,
  releaseAppointment,
  requestAppointment,
} from './decide.ts';
import { at, booked, held, placeAt, plan, refusal, stateOf, thursday, tuesday } from './testing.ts';

const slot = { pk: 'STORE#S01#SLOTS#service#2026-03-12', sk: '2026-03-12T14:00:00.000Z' };
/** Sixty days after the slot. */
const counter = { kind: 'slot', expiresAt: Date.parse('2026-05-11T14:00:00Z') / 1000 };
const wednesday = at('2026-03-11T10:00:00-05:00');
const friday = placeAt('2026-03-13T09:00:00-05:00');

describe('an appointment is booked', () => {
  test('at once: one version, one event, and the slot under its limit, in one transaction', () => {
    const change = bookNewAppointment(
      plan({ staffId: 'ana' }),
      { ...thursday, person: { staffId: 'ana', capacity: 1, taken: 0 } },
      tuesday,
    );
    expect(change.state).toMatchObject({
      status: 'BOOKED',
      sequence: 0,
      staffId: 'ana',
      version: 1,
      date: '2026-03-12',
    });
    expect(change.event).toMatchObject({
      type: 'appointment.booked',
      subject: 'ap-A-1',
      customerId: 'C-1',
      data: { startsAt: '2026-03-12T14:00:00.000Z', staffId: 'ana', sequence: 0 },
    });
    expect(change.writes.slice(2)).toEqual([
      { update: slot, set: counter, add: { taken: 1 }, when: { below: { taken: 3 } } },
      {
        update: { ...slot, sk: `${slot.sk}#ana` },
        set: counter,
        add: { taken: 1 },
        when: { below: { taken: 1 } },
      },
    ]);
  });

  test('after it was held, without taking the slot twice', () => {
    const change = bookHeldAppointment(held(), at('2026-03-10T09:09:59-05:00'));
    expect(change.state).toMatchObject({ status: 'BOOKED', bookedAt: '2026-03-10T14:09:59.000Z' });
    expect(change.state.holdUntil).toBeUndefined();
    expect(change.writes).toHaveLength(2);
  });

  test('after only the day was known', () => {
    const wish = requestAppointment(plan(), parseDate('2026-03-12'), tuesday);
    expect(wish.state).toMatchObject({ status: 'REQUESTED', requestedDate: '2026-03-12', date: '2026-03-12' });
    expect(wish.writes).toHaveLength(2);
    const change = bookRequestedAppointment(wish.state, thursday, wednesday);
    expect(change.state).toMatchObject({ status: 'BOOKED', requestedDate: '2026-03-12', version: 2 });
    expect(change.writes).toHaveLength(3);
  });

  test.each([
    [
      'a full slot',
      () => bookNewAppointment(plan(), placeAt('2026-03-12T09:00:00-05:00', { taken: 3 }), tuesday),
      '409 This slot is full.',
    ],
    [
      'a closed slot',
      () => holdAppointment(plan(), placeAt('2026-03-12T09:00:00-05:00', { capacity: 0 }), 10, tuesday),
      '409 This slot is full.',
    ],
    [
      'a busy person',
      () => bookNewAppointment(plan(), { ...thursday, person: { staffId: 'ana', capacity: 1, taken: 1 } }, tuesday),
      '409 This person has no room',
    ],
    [
      'a hold that ran out',
      () => bookHeldAppointment(held(), at('2026-03-10T09:10:00-05:00')),
      '409 The slot was held',
    ],
    ['what is booked already', () => bookHeldAppointment(booked(), tuesday), '409 This appointment is booked.'],
    ['a test drive in service', () => booked({ purpose: 'test-drive' }), '422 purpose: For service send service.'],
  ])('but not for %s', (_, act, said) => expect(refusal(act)).toContain(said));
});

describe('a held slot', () => {
  test('is due when its time to decide is over, and is due no more when it is booked', () => {
    const hold = holdAppointment(plan(), thursday, 10, tuesday);
    expect(hold.writes[0]).toMatchObject({ put: { dueSk: '2026-03-10T14:10:00.000Z#hold#S01%23A-1' } });
    const row = bookHeldAppointment(hold.state, tuesday).writes[0];
    expect(row !== undefined && 'put' in row && row.put['dueSk']).toBeUndefined();
  });

  test('is released then, once, and its slot is free', () => {
    expect(releaseAppointment(held(), at('2026-03-10T09:09:59-05:00'))).toBeUndefined();
    const change = releaseAppointment(held(), at('2026-03-10T09:10:00-05:00'));
    expect(change?.state.status).toBe('RELEASED');
    expect(change?.writes.slice(2)).toEqual([{ update: slot, set: {}, add: { taken: -1 }, when: {} }]);
    expect(releaseAppointment(stateOf(change), at('2026-03-10T09:11:00-05:00'))).toBeUndefined();
    expect(releaseAppointment(booked(), at('2026-03-10T09:11:00-05:00'))).toBeUndefined();
  });
});

describe('a booked appointment', () => {
  const answered = {
    ...booked({ staffId: 'ana' }),
    confirmedAt: tuesday.now,
    confirmedBy: 'reply' as const,
    acceptedAt: tuesday.now,
    callbackWanted: true,
  };

  test('moves: the new slot is taken and the old one freed at once, and answers to the old time are void', () => {
    const change = moveAppointment(answered, friday, wednesday);
    const { confirmedAt, confirmedBy, acceptedAt, callbackWanted, sequence, startsAt } = stateOf(change);
    expect([confirmedAt, confirmedBy, acceptedAt, callbackWanted]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([sequence, startsAt]).toEqual([1, '2026-03-13T14:00:00.000Z']);
    expect(change?.event.data).toMatchObject({ from: '2026-03-12T14:00:00.000Z', sequence: 1 });
    expect(change?.writes.slice(2)).toMatchObject([
      { add: { taken: -1 } },
      { add: { taken: 1 }, when: { below: { taken: 3 } } },
    ]);
  });

  test('goes to another person at the same time, though the slot is full with it; what was confirmed stays', () => {
    const place = placeAt('2026-03-12T09:00:00-05:00', { taken: 3 }, { staffId: 'ben', capacity: 1, taken: 0 });
    const change = moveAppointment({ ...booked(), confirmedAt: tuesday.now }, place, wednesday);
    expect(change?.event.type).toBe('appointment.assigned');
    expect(stateOf(change)).toMatchObject({ staffId: 'ben', sequence: 0, confirmedAt: tuesday.now });
    expect(change?.writes.slice(2)).toHaveLength(1);
  });

  test('stays where it is when it is there already, and when the new slot is full', () => {
    expect(moveAppointment(booked(), thursday, wednesday)).toBeUndefined();
    expect(refusal(() => moveAppointment(booked(), { slot: { ...friday.slot, taken: 3 } }, wednesday))).toContain(
      '409',
    );
  });

  test('is cancelled once: the calendar’s sequence rises and the slot is free', () => {
    const change = cancelAppointment(booked(), 'link', undefined, wednesday);
    expect(stateOf(change)).toMatchObject({ status: 'CANCELLED', sequence: 1, cancelledBy: 'link' });
    expect(change?.writes.slice(2)).toMatchObject([{ update: slot, add: { taken: -1 } }]);
    expect(cancelAppointment(stateOf(change), 'reply', undefined, wednesday)).toBeUndefined();
    expect(refusal(() => moveAppointment(stateOf(change), friday, wednesday))).toBe(
      '409 This appointment was cancelled. Book a new appointment.',
    );
  });

  test('is assigned to somebody else: their room is taken, the other’s freed, the word of the first is void', () => {
    const before = bookNewAppointment(
      plan(),
      { ...thursday, person: { staffId: 'ana', capacity: 1, taken: 0 } },
      tuesday,
    ).state;
    const change = assignAppointment(
      { ...before, acceptedAt: tuesday.now },
      { staffId: 'ben', person: { staffId: 'ben', capacity: 1, taken: 0 } },
      wednesday,
    );
    expect(stateOf(change).acceptedAt).toBeUndefined();
    expect(change?.event.data).toMatchObject({ staffId: 'ben', from: 'ana' });
    expect(change?.writes.slice(2)).toMatchObject([
      { update: { sk: `${slot.sk}#ana` }, add: { taken: -1 } },
      { update: { sk: `${slot.sk}#ben` }, add: { taken: 1 }, when: { below: { taken: 1 } } },
    ]);
    expect(assignAppointment(before, { staffId: 'ana' }, wednesday)).toBeUndefined();
    expect(stateOf(assignAppointment(before, undefined, wednesday)).staffId).toBeUndefined();
  });
});

test('what is written is what is read', () => {
  const { state, writes } = bookNewAppointment(
    plan({ stock: 'U-4711', notes: 'Brings the children' }),
    thursday,
    tuesday,
  );
  const row = writes[0];
  expect(row !== undefined && 'put' in row && appointments.read(row.put)).toEqual(state);
});
