/** Stories of the car and the visit: in the shop, hit, missed, cancelled, never booked. */
import type { Story } from '../stage.ts';

export const visitStories: readonly Story[] = [
  {
    title: 'the car is in the shop: the work goes on',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder({ carAt: 'in-shop' });
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-12 09:00');
      await updates('receives the pump', 'P-1', { do: 'receive', lineId: '1' });
      await at('03-12 14:00');
      await updates('hands it out: built in', 'P-1', { do: 'install', lineId: '1' });
      await at('03-12 15:00');
    },
    diary: ``,
  },
  {
    title: 'the car leaves without its parts: come in',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates, movesCar }) {
      await opensOrder({ carAt: 'in-shop' });
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-12 09:00');
      await updates('receives the pump', 'P-1', { do: 'receive', lineId: '1' });
      await at('03-12 16:00');
      await movesCar('with-customer');
      await at('03-12 17:00');
    },
    diary: ``,
  },
  {
    title: 'a booked visit is hit by a later day',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates, books }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-09 12:00');
      await books('03-13 09:00');
      await at('03-10 09:00');
      await updates('hears that the pump comes on the 18th', 'P-1', { do: 'eta', lineId: '1', eta: '2026-03-18' });
      await at('03-11 15:00');
      await books('03-19 09:00');
      await at('03-18 10:00');
      await updates('receives the pump', 'P-1', { do: 'receive', lineId: '1' });
      await at('03-18 12:00');
    },
    diary: ``,
  },
  {
    title: 'a booked visit is hit by a back order',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates, books, cancelsVisit }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-09 12:00');
      await books('03-13 09:00');
      await at('03-10 09:00');
      await updates('hears of a back order without a day', 'P-1', { do: 'backorder', lineId: '1' });
      await at('03-10 09:30');
      await cancelsVisit();
      await at('03-10 10:00');
      await updates('hears of the 20th', 'P-1', { do: 'eta', lineId: '1', eta: '2026-03-20' });
      await at('03-10 12:00');
    },
    diary: ``,
  },
  {
    title: 'here and not booked: advisor, BDC, week after week, the head on day 30',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-12 09:00');
      await updates('receives the pump', 'P-1', { do: 'receive', lineId: '1' });
      await at('04-20 12:00');
    },
    diary: ``,
  },
  {
    title: 'booked, missed, booked again',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates, books, movesCar }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-12 09:00');
      await updates('receives the pump', 'P-1', { do: 'receive', lineId: '1' });
      await at('03-12 15:00');
      await books('03-16 09:00');
      await at('03-18 10:00');
      await books('03-20 09:00');
      await at('03-20 09:00');
      await movesCar('in-shop');
      await at('03-20 12:00');
      await updates('hands it out: built in', 'P-1', { do: 'install', lineId: '1' });
      await at('03-21 09:00');
    },
    diary: ``,
  },
  {
    title: 'a visit is cancelled after the parts came: the booking is owed from then on',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates, books, cancelsVisit }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-10 09:00');
      await books('03-20 09:00');
      await at('03-12 09:00');
      await updates('receives the pump', 'P-1', { do: 'receive', lineId: '1' });
      await at('03-18 09:00');
      await cancelsVisit();
      await at('03-19 10:00');
    },
    diary: ``,
  },
];
