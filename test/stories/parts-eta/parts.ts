/** Stories of parts: on time, without a day, late, early, partial, two orders, replaced, cancelled, on back order. */
import type { Story } from '../stage.ts';

export const partsStories: readonly Story[] = [
  {
    title: 'on time: named, told, here, booked, built in',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates, books, movesCar }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump', 'Belt');
      await at('03-09 10:40');
      await updates('orders both: pump for the 12th, belt for the 13th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' }, { do: 'order', lineId: '2', eta: '2026-03-13' });
      await at('03-13 09:00');
      await updates('receives both', 'P-1', { do: 'receive', lineId: '1' }, { do: 'receive', lineId: '2' });
      await at('03-13 11:00');
      await books('03-17 08:00');
      await at('03-17 08:00');
      await movesCar('in-shop');
      await at('03-17 15:00');
      await updates('hands both to the technician: built in', 'P-1', { do: 'install', lineId: '1' }, { do: 'install', lineId: '2' });
      await at('03-18 12:00');
    },
    diary: ``,
  },
];
