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
      await updates(
        'orders both: pump for the 12th, belt for the 13th',
        'P-1',
        { do: 'order', lineId: '1', eta: '2026-03-12' },
        { do: 'order', lineId: '2', eta: '2026-03-13' },
      );
      await at('03-12 16:00');
      await updates('receives the pump', 'P-1', { do: 'receive', lineId: '1' });
      await at('03-13 09:00');
      await updates('receives the belt', 'P-1', { do: 'receive', lineId: '2' });
      await at('03-13 11:00');
      await books('03-17 08:00');
      await at('03-17 08:00');
      await movesCar('in-shop');
      await at('03-17 15:00');
      await updates('hands both out: built in', 'P-1', { do: 'install', lineId: '1' }, { do: 'install', lineId: '2' });
      await at('03-18 12:00');
    },
    diary: ``,
  },
  {
    title: 'no day is named: the ladder, from the owner to the general manager',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates, joins }) {
      await joins('paul', 'parts');
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-10 08:00');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-10 09:00');
    },
    diary: ``,
  },
  {
    title: 'pushed out and pulled in: the customer hears of the last day only, and of its moves',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump', 'Belt');
      await at('03-09 10:30');
      await updates(
        'orders both: pump for the 12th, belt for the 16th',
        'P-1',
        { do: 'order', lineId: '1', eta: '2026-03-12' },
        { do: 'order', lineId: '2', eta: '2026-03-16' },
      );
      await at('03-10 09:00');
      await updates('hears that the pump comes on the 13th', 'P-1', { do: 'eta', lineId: '1', eta: '2026-03-13' });
      await at('03-10 14:00');
      await updates('hears that the belt comes on the 18th', 'P-1', { do: 'eta', lineId: '2', eta: '2026-03-18' });
      await at('03-11 09:00');
      await updates('hears that the belt comes on the 17th after all', 'P-1', {
        do: 'eta',
        lineId: '2',
        eta: '2026-03-17',
      });
      await at('03-11 12:00');
    },
    diary: ``,
  },
  {
    title: 'a partial shipment: two of four come, then the rest',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', { description: 'Spark plug', quantity: 4 });
      await at('03-09 10:30');
      await updates('orders four plugs for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-11 09:00');
      await updates('receives two of them', 'P-1', { do: 'receive', lineId: '1', receivedQuantity: 2 });
      await at('03-12 09:00');
      await updates('receives the rest', 'P-1', { do: 'receive', lineId: '1' });
      await at('03-12 10:00');
    },
    diary: ``,
  },
  {
    title: 'two orders: come in only when every open part is here',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 11th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-11' });
      await at('03-10 09:00');
      await asksFor('P-2', 'Radiator');
      await at('03-10 09:30');
      await updates('orders the radiator for the 16th', 'P-2', { do: 'order', lineId: '1', eta: '2026-03-16' });
      await at('03-11 09:00');
      await updates('receives the pump', 'P-1', { do: 'receive', lineId: '1' });
      await at('03-16 09:00');
      await updates('receives the radiator', 'P-2', { do: 'receive', lineId: '1' });
      await at('03-16 10:00');
    },
    diary: ``,
  },
  {
    title: 'a substitute: another part with another day, and one without',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-10 09:00');
      await updates('replaces the pump by one for the 16th', 'P-1', {
        do: 'substitute',
        lineId: '1',
        by: { lineId: '1-B', partNumber: 'X-2', description: 'Rebuilt water pump', eta: '2026-03-16' },
      });
      await at('03-11 09:00');
      await updates('replaces it again, without a day yet', 'P-1', {
        do: 'substitute',
        lineId: '1-B',
        by: { lineId: '1-C', partNumber: 'X-3', description: 'Pump of another maker' },
      });
      await at('03-11 10:00');
      await updates('orders that for the 18th', 'P-1', { do: 'order', lineId: '1-C', eta: '2026-03-18' });
      await at('03-11 12:00');
    },
    diary: ``,
  },
  {
    title: 'a cancelled line: the rest is here, so the customer may come',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump', 'Floor mat');
      await at('03-09 10:30');
      await updates(
        'orders both: pump for the 11th, mat for the 20th',
        'P-1',
        { do: 'order', lineId: '1', eta: '2026-03-11' },
        { do: 'order', lineId: '2', eta: '2026-03-20' },
      );
      await at('03-11 09:00');
      await updates('receives the pump', 'P-1', { do: 'receive', lineId: '1' });
      await at('03-11 11:00');
      await updates('cancels the mat', 'P-1', { do: 'cancel', lineId: '2' });
      await at('03-11 12:00');
    },
    diary: ``,
  },
  {
    title: 'the only line is cancelled: the advisor hears of it before it ends',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-10 09:00');
      await updates('cancels the pump: no supplier has it', 'P-1', { do: 'cancel', lineId: '1' });
      await at('03-11 09:00');
    },
    diary: ``,
  },
  {
    title: 'a back order without a day',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-11 15:00');
      await updates('hears of a back order without a day', 'P-1', { do: 'backorder', lineId: '1' });
      await at('03-11 16:30');
      await updates('hears of the 24th', 'P-1', { do: 'eta', lineId: '1', eta: '2026-03-24' });
      await at('03-12 09:00');
    },
    diary: ``,
  },
  {
    title: 'a day far off: asleep in the due index, woken when it has passed',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', 'Convertible top');
      await at('03-09 10:30');
      await updates('orders the top for May 4th', 'P-1', { do: 'order', lineId: '1', eta: '2026-05-04' });
      await at('05-05 08:00');
      await updates('receives the top', 'P-1', { do: 'receive', lineId: '1' });
      await at('05-05 09:00');
    },
    diary: ``,
  },
  {
    title: 'news while asleep wakes it',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', 'Convertible top');
      await at('03-09 10:30');
      await updates('orders the top for May 4th', 'P-1', { do: 'order', lineId: '1', eta: '2026-05-04' });
      await at('03-20 09:00');
      await updates('hears that it comes on March 24th', 'P-1', { do: 'eta', lineId: '1', eta: '2026-03-24' });
      await at('03-20 10:00');
    },
    diary: ``,
  },
];
