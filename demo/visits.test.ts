import { describe, expect, it } from 'vitest';
import {
  confirmedAtOnce,
  holdsEnd,
  missedTheSameDay,
  nothingAfterTheHour,
  silentWhenOff,
  slotsCounted,
} from './rules/visits.ts';
import type { Row, Sent, Snapshot } from './snapshot.ts';

/** One appointment of store S01: booked on Monday morning for Tuesday at 09:00 in Chicago. */
const place = 'STORE#S01#AP#A-1';
const [booked, hour] = ['2026-03-09T15:00:00.000Z', '2026-03-10T14:00:00.000Z'];
const contact = '+13125550101';

const visit = (more: object = {}): Row => ({
  pk: place,
  sk: 'AP',
  kind: 'appointment',
  appointmentId: 'A-1',
  storeId: 'S01',
  department: 'service',
  date: '2026-03-10',
  startsAt: hour,
  status: 'BOOKED',
  ...more,
});

const event = (version: number, type: string, at: string, data: object = {}): Row => ({
  pk: `${place}#LOG`,
  sk: `EVENT#${at}#appointment-${version}`,
  kind: 'outbox',
  event: {
    type: `appointment.${type}`,
    at,
    storeId: 'S01',
    entity: 'appointment',
    entityId: 'A-1',
    entityVersion: version,
    data,
  },
});

const message = (act: string, at: string, followUp = 'appointment'): Row => ({
  pk: place,
  sk: `CLAIM#${act}#${at}`,
  kind: 'message',
  storeId: 'S01',
  subject: 'ap-A-1',
  followUp,
  act,
  claimedAt: at,
  providerId: `m-${at}`,
});

const sent = (at: string): Sent => ({
  id: `m-${at}`,
  at,
  channel: 'sms',
  to: contact,
  text: 'See you.',
  unsubscribes: false,
  reference: `S01.${at}`,
});

const store: Row = { pk: 'STORE#S01', sk: 'STORE', kind: 'store', storeId: 'S01', timeZone: 'America/Chicago' };

const snapshot = (rows: readonly Row[], outbox: readonly Sent[] = []): Snapshot => ({
  at: '2026-03-11T18:00:00.000Z',
  rows: [store, event(1, 'booked', booked, { startsAt: hour }), ...rows],
  due: [],
  executions: [],
  outbox,
  recipients: [{ contact, zones: ['America/Chicago'] }],
  repairs: [],
  errors: [],
  deadLetters: [],
});

/** A day on which messages left at these instants, after these events. */
const wrote = (act: string, at: string, events: readonly Row[] = [], followUp?: string): Snapshot =>
  snapshot([...events, message(act, at, followUp)], [sent(at)]);

describe('the checker finds planted words about an appointment', () => {
  it('after its hour, or after the hour to which it was moved', () => {
    expect(nothingAfterTheHour.find(wrote('remind', '2026-03-10T13:59:00.000Z'))).toEqual([]);
    expect(nothingAfterTheHour.find(wrote('remind', hour))).toHaveLength(1);
    const moved = event(2, 'moved', '2026-03-09T16:00:00.000Z', { startsAt: '2026-03-10T20:00:00.000Z' });
    expect(nothingAfterTheHour.find(wrote('remind', hour, [moved]))).toEqual([]);
  });

  it.each(['cancelled', 'released', 'missed', 'arrived'])('that was %s', (end) => {
    const ended = event(2, end, '2026-03-09T20:00:00.000Z');
    expect(silentWhenOff.find(wrote('remind', '2026-03-09T21:00:00.000Z', [ended]))).toHaveLength(1);
    expect(silentWhenOff.find(wrote('remind', '2026-03-09T19:00:00.000Z', [ended]))).toEqual([]);
    expect(silentWhenOff.find(wrote('tell-off', '2026-03-09T21:00:00.000Z', [ended]))).toEqual([]);
  });

  it('whom nobody missed, on another day, or once they came', () => {
    const missed = event(2, 'missed', '2026-03-10T16:00:00.000Z');
    const find = (at: string, ...events: readonly Row[]) =>
      missedTheSameDay.find(wrote('write', at, events, 'no-show'));
    expect(find('2026-03-10T16:15:00.000Z', missed)).toEqual([]);
    expect(find('2026-03-10T16:15:00.000Z')).toHaveLength(1);
    expect(find('2026-03-11T14:00:00.000Z', missed)).toHaveLength(1);
    for (const end of ['arrived', 'declined', 'rebooked']) {
      expect(find('2026-03-10T16:15:00.000Z', missed, event(3, end, '2026-03-10T16:10:00.000Z'))).toHaveLength(1);
    }
  });
});

describe('the checker finds planted gaps of appointments', () => {
  it('that nobody confirmed, unless it was night', () => {
    expect(confirmedAtOnce.find(snapshot([]))).toHaveLength(1);
    expect(confirmedAtOnce.find(snapshot([message('confirm', '2026-03-09T15:00:20.000Z')]))).toEqual([]);
    expect(confirmedAtOnce.find(snapshot([message('confirm', '2026-03-09T15:03:00.000Z')]))).toHaveLength(1);
    const night = { ...snapshot([]), recipients: [{ contact, zones: ['Pacific/Honolulu'] }] };
    expect(confirmedAtOnce.find(night)).toEqual([]);
  });

  it('that are still held', () => {
    const held = visit({ status: 'HELD', holdUntil: '2026-03-09T15:10:00.000Z' });
    expect(holdsEnd.find(snapshot([held]))).toHaveLength(1);
    expect(holdsEnd.find(snapshot([{ ...held, status: 'RELEASED' }]))).toEqual([]);
  });

  it('in the counts of their slots', () => {
    const capacity: Row = {
      pk: 'STORE#S01',
      sk: 'CAPACITY#service',
      kind: 'capacity',
      storeId: 'S01',
      department: 'service',
      perSlot: 1,
      perPerson: 1,
    };
    const slot = (taken: number): Row => ({
      pk: 'STORE#S01#SLOTS#service#2026-03-10',
      sk: hour,
      kind: 'slot',
      taken,
    });
    const other = visit({ appointmentId: 'A-2' });
    expect(slotsCounted.find(snapshot([capacity, slot(1), visit()]))).toEqual([]);
    expect(slotsCounted.find(snapshot([capacity, slot(0), visit()]))).toHaveLength(1);
    expect(slotsCounted.find(snapshot([capacity, slot(1), visit({ status: 'CANCELLED' })]))).toHaveLength(1);
    expect(slotsCounted.find(snapshot([capacity, slot(2), visit(), other]))).toHaveLength(1);
    const late = { ...other, status: 'ARRIVED', missedAt: hour };
    expect(slotsCounted.find(snapshot([capacity, slot(2), visit(), late]))).toEqual([]);
  });
});
