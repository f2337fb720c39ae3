/** Stories of how the next visit ends otherwise: no way to remind, opened again, void, sold, settled by hand, stuck. */
import type { Story } from '../stage.ts';
import type { NextVisitStage } from './stage.ts';

export const endStories: readonly Story<NextVisitStage>[] = [
  {
    title: 'who agreed to no offers cannot be reminded: it stays owed until they agree',
    begins: '03-10 09:00',
    async play({ at, knowsCar, writesUp, closes, movesCar, agrees }) {
      await knowsCar();
      await writesUp({ vehicleId: 'V-1' });
      await closes();
      await at('03-10 11:00');
      await movesCar('with-customer');
      await at('03-10 13:30');
      await agrees();
      await at('03-10 14:00');
    },
    diary: `
      Tue 10 Mar 09:00  ana notes down the vehicle V-1
      Tue 10 Mar 09:00  ana writes up RO 10233, the car stays in the shop
      Tue 10 Mar 09:00  ana closes the RO
      Tue 10 Mar 09:00    owed: next-visit by ana until Tue 10 Mar 13:00
      Tue 10 Mar 09:00  Wait for the pick-up, or a booking (until Tue 10 Mar 13:00) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 09:00  Done: asleep until the next date (until Sun 23 Aug 10:00) — The next service is due around 2026-09-06; nothing to do before 2026-08-23.
      Tue 10 Mar 11:00  ana gives the car back
      Tue 10 Mar 11:00  Wait for a booking (until Tue 10 Mar 13:00) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 13:00  Escalate what is late — It is due now and not kept.
      Tue 10 Mar 13:00    alert to ana: Due 2026-03-10 13:00: The next visit after RO 10233: a booking, or word that the customer wants none. It is due now and not kept.
      Tue 10 Mar 13:00    late: next-visit, step 1, with ana
      Tue 10 Mar 13:00  Wait for a booking (until Tue 10 Mar 15:00) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 13:30  ana records that the customer allows marketing-sms
      Tue 10 Mar 13:30    kept, late: next-visit — The customer will be reminded when the next service is due.
      Tue 10 Mar 13:30  Done: a reminder will ask — The customer will be reminded when the next service is due.
    `,
  },
  {
    title: 'where retention only watches, nobody is reminded',
    begins: '03-10 09:00',
    async play({ at, agrees, knowsCar, holdsRetention, writesUp, closes, movesCar, settles, people }) {
      await agrees();
      await knowsCar();
      await holdsRetention('observe');
      await writesUp({ vehicleId: 'V-1' });
      await closes();
      await at('03-10 11:00');
      await movesCar('with-customer');
      await at('03-10 11:30');
      await settles(people.advisor, 'They call us in the summer');
      await at('03-10 14:00');
    },
    diary: `
      Tue 10 Mar 09:00  ana records that the customer allows marketing-sms
      Tue 10 Mar 09:00  ana notes down the vehicle V-1
      Tue 10 Mar 09:00  ada lets retention only observe
      Tue 10 Mar 09:00  ana writes up RO 10233, the car stays in the shop
      Tue 10 Mar 09:00  ana closes the RO
      Tue 10 Mar 09:00    owed: next-visit by ana until Tue 10 Mar 13:00
      Tue 10 Mar 09:00  Wait for the pick-up, or a booking (until Tue 10 Mar 13:00) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 09:00  Done: asleep until the next date (until Sun 23 Aug 10:00) — The next service is due around 2026-09-06; nothing to do before 2026-08-23.
      Tue 10 Mar 11:00  ana gives the car back
      Tue 10 Mar 11:00  Wait for a booking (until Tue 10 Mar 13:00) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 11:30  ana keeps next-visit by hand: They call us in the summer
      Tue 10 Mar 11:30    kept: next-visit — A person did it.
      Tue 10 Mar 11:30  Done: a person has settled it — What was owed at this closing is settled.
    `,
  },
  {
    title: 'opened again and closed again: owed anew, by whoever has the order then',
    begins: '03-10 09:00',
    async play({ at, writesUp, closes, reopens, changesAdvisor, leaves, putsAside }) {
      await writesUp();
      await closes();
      await at('03-10 09:30');
      await reopens();
      await at('03-10 10:00');
      await closes();
      await at('03-10 10:10');
      await changesAdvisor('ben');
      await at('03-10 10:20');
      await leaves('ben');
      await at('03-10 10:30');
      await putsAside('ana', 'They move to Ohio', 2);
      await at('03-10 16:00');
    },
    diary: `
      Tue 10 Mar 09:00  ana writes up RO 10233, the car stays in the shop
      Tue 10 Mar 09:00  ana closes the RO
      Tue 10 Mar 09:00    owed: next-visit by ana until Tue 10 Mar 13:00
      Tue 10 Mar 09:00  Wait for the pick-up, or a booking (until Tue 10 Mar 13:00) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 09:30  ana reopens the RO
      Tue 10 Mar 09:30    cancelled: next-visit — The repair order is not closed.
      Tue 10 Mar 09:30  Done: no next visit is owed — The repair order is not closed.
      Tue 10 Mar 10:00  ana closes the RO
      Tue 10 Mar 10:00    owed: next-visit by ana until Tue 10 Mar 14:00
      Tue 10 Mar 10:00  Wait for the pick-up, or a booking (until Tue 10 Mar 14:00) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 10:10  ana gives the RO to ben
      Tue 10 Mar 10:10    handed over: next-visit from ana to ben
      Tue 10 Mar 10:20  ada deactivates ben
      Tue 10 Mar 10:20    handed over: next-visit from ben to the advisor queue
      Tue 10 Mar 10:30  ana cancels next-visit: They move to Ohio
      Tue 10 Mar 10:30    cancelled: next-visit — A person cancelled it.
      Tue 10 Mar 10:30  Done: a person has settled it — What was owed at this closing is settled.
    `,
  },
  {
    title: 'opened and closed again within one second: the old closing is owed no more',
    begins: '03-10 09:00',
    async play({ at, writesUp, closes, reopens, voids }) {
      await writesUp();
      await closes();
      await at('03-10 09:30');
      await reopens();
      await closes();
      await at('03-10 09:40');
      await voids();
      await at('03-10 16:00');
    },
    diary: `
      Tue 10 Mar 09:00  ana writes up RO 10233, the car stays in the shop
      Tue 10 Mar 09:00  ana closes the RO
      Tue 10 Mar 09:00    owed: next-visit by ana until Tue 10 Mar 13:00
      Tue 10 Mar 09:00  Wait for the pick-up, or a booking (until Tue 10 Mar 13:00) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 09:30  ana reopens the RO
      Tue 10 Mar 09:30  ana closes the RO
      Tue 10 Mar 09:30    cancelled: next-visit — The repair order was opened again since.
      Tue 10 Mar 09:30    owed: next-visit by ana until Tue 10 Mar 13:30
      Tue 10 Mar 09:30  Wait for the pick-up, or a booking (until Tue 10 Mar 13:30) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 09:40  ana voids the RO
      Tue 10 Mar 09:40    cancelled: next-visit — The repair order is void.
      Tue 10 Mar 09:40  Done: no next visit is owed — The repair order is void.
    `,
  },
  {
    title: 'the vehicle is sold',
    begins: '03-10 09:00',
    async play({ at, knowsCar, writesUp, closes, sells }) {
      await knowsCar();
      await writesUp({ vehicleId: 'V-1' });
      await closes();
      await at('03-10 10:00');
      await sells();
      await at('03-10 16:00');
    },
    diary: `
      Tue 10 Mar 09:00  ana notes down the vehicle V-1
      Tue 10 Mar 09:00  ana writes up RO 10233, the car stays in the shop
      Tue 10 Mar 09:00  ana closes the RO
      Tue 10 Mar 09:00    owed: next-visit by ana until Tue 10 Mar 13:00
      Tue 10 Mar 09:00  Wait for the pick-up, or a booking (until Tue 10 Mar 13:00) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 09:00  Done: asleep until the next date (until Sun 23 Aug 10:00) — The next service is due around 2026-09-06; nothing to do before 2026-08-23.
      Tue 10 Mar 10:00  ana hears that the vehicle is sold
      Tue 10 Mar 10:00    cancelled: next-visit — The vehicle is no longer the customer’s.
      Tue 10 Mar 10:00  Done: no next visit is owed — The vehicle is no longer the customer’s.
      Tue 10 Mar 10:00  Done: nothing to write about — The vehicle is no longer the customer’s.
    `,
  },
  {
    title: 'they come back without an appointment, two days late',
    begins: '03-10 09:00',
    async play({ at, writesUp, closes, writesUpAgain }) {
      await writesUp();
      await closes();
      await at('03-12 10:00');
      await writesUpAgain();
      await at('03-12 16:00');
    },
    tells: '03-10 18:00',
    diary: `
      Tue 10 Mar 18:00  Escalate what is late — Still open at the end of the day: on the general manager’s list.
      Tue 10 Mar 18:00    alert to the general-manager queue: Due 2026-03-10 13:00: The next visit after RO 10233: a booking, or word that the customer wants none. Still open at the end of the day: on the general manager’s list.
      Tue 10 Mar 18:00    late: next-visit, step 4, with the service-manager queue
      Tue 10 Mar 18:00  Wait for a booking (until Thu 9 Apr 18:00) — The customer of RO 10233 has no next visit yet.
      Thu 12 Mar 10:00  ana writes up RO 10234
      Thu 12 Mar 10:00    kept, late: next-visit — The customer came again.
      Thu 12 Mar 10:00  Done: the customer comes again — The customer came again.
    `,
  },
  {
    title: 'a return visit for parts is the next visit',
    begins: '03-10 09:00',
    async play({ at, writesUp, closes, books }) {
      await writesUp();
      await closes();
      await at('03-10 10:00');
      await books('03-20 09:00');
      await at('03-10 16:00');
    },
    diary: `
      Tue 10 Mar 09:00  ana writes up RO 10233, the car stays in the shop
      Tue 10 Mar 09:00  ana closes the RO
      Tue 10 Mar 09:00    owed: next-visit by ana until Tue 10 Mar 13:00
      Tue 10 Mar 09:00  Wait for the pick-up, or a booking (until Tue 10 Mar 13:00) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 10:00  ana books the visit for 03-20 09:00
      Tue 10 Mar 10:00    kept: next-visit — A return visit is booked.
      Tue 10 Mar 10:00  Done: the customer comes again — A return visit is booked.
    `,
  },
  {
    title: 'taken for dead, and a budget that is spent: a person has it',
    begins: '03-10 09:00',
    async play({ at, writesUp, closes, takeForDead, spendBudget, optsOut }) {
      await writesUp();
      await closes();
      await at('03-10 10:00');
      await takeForDead();
      await at('03-10 13:30');
      await spendBudget();
      await optsOut();
      await at('03-10 14:00');
    },
    diary: `
      Tue 10 Mar 09:00  ana writes up RO 10233, the car stays in the shop
      Tue 10 Mar 09:00  ana closes the RO
      Tue 10 Mar 09:00    owed: next-visit by ana until Tue 10 Mar 13:00
      Tue 10 Mar 09:00  Wait for the pick-up, or a booking (until Tue 10 Mar 13:00) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 13:00  Done: replaced — Generation 2 has taken over.
      Tue 10 Mar 13:00  Escalate what is late — It is due now and not kept.
      Tue 10 Mar 13:00    alert to ana: Due 2026-03-10 13:00: The next visit after RO 10233: a booking, or word that the customer wants none. It is due now and not kept.
      Tue 10 Mar 13:00    late: next-visit, step 1, with ana
      Tue 10 Mar 13:00  Wait for a booking (until Tue 10 Mar 15:00) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 13:30  ana records that the customer wants no texts
      Tue 10 Mar 13:30    late: next-visit, step 4, with the service-manager queue
      Tue 10 Mar 13:30  Stuck: needs a person — More than 200 steps without an end: a person must look. Last: The customer of RO 10233 has no next visit yet.
    `,
  },
];
