/** The life of the town: repair orders that wait for parts, customers who come by appointment, cars that want service. */
import type { Dice } from './dice.ts';
import { drive } from './drivers.ts';
import type { Poke } from './faults.ts';
import { ask, type Cast, type Common, day, hour, leave, people } from './folk.ts';
import { invite } from './guests.ts';
import { writeUp } from './orders.ts';
import type { Town } from './town.ts';

/** How much of it there is. */
export interface Crowd {
  /** Repair orders with special-order parts. */
  readonly orders: number;
  /** Customers who come by appointment. */
  readonly guests: number;
  /** Cars that a store cares for, about which much becomes known. */
  readonly cars: number;
  /** Cars that only drive until something is due. */
  readonly quietCars: number;
}

/** A store lets a lifecycle only watch, or only tell staff, for some days. */
async function holdBack(errand: Common): Promise<void> {
  const { town, luck } = errand;
  await town.post.pass(luck.between(2 * 24, 20 * 24) * hour);
  const path = `/stores/S02/playbooks/${luck.pick(['appointment', 'no-show', 'parts-eta', 'answer', 'retention', 'next-visit'])}`;
  const { administrator } = people.S02;
  const say = async (version: number, mode: string) =>
    ask(errand, administrator, 'PUT', path, { mode, settings: {} }, { 'If-Match': `"${version}"` });
  await say(0, luck.pick(['observe', 'alert']));
  await town.post.pass(luck.between(1, 12 * 24) * hour);
  await say(1, 'automate');
}

/** Sets the crowd going, most of the `days` long; after them everybody goes home. Answers how to meddle with somebody's affairs. */
export function populate(town: Town, luck: Dice, crowd: Crowd, days: number): Poke {
  const ends = town.clock.now() + days * day;
  const cast: Cast = new Map();
  const part = (name: string): Common => ({ town, luck: luck.for(name), ends, cast });
  writeUp(part('orders'), crowd.orders, days);
  invite(part('guests'), crowd.guests, days);
  drive(part('cars'), crowd.cars, crowd.quietCars, days);
  town.post.send(0, () => leave(part('leaver')));
  town.post.send(0, () => holdBack(part('modes')));
  return async (storeId, subject) => cast.get(`${storeId} ${subject}`)?.();
}
