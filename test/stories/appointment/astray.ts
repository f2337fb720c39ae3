/** Stories of what goes astray: a provider that is silent, a run that is taken for dead, a car that is sold. */
import type { Story } from '../stage.ts';
import type { AppointmentStage } from './stage.ts';

const testDrive = { department: 'sales', purpose: 'test-drive', stock: 'U1042' };

export const astray: readonly Story<AppointmentStage>[] = [
  {
    title: 'the provider never answers: a person asks whether it reached them',
    begins: '03-10 10:00',
    async play({ at, opens, people, books, world, keeps, cancels }) {
      await opens('service');
      world.record.setProvider('is-silent');
      await books(people.bdc, '03-11 15:00');
      await at('03-10 10:30');
      world.record.setProvider('takes');
      await at('03-10 11:30');
      await keeps(people.bdc, 'did-it-reach', 'They know');
      await at('03-10 12:00');
      await cancels(people.bdc);
      await at('03-10 13:00');
    },
    diary: `
      Tue 10 Mar 10:00  bea books a visit for 03-11 15:00
      Tue 10 Mar 10:00    owed: confirmation by the service-bdc queue until Wed 11 Mar 11:00
      Tue 10 Mar 10:00  Send the confirmation — The appointment is booked.
      Tue 10 Mar 10:00    sms: Prairie Motors: see you on Wednesday, March 11 at 3:00 PM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Tue 10 Mar 10:00  Wait for the answer (until Tue 10 Mar 15:00) — The customer has not said yet that they come.
      Tue 10 Mar 11:00    owed: did-it-reach by the service-bdc queue until Tue 10 Mar 12:00
      Tue 10 Mar 11:00  Wait for the answer (until Tue 10 Mar 12:00) — The customer has not said yet that they come.
      Tue 10 Mar 11:30  bea keeps did-it-reach by hand: They know
      Tue 10 Mar 11:30    kept: did-it-reach — A person did it.
      Tue 10 Mar 11:30  Wait for the answer (until Tue 10 Mar 15:00) — The customer has not said yet that they come.
      Tue 10 Mar 12:00  bea cancels the visit
      Tue 10 Mar 12:00    cancelled: confirmation — The appointment is off.
      Tue 10 Mar 12:00  Tell the customer that it is off — The appointment was cancelled, and the customer has it in the calendar.
      Tue 10 Mar 12:00    sms: Prairie Motors: your appointment on Wednesday, March 11 at 3:00 PM is cancelled. Reply STOP to get no more texts.
      Tue 10 Mar 12:00  Done: the appointment is off — The appointment was cancelled.
    `,
  },
  {
    title: 'taken for dead: the run that was replaced writes nothing any more; and a budget that is spent',
    begins: '03-10 10:00',
    async play({ at, opens, people, books, takeForDead, spendBudget, confirms }) {
      await opens('service');
      await books(people.bdc, '03-13 15:00');
      await at('03-10 11:10');
      await takeForDead('appointment');
      await at('03-10 15:30');
      await spendBudget('appointment');
      await confirms(people.bdc);
      await at('03-10 16:30');
    },
    diary: `
      Tue 10 Mar 10:00  bea books a visit for 03-13 15:00
      Tue 10 Mar 10:00  Send the confirmation — The appointment is booked.
      Tue 10 Mar 10:00    sms: Prairie Motors: see you on Friday, March 13 at 3:00 PM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Tue 10 Mar 10:00  Wait for the answer (until Tue 10 Mar 15:00) — The customer has not said yet that they come.
      Tue 10 Mar 15:00  Done: replaced — Generation 2 has taken over.
      Tue 10 Mar 15:00    owed: confirmation by the service-bdc queue until Fri 13 Mar 11:00
      Tue 10 Mar 15:00  Remind the customer — The visit is 72 hours away or less.
      Tue 10 Mar 15:00    sms: Prairie Motors: a reminder of your appointment on Friday, March 13 at 3:00 PM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Tue 10 Mar 15:00  Wait for the answer (until Thu 12 Mar 15:00) — The customer has not said yet that they come.
      Tue 10 Mar 15:30  bea notes that the customer confirms
      Tue 10 Mar 15:30    late: confirmation, step 4, with the bdc-manager queue
      Tue 10 Mar 15:30  Stuck: needs a person — More than 800 steps without an end: a person must look. Last: The customer has confirmed.
    `,
  },
  {
    title: 'the car is sold before they come: another one is chosen',
    begins: '03-10 10:00',
    async play({ at, opens, people, books, vehicleGoes, shows, pullsCar, arrives, greets }) {
      await opens('sales');
      await books(people.salesBdc, '03-11 15:00', { ...testDrive, staffId: 'sal' });
      await at('03-11 09:00');
      await vehicleGoes(people.salesperson);
      await at('03-11 09:40');
      await shows(people.salesperson, 'U1050');
      await at('03-11 13:30');
      await pullsCar(people.salesperson);
      await at('03-11 14:58');
      await arrives(people.salesBdc);
      await at('03-11 15:00');
      await greets(people.salesperson);
      await at('03-11 16:00');
    },
    diary: `
      Tue 10 Mar 10:00  bob books a visit for 03-11 15:00
      Tue 10 Mar 10:00    owed: confirmation by the bdc queue until Wed 11 Mar 11:00
      Tue 10 Mar 10:00    owed: accept by sal until Wed 11 Mar 13:00
      Tue 10 Mar 10:00    owed: car by sal until Wed 11 Mar 14:00
      Tue 10 Mar 10:00  Send the confirmation — The appointment is booked.
      Tue 10 Mar 10:00    sms: Prairie Motors: see you on Wednesday, March 11 at 3:00 PM with sal. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Tue 10 Mar 10:00  Wait for the answer (until Tue 10 Mar 15:00) — The customer has not said yet that they come.
      Tue 10 Mar 15:00  Remind the customer — The visit is 24 hours away or less.
      Tue 10 Mar 15:00    sms: Prairie Motors: a reminder of your appointment on Wednesday, March 11 at 3:00 PM with sal. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Tue 10 Mar 15:00  Wait for the answer (until Wed 11 Mar 11:00) — The customer has not said yet that they come.
      Wed 11 Mar 09:00  sal notes that the car is sold
      Wed 11 Mar 09:00    cancelled: car — The car is sold.
      Wed 11 Mar 09:00    owed: alternative by sal until Wed 11 Mar 09:30
      Wed 11 Mar 09:00  Wait for the answer (until Wed 11 Mar 09:30) — The customer has not said yet that they come.
      Wed 11 Mar 09:30  Escalate what is late — It is due now and not kept.
      Wed 11 Mar 09:30    alert to sal: Due 2026-03-11 09:30: Another car for a customer whose car is sold. It is due now and not kept.
      Wed 11 Mar 09:30    late: alternative, step 1, with sal
      Wed 11 Mar 09:30  Wait for the answer (until Wed 11 Mar 09:45) — The customer has not said yet that they come.
      Wed 11 Mar 09:40  sal chooses U1050 to be shown
      Wed 11 Mar 09:40    kept, late: alternative — Another car will be shown.
      Wed 11 Mar 09:40    owed: car by sal until Wed 11 Mar 14:00
      Wed 11 Mar 09:40  Wait for the answer (until Wed 11 Mar 11:00) — The customer has not said yet that they come.
      Wed 11 Mar 11:00  Escalate what is late — No answer came: call the customer.
      Wed 11 Mar 11:00    alert to the bdc queue: Due 2026-03-11 11:00: The customer’s word that they come: call, if no answer came. No answer came: call the customer.
      Wed 11 Mar 11:00    late: confirmation, step 1, with the bdc queue
      Wed 11 Mar 11:00  Wait for the answer (until Wed 11 Mar 13:00) — The customer has not said yet that they come.
      Wed 11 Mar 13:00  Remind the customer — The visit is 2 hours away or less.
      Wed 11 Mar 13:00    sms: Prairie Motors: a reminder of your appointment on Wednesday, March 11 at 3:00 PM with sal. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Wed 11 Mar 13:00  Escalate what is late — It is due now and not kept.
      Wed 11 Mar 13:00    alert to sal: Due 2026-03-11 13:00: A word that somebody is there for the customer. It is due now and not kept.
      Wed 11 Mar 13:00    late: accept, step 1, with sal
      Wed 11 Mar 13:00  Escalate what is late — Two hours later and still no word: the head of the department has it.
      Wed 11 Mar 13:00    alert to the bdc-manager queue: Due 2026-03-11 11:00: The customer’s word that they come: call, if no answer came. Two hours later and still no word: the head of the department has it.
      Wed 11 Mar 13:00    alert to the bdc queue: Due 2026-03-11 11:00: The customer’s word that they come: call, if no answer came. Two hours later and still no word: the head of the department has it.
      Wed 11 Mar 13:00    late: confirmation, step 2, with the bdc-manager queue
      Wed 11 Mar 13:00  Wait for the answer (until Wed 11 Mar 14:00) — The customer has not said yet that they come.
      Wed 11 Mar 13:30  sal pulls the car
      Wed 11 Mar 13:30    kept: car — The car stands ready.
      Wed 11 Mar 13:30  Wait for the answer (until Wed 11 Mar 15:00) — The customer has not said yet that they come.
      Wed 11 Mar 14:58  bob notes that the customer is here
      Wed 11 Mar 14:58    cancelled: accept — The customer is here.
      Wed 11 Mar 14:58    kept, late: confirmation — The customer came.
      Wed 11 Mar 14:58    owed: greet by sal until Wed 11 Mar 15:03
      Wed 11 Mar 14:58  Tell the host that the customer is here — The customer is here.
      Wed 11 Mar 14:58    alert to sal: Your test drive customer is here: read the visit card, and greet them.
      Wed 11 Mar 14:58  Wait for the greeting (until Wed 11 Mar 15:03) — The customer is here and not greeted yet.
      Wed 11 Mar 15:00  sal greets the customer
      Wed 11 Mar 15:00    kept: greet — The customer was greeted.
      Wed 11 Mar 15:00  Done: the customer came — The customer came and was greeted.
    `,
  },
];
