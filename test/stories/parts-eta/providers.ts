/** Stories of how the word leaves: by mail, not at all, nobody knows. */
import type { Story } from '../stage.ts';

export const providerStories: readonly Story[] = [
  {
    title: 'by mail, when the customer prefers it',
    begins: '03-09 10:00',
    tells: '03-09 10:30',
    async play({ at, opensOrder, asksFor, updates, knows }) {
      await knows('C-9', {
        emails: ['robin@example.com'],
        preferredChannel: 'email',
        address: { state: 'IL', country: 'US' },
      });
      await opensOrder({ customerId: 'C-9' });
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
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
      Mon 9 Mar 10:30    email: Prairie Motors: The part for your vehicle should be here by Thursday, March 12. We will tell you if the day changes.
      Mon 9 Mar 10:30    kept: customer-word — The message was handed over.
      Mon 9 Mar 10:30  Wait for the part (until Fri 13 Mar 00:00) — Awaited by Thursday, March 12: the one open line.
    `,
  },
  {
    title: 'the provider refuses the number: a person has the word',
    begins: '03-09 10:00',
    tells: '03-09 10:30',
    async play({ at, opensOrder, asksFor, updates, keeps, world }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      world.record.setProvider('refuses');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-09 11:15');
      await keeps('ana', 'customer-word', 'Rang at work');
      await at('03-09 14:00');
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
      Mon 9 Mar 10:30    waits for a person: customer-word — The message was not taken: tell the customer in person.
      Mon 9 Mar 10:30  Wait for the part (until Mon 9 Mar 11:30) — Awaited by Thursday, March 12: the one open line.
      Mon 9 Mar 11:15  ana keeps customer-word by hand: Rang at work
      Mon 9 Mar 11:15    kept: customer-word — A person did it.
      Mon 9 Mar 11:15  Wait for the part (until Fri 13 Mar 00:00) — Awaited by Thursday, March 12: the one open line.
    `,
  },
  {
    title: 'the provider is silent: nobody sends twice, a person asks',
    begins: '03-09 10:00',
    tells: '03-09 10:30',
    async play({ at, opensOrder, asksFor, updates, keeps, world }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      world.record.setProvider('is-silent');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-09 11:15');
      await keeps('ana', 'did-it-reach', 'They have it');
      await at('03-09 14:00');
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
      Mon 9 Mar 10:30    sms: Prairie Motors: The part for your vehicle should be here by Thursday, March 12. We will tell you if the day changes. Reply STOP to get no more texts.
      Mon 9 Mar 10:30  Wait for the part (until Mon 9 Mar 11:30) — Awaited by Thursday, March 12: the one open line.
      Mon 9 Mar 11:00    owed: did-it-reach by ana until Mon 9 Mar 12:00
      Mon 9 Mar 11:15  ana keeps did-it-reach by hand: They have it
      Mon 9 Mar 11:15    kept: did-it-reach — A person did it.
      Mon 9 Mar 11:15    kept: customer-word — The customer knows: somebody asked.
      Mon 9 Mar 11:15  Wait for the part (until Fri 13 Mar 00:00) — Awaited by Thursday, March 12: the one open line.
    `,
  },
];
