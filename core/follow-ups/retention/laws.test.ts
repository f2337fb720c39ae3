/** What holds in any year of a customer with two vehicles, whatever happens in it. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { live, type Sent, year } from '../../../test/stories/retention/walk.ts';
import { daysBetween, localDate, wallClock } from '../../kernel/time.ts';
import { isOwed } from '../../promises/index.ts';

interface Lived {
  readonly sent: readonly Sent[];
  readonly looks: readonly Parameters<Parameters<typeof live>[1]>[];
}

/** Lived through once; every law is held against all of them. */
const years: readonly Lived[] = fc.sample(year, { numRuns: 120, seed: 29 }).map((each) => {
  const looks: Parameters<Parameters<typeof live>[1]>[] = [];
  return { sent: live(each, (...look) => looks.push(look)), looks };
});

const law = (holds: (sent: readonly Sent[]) => void): void => {
  for (const { sent } of years) holds(sent);
};

const left = (sent: readonly Sent[]): readonly Sent[] => sent.filter(({ answer }) => answer === 'send');

const sells = ({ act }: Sent): boolean => act !== 'send-recall';

describe('in any year', () => {
  test('each message is asked for once, in the hours of the store in which messages leave', () => {
    law((sent) => {
      const keys = sent.map(({ facts, act, occasion }) => `${facts.run.subject} ${act} ${occasion}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const { occasion } of sent) expect(occasion).toMatch(/^[A-Za-z0-9-]{1,60}$/);
      for (const { at, facts } of left(sent)) {
        const { time } = wallClock(at, facts.store.timeZone);
        expect(time >= '10:00' && time <= '17:00').toBe(true);
      }
    });
  });

  test('a customer gets one message a week that sells, over all vehicles', () => {
    law((sent) => {
      const days = left(sent)
        .filter(sells)
        .map(({ at, facts }) => localDate(at, facts.store.timeZone));
      for (const [index, day] of days.entries()) {
        const next = days[index + 1];
        if (next !== undefined) expect(daysBetween(day, next)).toBeGreaterThanOrEqual(7);
      }
    });
  });

  test('nothing leaves about a vehicle that is not the customer’s, is in the shop, or is cared for elsewhere', () => {
    law((sent) => {
      for (const { facts } of left(sent)) {
        expect(facts.vehicle?.ownership?.status ?? 'owned').toBe('owned');
        expect(facts.vehicle?.homeStore).toBe('S01');
        expect(facts.repairOrders.some(({ status }) => status === 'OPEN')).toBe(false);
      }
    });
  });

  test('nothing that sells leaves to who complains, waits for money, comes anyway or said stop', () => {
    law((sent) => {
      for (const { facts, at } of left(sent).filter(sells)) {
        expect(facts.customer?.complaint).toBeUndefined();
        expect(facts.vehicle?.fundingProblemSince).toBeUndefined();
        expect(
          facts.repairOrders.some(({ returnVisit }) => returnVisit !== undefined && returnVisit.startsAt > at),
        ).toBe(false);
        expect(facts.customer?.consent.smsOptOutAt).toBeUndefined();
      }
    });
  });

  test('a run that ends or sleeps owes nothing; one that waits has an instant to come, and an owner who is there', () => {
    for (const [facts, step, now] of years.flatMap(({ looks }) => looks)) {
      const owed = facts.promises.filter(isOwed);
      expect(new Set(owed.map(({ type }) => type)).size).toBe(owed.length);
      expect(step.because).toMatch(/^[A-Z0-9].*\.$/);
      if (step.does === 'end' || step.does === 'park') expect(owed).toEqual([]);
      if (step.does === 'wait' || step.does === 'park') expect(step.until > now).toBe(true);
      const active = facts.staff.filter((member) => member.active).map(({ staffId }) => staffId);
      for (const { owner, dueAt } of owed) {
        expect(owner.kind === 'queue' || active.includes(owner.staffId)).toBe(true);
        expect(dueAt > now).toBe(true);
      }
    }
  });

  test('everything the walk can meet is met: sent, refused by each rule, kept and cancelled', () => {
    const met = new Set<string>();
    for (const { sent, looks } of years) {
      for (const { act, answer } of sent) met.add(answer === 'send' ? act : answer);
      for (const [{ claims, promises }] of looks) {
        for (const { reason } of claims) if (reason !== undefined) met.add(reason);
        for (const { state } of promises) met.add(state);
      }
    }
    const all = [
      'send-recall',
      'send-lease',
      'send-warranty',
      'send-service',
      'send-lapsed',
      'KEPT',
      'CANCELLED',
      'WAITING',
    ];
    const silent = ['vehicle-sold', 'open-repair-order', 'open-complaint', 'appointment-ahead', 'funding-problem'];
    expect([...all, ...silent, 'opted-out', 'weekly-cap'].filter((each) => !met.has(each))).toEqual([]);
  });
});
