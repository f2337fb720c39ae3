/** Stories of the day: on time, never named, moved, on back order, far off. */
import type { Story } from '../stage.ts';

export const dayStories: readonly Story[] = [
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
    diary: `
      Mon 9 Mar 10:00  ana writes up RO 10233
      Mon 9 Mar 10:00  pat asks for Water pump and Belt
      Mon 9 Mar 10:00    owed: eta by pat until Mon 9 Mar 12:00
      Mon 9 Mar 10:00  Wait for an ETA from parts (until Mon 9 Mar 12:00) — Parts owe a day for 2 of 2 open lines.
      Mon 9 Mar 10:40  pat orders both: pump for the 12th, belt for the 13th
      Mon 9 Mar 10:40    kept: eta — Every open line has a day or is here.
      Mon 9 Mar 10:40    owed: advisor-word by pat until Mon 9 Mar 10:55
      Mon 9 Mar 10:40    owed: customer-word by ana until Mon 9 Mar 11:40
      Mon 9 Mar 10:40  Tell the advisor what changed — 2 lines have news for the advisor.
      Mon 9 Mar 10:40    alert to ana: RO 10233: Water pump is expected Thursday, March 12; Belt is expected Friday, March 13.
      Mon 9 Mar 10:40    kept: advisor-word — The advisor was told.
      Mon 9 Mar 10:40  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Mon 9 Mar 10:40    sms: Prairie Motors: Both parts for your vehicle should be here by Friday, March 13. We will tell you if the day changes. Reply STOP to get no more texts.
      Mon 9 Mar 10:40    kept: customer-word — The message was handed over.
      Mon 9 Mar 10:40  Wait for the part (until Fri 13 Mar 00:00) — Awaited by Friday, March 13: 2 of 2 open lines.
      Thu 12 Mar 16:00  pat receives the pump
      Thu 12 Mar 16:00    owed: advisor-word by pat until Thu 12 Mar 16:15
      Thu 12 Mar 16:00  Tell the advisor what changed — 1 line has news for the advisor.
      Thu 12 Mar 16:00    alert to ana: RO 10233: Water pump is here.
      Thu 12 Mar 16:00    kept: advisor-word — The advisor was told.
      Thu 12 Mar 16:00  Wait for the part (until Sat 14 Mar 00:00) — Awaited by Friday, March 13: 1 of 2 open lines.
      Fri 13 Mar 09:00  pat receives the belt
      Fri 13 Mar 09:00    owed: advisor-word by pat until Fri 13 Mar 09:15
      Fri 13 Mar 09:00    owed: customer-word by ana until Fri 13 Mar 10:00
      Fri 13 Mar 09:00    owed: booking by ana until Sat 14 Mar 09:00
      Fri 13 Mar 09:00  Tell the advisor what changed — 1 line has news for the advisor.
      Fri 13 Mar 09:00    alert to ana: RO 10233: Belt is here.
      Fri 13 Mar 09:00    kept: advisor-word — The advisor was told.
      Fri 13 Mar 09:00  Tell the customer the parts are here — Every open part is here and the customer has the car.
      Fri 13 Mar 09:00    sms: Prairie Motors: Both parts for your vehicle are here. Please call us to set a time that suits you. Reply STOP to get no more texts.
      Fri 13 Mar 09:00    kept: customer-word — The message was handed over.
      Fri 13 Mar 09:00  Wait for the booking (until Sat 14 Mar 09:00) — Every open part is here and no visit is booked.
      Fri 13 Mar 11:00  ana books the visit for 03-17 08:00
      Fri 13 Mar 11:00    kept: booking — The visit is booked.
      Fri 13 Mar 11:00  Wait for the visit or the work (until Wed 18 Mar 08:00) — Every open part is here and a visit is booked.
      Tue 17 Mar 08:00  ana takes the car in
      Tue 17 Mar 08:00  Wait for the visit or the work (until Thu 16 Apr 08:00) — Every open part is here and the car is in the shop.
      Tue 17 Mar 15:00  pat hands both out: built in
      Tue 17 Mar 15:00  Done: no part is open — No part is open any more.
    `,
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
    diary: `
      Mon 9 Mar 10:00  ada welcomes paul as parts
      Mon 9 Mar 10:00  ana writes up RO 10233
      Mon 9 Mar 10:00  pat asks for Water pump
      Mon 9 Mar 10:00    owed: eta by pat until Mon 9 Mar 12:00
      Mon 9 Mar 10:00  Wait for an ETA from parts (until Mon 9 Mar 12:00) — Parts owe a day for the one open line.
      Mon 9 Mar 12:00  Escalate what is late — It is due now and not kept.
      Mon 9 Mar 12:00    alert to pat: RO 10233, due Monday, March 9 at 12:00 PM: An ETA for the one open line of RO 10233. It is due now and not kept.
      Mon 9 Mar 12:00    late: eta, step 1, with pat
      Mon 9 Mar 12:00  Wait for an ETA from parts (until Mon 9 Mar 13:00) — Parts owe a day for the one open line.
      Mon 9 Mar 13:00  Escalate what is late — Half the time again has passed: a colleague takes over.
      Mon 9 Mar 13:00    alert to paul: RO 10233, due Monday, March 9 at 12:00 PM: An ETA for the one open line of RO 10233. Half the time again has passed: a colleague takes over.
      Mon 9 Mar 13:00    alert to pat: RO 10233, due Monday, March 9 at 12:00 PM: An ETA for the one open line of RO 10233. Half the time again has passed: a colleague takes over.
      Mon 9 Mar 13:00    late: eta, step 2, with paul
      Mon 9 Mar 13:00  Wait for an ETA from parts (until Mon 9 Mar 14:00) — Parts owe a day for the one open line.
      Mon 9 Mar 14:00  Escalate what is late — Twice the time has passed: the head of the department has it.
      Mon 9 Mar 14:00    alert to the parts-manager queue: RO 10233, due Monday, March 9 at 12:00 PM: An ETA for the one open line of RO 10233. Twice the time has passed: the head of the department has it.
      Mon 9 Mar 14:00    alert to paul: RO 10233, due Monday, March 9 at 12:00 PM: An ETA for the one open line of RO 10233. Twice the time has passed: the head of the department has it.
      Mon 9 Mar 14:00    late: eta, step 3, with the parts-manager queue
      Mon 9 Mar 14:00  Wait for an ETA from parts (until Mon 9 Mar 18:00) — Parts owe a day for the one open line.
      Mon 9 Mar 18:00  Escalate what is late — Still open at the end of the day: on the general manager’s list.
      Mon 9 Mar 18:00    alert to the general-manager queue: RO 10233, due Monday, March 9 at 12:00 PM: An ETA for the one open line of RO 10233. Still open at the end of the day: on the general manager’s list.
      Mon 9 Mar 18:00    late: eta, step 4, with the parts-manager queue
      Mon 9 Mar 18:00  Wait for an ETA from parts (until Wed 8 Apr 18:00) — Parts owe a day for the one open line.
      Tue 10 Mar 08:00  pat orders the pump for the 12th
      Tue 10 Mar 08:00    kept, late: eta — Every open line has a day or is here.
      Tue 10 Mar 08:00    owed: advisor-word by pat until Tue 10 Mar 08:15
      Tue 10 Mar 08:00    owed: customer-word by ana until Tue 10 Mar 09:00
      Tue 10 Mar 08:00  Tell the advisor what changed — 1 line has news for the advisor.
      Tue 10 Mar 08:00    alert to ana: RO 10233: Water pump is expected Thursday, March 12.
      Tue 10 Mar 08:00    kept: advisor-word — The advisor was told.
      Tue 10 Mar 08:00  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Tue 10 Mar 08:00    sms: Prairie Motors: The part for your vehicle should be here by Thursday, March 12. We will tell you if the day changes. Reply STOP to get no more texts.
      Tue 10 Mar 08:00    kept: customer-word — The message was handed over.
      Tue 10 Mar 08:00  Wait for the part (until Fri 13 Mar 00:00) — Awaited by Thursday, March 12: the one open line.
    `,
  },
  {
    title: 'pushed out and pulled in: the customer hears of the last day only, and of its moves',
    begins: '03-09 10:00',
    tells: '03-10 09:00',
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
    diary: `
      Tue 10 Mar 09:00  pat hears that the pump comes on the 13th
      Tue 10 Mar 09:00    owed: advisor-word by pat until Tue 10 Mar 09:15
      Tue 10 Mar 09:00  Tell the advisor what changed — 1 line has news for the advisor.
      Tue 10 Mar 09:00    alert to ana: RO 10233: Water pump is expected Friday, March 13.
      Tue 10 Mar 09:00    kept: advisor-word — The advisor was told.
      Tue 10 Mar 09:00  Wait for the part (until Sat 14 Mar 00:00) — Awaited by Monday, March 16: 2 of 2 open lines.
      Tue 10 Mar 14:00  pat hears that the belt comes on the 18th
      Tue 10 Mar 14:00    owed: advisor-word by pat until Tue 10 Mar 14:15
      Tue 10 Mar 14:00    owed: customer-word by ana until Tue 10 Mar 15:00
      Tue 10 Mar 14:00  Tell the advisor what changed — 1 line has news for the advisor.
      Tue 10 Mar 14:00    alert to ana: RO 10233: Belt is expected Wednesday, March 18.
      Tue 10 Mar 14:00    kept: advisor-word — The advisor was told.
      Tue 10 Mar 14:00  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Tue 10 Mar 14:00    sms: Prairie Motors: Both parts for your vehicle should be here by Wednesday, March 18. We will tell you if the day changes. Reply STOP to get no more texts.
      Tue 10 Mar 14:00    kept: customer-word — The message was handed over.
      Tue 10 Mar 14:00  Wait for the part (until Sat 14 Mar 00:00) — Awaited by Wednesday, March 18: 2 of 2 open lines.
      Wed 11 Mar 09:00  pat hears that the belt comes on the 17th after all
      Wed 11 Mar 09:00    owed: advisor-word by pat until Wed 11 Mar 09:15
      Wed 11 Mar 09:00    owed: customer-word by ana until Wed 11 Mar 10:00
      Wed 11 Mar 09:00  Tell the advisor what changed — 1 line has news for the advisor.
      Wed 11 Mar 09:00    alert to ana: RO 10233: Belt is expected Tuesday, March 17.
      Wed 11 Mar 09:00    kept: advisor-word — The advisor was told.
      Wed 11 Mar 09:00  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Wed 11 Mar 09:00    sms: Prairie Motors: Both parts for your vehicle should be here by Tuesday, March 17. We will tell you if the day changes. Reply STOP to get no more texts.
      Wed 11 Mar 09:00    kept: customer-word — The message was handed over.
      Wed 11 Mar 09:00  Wait for the part (until Sat 14 Mar 00:00) — Awaited by Tuesday, March 17: 2 of 2 open lines.
    `,
  },
];
