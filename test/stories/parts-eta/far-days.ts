/** Stories of days that are lost, or far off. */
import type { Story } from '../stage.ts';

export const farDayStories: readonly Story[] = [
  {
    title: 'a back order without a day',
    begins: '03-09 10:00',
    tells: '03-11 15:00',
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
    diary: `
      Wed 11 Mar 15:00  pat hears of a back order without a day
      Wed 11 Mar 15:00    owed: eta by pat until Wed 11 Mar 17:00
      Wed 11 Mar 15:00    owed: advisor-word by pat until Wed 11 Mar 15:15
      Wed 11 Mar 15:00    owed: customer-word by ana until Wed 11 Mar 16:00
      Wed 11 Mar 15:00  Tell the advisor what changed — 1 line has news for the advisor.
      Wed 11 Mar 15:00    alert to ana: RO 10233: Water pump is on back order without a day.
      Wed 11 Mar 15:00    kept: advisor-word — The advisor was told.
      Wed 11 Mar 15:00  Tell the customer the new ETA — The customer does not know that a part has lost its day.
      Wed 11 Mar 15:00    sms: Prairie Motors: A part for your vehicle is on back order and has no date yet. We will tell you as soon as there is one. Reply STOP to get no more texts.
      Wed 11 Mar 15:00    kept: customer-word — The message was handed over.
      Wed 11 Mar 15:00  Wait for an ETA from parts (until Wed 11 Mar 17:00) — Parts owe a day for the one open line.
      Wed 11 Mar 16:30  pat hears of the 24th
      Wed 11 Mar 16:30    kept: eta — Every open line has a day or is here.
      Wed 11 Mar 16:30    owed: advisor-word by pat until Wed 11 Mar 16:45
      Wed 11 Mar 16:30    owed: customer-word by ana until Wed 11 Mar 17:30
      Wed 11 Mar 16:30  Tell the advisor what changed — 1 line has news for the advisor.
      Wed 11 Mar 16:30    alert to ana: RO 10233: Water pump is on back order until Tuesday, March 24.
      Wed 11 Mar 16:30    kept: advisor-word — The advisor was told.
      Wed 11 Mar 16:30  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Wed 11 Mar 16:30    sms: Prairie Motors: The part for your vehicle should be here by Tuesday, March 24. We will tell you if the day changes. Reply STOP to get no more texts.
      Wed 11 Mar 16:30    kept: customer-word — The message was handed over.
      Wed 11 Mar 16:30  Wait for the part (until Wed 25 Mar 00:00) — Awaited by Tuesday, March 24: the one open line.
    `,
  },
  {
    title: 'a day far off: asleep in the due index, woken when it has passed',
    begins: '03-09 10:00',
    tells: '03-09 10:30',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', 'Convertible top');
      await at('03-09 10:30');
      await updates('orders the top for May 4th', 'P-1', { do: 'order', lineId: '1', eta: '2026-05-04' });
      await at('05-05 08:00');
      await updates('receives the top', 'P-1', { do: 'receive', lineId: '1' });
      await at('05-05 09:00');
    },
    diary: `
      Mon 9 Mar 10:30  pat orders the top for May 4th
      Mon 9 Mar 10:30    kept: eta — Every open line has a day or is here.
      Mon 9 Mar 10:30    owed: advisor-word by pat until Mon 9 Mar 10:45
      Mon 9 Mar 10:30    owed: customer-word by ana until Mon 9 Mar 11:30
      Mon 9 Mar 10:30  Tell the advisor what changed — 1 line has news for the advisor.
      Mon 9 Mar 10:30    alert to ana: RO 10233: Convertible top is expected Monday, May 4.
      Mon 9 Mar 10:30    kept: advisor-word — The advisor was told.
      Mon 9 Mar 10:30  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Mon 9 Mar 10:30    sms: Prairie Motors: The part for your vehicle should be here by Monday, May 4. We will tell you if the day changes. Reply STOP to get no more texts.
      Mon 9 Mar 10:30    kept: customer-word — The message was handed over.
      Mon 9 Mar 10:30  Done: asleep until the day is near (until Tue 5 May 00:00) — Awaited by Monday, May 4: the one open line. Nothing to do for more than 30 days.
      Tue 5 May 00:00    owed: eta by pat until Tue 5 May 09:30
      Tue 5 May 00:00  Wait for an ETA from parts (until Tue 5 May 09:30) — Parts owe a day for the one open line.
      Tue 5 May 08:00  pat receives the top
      Tue 5 May 08:00    kept: eta — Every open line has a day or is here.
      Tue 5 May 08:00    owed: advisor-word by pat until Tue 5 May 08:15
      Tue 5 May 08:00    owed: customer-word by ana until Tue 5 May 09:00
      Tue 5 May 08:00    owed: booking by ana until Wed 6 May 08:00
      Tue 5 May 08:00  Tell the advisor what changed — 1 line has news for the advisor.
      Tue 5 May 08:00    alert to ana: RO 10233: Convertible top is here.
      Tue 5 May 08:00    kept: advisor-word — The advisor was told.
      Tue 5 May 08:00  Tell the customer the parts are here — Every open part is here and the customer has the car.
      Tue 5 May 08:00    sms: Prairie Motors: The part for your vehicle is here. Please call us to set a time that suits you. Reply STOP to get no more texts.
      Tue 5 May 08:00    kept: customer-word — The message was handed over.
      Tue 5 May 08:00  Wait for the booking (until Wed 6 May 08:00) — Every open part is here and no visit is booked.
    `,
  },
  {
    title: 'news while asleep wakes it',
    begins: '03-09 10:00',
    tells: '03-20 09:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', 'Convertible top');
      await at('03-09 10:30');
      await updates('orders the top for May 4th', 'P-1', { do: 'order', lineId: '1', eta: '2026-05-04' });
      await at('03-20 09:00');
      await updates('hears that it comes on March 24th', 'P-1', { do: 'eta', lineId: '1', eta: '2026-03-24' });
      await at('03-20 10:00');
    },
    diary: `
      Fri 20 Mar 09:00  pat hears that it comes on March 24th
      Fri 20 Mar 09:00    owed: advisor-word by pat until Fri 20 Mar 09:15
      Fri 20 Mar 09:00    owed: customer-word by ana until Fri 20 Mar 10:00
      Fri 20 Mar 09:00  Tell the advisor what changed — 1 line has news for the advisor.
      Fri 20 Mar 09:00    alert to ana: RO 10233: Convertible top is expected Tuesday, March 24.
      Fri 20 Mar 09:00    kept: advisor-word — The advisor was told.
      Fri 20 Mar 09:00  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Fri 20 Mar 09:00    sms: Prairie Motors: The part for your vehicle should be here by Tuesday, March 24. We will tell you if the day changes. Reply STOP to get no more texts.
      Fri 20 Mar 09:00    kept: customer-word — The message was handed over.
      Fri 20 Mar 09:00  Wait for the part (until Wed 25 Mar 00:00) — Awaited by Tuesday, March 24: the one open line.
    `,
  },
];
