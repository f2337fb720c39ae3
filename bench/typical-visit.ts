/**
 * A typical service appointment: booked five days ahead, confirmed by the customer's reply to the reminder of the day
 * before, kept, greeted.
 */
import { parseInstant } from '../core/kernel/time.ts';
import type { Place } from './place.ts';
import { play, type Stage, type TypicalRun, takenBy } from './play.ts';

const visit = { appointmentId: 'A-1' };
const slots = { slotMinutes: 30, perSlot: 4 };

const stages: readonly Stage[] = [
  [
    '2026-03-09T14:30:00Z',
    async ({ ask }) => {
      const body = { ...visit, customerId: 'C-1', department: 'service', purpose: 'service', staffId: 'ana' };
      await ask('bookAppointment', { by: 'bea', body: { ...body, startsAt: '2026-03-14T15:00:00Z' } });
    },
  ],
  // The answer to the reminder of three days before is a C.
  ['2026-03-13T15:20:00Z', async ({ town }) => town.letters.text('+13125550101', 'C')],
  ['2026-03-14T14:55:00Z', ({ ask }) => ask('arriveAtAppointment', { by: 'bea', at: visit })],
  ['2026-03-14T14:58:00Z', ({ ask }) => ask('greetAtAppointment', { by: 'ana', at: visit })],
];

const prepare = ({ town }: Place) => town.request('sam', 'PUT', '/stores/S01/departments/service/capacity', slots);

/** Midnight after the visit. */
const endAt = parseInstant('2026-03-15T05:00:00Z');

/** Plays one confirmed appointment and says what it took. */
export const measureTypicalVisit = async (): Promise<TypicalRun> => takenBy(await play({ stages, endAt, prepare }));
