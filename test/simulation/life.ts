/** The life of the town: repair orders that wait for parts, customers who come by appointment, cars that want service. */
import type { Dice } from './dice.ts';
import { drive } from './drivers.ts';
import type { Poke } from './faults.ts';
import { ask, type Cast, type Common, day, hour, leave, people, type StoreId } from './folk.ts';
import { invite } from './guests.ts';
import { writeUp } from './orders.ts';
import { rush } from './rush.ts';
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

const lifecycles = ['appointment', 'no-show', 'parts-eta', 'answer', 'retention', 'next-visit'];

/** A store lets a lifecycle only watch, or only tell staff, for some days; then another one. */
async function holdBack(errand: Common, storeId: StoreId): Promise<void> {
  const { town, luck } = errand;
  const { administrator } = people[storeId];
  const versions = new Map<string, number>();
  for (;;) {
    const followUp = luck.pick(lifecycles);
    const say = async (mode: string): Promise<void> => {
      const path = `/stores/${storeId}/playbooks/${followUp}`;
      const before = versions.get(followUp) ?? 0;
      const said = { mode, settings: {} };
      const { body } = await ask(errand, administrator, 'PUT', path, said, { 'If-Match': `"${before}"` });
      versions.set(followUp, Number(body.version ?? before));
    };
    await town.post.pass(luck.between(12, 8 * 24) * hour);
    await say(luck.pick(['observe', 'alert']));
    await town.post.pass(luck.between(1, 6 * 24) * hour);
    await say('automate');
  }
}

/** Sets the crowd going, most of the `days` long; after them everybody goes home. Answers how to meddle with somebody's affairs. */
export function populate(town: Town, luck: Dice, crowd: Crowd, days: number): Poke {
  const ends = town.clock.now() + days * day;
  const cast: Cast = new Map();
  const part = (name: string): Common => ({ town, luck: luck.for(name), ends, cast });
  writeUp(part('orders'), crowd.orders, days);
  invite(part('guests'), crowd.guests, days);
  drive(part('cars'), crowd.cars, crowd.quietCars, days);
  for (const leaver of ['leaver', 'second leaver', 'third leaver']) town.post.send(0, () => leave(part(leaver)));
  for (const storeId of ['S01', 'S02'] as const)
    town.post.send(0, () => holdBack(part(`modes of ${storeId}`), storeId));
  town.post.send(0, () => rush(part('rush'), crowd.guests > 0));
  return async (storeId, subject) => cast.get(`${storeId} ${subject}`)?.();
}
