/** The cars that the stores care for: which goes which way, and whose it is. */

import { type CarStory, carStories } from './car-stories.ts';
import { type Guest, guest } from './customers.ts';
import { type Shop, shops } from './plan.ts';

/** One owner with a car, or two. */
export interface Care {
  readonly shop: Shop;
  readonly n: number;
  readonly story: CarStory;
  readonly guest: Guest;
  readonly vehicleIds: readonly string[];
}

/** Owners are counted after those who come for repairs and by appointment. */
const firstGuest = 80;

function careOf(shop: Shop, n: number, story: CarStory): Care {
  const owner = guest(shop.storeId, firstGuest + n, story.wish ?? 'SMS');
  const first = owner.vehicle.vehicle_key;
  return { shop, n, story, guest: owner, vehicleIds: story.cars === 2 ? [first, `${first}-2`] : [first] };
}

/** All of them, or so many of each store. */
export const cares = (most?: number): readonly Care[] =>
  shops.flatMap((shop) => carStories.slice(0, most).map((story, n) => careOf(shop, n, story)));
