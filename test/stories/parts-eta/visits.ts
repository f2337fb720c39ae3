/** Stories of the car and the visit: in the shop, hit, missed, cancelled, never booked. */
import type { Story } from '../stage.ts';

export const visitStories: readonly Story[] = [
  {
    title: 'the car is in the shop: the work goes on',
    begins: '03-09 10:00',
    tells: '03-12 09:00',
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
    diary: `
      Thu 12 Mar 09:00  pat receives the pump
      Thu 12 Mar 09:00    owed: advisor-word by pat until Thu 12 Mar 09:15
      Thu 12 Mar 09:00    owed: customer-word by ana until Thu 12 Mar 10:00
      Thu 12 Mar 09:00  Tell the advisor what changed — 1 line has news for the advisor.
      Thu 12 Mar 09:00    alert to ana: RO 10233: Water pump is here.
      Thu 12 Mar 09:00    kept: advisor-word — The advisor was told.
      Thu 12 Mar 09:00  Tell the customer the parts are here — Every open part is here and the car is in the shop.
      Thu 12 Mar 09:00    sms: Prairie Motors: The part for your vehicle is here and the work goes on. We will tell you when it is ready. Reply STOP to get no more texts.
      Thu 12 Mar 09:00    kept: customer-word — The message was handed over.
      Thu 12 Mar 09:00  Wait for the visit or the work (until Sat 11 Apr 09:00) — Every open part is here and the car is in the shop.
      Thu 12 Mar 14:00  pat hands it out: built in
      Thu 12 Mar 14:00  Done: no part is open — No part is open any more.
    `,
  },
  {
    title: 'the car leaves without its parts: come in',
    begins: '03-09 10:00',
    tells: '03-12 16:00',
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
    diary: `
      Thu 12 Mar 16:00  ana gives the car back
      Thu 12 Mar 16:00    owed: customer-word by ana until Thu 12 Mar 17:00
      Thu 12 Mar 16:00    owed: booking by ana until Fri 13 Mar 16:00
      Thu 12 Mar 16:00  Tell the customer the parts are here — Every open part is here and the customer has the car.
      Thu 12 Mar 16:00    sms: Prairie Motors: The part for your vehicle is here. Please call us to set a time that suits you. Reply STOP to get no more texts.
      Thu 12 Mar 16:00    kept: customer-word — The message was handed over.
      Thu 12 Mar 16:00  Wait for the booking (until Fri 13 Mar 16:00) — Every open part is here and no visit is booked.
    `,
  },
  {
    title: 'a booked visit is hit by a later day',
    begins: '03-09 10:00',
    tells: '03-10 09:00',
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
    diary: `
      Tue 10 Mar 09:00  pat hears that the pump comes on the 18th
      Tue 10 Mar 09:00    owed: advisor-word by pat until Tue 10 Mar 09:15
      Tue 10 Mar 09:00    owed: customer-word by ana until Tue 10 Mar 10:00
      Tue 10 Mar 09:00    owed: booking by ana until Wed 11 Mar 09:00
      Tue 10 Mar 09:00  Tell the advisor what changed — 1 line has news for the advisor.
      Tue 10 Mar 09:00    alert to ana: RO 10233: Water pump is expected Wednesday, March 18. The visit on Friday, March 13 at 9:00 AM is too early for that.
      Tue 10 Mar 09:00    kept: advisor-word — The advisor was told.
      Tue 10 Mar 09:00  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Tue 10 Mar 09:00    sms: Prairie Motors: The part for your vehicle should be here by Wednesday, March 18. We will tell you if the day changes. Your visit on Friday, March 13 at 9:00 AM is too early for that; we will find a new time with you. Reply STOP to get no more texts.
      Tue 10 Mar 09:00    kept: customer-word — The message was handed over.
      Tue 10 Mar 09:00  Wait for the part (until Wed 11 Mar 09:00) — Awaited by Wednesday, March 18: the one open line.
      Wed 11 Mar 09:00  Escalate what is late — The booked visit is before the parts.
      Wed 11 Mar 09:00    alert to ana: RO 10233, due Wednesday, March 11 at 9:00 AM: A new time for the visit of RO 10233: the parts come later. The booked visit is before the parts.
      Wed 11 Mar 09:00    late: booking, step 1, with ana
      Wed 11 Mar 09:00  Wait for the part (until Fri 13 Mar 09:00) — Awaited by Wednesday, March 18: the one open line.
      Wed 11 Mar 15:00  ana books the visit for 03-19 09:00
      Wed 11 Mar 15:00    kept, late: booking — The visit is booked.
      Wed 11 Mar 15:00  Wait for the part (until Thu 19 Mar 00:00) — Awaited by Wednesday, March 18: the one open line.
      Wed 18 Mar 10:00  pat receives the pump
      Wed 18 Mar 10:00    owed: advisor-word by pat until Wed 18 Mar 10:15
      Wed 18 Mar 10:00    owed: customer-word by ana until Wed 18 Mar 11:00
      Wed 18 Mar 10:00  Tell the advisor what changed — 1 line has news for the advisor.
      Wed 18 Mar 10:00    alert to ana: RO 10233: Water pump is here.
      Wed 18 Mar 10:00    kept: advisor-word — The advisor was told.
      Wed 18 Mar 10:00  Tell the customer the parts are here — Every open part is here and the customer has the car.
      Wed 18 Mar 10:00    sms: Prairie Motors: The part for your vehicle is here. See you on Thursday, March 19 at 9:00 AM. Reply STOP to get no more texts.
      Wed 18 Mar 10:00    kept: customer-word — The message was handed over.
      Wed 18 Mar 10:00  Wait for the visit or the work (until Fri 20 Mar 09:00) — Every open part is here and a visit is booked.
    `,
  },
  {
    title: 'a booked visit is hit by a back order',
    begins: '03-09 10:00',
    tells: '03-10 09:00',
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
    diary: `
      Tue 10 Mar 09:00  pat hears of a back order without a day
      Tue 10 Mar 09:00    owed: eta by pat until Tue 10 Mar 11:00
      Tue 10 Mar 09:00    owed: advisor-word by pat until Tue 10 Mar 09:15
      Tue 10 Mar 09:00    owed: customer-word by ana until Tue 10 Mar 10:00
      Tue 10 Mar 09:00    owed: booking by ana until Wed 11 Mar 09:00
      Tue 10 Mar 09:00  Tell the advisor what changed — 1 line has news for the advisor.
      Tue 10 Mar 09:00    alert to ana: RO 10233: Water pump is on back order without a day. The visit on Friday, March 13 at 9:00 AM is too early for that.
      Tue 10 Mar 09:00    kept: advisor-word — The advisor was told.
      Tue 10 Mar 09:00  Tell the customer the new ETA — The customer does not know that a part has lost its day.
      Tue 10 Mar 09:00    sms: Prairie Motors: A part for your vehicle is on back order and has no date yet. We will tell you as soon as there is one. Your visit on Friday, March 13 at 9:00 AM is too early for that; we will find a new time with you. Reply STOP to get no more texts.
      Tue 10 Mar 09:00    kept: customer-word — The message was handed over.
      Tue 10 Mar 09:00  Wait for an ETA from parts (until Tue 10 Mar 11:00) — Parts owe a day for the one open line.
      Tue 10 Mar 09:30  ana cancels the visit
      Tue 10 Mar 09:30    cancelled: booking — Another part is awaited.
      Tue 10 Mar 10:00  pat hears of the 20th
      Tue 10 Mar 10:00    kept: eta — Every open line has a day or is here.
      Tue 10 Mar 10:00    owed: advisor-word by pat until Tue 10 Mar 10:15
      Tue 10 Mar 10:00    owed: customer-word by ana until Tue 10 Mar 11:00
      Tue 10 Mar 10:00  Tell the advisor what changed — 1 line has news for the advisor.
      Tue 10 Mar 10:00    alert to ana: RO 10233: Water pump is on back order until Friday, March 20.
      Tue 10 Mar 10:00    kept: advisor-word — The advisor was told.
      Tue 10 Mar 10:00  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Tue 10 Mar 10:00    sms: Prairie Motors: The part for your vehicle should be here by Friday, March 20. We will tell you if the day changes. Reply STOP to get no more texts.
      Tue 10 Mar 10:00    kept: customer-word — The message was handed over.
      Tue 10 Mar 10:00  Wait for the part (until Sat 21 Mar 00:00) — Awaited by Friday, March 20: the one open line.
    `,
  },
  {
    title: 'here and not booked: advisor, BDC, week after week, the head on day 30',
    begins: '03-09 10:00',
    tells: '03-12 09:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-12 09:00');
      await updates('receives the pump', 'P-1', { do: 'receive', lineId: '1' });
      await at('04-20 12:00');
    },
    diary: `
      Thu 12 Mar 09:00  pat receives the pump
      Thu 12 Mar 09:00    owed: advisor-word by pat until Thu 12 Mar 09:15
      Thu 12 Mar 09:00    owed: customer-word by ana until Thu 12 Mar 10:00
      Thu 12 Mar 09:00    owed: booking by ana until Fri 13 Mar 09:00
      Thu 12 Mar 09:00  Tell the advisor what changed — 1 line has news for the advisor.
      Thu 12 Mar 09:00    alert to ana: RO 10233: Water pump is here.
      Thu 12 Mar 09:00    kept: advisor-word — The advisor was told.
      Thu 12 Mar 09:00  Tell the customer the parts are here — Every open part is here and the customer has the car.
      Thu 12 Mar 09:00    sms: Prairie Motors: The part for your vehicle is here. Please call us to set a time that suits you. Reply STOP to get no more texts.
      Thu 12 Mar 09:00    kept: customer-word — The message was handed over.
      Thu 12 Mar 09:00  Wait for the booking (until Fri 13 Mar 09:00) — Every open part is here and no visit is booked.
      Fri 13 Mar 09:00  Escalate what is late — The parts are here and no visit is booked.
      Fri 13 Mar 09:00    alert to ana: RO 10233, due Friday, March 13 at 9:00 AM: A visit for the parts of RO 10233. The parts are here and no visit is booked.
      Fri 13 Mar 09:00    late: booking, step 1, with ana
      Fri 13 Mar 09:00  Wait for the booking (until Sun 15 Mar 09:00) — Every open part is here and no visit is booked.
      Sun 15 Mar 09:00  Escalate what is late — Three days and no visit is booked: the BDC takes over.
      Sun 15 Mar 09:00    alert to the service-bdc queue: RO 10233, due Friday, March 13 at 9:00 AM: A visit for the parts of RO 10233. Three days and no visit is booked: the BDC takes over.
      Sun 15 Mar 09:00    alert to ana: RO 10233, due Friday, March 13 at 9:00 AM: A visit for the parts of RO 10233. Three days and no visit is booked: the BDC takes over.
      Sun 15 Mar 09:00    late: booking, step 2, with the service-bdc queue
      Sun 15 Mar 09:00  Wait for the booking (until Thu 19 Mar 09:00) — Every open part is here and no visit is booked.
      Thu 19 Mar 09:00  Escalate what is late — Day 7 and no visit is booked.
      Thu 19 Mar 09:00    alert to the service-bdc queue: RO 10233, due Friday, March 13 at 9:00 AM: A visit for the parts of RO 10233. Day 7 and no visit is booked.
      Thu 19 Mar 09:00    late: booking, step 3, with the service-bdc queue
      Thu 19 Mar 09:00  Wait for the booking (until Thu 26 Mar 09:00) — Every open part is here and no visit is booked.
      Thu 26 Mar 09:00  Escalate what is late — Day 14 and no visit is booked.
      Thu 26 Mar 09:00    alert to the service-bdc queue: RO 10233, due Friday, March 13 at 9:00 AM: A visit for the parts of RO 10233. Day 14 and no visit is booked.
      Thu 26 Mar 09:00    late: booking, step 4, with the service-bdc queue
      Thu 26 Mar 09:00  Wait for the booking (until Thu 2 Apr 09:00) — Every open part is here and no visit is booked.
      Thu 2 Apr 09:00  Escalate what is late — Day 21 and no visit is booked.
      Thu 2 Apr 09:00    alert to the service-bdc queue: RO 10233, due Friday, March 13 at 9:00 AM: A visit for the parts of RO 10233. Day 21 and no visit is booked.
      Thu 2 Apr 09:00    late: booking, step 5, with the service-bdc queue
      Thu 2 Apr 09:00  Wait for the booking (until Thu 9 Apr 09:00) — Every open part is here and no visit is booked.
      Thu 9 Apr 09:00  Escalate what is late — Day 28 and no visit is booked.
      Thu 9 Apr 09:00    alert to the service-bdc queue: RO 10233, due Friday, March 13 at 9:00 AM: A visit for the parts of RO 10233. Day 28 and no visit is booked.
      Thu 9 Apr 09:00    late: booking, step 6, with the service-bdc queue
      Thu 9 Apr 09:00  Wait for the booking (until Sat 11 Apr 09:00) — Every open part is here and no visit is booked.
      Sat 11 Apr 09:00  Escalate what is late — Thirty days and no visit: decide what becomes of the parts.
      Sat 11 Apr 09:00    alert to the service-manager queue: RO 10233, due Friday, March 13 at 9:00 AM: A visit for the parts of RO 10233. Thirty days and no visit: decide what becomes of the parts.
      Sat 11 Apr 09:00    late: booking, step 7, with the service-manager queue
      Sat 11 Apr 09:00  Wait for the booking (until Mon 11 May 09:00) — Every open part is here and no visit is booked.
    `,
  },
  {
    title: 'booked, missed, booked again',
    begins: '03-09 10:00',
    tells: '03-12 15:00',
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
    diary: `
      Thu 12 Mar 15:00  ana books the visit for 03-16 09:00
      Thu 12 Mar 15:00    kept: booking — The visit is booked.
      Thu 12 Mar 15:00  Wait for the visit or the work (until Tue 17 Mar 09:00) — Every open part is here and a visit is booked.
      Tue 17 Mar 09:00    owed: booking by ana until Wed 18 Mar 09:00
      Tue 17 Mar 09:00  Wait for the booking (until Wed 18 Mar 09:00) — Every open part is here and no visit is booked.
      Wed 18 Mar 09:00  Escalate what is late — The parts are here and no visit is booked.
      Wed 18 Mar 09:00    alert to ana: RO 10233, due Wednesday, March 18 at 9:00 AM: A new visit for the parts of RO 10233: the booked one was missed. The parts are here and no visit is booked.
      Wed 18 Mar 09:00    late: booking, step 1, with ana
      Wed 18 Mar 09:00  Wait for the booking (until Fri 20 Mar 09:00) — Every open part is here and no visit is booked.
      Wed 18 Mar 10:00  ana books the visit for 03-20 09:00
      Wed 18 Mar 10:00    kept, late: booking — The visit is booked.
      Wed 18 Mar 10:00  Wait for the visit or the work (until Sat 21 Mar 09:00) — Every open part is here and a visit is booked.
      Fri 20 Mar 09:00  ana takes the car in
      Fri 20 Mar 09:00  Wait for the visit or the work (until Sun 19 Apr 09:00) — Every open part is here and the car is in the shop.
      Fri 20 Mar 12:00  pat hands it out: built in
      Fri 20 Mar 12:00  Done: no part is open — No part is open any more.
    `,
  },
  {
    title: 'a visit is cancelled after the parts came: the booking is owed from then on',
    begins: '03-09 10:00',
    tells: '03-12 09:00',
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
    diary: `
      Thu 12 Mar 09:00  pat receives the pump
      Thu 12 Mar 09:00    owed: advisor-word by pat until Thu 12 Mar 09:15
      Thu 12 Mar 09:00    owed: customer-word by ana until Thu 12 Mar 10:00
      Thu 12 Mar 09:00  Tell the advisor what changed — 1 line has news for the advisor.
      Thu 12 Mar 09:00    alert to ana: RO 10233: Water pump is here.
      Thu 12 Mar 09:00    kept: advisor-word — The advisor was told.
      Thu 12 Mar 09:00  Tell the customer the parts are here — Every open part is here and the customer has the car.
      Thu 12 Mar 09:00    sms: Prairie Motors: The part for your vehicle is here. See you on Friday, March 20 at 9:00 AM. Reply STOP to get no more texts.
      Thu 12 Mar 09:00    kept: customer-word — The message was handed over.
      Thu 12 Mar 09:00  Wait for the visit or the work (until Sat 21 Mar 09:00) — Every open part is here and a visit is booked.
      Wed 18 Mar 09:00  ana cancels the visit
      Wed 18 Mar 09:00    owed: booking by ana until Thu 19 Mar 09:00
      Wed 18 Mar 09:00  Wait for the booking (until Thu 19 Mar 09:00) — Every open part is here and no visit is booked.
      Thu 19 Mar 09:00  Escalate what is late — The parts are here and no visit is booked.
      Thu 19 Mar 09:00    alert to ana: RO 10233, due Thursday, March 19 at 9:00 AM: A visit for the parts of RO 10233. The parts are here and no visit is booked.
      Thu 19 Mar 09:00    late: booking, step 1, with ana
      Thu 19 Mar 09:00  Wait for the booking (until Sat 21 Mar 09:00) — Every open part is here and no visit is booked.
    `,
  },
];
