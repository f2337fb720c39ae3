import { describe, expect, test } from 'vitest';
import { begins, committed } from '../../../test/stories/retention/walk.ts';
import { appointments } from '../../appointments/index.ts';
import { type Instant, localDate, parseInstant, plus } from '../../kernel/time.ts';
import { campaignsOf } from './campaigns.ts';
import { decide } from './decide.ts';
import type { Facts } from './facts.ts';

/** Ten in the morning in Chicago. */
const now = parseInstant('2026-01-06T16:00:00Z');

/** A vehicle whose service is due now, with the campaign opened and one message sent. */
function underWay(): Facts {
  const due = begins(170);
  const opened = committed(due, decide(due, now).promises, now);
  const step = decide(opened, now);
  if (step.does !== 'act') throw new Error(`Not an act: ${step.because}`);
  const told = { campaign: step.occasion.replace(/-t1$/, ''), touch: '1' };
  const claim = {
    followUp: 'retention',
    act: step.act,
    occasion: step.occasion,
    at: now,
    state: 'ACCEPTED',
    told,
  } as const;
  return { ...opened, claims: [claim] };
}

const later = (hours: number): Instant => plus(now, { hours });

const appointment = (startsAt: Instant, status: string, bookedAt: Instant): Facts['appointments'][number] =>
  appointments.schema.parse({
    appointmentId: 'A-1',
    storeId: 'S01',
    customerId: 'C-1',
    department: 'service',
    purpose: 'service',
    date: startsAt.slice(0, 10),
    startsAt,
    bookedAt,
    status,
    sequence: 0,
    version: 1,
    createdAt: bookedAt,
    updatedAt: bookedAt,
  });

const ends = (facts: Facts, at: Instant): unknown =>
  decide(facts, at).promises.map((each) => ('change' in each ? each.command : each));

describe('a campaign that is under way', () => {
  test('is kept by an appointment that is still to come, and by none that is over or off', () => {
    const with1 = (status: string, startsAt: Instant): Facts => ({
      ...underWay(),
      appointments: [appointment(startsAt, status, later(1))],
    });
    expect(ends(with1('BOOKED', later(72)), later(2))).toEqual([{ does: 'keep', reason: 'A visit is booked.' }]);
    expect(ends(with1('BOOKED', later(1)), later(2))).toEqual([]);
    expect(ends(with1('CANCELLED', later(72)), later(2))).toEqual([]);
  });

  test('is kept when the customer answers, but not by a STOP: then marketing calls', () => {
    const wrote: Facts = { ...underWay(), wroteAt: later(1) };
    expect(ends(wrote, later(2))).toEqual([{ does: 'keep', reason: 'The customer answered.' }]);
    expect(ends({ ...underWay(), wroteAt: later(-1) }, later(2))).toEqual([]);
    const { customer } = wrote;
    if (customer === undefined) throw new Error('There is no customer.');
    const stopped = { ...wrote, customer: { ...customer, consent: { smsOptOutAt: later(1) } } };
    expect(ends(stopped, later(2))).toEqual([
      { does: 'wait', reason: 'No message may go out (opted-out): call the customer.' },
    ]);
  });

  test('ends when the vehicle is gone, also where no message may go any more to say so', () => {
    const facts = underWay();
    const { customer, vehicle } = facts;
    if (customer === undefined || vehicle === undefined) throw new Error('There is no customer, or no vehicle.');
    const silent = { ...facts, customer: { ...customer, consent: { smsOptOutAt: later(1) } } };
    const calling = committed(silent, decide(silent, later(2)).promises, later(2));
    const ownership = { status: 'sold', since: localDate(later(24), 'America/Chicago') } as const;
    expect(ends({ ...calling, vehicle: { ...vehicle, ownership } }, later(48))).toEqual([
      { does: 'cancel', reason: 'Suppressed: the vehicle is no longer the customer’s.' },
    ]);
  });

  test('ends at once when another store takes the vehicle over', () => {
    const facts = underWay();
    if (facts.vehicle === undefined) throw new Error('There is no vehicle.');
    const step = decide({ ...facts, vehicle: { ...facts.vehicle, homeStore: 'S02' } }, later(1));
    expect(step).toMatchObject({ does: 'end', because: 'Another store cares for the vehicle.' });
    expect(step.promises).toHaveLength(1);
  });

  test('asks nobody to call where the store does not want that', () => {
    const facts = underWay();
    const { customer } = facts;
    if (customer === undefined) throw new Error('There is no customer.');
    const refused = facts.claims.map((claim) => ({ ...claim, state: 'REFUSED', reason: 'opted-out' }) as const);
    const silent = {
      ...facts,
      claims: refused,
      settings: { ...facts.settings, personWhenSilent: false },
      customer: { ...customer, consent: { smsOptOutAt: now } },
    };
    expect(ends(silent, later(1))).toEqual([{ does: 'cancel', reason: 'Suppressed: opted-out.' }]);
  });
});

describe('campaigns', () => {
  test('are none for a vehicle that is not there', () => {
    expect(decide({ ...begins(0), vehicle: undefined }, now)).toMatchObject({ does: 'end', promises: [] });
  });

  test('are about the same thing while its day moves', () => {
    const facts = begins(10);
    const { vehicle } = facts;
    if (vehicle === undefined) throw new Error('There is no vehicle.');
    const keys = (more: object) => campaignsOf(facts, { ...vehicle, ...more }).map(({ key }) => key);
    const at = now;
    const miles = { lastServiceMiles: 10_000, warrantyEndsAtMiles: 36_000 };
    const slow = keys({ ...miles, readings: [{ miles: 10_000, at }] });
    const fast = keys({
      ...miles,
      readings: [
        { miles: 10_000, at: plus(at, { days: -90 }) },
        { miles: 20_000, at },
      ],
    });
    expect(fast).toEqual(slow);
  });
});
