/** Stories of people who leave and of ends: closed, voided, returned, opened again. */
import { expect } from 'vitest';
import type { Story } from '../stage.ts';

export const endStories: readonly Story[] = [
  {
    title: 'the advisor leaves: what ana owed goes to the queue',
    begins: '03-09 10:00',
    tells: '03-12 11:00',
    async play({ at, opensOrder, asksFor, updates, leaves }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-12 09:00');
      await updates('receives the pump', 'P-1', { do: 'receive', lineId: '1' });
      await at('03-12 11:00');
      await leaves('ana');
      await at('03-13 12:00');
    },
    diary: `
      Thu 12 Mar 11:00  ada deactivates ana
      Thu 12 Mar 11:00    handed over: booking from ana to the advisor queue
      Thu 12 Mar 11:00  Wait for the booking (until Fri 13 Mar 09:00) — Every open part is here and no visit is booked.
      Fri 13 Mar 09:00  Escalate what is late — The parts are here and no visit is booked.
      Fri 13 Mar 09:00    alert to the advisor queue: RO 10233, due Friday, March 13 at 9:00 AM: A visit for the parts of RO 10233. The parts are here and no visit is booked.
      Fri 13 Mar 09:00    late: booking, step 1, with the advisor queue
      Fri 13 Mar 09:00  Wait for the booking (until Sun 15 Mar 09:00) — Every open part is here and no visit is booked.
    `,
  },
  {
    title: 'the parts person has left: the queue owes the day',
    begins: '03-09 10:00',
    tells: '03-09 10:30',
    async play({ at, opensOrder, asksFor, leaves }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await leaves('pat');
      await at('03-09 13:00');
    },
    diary: `
      Mon 9 Mar 10:30  ada deactivates pat
      Mon 9 Mar 10:30    handed over: eta from pat to the parts queue
      Mon 9 Mar 10:30  Wait for an ETA from parts (until Mon 9 Mar 12:00) — Parts owe a day for the one open line.
      Mon 9 Mar 12:00  Escalate what is late — It is due now and not kept.
      Mon 9 Mar 12:00    alert to the parts queue: RO 10233, due Monday, March 9 at 12:00 PM: An ETA for the one open line of RO 10233. It is due now and not kept.
      Mon 9 Mar 12:00    late: eta, step 1, with the parts queue
      Mon 9 Mar 12:00  Wait for an ETA from parts (until Mon 9 Mar 13:00) — Parts owe a day for the one open line.
      Mon 9 Mar 13:00  Escalate what is late — Half the time again has passed: whoever is there takes it.
      Mon 9 Mar 13:00    alert to the parts queue: RO 10233, due Monday, March 9 at 12:00 PM: An ETA for the one open line of RO 10233. Half the time again has passed: whoever is there takes it.
      Mon 9 Mar 13:00    late: eta, step 2, with the parts queue
      Mon 9 Mar 13:00  Wait for an ETA from parts (until Mon 9 Mar 14:00) — Parts owe a day for the one open line.
    `,
  },
  {
    title: 'another advisor takes the order over',
    begins: '03-09 10:00',
    tells: '03-12 11:00',
    async play({ at, opensOrder, asksFor, updates, must }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-12 09:00');
      await updates('receives the pump', 'P-1', { do: 'receive', lineId: '1' });
      await at('03-12 11:00');
      await must('sam', 'gives the RO to ben', 'PATCH', '/stores/S01/repair-orders/10233', { advisorId: 'ben' });
      await at('03-13 12:00');
    },
    diary: `
      Thu 12 Mar 11:00  sam gives the RO to ben
      Thu 12 Mar 11:00    handed over: booking from ana to ben
      Thu 12 Mar 11:00  Wait for the booking (until Fri 13 Mar 09:00) — Every open part is here and no visit is booked.
      Fri 13 Mar 09:00  Escalate what is late — The parts are here and no visit is booked.
      Fri 13 Mar 09:00    alert to ben: RO 10233, due Friday, March 13 at 9:00 AM: A visit for the parts of RO 10233. The parts are here and no visit is booked.
      Fri 13 Mar 09:00    late: booking, step 1, with ben
      Fri 13 Mar 09:00  Wait for the booking (until Sun 15 Mar 09:00) — Every open part is here and no visit is booked.
    `,
  },
  {
    title: 'closed: it goes on',
    begins: '03-09 10:00',
    tells: '03-09 17:00',
    async play({ at, opensOrder, asksFor, updates, closes, settlesNextVisit }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-09 17:00');
      await closes();
      await at('03-09 17:05');
      await settlesNextVisit();
      await at('03-12 09:00');
      await updates('receives the pump', 'P-1', { do: 'receive', lineId: '1' });
      await at('03-12 10:00');
    },
    diary: `
      Mon 9 Mar 17:00  ana closes the RO
      Mon 9 Mar 17:00    owed: next-visit by ana until Tue 10 Mar 10:30
      Mon 9 Mar 17:00  Wait for a booking (until Tue 10 Mar 10:30) — The customer of RO 10233 has no next visit yet.
      Mon 9 Mar 17:00  Wait for the part (until Fri 13 Mar 00:00) — Awaited by Thursday, March 12: the one open line.
      Mon 9 Mar 17:05  ana asks about the next visit
      Mon 9 Mar 17:05    kept: next-visit — A person did it.
      Mon 9 Mar 17:05  Done: a person has settled it — What was owed at this closing is settled.
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
    `,
  },
  {
    title: 'voided: it ends',
    begins: '03-09 10:00',
    tells: '03-12 17:00',
    async play({ at, opensOrder, asksFor, updates, voids }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-12 09:00');
      await updates('receives the pump', 'P-1', { do: 'receive', lineId: '1' });
      await at('03-12 17:00');
      await voids();
      await at('03-13 10:00');
    },
    diary: `
      Thu 12 Mar 17:00  ana voids the RO
      Thu 12 Mar 17:00    cancelled: booking — The repair order was voided.
      Thu 12 Mar 17:00  Done: no part is open — The repair order was voided.
    `,
  },
  {
    title: 'every part went back',
    begins: '03-09 10:00',
    tells: '03-16 10:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-12 09:00');
      await updates('receives the pump', 'P-1', { do: 'receive', lineId: '1' });
      await at('03-16 10:00');
      await updates('sends it back', 'P-1', { do: 'return', lineId: '1' });
      await at('03-17 10:00');
    },
    diary: `
      Mon 16 Mar 10:00  pat sends it back
      Mon 16 Mar 10:00    owed: advisor-word by pat until Mon 16 Mar 10:15
      Mon 16 Mar 10:00  Tell the advisor what changed — 1 line has news for the advisor.
      Mon 16 Mar 10:00    alert to ana: RO 10233: Water pump is returned. No part is open any more: make sure that the customer does not wait for one.
      Mon 16 Mar 10:00    kept: advisor-word — The advisor was told.
      Mon 16 Mar 10:00    cancelled: booking — No part is open any more.
      Mon 16 Mar 10:00  Done: no part is open — No part is open any more.
    `,
  },
  {
    title: 'a new order after the end opens it again',
    begins: '03-09 10:00',
    tells: '03-12 09:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder({ carAt: 'in-shop' });
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-12 09:00');
      await updates(
        'receives the pump and hands it out: built in',
        'P-1',
        { do: 'receive', lineId: '1' },
        { do: 'install', lineId: '1' },
      );
      await at('03-16 10:00');
      await asksFor('P-2', 'Thermostat');
      await at('03-16 10:30');
      await updates('orders the thermostat for the 18th', 'P-2', { do: 'order', lineId: '1', eta: '2026-03-18' });
      await at('03-16 12:00');
    },
    diary: `
      Thu 12 Mar 09:00  pat receives the pump and hands it out: built in
      Thu 12 Mar 09:00  Done: no part is open — No part is open any more.
      Mon 16 Mar 10:00  pat asks for Thermostat
      Mon 16 Mar 10:00    owed: eta by pat until Mon 16 Mar 12:00
      Mon 16 Mar 10:00  Wait for an ETA from parts (until Mon 16 Mar 12:00) — Parts owe a day for the one open line.
      Mon 16 Mar 10:30  pat orders the thermostat for the 18th
      Mon 16 Mar 10:30    kept: eta — Every open line has a day or is here.
      Mon 16 Mar 10:30    owed: advisor-word by pat until Mon 16 Mar 10:45
      Mon 16 Mar 10:30    owed: customer-word by ana until Mon 16 Mar 11:30
      Mon 16 Mar 10:30  Tell the advisor what changed — 1 line has news for the advisor.
      Mon 16 Mar 10:30    alert to ana: RO 10233: Thermostat is expected Wednesday, March 18.
      Mon 16 Mar 10:30    kept: advisor-word — The advisor was told.
      Mon 16 Mar 10:30  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Mon 16 Mar 10:30    sms: Prairie Motors: The part for your vehicle should be here by Wednesday, March 18. We will tell you if the day changes. Reply STOP to get no more texts.
      Mon 16 Mar 10:30    kept: customer-word — The message was handed over.
      Mon 16 Mar 10:30  Wait for the part (until Thu 19 Mar 00:00) — Awaited by Wednesday, March 18: the one open line.
    `,
  },
  {
    title: 'in the desert: another store on another clock',
    store: 'S02',
    begins: '03-09 10:00',
    tells: '03-12 09:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-12 09:00');
      await updates('receives the pump', 'P-1', { do: 'receive', lineId: '1' });
      await at('03-12 10:00');
    },
    diary: `
      Thu 12 Mar 09:00  pia receives the pump
      Thu 12 Mar 09:00    owed: advisor-word by pia until Thu 12 Mar 09:15
      Thu 12 Mar 09:00    owed: customer-word by max until Thu 12 Mar 10:00
      Thu 12 Mar 09:00    owed: booking by max until Fri 13 Mar 09:00
      Thu 12 Mar 09:00  Tell the advisor what changed — 1 line has news for the advisor.
      Thu 12 Mar 09:00    alert to max: RO 10233: Water pump is here.
      Thu 12 Mar 09:00    kept: advisor-word — The advisor was told.
      Thu 12 Mar 09:00  Tell the customer the parts are here — Every open part is here and the customer has the car.
      Thu 12 Mar 09:00    sms: Desert Auto: The part for your vehicle is here. Please call us to set a time that suits you. Reply STOP to get no more texts.
      Thu 12 Mar 09:00    kept: customer-word — The message was handed over.
      Thu 12 Mar 09:00  Wait for the booking (until Fri 13 Mar 09:00) — Every open part is here and no visit is booked.
    `,
  },
  {
    title: 'stuck: the head has what is owed, and a person sends it on its way again',
    begins: '03-09 10:00',
    tells: '03-09 10:30',
    async play({ at, opensOrder, asksFor, updates, spendBudget, stuck, followUp, resumes }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await spendBudget();
      await at('03-09 12:00');
      expect((await followUp('ana')).body).toMatchObject({
        state: 'STUCK',
        generation: 1,
        endedAs: 'Stuck: needs a person',
      });
      expect((await stuck('sam')).body.items).toMatchObject([{ execution: 'parts-eta-S01-ro-10233-g1' }]);
      await at('03-09 14:00');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-09 15:00');
      await resumes('sam');
      expect((await followUp('ana')).body).toMatchObject({ state: 'OPEN', generation: 2 });
      expect((await stuck('sam')).body.items).toEqual([]);
      await at('03-09 16:00');
      expect((await followUp('ana')).body).toMatchObject({ state: 'OPEN', until: '2026-03-13T05:00:00.000Z' });
    },
    diary: `
      Mon 9 Mar 12:00    late: eta, step 4, with the service-manager queue
      Mon 9 Mar 12:00  Stuck: needs a person — More than 1500 steps without an end: a person must look. Last: It is due now and not kept.
      Mon 9 Mar 14:00  pat orders the pump for the 12th
      Mon 9 Mar 15:00  sam sends the follow-up on its way again
      Mon 9 Mar 15:00    kept, late: eta — Every open line has a day or is here.
      Mon 9 Mar 15:00    owed: advisor-word by pat until Mon 9 Mar 14:15
      Mon 9 Mar 15:00    owed: customer-word by ana until Mon 9 Mar 16:00
      Mon 9 Mar 15:00  Tell the advisor what changed — 1 line has news for the advisor.
      Mon 9 Mar 15:00    alert to ana: RO 10233: Water pump is expected Thursday, March 12.
      Mon 9 Mar 15:00    kept, late: advisor-word — The advisor was told.
      Mon 9 Mar 15:00  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Mon 9 Mar 15:00    sms: Prairie Motors: The part for your vehicle should be here by Thursday, March 12. We will tell you if the day changes. Reply STOP to get no more texts.
      Mon 9 Mar 15:00    kept: customer-word — The message was handed over.
      Mon 9 Mar 15:00  Wait for the part (until Fri 13 Mar 00:00) — Awaited by Thursday, March 12: the one open line.
    `,
  },
  {
    title: 'taken for dead by mistake: the old generation steps aside',
    begins: '03-09 10:00',
    tells: '03-09 11:00',
    async play({ at, opensOrder, asksFor, takeForDead }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 11:00');
      await takeForDead();
      await at('03-09 12:30');
    },
    diary: `
      Mon 9 Mar 11:00  Wait for an ETA from parts (until Mon 9 Mar 12:00) — Parts owe a day for the one open line.
      Mon 9 Mar 12:00  Done: replaced — Generation 2 has taken over.
      Mon 9 Mar 12:00  Escalate what is late — It is due now and not kept.
      Mon 9 Mar 12:00    alert to pat: RO 10233, due Monday, March 9 at 12:00 PM: An ETA for the one open line of RO 10233. It is due now and not kept.
      Mon 9 Mar 12:00    late: eta, step 1, with pat
      Mon 9 Mar 12:00  Wait for an ETA from parts (until Mon 9 Mar 13:00) — Parts owe a day for the one open line.
    `,
  },
];
