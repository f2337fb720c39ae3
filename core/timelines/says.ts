/** Every event as one plain sentence, for timelines. */
import type { Envelope } from '../kernel/event.ts';
import { careSayings } from './care.ts';
import type { Saying } from './saying.ts';
import { serviceSayings } from './service.ts';
import { talkSayings } from './talk.ts';
import { vehicleSayings } from './vehicle.ts';
import { visitSayings } from './visits.ts';
import { plainWords, type Reading, sentence } from './words.ts';

/** Sentences of events that have nothing to add to what happened. */
const plain: Readonly<Record<string, string>> = {
  'customer.created': 'The customer became known.',
  'customer.changed': 'The customer’s profile changed.',
  'vehicle.added': 'A vehicle became known.',
  'vehicle.odometer-read': 'The odometer was read.',
  'customer.relationship-changed': 'A purchase, an inquiry or a do-not-call entry of the customer became known.',
  'customer.complaint-opened': 'The customer complains about something.',
  'customer.complaint-closed': 'The complaint is settled.',
  'customer.duplicate-merged': 'A duplicate of the customer was merged into this one.',
  'customer.unmerged': 'The customer is no duplicate after all.',
  'customer.duplicate-released': 'Somebody who was taken for this customer is not.',
  'vehicle.changed': 'Facts about a vehicle changed.',
  'follow-up.resumed': 'A follow-up that was stuck was sent on its way again.',
};

const sayings: ReadonlyMap<string, Saying> = new Map([
  ...serviceSayings(),
  ...careSayings(),
  ...vehicleSayings(),
  ...visitSayings(),
  ...talkSayings(),
]);

/**
 * What happened, as one sentence for people of the store. `reading` gives it the store's clock and the names of its
 * people. An event nobody taught it is said by its type: `parts-order.lost` becomes "Parts order lost."
 */
export function says(event: Pick<Envelope, 'type' | 'data'>, reading: Reading = {}): string {
  return sayings.get(event.type)?.(event.data, reading) ?? plain[event.type] ?? sentence(plainWords(event.type));
}
