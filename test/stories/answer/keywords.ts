/** Stories of customers who answer a reminder by one word. */
import type { Story } from '../stage.ts';
import type { ConversationStage } from './stage.ts';

export const keywords: readonly Story<ConversationStage>[] = [
  {
    title: 'STOP to a reminder: confirmed once, and what was planned is refused',
    begins: '03-09 10:00',
    tells: '03-10 09:00',
    async play({ at, opens, people, books, customerWrites }) {
      await opens('service');
      await books(people.bdc, '03-11 09:00');
      await at('03-10 09:10');
      await customerWrites(' Stop ');
      await at('03-10 09:12');
      await customerWrites('STOP');
      await at('03-11 08:00');
    },
    diary: `
      Tue 10 Mar 09:00  Remind the customer — The visit is 24 hours away or less.
      Tue 10 Mar 09:00    sms: Prairie Motors: a reminder of your appointment on Wednesday, March 11 at 9:00 AM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Tue 10 Mar 09:00  Wait for the answer (until Tue 10 Mar 17:00) — The customer has not said yet that they come.
      Tue 10 Mar 09:10  the customer writes:  Stop 
      Tue 10 Mar 09:10  Confirm the opt-out — The customer wrote STOP: one confirmation, within five minutes.
      Tue 10 Mar 09:10    sms: Prairie Motors: you will get no more automated texts from us. Reply START to get them again.
      Tue 10 Mar 09:10  Done: nobody waits for an answer — Nobody waits for an answer.
      Tue 10 Mar 09:12  the customer writes: STOP
      Tue 10 Mar 17:00  Escalate what is late — No answer came: call the customer.
      Tue 10 Mar 17:00    alert to the service-bdc queue: Due 2026-03-10 17:00: The customer’s word that they come: call, if no answer came. No answer came: call the customer.
      Tue 10 Mar 17:00    late: confirmation, step 1, with the service-bdc queue
      Tue 10 Mar 17:00  Wait for the answer (until Tue 10 Mar 19:00) — The customer has not said yet that they come.
      Tue 10 Mar 19:00  Escalate what is late — Two hours later and still no word: the head of the department has it.
      Tue 10 Mar 19:00    alert to the service-manager queue: Due 2026-03-10 17:00: The customer’s word that they come: call, if no answer came. Two hours later and still no word: the head of the department has it.
      Tue 10 Mar 19:00    alert to the service-bdc queue: Due 2026-03-10 17:00: The customer’s word that they come: call, if no answer came. Two hours later and still no word: the head of the department has it.
      Tue 10 Mar 19:00    late: confirmation, step 2, with the service-manager queue
      Tue 10 Mar 19:00  Wait for the answer (until Wed 11 Mar 07:00) — The customer has not said yet that they come.
      Wed 11 Mar 07:00  Remind the customer — The visit is 2 hours away or less.
      Wed 11 Mar 07:00    no message: opted-out
      Wed 11 Mar 07:00  Wait for the answer (until Wed 11 Mar 09:00) — The customer has not said yet that they come.
    `,
  },
  {
    title: 'CANCEL to a reminder: an opt-out, and a call about the appointment',
    begins: '03-09 10:00',
    tells: '03-10 09:00',
    async play({ at, opens, people, books, customerWrites, settles, cancels }) {
      await opens('service');
      await books(people.bdc, '03-11 09:00');
      await at('03-10 09:10');
      await customerWrites('CANCEL');
      await at('03-10 09:30');
      await settles(people.advisor, 'answered-elsewhere');
      await cancels(people.bdc);
      await at('03-11 10:00');
    },
    diary: `
      Tue 10 Mar 09:00  Remind the customer — The visit is 24 hours away or less.
      Tue 10 Mar 09:00    sms: Prairie Motors: a reminder of your appointment on Wednesday, March 11 at 9:00 AM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Tue 10 Mar 09:00  Wait for the answer (until Tue 10 Mar 17:00) — The customer has not said yet that they come.
      Tue 10 Mar 09:10  the customer writes: CANCEL
      Tue 10 Mar 09:10    owed: answer by the advisor queue until Tue 10 Mar 09:25
      Tue 10 Mar 09:10  Confirm the opt-out — The customer wrote STOP: one confirmation, within five minutes.
      Tue 10 Mar 09:10    sms: Prairie Motors: you will get no more automated texts from us. Reply START to get them again.
      Tue 10 Mar 09:10  Wait for a person’s answer (until Tue 10 Mar 09:25) — Somebody wrote and has no answer yet.
      Tue 10 Mar 09:25  Escalate what is late — It is due now and not kept.
      Tue 10 Mar 09:25    alert to the advisor queue: Due 2026-03-10 09:25: A call to somebody who wrote about an appointment and wants no messages. It is due now and not kept.
      Tue 10 Mar 09:25    late: answer, step 1, with the advisor queue
      Tue 10 Mar 09:25  Wait for a person’s answer (until Tue 10 Mar 09:32) — Somebody wrote and has no answer yet.
      Tue 10 Mar 09:30  ana notes: answered-elsewhere
      Tue 10 Mar 09:30  bea cancels the visit
      Tue 10 Mar 09:30    kept, late: answer — A person answered, or said that no answer is needed.
      Tue 10 Mar 09:30  Done: nobody waits for an answer — Nobody waits for an answer.
      Tue 10 Mar 09:30    cancelled: confirmation — The appointment is off.
      Tue 10 Mar 09:30  Tell the customer that it is off — The appointment was cancelled, and the customer has it in the calendar.
      Tue 10 Mar 09:30    no message: opted-out
      Tue 10 Mar 09:30  Done: the appointment is off — The appointment was cancelled.
    `,
  },
  {
    title: 'C, then R, then X: the appointment hears, and nobody owes an answer',
    begins: '03-09 10:00',
    async play({ at, opens, people, books, customerWrites }) {
      await opens('service');
      await books(people.bdc, '03-11 09:00');
      await at('03-09 10:10');
      await customerWrites('c');
      await at('03-09 10:20');
      await customerWrites('R');
      await at('03-09 10:30');
      await customerWrites('X');
      await at('03-09 11:00');
    },
    diary: `
      Mon 9 Mar 10:00  bea books a visit for 03-11 09:00
      Mon 9 Mar 10:00    owed: confirmation by the service-bdc queue until Tue 10 Mar 17:00
      Mon 9 Mar 10:00  Send the confirmation — The appointment is booked.
      Mon 9 Mar 10:00    sms: Prairie Motors: see you on Wednesday, March 11 at 9:00 AM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Mon 9 Mar 10:00  Wait for the answer (until Tue 10 Mar 09:00) — The customer has not said yet that they come.
      Mon 9 Mar 10:10  the customer writes: c
      Mon 9 Mar 10:10    kept: confirmation — The customer confirmed.
      Mon 9 Mar 10:10  Wait for the visit (until Wed 11 Mar 07:00) — The customer has confirmed.
      Mon 9 Mar 10:20  the customer writes: R
      Mon 9 Mar 10:20    owed: new-time by the service-bdc queue until Mon 9 Mar 10:40
      Mon 9 Mar 10:20  Wait for a time (until Mon 9 Mar 10:40) — The customer wants another time.
      Mon 9 Mar 10:30  the customer writes: X
      Mon 9 Mar 10:30    cancelled: new-time — The appointment is off.
      Mon 9 Mar 10:30  Tell the customer that it is off — The appointment was cancelled, and the customer has it in the calendar.
      Mon 9 Mar 10:30    sms: Prairie Motors: your appointment on Wednesday, March 11 at 9:00 AM is cancelled. Reply STOP to get no more texts.
      Mon 9 Mar 10:30  Done: the appointment is off — The appointment was cancelled.
    `,
  },
  {
    title: 'two customers share a number: STOP counts for both and is confirmed to neither',
    begins: '03-09 10:00',
    async play({ at, knowsSpouse, customerWrites }) {
      await knowsSpouse();
      await customerWrites('STOP');
      await at('03-09 11:00');
    },
    diary: `
      Mon 9 Mar 10:00  ana notes down the spouse, with the same number
      Mon 9 Mar 10:00  the customer writes: STOP
      Mon 9 Mar 10:00  Done: nobody waits for an answer — Nobody waits for an answer.
    `,
  },
];
