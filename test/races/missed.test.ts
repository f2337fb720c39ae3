/** Races between the message about a missed visit and the booking of another one. */
import { describe, expect } from 'vitest';
import type { Write } from '../../core/kernel/table.ts';
import { noFactChecks } from './guards.ts';
import { minutes, race, type Stage } from './stage.ts';

const store = '/stores/S01';
const slots = { slotMinutes: 30, perSlot: 3, perPerson: 1, leadMinutes: 0, daysAhead: 120 };

async function ask({ town }: Stage, who: string, method: string, path: string, body: object): Promise<void> {
  const got = await town.request(who, method, `${store}${path}`, body);
  expect(got.status, JSON.stringify(got.body)).toBeLessThan(300);
}

const visit = (appointmentId: string, date: string, time: string, more: object = {}) => {
  const kind = { department: 'service', purpose: 'service' };
  return { appointmentId, customerId: 'C-1', ...kind, date, time, ...more };
};

/** The transaction that claims the message to who did not come. */
const missed = (writes: readonly Write[]): boolean =>
  writes.some((write) => 'put' in write && write.put.sk.startsWith('CLAIM#no-show#write#'));

describe('between the look and the claim', () => {
  race('the held slot is booked', {
    guard: 'a claim checks the other appointments that may still be booked',
    without: noFactChecks,
    story: async (stage) => {
      const { town } = stage;
      await ask(stage, 'ada', 'PUT', '/departments/service/capacity', slots);
      await ask(stage, 'bea', 'POST', '/appointments', visit('A-1', '2026-03-03', '11:00'));
      // Missed at one o'clock, written to a quarter of an hour later; on the phone just then.
      await town.until(minutes(190));
      await ask(stage, 'bea', 'POST', '/appointments', visit('A-2', '2026-03-04', '11:00', { hold: true }));
      stage.meet({ door: 'act', when: 'before', write: missed }, () =>
        ask(stage, 'bea', 'POST', '/appointments/A-2/book', {}),
      );
      await town.until(minutes(240));
      return town.sent.filter(({ text }) => text.includes('missed you')).length;
    },
    with: 0,
    instead: 1,
  });
});
