/** The life of the town: repair orders that wait for parts, customers who come by appointment, cars that want service. */
import type { Dice } from './dice.ts';
import { drive } from './drivers.ts';
import { ask, day, type Errand, hour, leave, people } from './folk.ts';
import { invite } from './guests.ts';
import { writeUp } from './orders.ts';
import type { Town } from './town.ts';

/** How much of it there is. */
export interface Crowd {
  /** Repair orders with special-order parts. */
  readonly orders: number;
  /** Customers who come by appointment. */
  readonly guests: number;
  /** Cars that a store cares for. */
  readonly cars: number;
}

/** A store lets a lifecycle only watch, or only tell staff, for some days. */
async function holdBack(errand: Pick<Errand, 'town' | 'luck' | 'ends'>): Promise<void> {
  const { town, luck } = errand;
  await town.post.pass(luck.between(2 * 24, 20 * 24) * hour);
  const path = `/stores/S02/playbooks/${luck.pick(['appointment', 'no-show', 'parts-eta', 'answer', 'retention'])}`;
  const { administrator } = people.S02;
  const say = async (version: number, mode: string) =>
    ask(errand, administrator, 'PUT', path, { mode, settings: {} }, { 'If-Match': `"${version}"` });
  await say(0, luck.pick(['observe', 'alert']));
  await town.post.pass(luck.between(1, 12 * 24) * hour);
  await say(1, 'automate');
}

/** Sets the crowd going, most of the `days` long; after them everybody goes home. */
export function populate(town: Town, luck: Dice, crowd: Crowd, days: number): void {
  const ends = town.clock.now() + days * day;
  const part = (name: string) => ({ town, luck: luck.for(name), ends });
  writeUp(part('orders'), crowd.orders, days);
  invite(part('guests'), crowd.guests, days);
  drive(part('cars'), crowd.cars, days);
  town.post.send(0, () => leave(part('leaver')));
  town.post.send(0, () => holdBack(part('modes')));
}
