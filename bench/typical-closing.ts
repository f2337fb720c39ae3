/**
 * A typical closing: the order names the customer's car, nobody books at the counter, the car is picked up, and the
 * reminder of the next service is armed. Retention hears of the service in the same breath, and goes back to sleep.
 */
import { parseInstant } from '../core/kernel/time.ts';
import type { Place } from './place.ts';
import { play, type Stage, type TypicalRun, takenBy } from './play.ts';
import { agreed, car } from './typical-campaign.ts';

const order = { roNumber: '10233' };

/** The customer has agreed, the car is known, and in the shop. */
async function prepare(place: Place): Promise<void> {
  await agreed(place);
  const body = { ...order, ...car, advisorId: 'ana', carAt: 'in-shop', lines: [] };
  await place.ask('openRepairOrder', { by: 'ana', body });
  await place.town.until(parseInstant('2026-03-09T15:00:00Z'));
}

const stages: readonly Stage[] = [
  ['2026-03-09T16:00:00Z', ({ ask }) => ask('closeRepairOrder', { by: 'ana', at: order })],
  ['2026-03-09T16:40:00Z', ({ ask }) => ask('moveCar', { by: 'ana', at: order, body: { carAt: 'with-customer' } })],
];

/** The evening. */
const endAt = parseInstant('2026-03-09T23:30:00Z');

/** Plays one closing and says what it took. */
export const measureTypicalClosing = async (): Promise<TypicalRun> => takenBy(await play({ stages, endAt, prepare }));
