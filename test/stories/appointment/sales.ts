/** Stories of visits to the showroom. */
import type { Story } from '../stage.ts';
import type { AppointmentStage } from './stage.ts';

const testDrive = { department: 'sales', purpose: 'test-drive', stock: 'U1042' };

export const salesVisits: readonly Story<AppointmentStage>[] = [
  {
    title: 'a test drive: named, accepted, the car at the door, greeted',
    begins: '03-10 10:00',
    async play({ at, opens, people, books, names, accepts, pullsCar, confirms, arrives, greets }) {
      await opens('sales');
      await books(people.salesBdc, '03-11 15:00', testDrive);
      await at('03-10 10:20');
      await names(people.salesBdc, people.salesperson);
      await at('03-10 16:00');
      await confirms(people.salesBdc);
      await at('03-11 10:00');
      await accepts(people.salesperson);
      await at('03-11 13:30');
      await pullsCar(people.salesperson);
      await at('03-11 15:01');
      await arrives(people.salesBdc);
      await at('03-11 15:03');
      await greets(people.salesperson);
      await at('03-11 16:00');
    },
    diary: `
      Tue 10 Mar 10:00  bob books a visit for 03-11 15:00
      Tue 10 Mar 10:00    owed: name-host by the bdc queue until Tue 10 Mar 10:30
      Tue 10 Mar 10:00    owed: confirmation by the bdc queue until Wed 11 Mar 11:00
      Tue 10 Mar 10:00    owed: accept by the salesperson queue until Wed 11 Mar 13:00
      Tue 10 Mar 10:00    owed: car by the salesperson queue until Wed 11 Mar 14:00
      Tue 10 Mar 10:00  Send the confirmation — The appointment is booked.
      Tue 10 Mar 10:00    sms: Prairie Motors: see you on Wednesday, March 11 at 3:00 PM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Tue 10 Mar 10:00  Wait for the answer (until Tue 10 Mar 10:30) — The customer has not said yet that they come.
      Tue 10 Mar 10:20  bob names sal as host
      Tue 10 Mar 10:20    handed over: accept from the salesperson queue to sal
      Tue 10 Mar 10:20    handed over: car from the salesperson queue to sal
      Tue 10 Mar 10:20    kept: name-host — It is named who meets the customer.
      Tue 10 Mar 10:20  Wait for the answer (until Tue 10 Mar 15:00) — The customer has not said yet that they come.
      Tue 10 Mar 15:00  Remind the customer — The visit is 24 hours away or less.
      Tue 10 Mar 15:00    sms: Prairie Motors: a reminder of your appointment on Wednesday, March 11 at 3:00 PM with sal. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Tue 10 Mar 15:00  Wait for the answer (until Wed 11 Mar 11:00) — The customer has not said yet that they come.
      Tue 10 Mar 16:00  bob notes that the customer confirms
      Tue 10 Mar 16:00    kept: confirmation — The customer confirmed.
      Tue 10 Mar 16:00  Wait for the visit (until Wed 11 Mar 13:00) — The customer has confirmed.
      Wed 11 Mar 10:00  sal accepts
      Wed 11 Mar 10:00    kept: accept — Somebody is ready for the customer.
      Wed 11 Mar 13:00  Remind the customer — The visit is 2 hours away or less.
      Wed 11 Mar 13:00    sms: Prairie Motors: a reminder of your appointment on Wednesday, March 11 at 3:00 PM with sal. https://example.com/l/1 Reply STOP to get no more texts.
      Wed 11 Mar 13:00  Wait for the visit (until Wed 11 Mar 14:00) — The customer has confirmed.
      Wed 11 Mar 13:30  sal pulls the car
      Wed 11 Mar 13:30    kept: car — The car stands ready.
      Wed 11 Mar 13:30  Wait for the visit (until Wed 11 Mar 15:00) — The customer has confirmed.
      Wed 11 Mar 15:00  Wait for the visit (until Wed 11 Mar 15:30) — The customer has confirmed.
      Wed 11 Mar 15:01  bob notes that the customer is here
      Wed 11 Mar 15:01    owed: greet by sal until Wed 11 Mar 15:06
      Wed 11 Mar 15:01  Tell the host that the customer is here — The customer is here.
      Wed 11 Mar 15:01    alert to sal: Your test drive customer is here: read the visit card, and greet them.
      Wed 11 Mar 15:01  Wait for the greeting (until Wed 11 Mar 15:06) — The customer is here and not greeted yet.
      Wed 11 Mar 15:03  sal greets the customer
      Wed 11 Mar 15:03    kept: greet — The customer was greeted.
      Wed 11 Mar 15:03  Done: the customer came — The customer came and was greeted.
    `,
  },
  {
    title: 'nobody names a salesperson, nobody greets: the ladder; the salesperson leaves',
    begins: '03-10 10:00',
    async play({ at, opens, people, books, names, leaves, arrives }) {
      await opens('sales');
      await books(people.salesBdc, '03-10 12:00', testDrive);
      await at('03-10 10:50');
      await names(people.salesBdc, people.salesperson);
      await at('03-10 11:10');
      await leaves(people.salesperson);
      await at('03-10 11:58');
      await arrives(people.salesBdc);
      await at('03-10 12:20');
    },
    diary: `
      Tue 10 Mar 10:00  bob books a visit for 03-10 12:00
      Tue 10 Mar 10:00    owed: name-host by the bdc queue until Tue 10 Mar 10:30
      Tue 10 Mar 10:00    owed: accept by the salesperson queue until Tue 10 Mar 10:15
      Tue 10 Mar 10:00    owed: car by the salesperson queue until Tue 10 Mar 11:00
      Tue 10 Mar 10:00  Send the confirmation — The appointment is booked.
      Tue 10 Mar 10:00    sms: Prairie Motors: see you on Tuesday, March 10 at 12:00 PM. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Tue 10 Mar 10:00  Wait for the answer (until Tue 10 Mar 10:15) — The customer has not said yet that they come.
      Tue 10 Mar 10:15  Escalate what is late — It is due now and not kept.
      Tue 10 Mar 10:15    alert to the salesperson queue: Due 2026-03-10 10:15: A word that somebody is there for the customer. It is due now and not kept.
      Tue 10 Mar 10:15    late: accept, step 1, with the salesperson queue
      Tue 10 Mar 10:15  Wait for the answer (until Tue 10 Mar 10:22) — The customer has not said yet that they come.
      Tue 10 Mar 10:22  Escalate what is late — Half the time again has passed: a colleague takes over.
      Tue 10 Mar 10:22    alert to sal: Due 2026-03-10 10:15: A word that somebody is there for the customer. Half the time again has passed: a colleague takes over.
      Tue 10 Mar 10:22    alert to the salesperson queue: Due 2026-03-10 10:15: A word that somebody is there for the customer. Half the time again has passed: a colleague takes over.
      Tue 10 Mar 10:22    late: accept, step 2, with sal
      Tue 10 Mar 10:22  Wait for the answer (until Tue 10 Mar 10:30) — The customer has not said yet that they come.
      Tue 10 Mar 10:30  Escalate what is late — Twice the time has passed: the head of the department has it.
      Tue 10 Mar 10:30    alert to the sales-manager queue: Due 2026-03-10 10:15: A word that somebody is there for the customer. Twice the time has passed: the head of the department has it.
      Tue 10 Mar 10:30    alert to sal: Due 2026-03-10 10:15: A word that somebody is there for the customer. Twice the time has passed: the head of the department has it.
      Tue 10 Mar 10:30    late: accept, step 3, with the sales-manager queue
      Tue 10 Mar 10:30  Escalate what is late — It is due now and not kept.
      Tue 10 Mar 10:30    alert to the bdc queue: Due 2026-03-10 10:30: The name of the salesperson who meets the customer. It is due now and not kept.
      Tue 10 Mar 10:30    late: name-host, step 1, with the bdc queue
      Tue 10 Mar 10:30  Wait for the answer (until Tue 10 Mar 10:45) — The customer has not said yet that they come.
      Tue 10 Mar 10:45  Escalate what is late — Half the time again has passed: a colleague takes over.
      Tue 10 Mar 10:45    alert to bob: Due 2026-03-10 10:30: The name of the salesperson who meets the customer. Half the time again has passed: a colleague takes over.
      Tue 10 Mar 10:45    alert to the bdc queue: Due 2026-03-10 10:30: The name of the salesperson who meets the customer. Half the time again has passed: a colleague takes over.
      Tue 10 Mar 10:45    late: name-host, step 2, with bob
      Tue 10 Mar 10:45  Wait for the answer (until Tue 10 Mar 11:00) — The customer has not said yet that they come.
      Tue 10 Mar 10:50  bob names sal as host
      Tue 10 Mar 10:50    handed over: car from the salesperson queue to sal
      Tue 10 Mar 10:50    kept, late: name-host — It is named who meets the customer.
      Tue 10 Mar 11:00  Escalate what is late — It is due now and not kept.
      Tue 10 Mar 11:00    alert to sal: Due 2026-03-10 11:00: The car at the door. It is due now and not kept.
      Tue 10 Mar 11:00    late: car, step 1, with sal
      Tue 10 Mar 11:00  Wait for the answer (until Tue 10 Mar 11:29) — The customer has not said yet that they come.
      Tue 10 Mar 11:10  ada deactivates sal
      Tue 10 Mar 11:10    handed over: car from sal to the salesperson queue
      Tue 10 Mar 11:30  Escalate what is late — Half the time again has passed: a colleague takes over.
      Tue 10 Mar 11:30    alert to sid: Due 2026-03-10 11:00: The car at the door. Half the time again has passed: a colleague takes over.
      Tue 10 Mar 11:30    alert to the salesperson queue: Due 2026-03-10 11:00: The car at the door. Half the time again has passed: a colleague takes over.
      Tue 10 Mar 11:30    late: car, step 2, with sid
      Tue 10 Mar 11:30  Wait for the answer (until Tue 10 Mar 11:59) — The customer has not said yet that they come.
      Tue 10 Mar 11:58  bob notes that the customer is here
      Tue 10 Mar 11:58    cancelled: accept — The customer is here.
      Tue 10 Mar 11:58    owed: greet by the salesperson queue until Tue 10 Mar 12:03
      Tue 10 Mar 11:58  Tell the host that the customer is here — The customer is here.
      Tue 10 Mar 11:58    alert to the salesperson queue: Your test drive customer is here: read the visit card, and greet them.
      Tue 10 Mar 11:58  Wait for the greeting (until Tue 10 Mar 11:59) — The customer is here and not greeted yet.
      Tue 10 Mar 11:59  Escalate what is late — Twice the time has passed: the head of the department has it.
      Tue 10 Mar 11:59    alert to the sales-manager queue: Due 2026-03-10 11:00: The car at the door. Twice the time has passed: the head of the department has it.
      Tue 10 Mar 11:59    alert to sid: Due 2026-03-10 11:00: The car at the door. Twice the time has passed: the head of the department has it.
      Tue 10 Mar 11:59    late: car, step 3, with the sales-manager queue
      Tue 10 Mar 11:59  Wait for the greeting (until Tue 10 Mar 12:03) — The customer is here and not greeted yet.
      Tue 10 Mar 12:03  Escalate what is late — It is due now and not kept.
      Tue 10 Mar 12:03    alert to the salesperson queue: Due 2026-03-10 12:03: A greeting: the customer is here. It is due now and not kept.
      Tue 10 Mar 12:03    late: greet, step 1, with the salesperson queue
      Tue 10 Mar 12:03  Wait for the greeting (until Tue 10 Mar 12:05) — The customer is here and not greeted yet.
      Tue 10 Mar 12:05  Escalate what is late — Half the time again has passed: a colleague takes over.
      Tue 10 Mar 12:05    alert to sid: Due 2026-03-10 12:03: A greeting: the customer is here. Half the time again has passed: a colleague takes over.
      Tue 10 Mar 12:05    alert to the salesperson queue: Due 2026-03-10 12:03: A greeting: the customer is here. Half the time again has passed: a colleague takes over.
      Tue 10 Mar 12:05    late: greet, step 2, with sid
      Tue 10 Mar 12:05  Wait for the greeting (until Tue 10 Mar 12:08) — The customer is here and not greeted yet.
      Tue 10 Mar 12:08  Escalate what is late — Twice the time has passed: the head of the department has it.
      Tue 10 Mar 12:08    alert to the sales-manager queue: Due 2026-03-10 12:03: A greeting: the customer is here. Twice the time has passed: the head of the department has it.
      Tue 10 Mar 12:08    alert to sid: Due 2026-03-10 12:03: A greeting: the customer is here. Twice the time has passed: the head of the department has it.
      Tue 10 Mar 12:08    late: greet, step 3, with the sales-manager queue
      Tue 10 Mar 12:08  Wait for the greeting (until Tue 10 Mar 18:00) — The customer is here and not greeted yet.
    `,
  },
  {
    title: 'missed, and then here after all: late, but greeted',
    begins: '03-10 10:00',
    async play({ at, opens, people, books, arrives, greets }) {
      await opens('sales');
      await books(people.salesBdc, '03-10 12:00', { ...testDrive, staffId: 'sal' });
      await at('03-10 12:40');
      await arrives(people.salesBdc);
      await at('03-10 12:42');
      await greets(people.salesperson);
      await at('03-10 14:00');
    },
    diary: `
      Tue 10 Mar 10:00  bob books a visit for 03-10 12:00
      Tue 10 Mar 10:00    owed: accept by sal until Tue 10 Mar 10:15
      Tue 10 Mar 10:00    owed: car by sal until Tue 10 Mar 11:00
      Tue 10 Mar 10:00  Send the confirmation — The appointment is booked.
      Tue 10 Mar 10:00    sms: Prairie Motors: see you on Tuesday, March 10 at 12:00 PM with sal. Reply C to confirm, R for another time, X to cancel. https://example.com/l/1 Reply STOP to get no more texts.
      Tue 10 Mar 10:00  Wait for the answer (until Tue 10 Mar 10:15) — The customer has not said yet that they come.
      Tue 10 Mar 10:15  Escalate what is late — It is due now and not kept.
      Tue 10 Mar 10:15    alert to sal: Due 2026-03-10 10:15: A word that somebody is there for the customer. It is due now and not kept.
      Tue 10 Mar 10:15    late: accept, step 1, with sal
      Tue 10 Mar 10:15  Wait for the answer (until Tue 10 Mar 10:22) — The customer has not said yet that they come.
      Tue 10 Mar 10:22  Escalate what is late — Half the time again has passed: a colleague takes over.
      Tue 10 Mar 10:22    alert to sid: Due 2026-03-10 10:15: A word that somebody is there for the customer. Half the time again has passed: a colleague takes over.
      Tue 10 Mar 10:22    alert to sal: Due 2026-03-10 10:15: A word that somebody is there for the customer. Half the time again has passed: a colleague takes over.
      Tue 10 Mar 10:22    late: accept, step 2, with sid
      Tue 10 Mar 10:22  Wait for the answer (until Tue 10 Mar 10:30) — The customer has not said yet that they come.
      Tue 10 Mar 10:30  Escalate what is late — Twice the time has passed: the head of the department has it.
      Tue 10 Mar 10:30    alert to the sales-manager queue: Due 2026-03-10 10:15: A word that somebody is there for the customer. Twice the time has passed: the head of the department has it.
      Tue 10 Mar 10:30    alert to sid: Due 2026-03-10 10:15: A word that somebody is there for the customer. Twice the time has passed: the head of the department has it.
      Tue 10 Mar 10:30    late: accept, step 3, with the sales-manager queue
      Tue 10 Mar 10:30  Wait for the answer (until Tue 10 Mar 11:00) — The customer has not said yet that they come.
      Tue 10 Mar 11:00  Escalate what is late — It is due now and not kept.
      Tue 10 Mar 11:00    alert to sal: Due 2026-03-10 11:00: The car at the door. It is due now and not kept.
      Tue 10 Mar 11:00    late: car, step 1, with sal
      Tue 10 Mar 11:00  Wait for the answer (until Tue 10 Mar 11:29) — The customer has not said yet that they come.
      Tue 10 Mar 11:30  Escalate what is late — Half the time again has passed: a colleague takes over.
      Tue 10 Mar 11:30    alert to sid: Due 2026-03-10 11:00: The car at the door. Half the time again has passed: a colleague takes over.
      Tue 10 Mar 11:30    alert to sal: Due 2026-03-10 11:00: The car at the door. Half the time again has passed: a colleague takes over.
      Tue 10 Mar 11:30    late: car, step 2, with sid
      Tue 10 Mar 11:30  Wait for the answer (until Tue 10 Mar 11:59) — The customer has not said yet that they come.
      Tue 10 Mar 11:59  Escalate what is late — Twice the time has passed: the head of the department has it.
      Tue 10 Mar 11:59    alert to the sales-manager queue: Due 2026-03-10 11:00: The car at the door. Twice the time has passed: the head of the department has it.
      Tue 10 Mar 11:59    alert to sid: Due 2026-03-10 11:00: The car at the door. Twice the time has passed: the head of the department has it.
      Tue 10 Mar 11:59    late: car, step 3, with the sales-manager queue
      Tue 10 Mar 11:59  Wait for the answer (until Tue 10 Mar 12:00) — The customer has not said yet that they come.
      Tue 10 Mar 12:00  Wait for the visit (until Tue 10 Mar 12:30) — The hour is here.
      Tue 10 Mar 12:30  Note that nobody came — The hour has passed and nobody came.
      Tue 10 Mar 12:30    cancelled: accept — The appointment is off.
      Tue 10 Mar 12:30    cancelled: car — The appointment is off.
      Tue 10 Mar 12:30  Done: nobody came — The customer did not come.
      Tue 10 Mar 12:30    owed: save by the bdc queue until Tue 10 Mar 14:30
      Tue 10 Mar 12:30  Wait for a quarter of an hour: they may be on the way (until Tue 10 Mar 12:45) — The customer may still be on the way.
      Tue 10 Mar 12:40  bob notes that the customer is here
      Tue 10 Mar 12:40    owed: greet by sal until Tue 10 Mar 12:45
      Tue 10 Mar 12:40  Tell the host that the customer is here — The customer is here.
      Tue 10 Mar 12:40    alert to sal: Your test drive customer is here: read the visit card, and greet them.
      Tue 10 Mar 12:40  Wait for the greeting (until Tue 10 Mar 12:45) — The customer is here and not greeted yet.
      Tue 10 Mar 12:40    cancelled: save — The customer came late.
      Tue 10 Mar 12:40  Done: the customer came late — The customer came late.
      Tue 10 Mar 12:42  sal greets the customer
      Tue 10 Mar 12:42    kept: greet — The customer was greeted.
      Tue 10 Mar 12:42  Done: the customer came — The customer came and was greeted.
    `,
  },
];
