/** Stories of people who leave and of ends: closed, voided, returned, opened again. */
import { expect } from 'vitest';
import type { Story } from '../stage.ts';

export const endStories: readonly Story[] = [
  {
    title: 'the advisor leaves: what ana owed goes to the queue',
    begins: '03-09 10:00',
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
    diary: ``,
  },
  {
    title: 'the parts person has left: the queue owes the day',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, leaves }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await leaves('pat');
      await at('03-09 13:00');
    },
    diary: ``,
  },
  {
    title: 'another advisor takes the order over',
    begins: '03-09 10:00',
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
    diary: ``,
  },
  {
    title: 'closed: it goes on',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates, closes }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-09 17:00');
      await closes();
      await at('03-12 09:00');
      await updates('receives the pump', 'P-1', { do: 'receive', lineId: '1' });
      await at('03-12 10:00');
    },
    diary: ``,
  },
  {
    title: 'voided: it ends',
    begins: '03-09 10:00',
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
    diary: ``,
  },
  {
    title: 'every part went back',
    begins: '03-09 10:00',
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
    diary: ``,
  },
  {
    title: 'a new order after the end opens it again',
    begins: '03-09 10:00',
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
    diary: ``,
  },
  {
    title: 'in the desert: another store on another clock',
    store: 'S02',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, updates }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 10:30');
      await updates('orders the pump for the 12th', 'P-1', { do: 'order', lineId: '1', eta: '2026-03-12' });
      await at('03-12 09:00');
      await updates('receives the pump', 'P-1', { do: 'receive', lineId: '1' });
      await at('03-12 10:00');
    },
    diary: ``,
  },
  {
    title: 'stuck: the head has what is owed, and a person sends it on its way again',
    begins: '03-09 10:00',
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
    diary: ``,
  },
  {
    title: 'taken for dead by mistake: the old generation steps aside',
    begins: '03-09 10:00',
    async play({ at, opensOrder, asksFor, takeForDead }) {
      await opensOrder();
      await asksFor('P-1', 'Water pump');
      await at('03-09 11:00');
      await takeForDead();
      await at('03-09 12:30');
    },
    diary: ``,
  },
];
