/** Stories of the next visit. */
import type { Story } from '../stage.ts';
import { endStories } from './ends.ts';
import type { NextVisitStage } from './stage.ts';

export const nextVisitStories: readonly Story<NextVisitStage>[] = [
  {
    title: 'nobody asked at the counter: reminded, a colleague takes over, and books it late',
    begins: '03-10 09:00',
    async play({ at, opensCalendar, writesUp, closes, movesCar, booksNext }) {
      await opensCalendar();
      await writesUp();
      await closes();
      await at('03-10 09:30');
      await movesCar('with-customer');
      await at('03-10 15:30');
      await booksNext('A-1', '05-12 09:00', 'ben');
      await at('03-10 16:00');
    },
    diary: `
      Tue 10 Mar 09:00  ada sets the capacity of service
      Tue 10 Mar 09:00  ana writes up RO 10233, the car stays in the shop
      Tue 10 Mar 09:00  ana closes the RO
      Tue 10 Mar 09:00    owed: next-visit by ana until Tue 10 Mar 13:00
      Tue 10 Mar 09:00  Wait for the pick-up, or a booking (until Tue 10 Mar 13:00) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 09:30  ana gives the car back
      Tue 10 Mar 09:30  Wait for a booking (until Tue 10 Mar 13:00) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 13:00  Escalate what is late — It is due now and not kept.
      Tue 10 Mar 13:00    alert to ana: Due 2026-03-10 13:00: The next visit after RO 10233: a booking, or word that the customer wants none. It is due now and not kept.
      Tue 10 Mar 13:00    late: next-visit, step 1, with ana
      Tue 10 Mar 13:00  Wait for a booking (until Tue 10 Mar 15:00) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 15:00  Escalate what is late — Half the time again has passed: a colleague takes over.
      Tue 10 Mar 15:00    alert to ben: Due 2026-03-10 13:00: The next visit after RO 10233: a booking, or word that the customer wants none. Half the time again has passed: a colleague takes over.
      Tue 10 Mar 15:00    alert to ana: Due 2026-03-10 13:00: The next visit after RO 10233: a booking, or word that the customer wants none. Half the time again has passed: a colleague takes over.
      Tue 10 Mar 15:00    late: next-visit, step 2, with ben
      Tue 10 Mar 15:00  Wait for a booking (until Tue 10 Mar 17:00) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 15:30  ben books an appointment for 05-12 09:00
      Tue 10 Mar 15:30  Send the confirmation — The appointment is booked.
      Tue 10 Mar 15:30    sms: Prairie Motors: see you on Tuesday, May 12 at 9:00 AM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Tue 10 Mar 15:30  Done: asleep until the day is near (until Sat 9 May 09:00) — The customer has not said yet that they come. Nothing to do for more than 30 days.
      Tue 10 Mar 15:30    kept, late: next-visit — A visit is booked.
      Tue 10 Mar 15:30  Done: the customer comes again — A visit is booked.
    `,
  },
  {
    title: 'booked at the counter, before the car is gone',
    begins: '03-10 09:00',
    async play({ at, opensCalendar, writesUp, closes, booksNext, movesCar }) {
      await opensCalendar();
      await writesUp();
      await closes();
      await at('03-10 09:20');
      await booksNext('A-1', '05-12 09:00');
      await at('03-10 09:30');
      await movesCar('with-customer');
      await at('03-10 15:00');
    },
    diary: `
      Tue 10 Mar 09:00  ada sets the capacity of service
      Tue 10 Mar 09:00  ana writes up RO 10233, the car stays in the shop
      Tue 10 Mar 09:00  ana closes the RO
      Tue 10 Mar 09:00    owed: next-visit by ana until Tue 10 Mar 13:00
      Tue 10 Mar 09:00  Wait for the pick-up, or a booking (until Tue 10 Mar 13:00) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 09:20  ana books an appointment for 05-12 09:00
      Tue 10 Mar 09:20  Send the confirmation — The appointment is booked.
      Tue 10 Mar 09:20    sms: Prairie Motors: see you on Tuesday, May 12 at 9:00 AM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Tue 10 Mar 09:20  Done: asleep until the day is near (until Sat 9 May 09:00) — The customer has not said yet that they come. Nothing to do for more than 30 days.
      Tue 10 Mar 09:20    kept: next-visit — A visit is booked.
      Tue 10 Mar 09:20  Done: the customer comes again — A visit is booked.
      Tue 10 Mar 09:30  ana gives the car back
    `,
  },
  {
    title: 'a visit is ahead already: nothing is owed, also when it is called off later',
    begins: '03-10 09:00',
    async play({ at, opensCalendar, writesUp, booksNext, closes, callsOff }) {
      await opensCalendar();
      await writesUp();
      await booksNext('A-1', '04-10 09:00');
      await at('03-10 09:30');
      await closes();
      await at('03-10 10:00');
      await callsOff('A-1');
      await at('03-10 10:30');
    },
    tells: '03-10 09:30',
    diary: `
      Tue 10 Mar 09:30  ana closes the RO
      Tue 10 Mar 09:30  Done: the customer comes again — A visit is booked.
      Tue 10 Mar 10:00  ada calls the appointment off
      Tue 10 Mar 10:00  Tell the customer that it is off — The appointment was cancelled, and the customer has it in the calendar.
      Tue 10 Mar 10:00    sms: Prairie Motors: your appointment on Friday, April 10 at 9:00 AM is cancelled. Reply STOP to get no more texts.
      Tue 10 Mar 10:00  Done: the appointment is off — The appointment was cancelled.
    `,
  },
  {
    title: 'the car is picked up, and the reminder of the next service is armed',
    begins: '03-10 09:00',
    async play({ at, agrees, knowsCar, writesUp, closes, movesCar }) {
      await agrees();
      await knowsCar();
      await writesUp({ vehicleId: 'V-1' });
      await closes();
      await at('03-10 11:00');
      await movesCar('with-customer');
      await at('03-10 15:00');
    },
    diary: `
      Tue 10 Mar 09:00  ana records that the customer allows marketing-sms
      Tue 10 Mar 09:00  ana notes down the vehicle V-1
      Tue 10 Mar 09:00  ana writes up RO 10233, the car stays in the shop
      Tue 10 Mar 09:00  ana closes the RO
      Tue 10 Mar 09:00    owed: next-visit by ana until Tue 10 Mar 13:00
      Tue 10 Mar 09:00  Wait for the pick-up, or a booking (until Tue 10 Mar 13:00) — The customer of RO 10233 has no next visit yet.
      Tue 10 Mar 09:00  Done: asleep until the next date (until Sun 23 Aug 10:00) — The next service is due around 2026-09-06; nothing to do before 2026-08-23.
      Tue 10 Mar 11:00  ana gives the car back
      Tue 10 Mar 11:00    kept: next-visit — The customer will be reminded when the next service is due.
      Tue 10 Mar 11:00  Done: a reminder will ask — The customer will be reminded when the next service is due.
    `,
  },
  {
    title: 'gone before the invoice: the advisor may still call, then the reminder has it',
    begins: '03-10 09:00',
    async play({ at, agrees, knowsCar, writesUp, movesCar, closes }) {
      await agrees();
      await knowsCar();
      await writesUp({ vehicleId: 'V-1' });
      await movesCar('with-customer');
      await at('03-10 16:00');
      await closes();
      await at('03-12 09:00');
    },
    diary: `
      Tue 10 Mar 09:00  ana records that the customer allows marketing-sms
      Tue 10 Mar 09:00  ana notes down the vehicle V-1
      Tue 10 Mar 09:00  ana writes up RO 10233, the car stays in the shop
      Tue 10 Mar 09:00  ana gives the car back
      Tue 10 Mar 09:00  Done: asleep until the next date (until Sun 23 Aug 10:00) — The next service is due around 2026-09-06; nothing to do before 2026-08-23.
      Tue 10 Mar 16:00  ana closes the RO
      Tue 10 Mar 16:00    owed: next-visit by ana until Wed 11 Mar 09:30
      Tue 10 Mar 16:00  Wait for a booking (until Wed 11 Mar 09:30) — The customer of RO 10233 has no next visit yet.
      Wed 11 Mar 09:30    kept: next-visit — The customer will be reminded when the next service is due.
      Wed 11 Mar 09:30  Done: a reminder will ask — The customer will be reminded when the next service is due.
    `,
  },
  ...endStories,
];
