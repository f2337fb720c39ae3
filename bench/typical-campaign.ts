/** A typical campaign of retention: the next service is near, three messages ten days apart, and nobody answers. */
import { parseInstant } from '../core/kernel/time.ts';
import type { Place } from './place.ts';
import { play, type Stage, type TypicalRun, takenBy } from './play.ts';

const customer = { customerId: 'C-1' };
/** The car of the customer. */
export const car = { ...customer, vehicleId: 'V-1' };

const consent = {
  channel: 'marketing-sms',
  optedOut: false,
  wording: 'Yes, text me about service and offers.',
  source: 'counter',
  number: '+13125550101',
};

/** The customer has agreed to offers, and the car is known. */
export async function agreed({ ask }: Place): Promise<void> {
  await ask('changeConsent', { by: 'ana', at: customer, body: consent });
  await ask('addVehicle', { by: 'ana', at: customer, body: { vehicleId: 'V-1', make: 'Honda', model: 'Accord' } });
}

/** The car has been here; its run is asleep until the service is near. */
async function prepare(place: Place): Promise<void> {
  const { ask, town } = place;
  await agreed(place);
  await ask('recordService', { by: 'ana', at: car, body: { at: '2025-10-20T15:00:00.000Z' } });
  await town.until(parseInstant('2026-03-10T05:00:00Z'));
}

const stages: readonly Stage[] = [];

/** After the last message has waited for an answer. */
const endAt = parseInstant('2026-05-15T05:00:00Z');

/** What one campaign took, and what each of its messages did. */
export interface TypicalCampaign {
  readonly whole: TypicalRun;
  /** Messages that it sent. */
  readonly touches: number;
}

/** Plays one campaign and says what it took. Throws when it sent nothing. */
export async function measureTypicalCampaign(): Promise<TypicalCampaign> {
  const whole = await takenBy(await play({ stages, endAt, prepare }));
  if (whole.messages === 0) throw new Error('The typical campaign sent nothing.');
  return { whole, touches: whole.messages };
}
