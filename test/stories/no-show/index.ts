/** Stories of visits that were missed. */
import type { AppointmentStage } from '../appointment/stage.ts';
import type { Story } from '../stage.ts';

const visit = { department: 'sales', purpose: 'sales-visit', staffId: 'sal' };

export const noShowStories: readonly Story<AppointmentStage>[] = [
  {
    title: 'written to after a quarter of an hour, called, and booked anew',
    begins: '03-10 10:00',
    tells: '03-10 12:30',
    async play({ at, opens, people, books, booksAnother }) {
      await opens('service');
      await opens('sales');
      await books(people.salesBdc, '03-10 12:00', visit);
      await at('03-10 14:50');
      await booksAnother(people.salesBdc, '03-12 10:00', { ...visit, purpose: 'sales-visit' });
      await at('03-10 15:00');
    },
    diary: `
      Tue 10 Mar 12:30  Note that nobody came — The hour has passed and nobody came.
      Tue 10 Mar 12:30    cancelled: accept — The appointment is off.
      Tue 10 Mar 12:30  Done: nobody came — The customer did not come.
      Tue 10 Mar 12:30    owed: save by the bdc queue until Tue 10 Mar 14:30
      Tue 10 Mar 12:30  Wait for a quarter of an hour: they may be on the way (until Tue 10 Mar 12:45) — The customer may still be on the way.
      Tue 10 Mar 12:45  Write to the customer who did not come — The customer did not come.
      Tue 10 Mar 12:45    sms: Prairie Motors: we missed you today at 12:00 PM. Shall we find another time? Reply with a day that suits you. Reply STOP to get no more texts.
      Tue 10 Mar 12:45  Wait for another appointment (until Tue 10 Mar 14:30) — The customer did not come and has no other appointment.
      Tue 10 Mar 14:30  Escalate what is late — It is due now and not kept.
      Tue 10 Mar 14:30    alert to the bdc queue: Due 2026-03-10 14:30: A call to a customer who did not come: another time, or a no. It is due now and not kept.
      Tue 10 Mar 14:30    late: save, step 1, with the bdc queue
      Tue 10 Mar 14:30  Wait for another appointment (until Tue 10 Mar 15:30) — The customer did not come and has no other appointment.
      Tue 10 Mar 14:50  bob books another visit for 03-12 10:00
      Tue 10 Mar 14:50    owed: confirmation by the bdc queue until Wed 11 Mar 17:00
      Tue 10 Mar 14:50    owed: accept by sal until Thu 12 Mar 08:00
      Tue 10 Mar 14:50  Send the confirmation — The appointment is booked.
      Tue 10 Mar 14:50    sms: Prairie Motors: see you on Thursday, March 12 at 10:00 AM with sal. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Tue 10 Mar 14:50  Wait for the answer (until Wed 11 Mar 10:00) — The customer has not said yet that they come.
      Tue 10 Mar 14:50    kept, late: save — Another appointment is booked.
      Tue 10 Mar 14:50  Done: another appointment is booked — Another appointment is booked.
    `,
  },
  {
    title: 'here after all: late, and the save is off',
    begins: '03-10 10:00',
    tells: '03-10 12:30',
    async play({ at, opens, people, books, arrives, greets }) {
      await opens('sales');
      await books(people.salesBdc, '03-10 12:00', visit);
      await at('03-10 12:40');
      await arrives(people.salesBdc);
      await at('03-10 12:42');
      await greets(people.salesperson);
      await at('03-10 14:00');
    },
    diary: `
      Tue 10 Mar 12:30  Note that nobody came — The hour has passed and nobody came.
      Tue 10 Mar 12:30    cancelled: accept — The appointment is off.
      Tue 10 Mar 12:30  Done: nobody came — The customer did not come.
      Tue 10 Mar 12:30    owed: save by the bdc queue until Tue 10 Mar 14:30
      Tue 10 Mar 12:30  Wait for a quarter of an hour: they may be on the way (until Tue 10 Mar 12:45) — The customer may still be on the way.
      Tue 10 Mar 12:40  bob notes that the customer is here
      Tue 10 Mar 12:40    owed: greet by sal until Tue 10 Mar 12:45
      Tue 10 Mar 12:40  Tell the host that the customer is here — The customer is here.
      Tue 10 Mar 12:40    alert to sal: Your sales visit customer is here: read the visit card, and greet them.
      Tue 10 Mar 12:40  Wait for the greeting (until Tue 10 Mar 12:45) — The customer is here and not greeted yet.
      Tue 10 Mar 12:40    cancelled: save — The customer came late.
      Tue 10 Mar 12:40  Done: the customer came late — The customer came late.
      Tue 10 Mar 12:42  sal greets the customer
      Tue 10 Mar 12:42    kept: greet — The customer was greeted.
      Tue 10 Mar 12:42  Done: the customer came — The customer came and was greeted.
    `,
  },
  {
    title: 'a repair order is opened late: service has them',
    begins: '03-10 07:45',
    tells: '03-10 10:00',
    async play({ at, opens, people, books, writesUp }) {
      await opens('service');
      await books(people.bdc, '03-10 08:00');
      await at('03-10 10:05');
      await writesUp(people.advisor);
      await at('03-10 13:00');
    },
    diary: `
      Tue 10 Mar 10:00  Note that nobody came — The hour has passed and nobody came.
      Tue 10 Mar 10:00  Done: nobody came — The customer did not come.
      Tue 10 Mar 10:00    owed: save by the service-bdc queue until Tue 10 Mar 12:00
      Tue 10 Mar 10:00  Wait for a quarter of an hour: they may be on the way (until Tue 10 Mar 10:15) — The customer may still be on the way.
      Tue 10 Mar 10:05  ana writes up RO 10233
      Tue 10 Mar 10:05    cancelled: save — The customer came late: a repair order was opened.
      Tue 10 Mar 10:05  Done: the customer came late — The customer came late: a repair order was opened.
    `,
  },
  {
    title: 'the customer wants no other time',
    begins: '03-10 10:00',
    tells: '03-10 12:30',
    async play({ at, opens, people, books, declines }) {
      await opens('sales');
      await books(people.salesBdc, '03-10 12:00', visit);
      await at('03-10 14:00');
      await declines(people.salesBdc);
      await at('03-10 15:00');
    },
    diary: `
      Tue 10 Mar 12:30  Note that nobody came — The hour has passed and nobody came.
      Tue 10 Mar 12:30    cancelled: accept — The appointment is off.
      Tue 10 Mar 12:30  Done: nobody came — The customer did not come.
      Tue 10 Mar 12:30    owed: save by the bdc queue until Tue 10 Mar 14:30
      Tue 10 Mar 12:30  Wait for a quarter of an hour: they may be on the way (until Tue 10 Mar 12:45) — The customer may still be on the way.
      Tue 10 Mar 12:45  Write to the customer who did not come — The customer did not come.
      Tue 10 Mar 12:45    sms: Prairie Motors: we missed you today at 12:00 PM. Shall we find another time? Reply with a day that suits you. Reply STOP to get no more texts.
      Tue 10 Mar 12:45  Wait for another appointment (until Tue 10 Mar 14:30) — The customer did not come and has no other appointment.
      Tue 10 Mar 14:00  bob notes that the customer wants no other time
      Tue 10 Mar 14:00    kept: save — The customer wants no other appointment.
      Tue 10 Mar 14:00  Done: the customer declined — The customer wants no other appointment.
    `,
  },
  {
    title: 'missed while it is early where the customer lives: the message waits for their morning',
    begins: '03-09 10:00',
    tells: '03-10 08:00',
    async play({ at, opens, people, knowsCalifornian, books, keeps, world }) {
      await opens('sales');
      await knowsCalifornian();
      await books(people.salesBdc, '03-10 07:30', { ...visit, customerId: 'C-9' });
      await at('03-10 09:50');
      world.record.setProvider('is-silent');
      await at('03-10 10:05');
      await keeps(people.salesBdc, 'save', 'Left a word on their machine', 'no-show');
      await at('03-10 11:10');
      await keeps(people.salesBdc, 'did-it-reach', 'They know', 'no-show');
      await at('03-10 11:30');
    },
    diary: `
      Tue 10 Mar 08:00  Note that nobody came — The hour has passed and nobody came.
      Tue 10 Mar 08:00    cancelled: accept — The appointment is off.
      Tue 10 Mar 08:00  Done: nobody came — The customer did not come.
      Tue 10 Mar 08:00    owed: save by the bdc queue until Tue 10 Mar 10:00
      Tue 10 Mar 08:00  Wait for a quarter of an hour: they may be on the way (until Tue 10 Mar 08:15) — The customer may still be on the way.
      Tue 10 Mar 08:15  Wait for the contact window (until Tue 10 Mar 10:00) — The customer may not be written to at this hour.
      Tue 10 Mar 10:00  Write to the customer who did not come — The customer did not come.
      Tue 10 Mar 10:00    sms: Prairie Motors: we missed you today at 7:30 AM. Shall we find another time? Reply with a day that suits you. Reply STOP to get no more texts.
      Tue 10 Mar 10:00  Escalate what is late — It is due now and not kept.
      Tue 10 Mar 10:00    alert to the bdc queue: Due 2026-03-10 10:00: A call to a customer who did not come: another time, or a no. It is due now and not kept.
      Tue 10 Mar 10:00    late: save, step 1, with the bdc queue
      Tue 10 Mar 10:00  Wait for another appointment (until Tue 10 Mar 11:00) — The customer did not come and has no other appointment.
      Tue 10 Mar 10:05  bob keeps save by hand: Left a word on their machine
      Tue 10 Mar 10:05    kept, late: save — A person did it.
      Tue 10 Mar 10:05  Wait for another appointment (until Tue 24 Mar 08:00) — The customer did not come and has no other appointment.
      Tue 10 Mar 11:00    owed: did-it-reach by the bdc queue until Tue 10 Mar 12:00
      Tue 10 Mar 11:00  Wait for another appointment (until Tue 10 Mar 12:00) — The customer did not come and has no other appointment.
      Tue 10 Mar 11:10  bob keeps did-it-reach by hand: They know
      Tue 10 Mar 11:10    kept: did-it-reach — A person did it.
      Tue 10 Mar 11:10  Wait for another appointment (until Tue 24 Mar 08:00) — The customer did not come and has no other appointment.
    `,
  },
  {
    title: 'nobody reaches the customer for two weeks',
    begins: '03-10 10:00',
    tells: '03-10 14:00',
    async play({ at, opens, people, books, optsOut }) {
      await opens('sales');
      await optsOut();
      await books(people.salesBdc, '03-10 12:00', visit);
      await at('03-25 12:00');
    },
    diary: `
      Tue 10 Mar 14:30  Escalate what is late — It is due now and not kept.
      Tue 10 Mar 14:30    alert to the bdc queue: Due 2026-03-10 14:30: A call to a customer who did not come: another time, or a no. It is due now and not kept.
      Tue 10 Mar 14:30    late: save, step 1, with the bdc queue
      Tue 10 Mar 14:30  Wait for another appointment (until Tue 10 Mar 15:30) — The customer did not come and has no other appointment.
      Tue 10 Mar 15:30  Escalate what is late — Half the time again has passed: a colleague takes over.
      Tue 10 Mar 15:30    alert to bob: Due 2026-03-10 14:30: A call to a customer who did not come: another time, or a no. Half the time again has passed: a colleague takes over.
      Tue 10 Mar 15:30    alert to the bdc queue: Due 2026-03-10 14:30: A call to a customer who did not come: another time, or a no. Half the time again has passed: a colleague takes over.
      Tue 10 Mar 15:30    late: save, step 2, with bob
      Tue 10 Mar 15:30  Wait for another appointment (until Tue 10 Mar 16:30) — The customer did not come and has no other appointment.
      Tue 10 Mar 16:30  Escalate what is late — Twice the time has passed: the head of the department has it.
      Tue 10 Mar 16:30    alert to the bdc-manager queue: Due 2026-03-10 14:30: A call to a customer who did not come: another time, or a no. Twice the time has passed: the head of the department has it.
      Tue 10 Mar 16:30    alert to bob: Due 2026-03-10 14:30: A call to a customer who did not come: another time, or a no. Twice the time has passed: the head of the department has it.
      Tue 10 Mar 16:30    late: save, step 3, with the bdc-manager queue
      Tue 10 Mar 16:30  Wait for another appointment (until Tue 10 Mar 18:00) — The customer did not come and has no other appointment.
      Tue 10 Mar 18:00  Escalate what is late — Still open at the end of the day: on the general manager’s list.
      Tue 10 Mar 18:00    alert to the general-manager queue: Due 2026-03-10 14:30: A call to a customer who did not come: another time, or a no. Still open at the end of the day: on the general manager’s list.
      Tue 10 Mar 18:00    late: save, step 4, with the bdc-manager queue
      Tue 10 Mar 18:00  Wait for another appointment (until Tue 24 Mar 12:30) — The customer did not come and has no other appointment.
      Tue 24 Mar 12:30    cancelled: save — Nobody reached the customer for 14 days.
      Tue 24 Mar 12:30  Done: nobody could be reached — Nobody reached the customer for 14 days.
    `,
  },
  {
    title: 'taken for dead, and a budget that is spent: a person has it',
    begins: '03-10 10:00',
    tells: '03-10 12:45',
    async play({ at, opens, people, books, takeForDead, spendBudget, optsOut }) {
      await opens('sales');
      await books(people.salesBdc, '03-10 12:00', visit);
      await at('03-10 13:10');
      await takeForDead('no-show');
      await at('03-10 15:10');
      await spendBudget('no-show');
      await optsOut();
      await at('03-10 15:20');
    },
    diary: `
      Tue 10 Mar 12:45  Write to the customer who did not come — The customer did not come.
      Tue 10 Mar 12:45    sms: Prairie Motors: we missed you today at 12:00 PM. Shall we find another time? Reply with a day that suits you. Reply STOP to get no more texts.
      Tue 10 Mar 12:45  Wait for another appointment (until Tue 10 Mar 14:30) — The customer did not come and has no other appointment.
      Tue 10 Mar 14:30  Done: replaced — Generation 2 has taken over.
      Tue 10 Mar 14:30  Escalate what is late — It is due now and not kept.
      Tue 10 Mar 14:30    alert to the bdc queue: Due 2026-03-10 14:30: A call to a customer who did not come: another time, or a no. It is due now and not kept.
      Tue 10 Mar 14:30    late: save, step 1, with the bdc queue
      Tue 10 Mar 14:30  Wait for another appointment (until Tue 10 Mar 15:30) — The customer did not come and has no other appointment.
      Tue 10 Mar 15:10  ana records that the customer wants no texts
      Tue 10 Mar 15:10    late: save, step 4, with the bdc-manager queue
      Tue 10 Mar 15:10  Stuck: needs a person — More than 300 steps without an end: a person must look. Last: The customer did not come and has no other appointment.
    `,
  },
];
