/** Stories of the word to the customer: refused, delayed, by hand. */
import type { Story } from '../stage.ts';

export const customerStories: readonly Story[] = [
  {
    title: 'opted out: no message, the advisor calls and keeps the word by hand',
    begins: '03-09 10:00',
    tells: '03-09 10:30',
    async play({ at, opensOrder, asksFor, updates, optsOut, keeps }) {
      await opensOrder();
      await optsOut();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-09 11:00');
      await keeps('ana', 'customer-word', 'Called');
      await at('03-10 14:00');
      await updates('hears that the pump comes on the 16th', 'P-1', { do: 'eta', lineId: '1', eta: '2026-03-16' });
      await at('03-12 10:00');
    },
    diary: `
      Mon 9 Mar 10:30  pat orders the pump for the 12th
      Mon 9 Mar 10:30    kept: eta — Every open line has a day or is here.
      Mon 9 Mar 10:30    owed: advisor-word by pat until Mon 9 Mar 10:45
      Mon 9 Mar 10:30    owed: customer-word by ana until Mon 9 Mar 11:30
      Mon 9 Mar 10:30  Tell the advisor what changed — 1 line has news for the advisor.
      Mon 9 Mar 10:30    alert to ana: RO 10233: Water pump is expected Thursday, March 12.
      Mon 9 Mar 10:30    kept: advisor-word — The advisor was told.
      Mon 9 Mar 10:30  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Mon 9 Mar 10:30    no message: opted-out
      Mon 9 Mar 10:30    waits for a person: customer-word — No message may go out: tell the customer in person.
      Mon 9 Mar 10:30  Wait for the part (until Mon 9 Mar 11:30) — Awaited by Thursday, March 12: the one open line.
      Mon 9 Mar 11:00  ana keeps customer-word by hand: Called
      Mon 9 Mar 11:00    kept: customer-word — A person did it.
      Mon 9 Mar 11:00  Wait for the part (until Fri 13 Mar 00:00) — Awaited by Thursday, March 12: the one open line.
      Tue 10 Mar 14:00  pat hears that the pump comes on the 16th
      Tue 10 Mar 14:00    owed: advisor-word by pat until Tue 10 Mar 14:15
      Tue 10 Mar 14:00    owed: customer-word by ana until Tue 10 Mar 15:00
      Tue 10 Mar 14:00  Tell the advisor what changed — 1 line has news for the advisor.
      Tue 10 Mar 14:00    alert to ana: RO 10233: Water pump is expected Monday, March 16.
      Tue 10 Mar 14:00    kept: advisor-word — The advisor was told.
      Tue 10 Mar 14:00  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Tue 10 Mar 14:00    no message: opted-out
      Tue 10 Mar 14:00    waits for a person: customer-word — No message may go out: tell the customer in person.
      Tue 10 Mar 14:00  Wait for the part (until Tue 10 Mar 15:00) — Awaited by Monday, March 16: the one open line.
      Tue 10 Mar 15:00  Escalate what is late — It is due now and not kept.
      Tue 10 Mar 15:00    alert to ana: RO 10233, due Tuesday, March 10 at 3:00 PM: Word to the customer about the parts of RO 10233. It is due now and not kept.
      Tue 10 Mar 15:00    late: customer-word, step 1, with ana
      Tue 10 Mar 15:00  Wait for the part (until Tue 10 Mar 15:30) — Awaited by Monday, March 16: the one open line.
      Tue 10 Mar 15:30  Escalate what is late — Half the time again has passed: a colleague takes over.
      Tue 10 Mar 15:30    alert to ben: RO 10233, due Tuesday, March 10 at 3:00 PM: Word to the customer about the parts of RO 10233. Half the time again has passed: a colleague takes over.
      Tue 10 Mar 15:30    alert to ana: RO 10233, due Tuesday, March 10 at 3:00 PM: Word to the customer about the parts of RO 10233. Half the time again has passed: a colleague takes over.
      Tue 10 Mar 15:30    late: customer-word, step 2, with ben
      Tue 10 Mar 15:30  Wait for the part (until Tue 10 Mar 16:00) — Awaited by Monday, March 16: the one open line.
      Tue 10 Mar 16:00  Escalate what is late — Twice the time has passed: the head of the department has it.
      Tue 10 Mar 16:00    alert to the service-manager queue: RO 10233, due Tuesday, March 10 at 3:00 PM: Word to the customer about the parts of RO 10233. Twice the time has passed: the head of the department has it.
      Tue 10 Mar 16:00    alert to ben: RO 10233, due Tuesday, March 10 at 3:00 PM: Word to the customer about the parts of RO 10233. Twice the time has passed: the head of the department has it.
      Tue 10 Mar 16:00    late: customer-word, step 3, with the service-manager queue
      Tue 10 Mar 16:00  Wait for the part (until Tue 10 Mar 18:00) — Awaited by Monday, March 16: the one open line.
      Tue 10 Mar 18:00  Escalate what is late — Still open at the end of the day: on the general manager’s list.
      Tue 10 Mar 18:00    alert to the general-manager queue: RO 10233, due Tuesday, March 10 at 3:00 PM: Word to the customer about the parts of RO 10233. Still open at the end of the day: on the general manager’s list.
      Tue 10 Mar 18:00    late: customer-word, step 4, with the service-manager queue
      Tue 10 Mar 18:00  Wait for the part (until Tue 17 Mar 00:00) — Awaited by Monday, March 16: the one open line.
    `,
  },
  {
    title: 'no channel: a customer with a landline only',
    begins: '03-09 10:00',
    tells: '03-09 10:30',
    async play({ at, opensOrder, asksFor, updates, keeps, knows }) {
      await knows('C-9', { phones: [{ number: '+13125550109', kind: 'home' }] });
      await opensOrder({ customerId: 'C-9' });
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-09 11:00');
      await keeps('ana', 'customer-word', 'Rang at home');
      await at('03-09 12:00');
    },
    diary: `
      Mon 9 Mar 10:30  pat orders the pump for the 12th
      Mon 9 Mar 10:30    kept: eta — Every open line has a day or is here.
      Mon 9 Mar 10:30    owed: advisor-word by pat until Mon 9 Mar 10:45
      Mon 9 Mar 10:30    owed: customer-word by ana until Mon 9 Mar 11:30
      Mon 9 Mar 10:30  Tell the advisor what changed — 1 line has news for the advisor.
      Mon 9 Mar 10:30    alert to ana: RO 10233: Water pump is expected Thursday, March 12.
      Mon 9 Mar 10:30    kept: advisor-word — The advisor was told.
      Mon 9 Mar 10:30  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Mon 9 Mar 10:30    no message: no-channel
      Mon 9 Mar 10:30    waits for a person: customer-word — No message may go out: tell the customer in person.
      Mon 9 Mar 10:30  Wait for the part (until Mon 9 Mar 11:30) — Awaited by Thursday, March 12: the one open line.
      Mon 9 Mar 11:00  ana keeps customer-word by hand: Rang at home
      Mon 9 Mar 11:00    kept: customer-word — A person did it.
      Mon 9 Mar 11:00  Wait for the part (until Fri 13 Mar 00:00) — Awaited by Thursday, March 12: the one open line.
    `,
  },
  {
    title: 'quiet hours: a change at ten at night is told at eight',
    begins: '03-09 10:00',
    tells: '03-10 22:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-10 22:00');
      await updates('enters what the supplier sent: the pump comes on the 16th', 'P-1', {
        do: 'eta',
        lineId: '1',
        eta: '2026-03-16',
      });
      await at('03-11 09:00');
    },
    diary: `
      Tue 10 Mar 22:00  pat enters what the supplier sent: the pump comes on the 16th
      Tue 10 Mar 22:00    owed: advisor-word by pat until Tue 10 Mar 22:15
      Tue 10 Mar 22:00    owed: customer-word by ana until Wed 11 Mar 09:00
      Tue 10 Mar 22:00  Tell the advisor what changed — 1 line has news for the advisor.
      Tue 10 Mar 22:00    alert to ana: RO 10233: Water pump is expected Monday, March 16.
      Tue 10 Mar 22:00    kept: advisor-word — The advisor was told.
      Tue 10 Mar 22:00  Wait for the contact window (until Wed 11 Mar 08:00) — The customer may not be written to at this hour.
      Wed 11 Mar 08:00  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Wed 11 Mar 08:00    sms: Prairie Motors: The part for your vehicle should be here by Monday, March 16. We will tell you if the day changes. Reply STOP to get no more texts.
      Wed 11 Mar 08:00    kept: customer-word — The message was handed over.
      Wed 11 Mar 08:00  Wait for the part (until Tue 17 Mar 00:00) — Awaited by Monday, March 16: the one open line.
    `,
  },
  {
    title: 'quiet hours of the recipient: eight in Los Angeles is ten in Chicago',
    begins: '03-09 07:00',
    tells: '03-09 08:00',
    async play({ at, opensOrder, asksFor, updates, knows }) {
      await knows('C-9', {
        phones: [{ number: '+12135550109', kind: 'mobile' }],
        address: { state: 'CA', country: 'US' },
      });
      await opensOrder({ customerId: 'C-9' });
      await at('03-09 08:00');
      await asksFor('P-1', 'Water pump');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-09 11:00');
    },
    diary: `
      Mon 9 Mar 08:00  pat asks for Water pump
      Mon 9 Mar 08:00  pat orders the pump for the 12th
      Mon 9 Mar 08:00    owed: advisor-word by pat until Mon 9 Mar 08:15
      Mon 9 Mar 08:00    owed: customer-word by ana until Mon 9 Mar 11:00
      Mon 9 Mar 08:00  Tell the advisor what changed — 1 line has news for the advisor.
      Mon 9 Mar 08:00    alert to ana: RO 10233: Water pump is expected Thursday, March 12.
      Mon 9 Mar 08:00    kept: advisor-word — The advisor was told.
      Mon 9 Mar 08:00  Wait for the contact window (until Mon 9 Mar 10:00) — The customer may not be written to at this hour.
      Mon 9 Mar 10:00  Tell the customer the new ETA — The customer does not know the day on which the parts are expected.
      Mon 9 Mar 10:00    sms: Prairie Motors: The part for your vehicle should be here by Thursday, March 12. We will tell you if the day changes. Reply STOP to get no more texts.
      Mon 9 Mar 10:00    kept: customer-word — The message was handed over.
      Mon 9 Mar 10:00  Wait for the part (until Fri 13 Mar 00:00) — Awaited by Thursday, March 12: the one open line.
    `,
  },
  {
    title: 'a word that is no news any more by morning',
    begins: '03-09 10:00',
    tells: '03-10 22:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-10 22:00');
      await updates('enters what the supplier sent: the pump comes on the 16th', 'P-1', {
        do: 'eta',
        lineId: '1',
        eta: '2026-03-16',
      });
      await at('03-11 07:40');
      await updates('hears that it is the 12th after all', 'P-1', { do: 'eta', lineId: '1', eta: '2026-03-12' });
      await at('03-11 09:00');
    },
    diary: `
      Tue 10 Mar 22:00  pat enters what the supplier sent: the pump comes on the 16th
      Tue 10 Mar 22:00    owed: advisor-word by pat until Tue 10 Mar 22:15
      Tue 10 Mar 22:00    owed: customer-word by ana until Wed 11 Mar 09:00
      Tue 10 Mar 22:00  Tell the advisor what changed — 1 line has news for the advisor.
      Tue 10 Mar 22:00    alert to ana: RO 10233: Water pump is expected Monday, March 16.
      Tue 10 Mar 22:00    kept: advisor-word — The advisor was told.
      Tue 10 Mar 22:00  Wait for the contact window (until Wed 11 Mar 08:00) — The customer may not be written to at this hour.
      Wed 11 Mar 07:40  pat hears that it is the 12th after all
      Wed 11 Mar 07:40    cancelled: customer-word — It was no news any more.
      Wed 11 Mar 07:40    owed: advisor-word by pat until Wed 11 Mar 07:55
      Wed 11 Mar 07:40  Tell the advisor what changed — 1 line has news for the advisor.
      Wed 11 Mar 07:40    alert to ana: RO 10233: Water pump is expected Thursday, March 12.
      Wed 11 Mar 07:40    kept: advisor-word — The advisor was told.
      Wed 11 Mar 07:40  Wait for the part (until Fri 13 Mar 00:00) — Awaited by Thursday, March 12: the one open line.
    `,
  },
  {
    title: 'told at the counter before the message could go: no message',
    begins: '03-09 10:00',
    tells: '03-10 22:00',
    async play({ at, opensOrder, asksFor, updates, keeps }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-10 22:00');
      await updates('enters what the supplier sent: the pump comes on the 16th', 'P-1', {
        do: 'eta',
        lineId: '1',
        eta: '2026-03-16',
      });
      await at('03-11 07:40');
      await keeps('ana', 'customer-word', 'Was at the counter', 2);
      await at('03-11 09:00');
    },
    diary: `
      Tue 10 Mar 22:00  pat enters what the supplier sent: the pump comes on the 16th
      Tue 10 Mar 22:00    owed: advisor-word by pat until Tue 10 Mar 22:15
      Tue 10 Mar 22:00    owed: customer-word by ana until Wed 11 Mar 09:00
      Tue 10 Mar 22:00  Tell the advisor what changed — 1 line has news for the advisor.
      Tue 10 Mar 22:00    alert to ana: RO 10233: Water pump is expected Monday, March 16.
      Tue 10 Mar 22:00    kept: advisor-word — The advisor was told.
      Tue 10 Mar 22:00  Wait for the contact window (until Wed 11 Mar 08:00) — The customer may not be written to at this hour.
      Wed 11 Mar 07:40  ana keeps customer-word by hand: Was at the counter
      Wed 11 Mar 07:40    kept: customer-word — A person did it.
      Wed 11 Mar 07:40  Wait for the part (until Tue 17 Mar 00:00) — Awaited by Monday, March 16: the one open line.
    `,
  },
];
