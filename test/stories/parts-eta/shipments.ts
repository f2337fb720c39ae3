/** Stories of what comes: in pieces, on two orders, another part, nothing. */
import type { Story } from '../stage.ts';

export const shipmentStories: readonly Story[] = [
  {
    title: 'a partial shipment: two of four come, then the rest',
    begins: '03-09 10:00',
    tells: '03-11 09:00',
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
    diary: `
      Wed 11 Mar 09:00  pat receives two of them
      Wed 11 Mar 09:00    owed: advisor-word by pat until Wed 11 Mar 09:15
      Wed 11 Mar 09:00  Tell the advisor what changed — 1 line has news for the advisor.
      Wed 11 Mar 09:00    alert to ana: RO 10233: Spark plug is 2 of 4 here, expected Thursday, March 12.
      Wed 11 Mar 09:00    kept: advisor-word — The advisor was told.
      Wed 11 Mar 09:00  Wait for the part (until Fri 13 Mar 00:00) — Awaited by Thursday, March 12: the one open line.
      Thu 12 Mar 09:00  pat receives the rest
      Thu 12 Mar 09:00    owed: advisor-word by pat until Thu 12 Mar 09:15
      Thu 12 Mar 09:00    owed: customer-word by ana until Thu 12 Mar 10:00
      Thu 12 Mar 09:00    owed: booking by ana until Fri 13 Mar 09:00
      Thu 12 Mar 09:00  Tell the advisor what changed — 1 line has news for the advisor.
      Thu 12 Mar 09:00    alert to ana: RO 10233: Spark plug is here.
      Thu 12 Mar 09:00    kept: advisor-word — The advisor was told.
      Thu 12 Mar 09:00  Tell the customer the parts are here — Every open part is here and the customer has the car.
      Thu 12 Mar 09:00    sms: Prairie Motors: The part for your vehicle is here. Please call us to set a time that suits you. Reply STOP to get no more texts.
      Thu 12 Mar 09:00    kept: customer-word — The message was handed over.
      Thu 12 Mar 09:00  Wait for the booking (until Fri 13 Mar 09:00) — Every open part is here and no visit is booked.
    `,
  },
  {
    title: 'two orders: come in only when every open part is here',
    begins: '03-09 10:00',
    tells: '03-10 09:00',
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
    diary: `
      Tue 10 Mar 09:00  pat asks for Radiator
      Tue 10 Mar 09:00    owed: eta by pat until Tue 10 Mar 11:00
      Tue 10 Mar 09:00  Wait for an ETA from parts (until Tue 10 Mar 11:00) — Parts owe a day for 1 of 2 open lines.
      Tue 10 Mar 09:30  pat orders the radiator for the 16th
      Tue 10 Mar 09:30    kept: eta — Every open line has a day or is here.
      Tue 10 Mar 09:30    owed: advisor-word by pat until Tue 10 Mar 09:45
      Tue 10 Mar 09:30    owed: customer-word by ana until Tue 10 Mar 10:30
      Tue 10 Mar 09:30  Tell the advisor what changed — 1 line has news for the advisor.
      Tue 10 Mar 09:30    alert to ana: RO 10233: Radiator is expected Monday, March 16.
      Tue 10 Mar 09:30    kept: advisor-word — The advisor was told.
      Tue 10 Mar 09:30  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Tue 10 Mar 09:30    sms: Prairie Motors: Both parts for your vehicle should be here by Monday, March 16. We will tell you if the day changes. Reply STOP to get no more texts.
      Tue 10 Mar 09:30    kept: customer-word — The message was handed over.
      Tue 10 Mar 09:30  Wait for the part (until Thu 12 Mar 00:00) — Awaited by Monday, March 16: 2 of 2 open lines.
      Wed 11 Mar 09:00  pat receives the pump
      Wed 11 Mar 09:00    owed: advisor-word by pat until Wed 11 Mar 09:15
      Wed 11 Mar 09:00  Tell the advisor what changed — 1 line has news for the advisor.
      Wed 11 Mar 09:00    alert to ana: RO 10233: Water pump is here.
      Wed 11 Mar 09:00    kept: advisor-word — The advisor was told.
      Wed 11 Mar 09:00  Wait for the part (until Tue 17 Mar 00:00) — Awaited by Monday, March 16: 1 of 2 open lines.
      Mon 16 Mar 09:00  pat receives the radiator
      Mon 16 Mar 09:00    owed: advisor-word by pat until Mon 16 Mar 09:15
      Mon 16 Mar 09:00    owed: customer-word by ana until Mon 16 Mar 10:00
      Mon 16 Mar 09:00    owed: booking by ana until Tue 17 Mar 09:00
      Mon 16 Mar 09:00  Tell the advisor what changed — 1 line has news for the advisor.
      Mon 16 Mar 09:00    alert to ana: RO 10233: Radiator is here.
      Mon 16 Mar 09:00    kept: advisor-word — The advisor was told.
      Mon 16 Mar 09:00  Tell the customer the parts are here — Every open part is here and the customer has the car.
      Mon 16 Mar 09:00    sms: Prairie Motors: Both parts for your vehicle are here. Please call us to set a time that suits you. Reply STOP to get no more texts.
      Mon 16 Mar 09:00    kept: customer-word — The message was handed over.
      Mon 16 Mar 09:00  Wait for the booking (until Tue 17 Mar 09:00) — Every open part is here and no visit is booked.
    `,
  },
  {
    title: 'a substitute: another part with another day, and one without',
    begins: '03-09 10:00',
    tells: '03-10 09:00',
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
    diary: `
      Tue 10 Mar 09:00  pat replaces the pump by one for the 16th
      Tue 10 Mar 09:00    owed: advisor-word by pat until Tue 10 Mar 09:15
      Tue 10 Mar 09:00    owed: customer-word by ana until Tue 10 Mar 10:00
      Tue 10 Mar 09:00  Tell the advisor what changed — 2 lines have news for the advisor.
      Tue 10 Mar 09:00    alert to ana: RO 10233: Water pump is replaced by another part; Rebuilt water pump is expected Monday, March 16.
      Tue 10 Mar 09:00    kept: advisor-word — The advisor was told.
      Tue 10 Mar 09:00  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Tue 10 Mar 09:00    sms: Prairie Motors: The part for your vehicle should be here by Monday, March 16. We will tell you if the day changes. Reply STOP to get no more texts.
      Tue 10 Mar 09:00    kept: customer-word — The message was handed over.
      Tue 10 Mar 09:00  Wait for the part (until Tue 17 Mar 00:00) — Awaited by Monday, March 16: the one open line.
      Wed 11 Mar 09:00  pat replaces it again, without a day yet
      Wed 11 Mar 09:00    owed: eta by pat until Wed 11 Mar 11:00
      Wed 11 Mar 09:00    owed: advisor-word by pat until Wed 11 Mar 09:15
      Wed 11 Mar 09:00  Tell the advisor what changed — 1 line has news for the advisor.
      Wed 11 Mar 09:00    alert to ana: RO 10233: Rebuilt water pump is replaced by another part.
      Wed 11 Mar 09:00    kept: advisor-word — The advisor was told.
      Wed 11 Mar 09:00  Wait for an ETA from parts (until Wed 11 Mar 11:00) — Parts owe a day for the one open line.
      Wed 11 Mar 10:00  pat orders that for the 18th
      Wed 11 Mar 10:00    kept: eta — Every open line has a day or is here.
      Wed 11 Mar 10:00    owed: advisor-word by pat until Wed 11 Mar 10:15
      Wed 11 Mar 10:00    owed: customer-word by ana until Wed 11 Mar 11:00
      Wed 11 Mar 10:00  Tell the advisor what changed — 1 line has news for the advisor.
      Wed 11 Mar 10:00    alert to ana: RO 10233: Pump of another maker is expected Wednesday, March 18.
      Wed 11 Mar 10:00    kept: advisor-word — The advisor was told.
      Wed 11 Mar 10:00  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Wed 11 Mar 10:00    sms: Prairie Motors: The part for your vehicle should be here by Wednesday, March 18. We will tell you if the day changes. Reply STOP to get no more texts.
      Wed 11 Mar 10:00    kept: customer-word — The message was handed over.
      Wed 11 Mar 10:00  Wait for the part (until Thu 19 Mar 00:00) — Awaited by Wednesday, March 18: the one open line.
    `,
  },
  {
    title: 'a cancelled line: the rest is here, so the customer may come',
    begins: '03-09 10:00',
    tells: '03-11 11:00',
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
    diary: `
      Wed 11 Mar 11:00  pat cancels the mat
      Wed 11 Mar 11:00    owed: advisor-word by pat until Wed 11 Mar 11:15
      Wed 11 Mar 11:00    owed: customer-word by ana until Wed 11 Mar 12:00
      Wed 11 Mar 11:00    owed: booking by ana until Thu 12 Mar 11:00
      Wed 11 Mar 11:00  Tell the advisor what changed — 1 line has news for the advisor.
      Wed 11 Mar 11:00    alert to ana: RO 10233: Floor mat is cancelled.
      Wed 11 Mar 11:00    kept: advisor-word — The advisor was told.
      Wed 11 Mar 11:00  Tell the customer the parts are here — Every open part is here and the customer has the car.
      Wed 11 Mar 11:00    sms: Prairie Motors: The part for your vehicle is here. Please call us to set a time that suits you. Reply STOP to get no more texts.
      Wed 11 Mar 11:00    kept: customer-word — The message was handed over.
      Wed 11 Mar 11:00  Wait for the booking (until Thu 12 Mar 11:00) — Every open part is here and no visit is booked.
    `,
  },
  {
    title: 'the only line is cancelled: the advisor hears of it before it ends',
    begins: '03-09 10:00',
    tells: '03-10 09:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-10 09:00');
      await updates('cancels the pump: no supplier has it', 'P-1', { do: 'cancel', lineId: '1' });
      await at('03-11 09:00');
    },
    diary: `
      Tue 10 Mar 09:00  pat cancels the pump: no supplier has it
      Tue 10 Mar 09:00    owed: advisor-word by pat until Tue 10 Mar 09:15
      Tue 10 Mar 09:00  Tell the advisor what changed — 1 line has news for the advisor.
      Tue 10 Mar 09:00    alert to ana: RO 10233: Water pump is cancelled. No part is open any more: make sure that the customer does not wait for one.
      Tue 10 Mar 09:00    kept: advisor-word — The advisor was told.
      Tue 10 Mar 09:00  Done: no part is open — No part is open any more.
    `,
  },
];
