/** Where a recipient may be: by address, by area code, and by the store where neither says so. */

import type { ContactRequest } from './contact-request.ts';
import type { Place } from './contact-window.ts';
import { areaCodeOf } from './data/area-codes.ts';
import { isState, stateZones } from './data/states.ts';
import type { Recipient } from './recipient.ts';

const CANADA_AND_US = ['US', 'CA'];

/** Where the address lies; nothing when it does not say or is abroad. */
function addressPlaces({ address }: Recipient): readonly Place[] {
  const { state, postalCode, country = 'US' } = address ?? {};
  if (state === undefined || !isState(state) || !CANADA_AND_US.includes(country)) return [];
  return stateZones(state, postalCode).map((zone) => ({ knownBy: 'address', state, zone }));
}

function areaCodePlaces(number: string | undefined): readonly Place[] {
  const found = number === undefined ? undefined : areaCodeOf(number);
  if (found === undefined) return [];
  return found.zones.map((zone) => ({ knownBy: 'area-code', state: found.state, zone }));
}

/** All places the recipient may be in, never none. `number` is the one the message goes to, or that speaks for them. */
export function placesOf({ customer, store }: ContactRequest, number: string | undefined): readonly Place[] {
  const known = [...addressPlaces(customer), ...areaCodePlaces(number)];
  return known.length > 0 ? known : [{ knownBy: 'store', state: store.address.state, zone: store.timeZone }];
}
