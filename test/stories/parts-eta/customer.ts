/** Stories of the word to the customer: refused, delayed, by hand, by mail, lost. */
import type { Story } from '../stage.ts';

export const customerStories: readonly Story[] = [
  {
    title: 'opted out: no message, the advisor calls and keeps the word by hand',
    begins: '03-09 10:00',
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
    diary: ``,
  },
  {
    title: 'no channel: a customer with a landline only',
    begins: '03-09 10:00',
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
    diary: ``,
  },
  {
    title: 'quiet hours: a change at ten at night is told at eight',
    begins: '03-09 10:00',
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
    diary: ``,
  },
  {
    title: 'quiet hours of the recipient: eight in Los Angeles is ten in Chicago',
    begins: '03-09 07:00',
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
    diary: ``,
  },
  {
    title: 'a word that is no news any more by morning',
    begins: '03-09 10:00',
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
    diary: ``,
  },
  {
    title: 'told at the counter before the message could go: no message',
    begins: '03-09 10:00',
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
    diary: ``,
  },
  {
    title: 'by mail, when the customer prefers it',
    begins: '03-09 10:00',
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
    diary: ``,
  },
  {
    title: 'the provider refuses the number: a person has the word',
    begins: '03-09 10:00',
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
    diary: ``,
  },
  {
    title: 'the provider is silent: nobody sends twice, a person asks',
    begins: '03-09 10:00',
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
    diary: ``,
  },
];
