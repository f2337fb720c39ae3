/** Stories of silence: why the customer is not written to, and what becomes of the campaign. */
import type { Story } from '../stage.ts';
import type { RetentionStage } from './stage.ts';

export const silenceStories: readonly Story<RetentionStage>[] = [
  {
    title: 'sold in the middle of a campaign: the next message says why it never came',
    begins: '03-05 09:00',
    async play({ at, agrees, adds, sells }) {
      await agrees();
      await adds();
      await at('03-09 15:00');
      await sells('sold', '2026-03-08');
      await at('03-10 12:00');
    },
    diary: `
      Thu 5 Mar 09:00  ana records that the customer allows marketing-sms
      Thu 5 Mar 09:00  ana notes down the vehicle V-1
      Thu 5 Mar 09:00  ana writes down its visit of 2025-09-19
      Thu 5 Mar 09:00    owed: outreach by the marketing queue until Mon 20 Apr 10:00
      Thu 5 Mar 09:00  Wait for the contact window (until Thu 5 Mar 10:00) — The next service is due around 2026-03-18. The customer is not written to at this hour.
      Thu 5 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Thu 5 Mar 10:00    sms: Prairie Motors: your Honda Accord is due for service around Wednesday, March 18. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Thu 5 Mar 10:00  Wait for the customer (until Sun 15 Mar 10:00) — The next service is due around 2026-03-18. 1 of 3 messages sent.
      Mon 9 Mar 15:00  ana hears that the vehicle is sold
      Mon 9 Mar 15:00  Send the service reminder — The next service is due around 2026-03-18.
      Mon 9 Mar 15:00    no message: vehicle-sold
      Mon 9 Mar 15:00    cancelled: outreach — Suppressed: the vehicle is no longer the customer’s.
      Mon 9 Mar 15:00  Done: nothing to write about — The vehicle is no longer the customer’s.
    `,
  },
  {
    title: 'bought another one elsewhere: nothing is ever written about the vehicle; it comes back',
    begins: '03-02 09:00',
    async play({ at, agrees, adds, sells }) {
      await agrees();
      await adds();
      await at('03-03 09:00');
      await sells('bought-elsewhere', '2026-03-01');
      await at('03-20 09:00');
      await sells('owned', '2026-03-20');
      await at('03-20 12:00');
    },
    diary: `
      Mon 2 Mar 09:00  ana records that the customer allows marketing-sms
      Mon 2 Mar 09:00  ana notes down the vehicle V-1
      Mon 2 Mar 09:00  ana writes down its visit of 2025-09-19
      Mon 2 Mar 09:00  Done: asleep until the next date (until Wed 4 Mar 10:00) — The next service is due around 2026-03-18; nothing to do before 2026-03-04.
      Tue 3 Mar 09:00  ana hears that the vehicle is bought-elsewhere
      Tue 3 Mar 09:00  Done: nothing to write about — The vehicle is no longer the customer’s.
      Fri 20 Mar 09:00  ana hears that the vehicle is owned
      Fri 20 Mar 09:00    owed: outreach by the marketing queue until Tue 5 May 09:00
      Fri 20 Mar 09:00  Wait for the contact window (until Fri 20 Mar 10:00) — The next service is due around 2026-03-18. The customer is not written to at this hour.
      Fri 20 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Fri 20 Mar 10:00    sms: Prairie Motors: your Honda Accord is due for service. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Fri 20 Mar 10:00  Wait for the customer (until Mon 30 Mar 10:00) — The next service is due around 2026-03-18. 1 of 3 messages sent.
    `,
  },
  {
    title: 'an open repair order, then a complaint: each message says why it was not sent',
    begins: '03-04 09:00',
    async play({ at, agrees, adds, writesUp, closes, settlesNextVisit, complains }) {
      await agrees();
      await writesUp({});
      await adds();
      await at('03-11 12:00');
      await closes();
      await at('03-11 12:05');
      await settlesNextVisit();
      await complains(true);
      await at('03-12 12:00');
      await complains(false);
      await at('03-20 12:00');
    },
    diary: `
      Wed 4 Mar 09:00  ana records that the customer allows marketing-sms
      Wed 4 Mar 09:00  ana writes up RO 10233
      Wed 4 Mar 09:00  ana notes down the vehicle V-1
      Wed 4 Mar 09:00  ana writes down its visit of 2025-09-19
      Wed 4 Mar 09:00  Done: asleep until the next date (until Wed 4 Mar 10:00) — The next service is due around 2026-03-18; nothing to do before 2026-03-04.
      Wed 4 Mar 10:00    owed: outreach by the marketing queue until Sun 19 Apr 11:00
      Wed 4 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Wed 4 Mar 10:00    no message: open-repair-order
      Wed 4 Mar 10:00  Wait for the customer (until Thu 12 Mar 10:00) — The next service is due around 2026-03-18. 0 of 3 messages sent. The last was not sent: open-repair-order.
      Wed 11 Mar 12:00  ana closes the RO
      Wed 11 Mar 12:00    owed: next-visit by ana until Wed 11 Mar 16:00
      Wed 11 Mar 12:00  Wait for the pick-up, or a booking (until Wed 11 Mar 16:00) — The customer of RO 10233 has no next visit yet.
      Wed 11 Mar 12:05  ana asks about the next visit
      Wed 11 Mar 12:05    kept: next-visit — A person did it.
      Wed 11 Mar 12:05  ana takes a complaint
      Wed 11 Mar 12:05  Done: a person has settled it — What was owed at this closing is settled.
      Thu 12 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Thu 12 Mar 10:00    no message: open-complaint
      Thu 12 Mar 10:00  Wait for the customer (until Fri 20 Mar 10:00) — The next service is due around 2026-03-18. 0 of 3 messages sent. The last was not sent: open-complaint.
      Thu 12 Mar 12:00  ana settles the complaint
      Fri 20 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Fri 20 Mar 10:00    sms: Prairie Motors: your Honda Accord is due for service. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Fri 20 Mar 10:00  Wait for the customer (until Mon 30 Mar 10:00) — The next service is due around 2026-03-18. 1 of 3 messages sent.
    `,
  },
  {
    title: 'a visit is booked already: the message is not sent, and there is nothing left to ask for',
    begins: '03-04 09:00',
    async play({ at, agrees, adds, writesUp, closes, books }) {
      await agrees();
      await writesUp({});
      await books('03-17 08:00');
      await closes();
      await adds();
      await at('03-04 12:00');
    },
    diary: `
      Wed 4 Mar 09:00  ana records that the customer allows marketing-sms
      Wed 4 Mar 09:00  ana writes up RO 10233
      Wed 4 Mar 09:00  ana books the visit for 03-17 08:00
      Wed 4 Mar 09:00  ana closes the RO
      Wed 4 Mar 09:00  ana notes down the vehicle V-1
      Wed 4 Mar 09:00  ana writes down its visit of 2025-09-19
      Wed 4 Mar 09:00  Done: the customer comes again — A return visit is booked.
      Wed 4 Mar 09:00  Done: asleep until the next date (until Wed 4 Mar 10:00) — The next service is due around 2026-03-18; nothing to do before 2026-03-04.
      Wed 4 Mar 10:00    owed: outreach by the marketing queue until Sun 19 Apr 11:00
      Wed 4 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Wed 4 Mar 10:00    no message: appointment-ahead
      Wed 4 Mar 10:00    kept: outreach — A visit is booked.
      Wed 4 Mar 10:00  Done: asleep until the next date (until Tue 16 Jun 10:00) — The last visit was on 2025-09-19; nothing to do before 2026-06-16.
    `,
  },
  {
    title: 'a visit is booked in the middle of a campaign: that is what it was for',
    begins: '03-04 09:00',
    async play({ at, agrees, adds, writesUp, closes, settlesNextVisit, books }) {
      await agrees();
      await writesUp({});
      await closes();
      await at('03-04 09:05');
      await settlesNextVisit();
      await adds();
      await at('03-06 09:00');
      await books('03-17 08:00');
      await at('03-06 12:00');
    },
    diary: `
      Wed 4 Mar 09:00  ana records that the customer allows marketing-sms
      Wed 4 Mar 09:00  ana writes up RO 10233
      Wed 4 Mar 09:00  ana closes the RO
      Wed 4 Mar 09:00    owed: next-visit by ana until Wed 4 Mar 13:00
      Wed 4 Mar 09:00  Wait for the pick-up, or a booking (until Wed 4 Mar 13:00) — The customer of RO 10233 has no next visit yet.
      Wed 4 Mar 09:05  ana asks about the next visit
      Wed 4 Mar 09:05    kept: next-visit — A person did it.
      Wed 4 Mar 09:05  ana notes down the vehicle V-1
      Wed 4 Mar 09:05  ana writes down its visit of 2025-09-19
      Wed 4 Mar 09:05  Done: a person has settled it — What was owed at this closing is settled.
      Wed 4 Mar 09:05  Done: asleep until the next date (until Wed 4 Mar 10:00) — The next service is due around 2026-03-18; nothing to do before 2026-03-04.
      Wed 4 Mar 10:00    owed: outreach by the marketing queue until Sun 19 Apr 11:00
      Wed 4 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Wed 4 Mar 10:00    sms: Prairie Motors: your Honda Accord is due for service around Wednesday, March 18. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Wed 4 Mar 10:00  Wait for the customer (until Sat 14 Mar 10:00) — The next service is due around 2026-03-18. 1 of 3 messages sent.
      Fri 6 Mar 09:00  ana books the visit for 03-17 08:00
      Fri 6 Mar 09:00    kept: outreach — A visit is booked.
      Fri 6 Mar 09:00  Done: asleep until the next date (until Tue 16 Jun 10:00) — The last visit was on 2025-09-19; nothing to do before 2026-06-16.
    `,
  },
  {
    title: 'a funding problem: silence until it is mended',
    begins: '03-05 09:00',
    async play({ at, agrees, adds, lacksFunding }) {
      await agrees();
      await adds();
      await lacksFunding(true);
      await at('03-12 12:00');
      await lacksFunding(false);
      await at('03-13 12:00');
    },
    diary: `
      Thu 5 Mar 09:00  ana records that the customer allows marketing-sms
      Thu 5 Mar 09:00  ana notes down the vehicle V-1
      Thu 5 Mar 09:00  ana writes down its visit of 2025-09-19
      Thu 5 Mar 09:00  ada notes a funding problem
      Thu 5 Mar 09:00    owed: outreach by the marketing queue until Mon 20 Apr 10:00
      Thu 5 Mar 09:00  Wait for the contact window (until Thu 5 Mar 10:00) — The next service is due around 2026-03-18. The customer is not written to at this hour.
      Thu 5 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Thu 5 Mar 10:00    no message: funding-problem
      Thu 5 Mar 10:00  Wait for the customer (until Fri 13 Mar 10:00) — The next service is due around 2026-03-18. 0 of 3 messages sent. The last was not sent: funding-problem.
      Thu 12 Mar 12:00  ada notes that it is funded
      Fri 13 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Fri 13 Mar 10:00    sms: Prairie Motors: your Honda Accord is due for service around Wednesday, March 18. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Fri 13 Mar 10:00  Wait for the customer (until Mon 23 Mar 10:00) — The next service is due around 2026-03-18. 1 of 3 messages sent.
    `,
  },
  {
    title: 'one message a week for a customer with two vehicles',
    begins: '03-05 09:00',
    async play({ at, agrees, adds }) {
      await agrees();
      await adds('2025-09-19', 'V-1');
      await at('03-05 09:10');
      await adds('2025-09-21', 'V-2');
      await at('03-24 12:00');
    },
    diary: `
      Thu 5 Mar 09:00  ana records that the customer allows marketing-sms
      Thu 5 Mar 09:00  ana notes down the vehicle V-1
      Thu 5 Mar 09:00  ana writes down its visit of 2025-09-19
      Thu 5 Mar 09:00    owed: outreach by the marketing queue until Mon 20 Apr 10:00
      Thu 5 Mar 09:00  Wait for the contact window (until Thu 5 Mar 10:00) — The next service is due around 2026-03-18. The customer is not written to at this hour.
      Thu 5 Mar 09:10  ana notes down the vehicle V-2
      Thu 5 Mar 09:10  ana writes down its visit of 2025-09-21
      Thu 5 Mar 09:10  Done: asleep until the next date (until Fri 6 Mar 10:00) — The next service is due around 2026-03-20; nothing to do before 2026-03-06.
      Thu 5 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Thu 5 Mar 10:00    sms: Prairie Motors: your Honda Accord is due for service around Wednesday, March 18. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Thu 5 Mar 10:00  Wait for the customer (until Sun 15 Mar 10:00) — The next service is due around 2026-03-18. 1 of 3 messages sent.
      Fri 6 Mar 10:00    owed: outreach by the marketing queue until Tue 21 Apr 11:00
      Fri 6 Mar 10:00  Send the service reminder — The next service is due around 2026-03-20.
      Fri 6 Mar 10:00    no message: weekly-cap
      Fri 6 Mar 10:00  Wait for the customer (until Sat 14 Mar 10:00) — The next service is due around 2026-03-20. 0 of 3 messages sent. The last was not sent: weekly-cap.
      Sat 14 Mar 10:00  Send the service reminder — The next service is due around 2026-03-20.
      Sat 14 Mar 10:00    sms: Prairie Motors: your Honda Accord is due for service around Friday, March 20. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Sat 14 Mar 10:00  Wait for the customer (until Tue 24 Mar 10:00) — The next service is due around 2026-03-20. 1 of 3 messages sent.
      Sun 15 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Sun 15 Mar 10:00    no message: weekly-cap
      Sun 15 Mar 10:00  Wait for the customer (until Mon 23 Mar 10:00) — The next service is due around 2026-03-18. 1 of 3 messages sent. The last was not sent: weekly-cap.
      Mon 23 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Mon 23 Mar 10:00    sms: Prairie Motors: A reminder: your Honda Accord is due for service. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Mon 23 Mar 10:00  Wait for the customer (until Thu 2 Apr 10:00) — The next service is due around 2026-03-18. 2 of 3 messages sent.
      Tue 24 Mar 10:00  Send the service reminder — The next service is due around 2026-03-20.
      Tue 24 Mar 10:00    no message: weekly-cap
      Tue 24 Mar 10:00  Wait for the customer (until Wed 1 Apr 10:00) — The next service is due around 2026-03-20. 1 of 3 messages sent. The last was not sent: weekly-cap.
    `,
  },
  {
    title: 'opted out in the middle: no message more, and marketing calls',
    begins: '03-05 09:00',
    async play({ at, agrees, adds, optsOut, keeps, people }) {
      await agrees();
      await adds();
      await at('03-09 15:00');
      await optsOut();
      await at('03-16 12:00');
      await keeps(people.marketing, 'outreach', 'They come on their own');
      await at('03-17 12:00');
    },
    diary: `
      Thu 5 Mar 09:00  ana records that the customer allows marketing-sms
      Thu 5 Mar 09:00  ana notes down the vehicle V-1
      Thu 5 Mar 09:00  ana writes down its visit of 2025-09-19
      Thu 5 Mar 09:00    owed: outreach by the marketing queue until Mon 20 Apr 10:00
      Thu 5 Mar 09:00  Wait for the contact window (until Thu 5 Mar 10:00) — The next service is due around 2026-03-18. The customer is not written to at this hour.
      Thu 5 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Thu 5 Mar 10:00    sms: Prairie Motors: your Honda Accord is due for service around Wednesday, March 18. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Thu 5 Mar 10:00  Wait for the customer (until Sun 15 Mar 10:00) — The next service is due around 2026-03-18. 1 of 3 messages sent.
      Mon 9 Mar 15:00  ana records that the customer wants no sms
      Mon 9 Mar 15:00    waits for a person: outreach — No message may go out (opted-out): call the customer.
      Mon 9 Mar 15:00  Wait for the customer (until Wed 8 Apr 15:00) — The next service is due around 2026-03-18. No message may go out (opted-out).
      Mon 16 Mar 12:00  mae keeps outreach by hand: They come on their own
      Mon 16 Mar 12:00    kept: outreach — A person did it.
      Mon 16 Mar 12:00  Done: asleep until the next date (until Tue 16 Jun 10:00) — The last visit was on 2025-09-19; nothing to do before 2026-06-16.
    `,
  },
  {
    title: 'no consent, and nobody calls: suppressed when its time is over',
    begins: '03-05 09:00',
    async play({ at, adds }) {
      await adds();
      await at('04-20 12:00');
    },
    diary: `
      Thu 5 Mar 09:00  ana notes down the vehicle V-1
      Thu 5 Mar 09:00  ana writes down its visit of 2025-09-19
      Thu 5 Mar 09:00    owed: outreach by the marketing queue until Mon 20 Apr 10:00
      Thu 5 Mar 09:00  Wait for the contact window (until Thu 5 Mar 10:00) — The next service is due around 2026-03-18. The customer is not written to at this hour.
      Thu 5 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Thu 5 Mar 10:00    no message: no-marketing-consent
      Thu 5 Mar 10:00    waits for a person: outreach — No message may go out (no-marketing-consent): call the customer.
      Thu 5 Mar 10:00  Wait for the customer (until Sat 4 Apr 11:00) — The next service is due around 2026-03-18. No message may go out (no-marketing-consent).
      Sat 4 Apr 11:00  Wait for the customer (until Sun 19 Apr 10:00) — The next service is due around 2026-03-18. No message may go out (no-marketing-consent).
      Sun 19 Apr 10:00    cancelled: outreach — Suppressed: no-marketing-consent.
      Sun 19 Apr 10:00  Done: asleep until the next date (until Tue 16 Jun 10:00) — The last visit was on 2025-09-19; nothing to do before 2026-06-16.
    `,
  },
];
