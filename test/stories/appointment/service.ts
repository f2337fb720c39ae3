/** Stories of service visits. */
import type { Story } from '../stage.ts';
import type { AppointmentStage } from './stage.ts';

export const serviceVisits: readonly Story<AppointmentStage>[] = [
  {
    title: 'booked ten days ahead: confirmed by the customer, here in time',
    begins: '03-02 10:00',
    async play({ at, opens, people, books, confirms, arrives, greets }) {
      await opens('service');
      await books(people.bdc, '03-12 09:00');
      await at('03-09 12:00');
      await confirms(people.bdc);
      await at('03-12 08:55');
      await arrives(people.advisor);
      await at('03-12 08:58');
      await greets(people.advisor);
      await at('03-12 12:00');
    },
    diary: `
      Mon 2 Mar 10:00  bea books a visit for 03-12 09:00
      Mon 2 Mar 10:00  Send the confirmation — The appointment is booked.
      Mon 2 Mar 10:00    sms: Prairie Motors: see you on Thursday, March 12 at 9:00 AM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Mon 2 Mar 10:00  Wait for the answer (until Mon 9 Mar 09:00) — The customer has not said yet that they come.
      Mon 9 Mar 09:00    owed: confirmation by the service-bdc queue until Wed 11 Mar 17:00
      Mon 9 Mar 09:00  Remind the customer — The visit is 72 hours away or less.
      Mon 9 Mar 09:00    sms: Prairie Motors: a reminder of your appointment on Thursday, March 12 at 9:00 AM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Mon 9 Mar 09:00  Wait for the answer (until Wed 11 Mar 09:00) — The customer has not said yet that they come.
      Mon 9 Mar 12:00  bea notes that the customer confirms
      Mon 9 Mar 12:00    kept: confirmation — The customer confirmed.
      Mon 9 Mar 12:00  Wait for the visit (until Thu 12 Mar 07:00) — The customer has confirmed.
      Thu 12 Mar 07:00  Wait for the visit (until Thu 12 Mar 09:00) — The customer has confirmed.
      Thu 12 Mar 08:55  ana notes that the customer is here
      Thu 12 Mar 08:55    owed: greet by the advisor queue until Thu 12 Mar 09:00
      Thu 12 Mar 08:55  Tell the host that the customer is here — The customer is here.
      Thu 12 Mar 08:55    alert to the advisor queue: Your service customer is here: read the visit card, and greet them.
      Thu 12 Mar 08:55  Wait for the greeting (until Thu 12 Mar 09:00) — The customer is here and not greeted yet.
      Thu 12 Mar 08:58  ana greets the customer
      Thu 12 Mar 08:58    kept: greet — The customer was greeted.
      Thu 12 Mar 08:58  Done: the customer came — The customer came and was greeted.
    `,
  },
  {
    title: 'no answer: a call, then the head; nobody comes, and the visit is saved the same day',
    begins: '03-10 10:00',
    async play({ at, opens, people, books, booksAnother }) {
      await opens('service');
      await books(people.bdc, '03-11 15:00');
      await at('03-11 17:30');
      await booksAnother(people.bdc, '03-13 09:00');
      await at('03-11 19:00');
    },
    diary: `
      Tue 10 Mar 10:00  bea books a visit for 03-11 15:00
      Tue 10 Mar 10:00    owed: confirmation by the service-bdc queue until Wed 11 Mar 11:00
      Tue 10 Mar 10:00  Send the confirmation — The appointment is booked.
      Tue 10 Mar 10:00    sms: Prairie Motors: see you on Wednesday, March 11 at 3:00 PM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Tue 10 Mar 10:00  Wait for the answer (until Tue 10 Mar 15:00) — The customer has not said yet that they come.
      Tue 10 Mar 15:00  Remind the customer — The visit is 24 hours away or less.
      Tue 10 Mar 15:00    sms: Prairie Motors: a reminder of your appointment on Wednesday, March 11 at 3:00 PM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Tue 10 Mar 15:00  Wait for the answer (until Wed 11 Mar 11:00) — The customer has not said yet that they come.
      Wed 11 Mar 11:00  Escalate what is late — No answer came: call the customer.
      Wed 11 Mar 11:00    alert to the service-bdc queue: Due 2026-03-11 11:00: The customer’s word that they come: call, if no answer came. No answer came: call the customer.
      Wed 11 Mar 11:00    late: confirmation, step 1, with the service-bdc queue
      Wed 11 Mar 11:00  Wait for the answer (until Wed 11 Mar 13:00) — The customer has not said yet that they come.
      Wed 11 Mar 13:00  Remind the customer — The visit is 2 hours away or less.
      Wed 11 Mar 13:00    sms: Prairie Motors: a reminder of your appointment on Wednesday, March 11 at 3:00 PM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Wed 11 Mar 13:00  Escalate what is late — Two hours later and still no word: the head of the department has it.
      Wed 11 Mar 13:00    alert to the service-manager queue: Due 2026-03-11 11:00: The customer’s word that they come: call, if no answer came. Two hours later and still no word: the head of the department has it.
      Wed 11 Mar 13:00    alert to the service-bdc queue: Due 2026-03-11 11:00: The customer’s word that they come: call, if no answer came. Two hours later and still no word: the head of the department has it.
      Wed 11 Mar 13:00    late: confirmation, step 2, with the service-manager queue
      Wed 11 Mar 13:00  Wait for the answer (until Wed 11 Mar 15:00) — The customer has not said yet that they come.
      Wed 11 Mar 15:00    cancelled: confirmation — The hour has come.
      Wed 11 Mar 15:00  Wait for the visit (until Wed 11 Mar 17:00) — The hour is here.
      Wed 11 Mar 17:00  Note that nobody came — The hour has passed and nobody came.
      Wed 11 Mar 17:00  Done: nobody came — The customer did not come.
      Wed 11 Mar 17:00    owed: save by the service-bdc queue until Wed 11 Mar 18:00
      Wed 11 Mar 17:00  Wait for a quarter of an hour: they may be on the way (until Wed 11 Mar 17:15) — The customer may still be on the way.
      Wed 11 Mar 17:15  Write to the customer who did not come — The customer did not come.
      Wed 11 Mar 17:15    sms: Prairie Motors: we missed you today at 3:00 PM. Shall we find another time? Reply with a day that suits you. Reply STOP to get no more texts.
      Wed 11 Mar 17:15  Wait for another appointment (until Wed 11 Mar 18:00) — The customer did not come and has no other appointment.
      Wed 11 Mar 17:30  bea books another visit for 03-13 09:00
      Wed 11 Mar 17:30    owed: confirmation by the service-bdc queue until Thu 12 Mar 17:00
      Wed 11 Mar 17:30  Send the confirmation — The appointment is booked.
      Wed 11 Mar 17:30    sms: Prairie Motors: see you on Friday, March 13 at 9:00 AM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Wed 11 Mar 17:30  Wait for the answer (until Thu 12 Mar 09:00) — The customer has not said yet that they come.
      Wed 11 Mar 17:30    kept: save — Another appointment is booked.
      Wed 11 Mar 17:30  Done: another appointment is booked — Another appointment is booked.
    `,
  },
  {
    title: 'booked an hour ahead: one confirmation, no reminder, no call; a repair order says that they came',
    begins: '03-10 10:00',
    async play({ at, opens, people, books, writesUp }) {
      await opens('service');
      await books(people.bdc, '03-10 11:00');
      await at('03-10 11:10');
      await writesUp(people.advisor);
      await at('03-10 14:00');
    },
    diary: `
      Tue 10 Mar 10:00  bea books a visit for 03-10 11:00
      Tue 10 Mar 10:00  Send the confirmation — The appointment is booked.
      Tue 10 Mar 10:00    sms: Prairie Motors: see you on Tuesday, March 10 at 11:00 AM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Tue 10 Mar 10:00  Wait for the answer (until Tue 10 Mar 11:00) — The customer has not said yet that they come.
      Tue 10 Mar 11:00  Wait for the visit (until Tue 10 Mar 13:00) — The hour is here.
      Tue 10 Mar 11:10  ana writes up RO 10233
      Tue 10 Mar 11:10  Done: the customer came — A repair order was opened for the customer.
    `,
  },
  {
    title: 'the customer wants another time: called back, moved, and told',
    begins: '03-09 10:00',
    async play({ at, opens, people, books, asksToMove, moves, cancels }) {
      await opens('service');
      await books(people.bdc, '03-10 15:00');
      await at('03-09 16:00');
      await asksToMove(people.bdc);
      await at('03-09 16:30');
      await moves(people.bdc, '03-12 10:00');
      await at('03-11 12:00');
      await cancels(people.bdc);
      await at('03-12 16:00');
    },
    diary: `
      Mon 9 Mar 10:00  bea books a visit for 03-10 15:00
      Mon 9 Mar 10:00    owed: confirmation by the service-bdc queue until Tue 10 Mar 11:00
      Mon 9 Mar 10:00  Send the confirmation — The appointment is booked.
      Mon 9 Mar 10:00    sms: Prairie Motors: see you on Tuesday, March 10 at 3:00 PM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Mon 9 Mar 10:00  Wait for the answer (until Mon 9 Mar 15:00) — The customer has not said yet that they come.
      Mon 9 Mar 15:00  Remind the customer — The visit is 24 hours away or less.
      Mon 9 Mar 15:00    sms: Prairie Motors: a reminder of your appointment on Tuesday, March 10 at 3:00 PM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Mon 9 Mar 15:00  Wait for the answer (until Tue 10 Mar 11:00) — The customer has not said yet that they come.
      Mon 9 Mar 16:00  bea notes that the customer wants another time
      Mon 9 Mar 16:00    cancelled: confirmation — The customer wants another time.
      Mon 9 Mar 16:00    owed: new-time by the service-bdc queue until Mon 9 Mar 16:20
      Mon 9 Mar 16:00  Wait for a time (until Mon 9 Mar 16:20) — The customer wants another time.
      Mon 9 Mar 16:20  Escalate what is late — It is due now and not kept.
      Mon 9 Mar 16:20    alert to the service-bdc queue: Due 2026-03-09 16:20: Another time for a customer who cannot come as agreed. It is due now and not kept.
      Mon 9 Mar 16:20    late: new-time, step 1, with the service-bdc queue
      Mon 9 Mar 16:20  Wait for a time (until Mon 9 Mar 16:30) — The customer wants another time.
      Mon 9 Mar 16:30  bea moves the visit to 03-12 10:00
      Mon 9 Mar 16:30    kept, late: new-time — Another time is agreed.
      Mon 9 Mar 16:30    owed: confirmation by the service-bdc queue until Wed 11 Mar 17:00
      Mon 9 Mar 16:30  Send the confirmation — The appointment is at another time now.
      Mon 9 Mar 16:30    sms: Prairie Motors: your appointment is now on Thursday, March 12 at 10:00 AM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Mon 9 Mar 16:30  Wait for the answer (until Wed 11 Mar 10:00) — The customer has not said yet that they come.
      Wed 11 Mar 10:00  Remind the customer — The visit is 24 hours away or less.
      Wed 11 Mar 10:00    sms: Prairie Motors: a reminder of your appointment on Thursday, March 12 at 10:00 AM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Wed 11 Mar 10:00  Wait for the answer (until Wed 11 Mar 17:00) — The customer has not said yet that they come.
      Wed 11 Mar 12:00  bea cancels the visit
      Wed 11 Mar 12:00    cancelled: confirmation — The appointment is off.
      Wed 11 Mar 12:00  Tell the customer that it is off — The appointment was cancelled, and the customer has it in the calendar.
      Wed 11 Mar 12:00    sms: Prairie Motors: your appointment on Thursday, March 12 at 10:00 AM is cancelled. Reply STOP to get no more texts.
      Wed 11 Mar 12:00  Done: the appointment is off — The appointment was cancelled.
    `,
  },
  {
    title: 'a day without a time is agreed on; far ahead, the run sleeps',
    begins: '03-02 10:00',
    async play({ at, opens, people, wants, agrees, cancels }) {
      await opens('service');
      await wants(people.bdc, '05-04');
      await at('03-02 10:15');
      await agrees(people.bdc, '05-04 09:00');
      await at('03-31 12:00');
      await cancels(people.bdc);
      await at('04-01 12:00');
    },
    diary: `
      Mon 2 Mar 10:00  bea notes that the customer wants to come on 05-04
      Mon 2 Mar 10:00    owed: set-time by the service-bdc queue until Mon 2 Mar 10:20
      Mon 2 Mar 10:00  Wait for a time (until Mon 2 Mar 10:20) — The customer named a day, and no time is agreed.
      Mon 2 Mar 10:15  bea agrees on 05-04 09:00
      Mon 2 Mar 10:15    kept: set-time — A time is agreed.
      Mon 2 Mar 10:15  Send the confirmation — The appointment is booked.
      Mon 2 Mar 10:15    sms: Prairie Motors: see you on Monday, May 4 at 9:00 AM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Mon 2 Mar 10:15  Done: asleep until the day is near (until Fri 1 May 09:00) — The customer has not said yet that they come. Nothing to do for more than 30 days.
      Tue 31 Mar 12:00  bea cancels the visit
      Tue 31 Mar 12:00  Tell the customer that it is off — The appointment was cancelled, and the customer has it in the calendar.
      Tue 31 Mar 12:00    sms: Prairie Motors: your appointment on Monday, May 4 at 9:00 AM is cancelled. Reply STOP to get no more texts.
      Tue 31 Mar 12:00  Done: the appointment is off — The appointment was cancelled.
    `,
  },
  {
    title: 'a held slot is not booked',
    begins: '03-10 10:00',
    async play({ at, opens, people, holds }) {
      await opens('service');
      await holds(people.bdc, '03-12 09:00');
      await at('03-10 12:00');
    },
    diary: `
      Tue 10 Mar 10:00  bea holds a slot for 03-12 09:00
      Tue 10 Mar 10:00  Wait for a time (until Tue 10 Mar 10:10) — A slot is held and not booked yet.
      Tue 10 Mar 10:10  Wait for a time (until Thu 9 Apr 10:10) — A slot is held and not booked yet.
      Tue 10 Mar 11:00  Done: the appointment is off — The held slot was not booked in time.
    `,
  },
  {
    title: 'opted out: no message, the call is made all the same',
    begins: '03-10 10:00',
    async play({ at, opens, people, optsOut, books, confirms, arrives, greets }) {
      await opens('service');
      await optsOut();
      await books(people.bdc, '03-11 15:00');
      await at('03-11 11:20');
      await confirms(people.bdc);
      await at('03-11 15:02');
      await arrives(people.advisor);
      await at('03-11 15:15');
      await greets(people.advisor);
      await at('03-11 16:00');
    },
    diary: `
      Tue 10 Mar 10:00  ana records that the customer wants no texts
      Tue 10 Mar 10:00  bea books a visit for 03-11 15:00
      Tue 10 Mar 10:00    owed: confirmation by the service-bdc queue until Wed 11 Mar 11:00
      Tue 10 Mar 10:00  Send the confirmation — The appointment is booked.
      Tue 10 Mar 10:00    no message: opted-out
      Tue 10 Mar 10:00  Wait for the answer (until Tue 10 Mar 15:00) — The customer has not said yet that they come.
      Tue 10 Mar 15:00  Remind the customer — The visit is 24 hours away or less.
      Tue 10 Mar 15:00    no message: opted-out
      Tue 10 Mar 15:00  Wait for the answer (until Wed 11 Mar 11:00) — The customer has not said yet that they come.
      Wed 11 Mar 11:00  Escalate what is late — No answer came: call the customer.
      Wed 11 Mar 11:00    alert to the service-bdc queue: Due 2026-03-11 11:00: The customer’s word that they come: call, if no answer came. No answer came: call the customer.
      Wed 11 Mar 11:00    late: confirmation, step 1, with the service-bdc queue
      Wed 11 Mar 11:00  Wait for the answer (until Wed 11 Mar 13:00) — The customer has not said yet that they come.
      Wed 11 Mar 11:20  bea notes that the customer confirms
      Wed 11 Mar 11:20    kept, late: confirmation — The customer confirmed.
      Wed 11 Mar 11:20  Wait for the visit (until Wed 11 Mar 13:00) — The customer has confirmed.
      Wed 11 Mar 13:00  Remind the customer — The visit is 2 hours away or less.
      Wed 11 Mar 13:00    no message: opted-out
      Wed 11 Mar 13:00  Wait for the visit (until Wed 11 Mar 15:00) — The customer has confirmed.
      Wed 11 Mar 15:00  Wait for the visit (until Wed 11 Mar 17:00) — The customer has confirmed.
      Wed 11 Mar 15:02  ana notes that the customer is here
      Wed 11 Mar 15:02    owed: greet by the advisor queue until Wed 11 Mar 15:07
      Wed 11 Mar 15:02  Tell the host that the customer is here — The customer is here.
      Wed 11 Mar 15:02    alert to the advisor queue: Your service customer is here: read the visit card, and greet them.
      Wed 11 Mar 15:02  Wait for the greeting (until Wed 11 Mar 15:07) — The customer is here and not greeted yet.
      Wed 11 Mar 15:07  Escalate what is late — It is due now and not kept.
      Wed 11 Mar 15:07    alert to the advisor queue: Due 2026-03-11 15:07: A greeting: the customer is here. It is due now and not kept.
      Wed 11 Mar 15:07    late: greet, step 1, with the advisor queue
      Wed 11 Mar 15:07  Wait for the greeting (until Wed 11 Mar 15:09) — The customer is here and not greeted yet.
      Wed 11 Mar 15:09  Escalate what is late — Half the time again has passed: a colleague takes over.
      Wed 11 Mar 15:09    alert to ana: Due 2026-03-11 15:07: A greeting: the customer is here. Half the time again has passed: a colleague takes over.
      Wed 11 Mar 15:09    alert to the advisor queue: Due 2026-03-11 15:07: A greeting: the customer is here. Half the time again has passed: a colleague takes over.
      Wed 11 Mar 15:09    late: greet, step 2, with ana
      Wed 11 Mar 15:09  Wait for the greeting (until Wed 11 Mar 15:12) — The customer is here and not greeted yet.
      Wed 11 Mar 15:12  Escalate what is late — Twice the time has passed: the head of the department has it.
      Wed 11 Mar 15:12    alert to the service-manager queue: Due 2026-03-11 15:07: A greeting: the customer is here. Twice the time has passed: the head of the department has it.
      Wed 11 Mar 15:12    alert to ana: Due 2026-03-11 15:07: A greeting: the customer is here. Twice the time has passed: the head of the department has it.
      Wed 11 Mar 15:12    late: greet, step 3, with the service-manager queue
      Wed 11 Mar 15:12  Wait for the greeting (until Wed 11 Mar 18:00) — The customer is here and not greeted yet.
      Wed 11 Mar 15:15  ana greets the customer
      Wed 11 Mar 15:15    kept, late: greet — The customer was greeted.
      Wed 11 Mar 15:15  Done: the customer came — The customer came and was greeted.
    `,
  },
  {
    title: 'booked late in the evening: the confirmation waits for the morning, the reminder is overtaken',
    begins: '03-10 22:00',
    async play({ at, opens, people, books, cancels }) {
      await opens('service');
      await books(people.bdc, '03-11 16:00');
      await at('03-11 09:00');
      await cancels(people.bdc);
      await at('03-11 17:00');
    },
    diary: `
      Tue 10 Mar 22:00  bea books a visit for 03-11 16:00
      Tue 10 Mar 22:00    owed: confirmation by the service-bdc queue until Wed 11 Mar 12:00
      Tue 10 Mar 22:00  Wait for the contact window (until Wed 11 Mar 08:00) — The customer may not be written to at this hour.
      Wed 11 Mar 08:00  Send the confirmation — The appointment is booked.
      Wed 11 Mar 08:00    sms: Prairie Motors: see you on Wednesday, March 11 at 4:00 PM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Wed 11 Mar 08:00  Wait for the answer (until Wed 11 Mar 12:00) — The customer has not said yet that they come.
      Wed 11 Mar 09:00  bea cancels the visit
      Wed 11 Mar 09:00    cancelled: confirmation — The appointment is off.
      Wed 11 Mar 09:00  Tell the customer that it is off — The appointment was cancelled, and the customer has it in the calendar.
      Wed 11 Mar 09:00    sms: Prairie Motors: your appointment on Wednesday, March 11 at 4:00 PM is cancelled. Reply STOP to get no more texts.
      Wed 11 Mar 09:00  Done: the appointment is off — The appointment was cancelled.
    `,
  },
];
