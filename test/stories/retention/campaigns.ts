/** Stories of what there is to write about, and of how a campaign goes. */
import type { Story } from '../stage.ts';
import type { RetentionStage } from './stage.ts';

export const campaignStories: readonly Story<RetentionStage>[] = [
  {
    title: 'the next service: asleep until it is near, three messages days apart, and the customer comes in',
    begins: '02-02 10:00',
    async play({ at, agrees, adds, writesUp, closes }) {
      await agrees();
      await adds();
      await at('03-27 11:00');
      await writesUp();
      await at('03-27 16:00');
      await closes();
      await at('03-27 17:00');
    },
    diary: `
      Mon 2 Feb 10:00  ana records that the customer allows marketing-sms
      Mon 2 Feb 10:00  ana notes down the vehicle V-1
      Mon 2 Feb 10:00  ana writes down its visit of 2025-09-19
      Mon 2 Feb 10:00  Done: asleep until the next date (until Wed 4 Mar 10:00) — The next service is due around 2026-03-18; nothing to do before 2026-03-04.
      Wed 4 Mar 10:00    owed: outreach by the marketing queue until Sun 19 Apr 11:00
      Wed 4 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Wed 4 Mar 10:00    sms: Prairie Motors: your Honda Accord is due for service around Wednesday, March 18. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Wed 4 Mar 10:00  Wait for the customer (until Sat 14 Mar 10:00) — The next service is due around 2026-03-18. 1 of 3 messages sent.
      Sat 14 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Sat 14 Mar 10:00    sms: Prairie Motors: A reminder: your Honda Accord is due for service around Wednesday, March 18. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Sat 14 Mar 10:00  Wait for the customer (until Tue 24 Mar 10:00) — The next service is due around 2026-03-18. 2 of 3 messages sent.
      Tue 24 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Tue 24 Mar 10:00    sms: Prairie Motors: A reminder: your Honda Accord is due for service. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Tue 24 Mar 10:00  Wait for the customer (until Fri 3 Apr 10:00) — The next service is due around 2026-03-18. 3 of 3 messages sent.
      Fri 27 Mar 11:00  ana writes up RO 10233
      Fri 27 Mar 16:00  ana closes the RO
      Fri 27 Mar 16:00    owed: next-visit by ana until Sat 28 Mar 10:00
      Fri 27 Mar 16:00  Wait for the pick-up, or a booking (until Sat 28 Mar 10:00) — The customer of RO 10233 has no next visit yet.
      Fri 27 Mar 16:00    kept: outreach — The customer came in.
      Fri 27 Mar 16:00  Done: asleep until the next date (until Wed 9 Sep 10:00) — The next service is due around 2026-09-23; nothing to do before 2026-09-09.
    `,
  },
  {
    title: 'a date moves while the run sleeps: the due index learns of it, and no execution is started',
    begins: '02-02 10:00',
    tells: '02-03 10:00',
    async play({ at, agrees, adds, reads }) {
      await agrees();
      await adds('2025-09-19', 'V-1', 40_000);
      await at('02-03 10:00');
      await reads(42_800, '2026-01-20');
      await at('02-03 11:00');
      await reads(44_400, '2026-02-02');
      await at('02-09 12:00');
    },
    diary: `
      Tue 3 Feb 10:00  ana writes down 42800 miles of 2026-01-20
      Tue 3 Feb 11:00  ana writes down 44400 miles of 2026-02-02
      Fri 6 Feb 10:00    owed: outreach by the marketing queue until Tue 24 Mar 11:00
      Fri 6 Feb 10:00  Send the service reminder — The next service is due around 2026-02-20.
      Fri 6 Feb 10:00    sms: Prairie Motors: your Honda Accord is due for service around Friday, February 20. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Fri 6 Feb 10:00  Wait for the customer (until Mon 16 Feb 10:00) — The next service is due around 2026-02-20. 1 of 3 messages sent.
    `,
  },
  {
    title: 'everything was sent and nobody answered: a rest, until the customer has lapsed',
    begins: '03-05 09:00',
    async play({ at, agrees, adds }) {
      await agrees();
      await adds();
      await at('06-16 12:00');
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
      Sun 15 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Sun 15 Mar 10:00    sms: Prairie Motors: A reminder: your Honda Accord is due for service around Wednesday, March 18. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Sun 15 Mar 10:00  Wait for the customer (until Wed 25 Mar 10:00) — The next service is due around 2026-03-18. 2 of 3 messages sent.
      Wed 25 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Wed 25 Mar 10:00    sms: Prairie Motors: A reminder: your Honda Accord is due for service. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Wed 25 Mar 10:00  Wait for the customer (until Sat 4 Apr 10:00) — The next service is due around 2026-03-18. 3 of 3 messages sent.
      Sat 4 Apr 10:00    kept: outreach — Everything was sent and nobody answered.
      Sat 4 Apr 10:00  Done: asleep until the next date (until Tue 16 Jun 10:00) — The last visit was on 2025-09-19; nothing to do before 2026-06-16.
      Tue 16 Jun 10:00    owed: outreach by the marketing queue until Sat 1 Aug 10:00
      Tue 16 Jun 10:00  Send the word to a lapsed customer — The last visit was on 2025-09-19.
      Tue 16 Jun 10:00    sms: Prairie Motors: we have not seen your Honda Accord for a while. A check-up keeps it on the road. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Tue 16 Jun 10:00  Wait for the customer (until Fri 26 Jun 10:00) — The last visit was on 2025-09-19. 1 of 3 messages sent.
    `,
  },
  {
    title: 'a lease ends: half a year before, and again a quarter before',
    begins: '03-01 09:00',
    async play({ at, agrees, adds, knowsPapers }) {
      await agrees();
      await adds('2026-02-20');
      await knowsPapers({ leaseEndsOn: '2026-09-01' });
      await at('06-03 12:00');
    },
    diary: `
      Sun 1 Mar 09:00  ana records that the customer allows marketing-sms
      Sun 1 Mar 09:00  ana notes down the vehicle V-1
      Sun 1 Mar 09:00  ana writes down its visit of 2026-02-20
      Sun 1 Mar 09:00  ana enters the papers
      Sun 1 Mar 09:00  Done: asleep until the next date (until Thu 5 Mar 10:00) — The lease ends on 2026-09-01; nothing to do before 2026-03-05.
      Thu 5 Mar 10:00    owed: outreach by the marketing queue until Mon 20 Apr 11:00
      Thu 5 Mar 10:00  Send the word on the lease — The lease ends on 2026-09-01.
      Thu 5 Mar 10:00    sms: Prairie Motors: the lease of your Honda Accord ends on Tuesday, September 1. Let us talk about what comes next. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Thu 5 Mar 10:00  Wait for the customer (until Sun 15 Mar 10:00) — The lease ends on 2026-09-01. 1 of 3 messages sent.
      Sun 15 Mar 10:00  Send the word on the lease — The lease ends on 2026-09-01.
      Sun 15 Mar 10:00    sms: Prairie Motors: A reminder: the lease of your Honda Accord ends on Tuesday, September 1. Let us talk about what comes next. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Sun 15 Mar 10:00  Wait for the customer (until Wed 25 Mar 10:00) — The lease ends on 2026-09-01. 2 of 3 messages sent.
      Wed 25 Mar 10:00  Send the word on the lease — The lease ends on 2026-09-01.
      Wed 25 Mar 10:00    sms: Prairie Motors: A reminder: the lease of your Honda Accord ends on Tuesday, September 1. Let us talk about what comes next. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Wed 25 Mar 10:00  Wait for the customer (until Sat 4 Apr 10:00) — The lease ends on 2026-09-01. 3 of 3 messages sent.
      Sat 4 Apr 10:00    kept: outreach — Everything was sent and nobody answered.
      Sat 4 Apr 10:00  Done: asleep until the next date (until Wed 3 Jun 10:00) — The lease ends on 2026-09-01; nothing to do before 2026-06-03.
      Wed 3 Jun 10:00    owed: outreach by the marketing queue until Sun 19 Jul 10:00
      Wed 3 Jun 10:00  Send the word on the lease — The lease ends on 2026-09-01.
      Wed 3 Jun 10:00    sms: Prairie Motors: the lease of your Honda Accord ends on Tuesday, September 1. Let us talk about what comes next. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Wed 3 Jun 10:00  Wait for the customer (until Sat 13 Jun 10:00) — The lease ends on 2026-09-01. 1 of 3 messages sent.
    `,
  },
  {
    title: 'a warranty ends by miles',
    begins: '03-01 09:00',
    tells: '03-02 09:00',
    async play({ at, agrees, adds, reads, knowsPapers }) {
      await agrees();
      await adds('2026-02-20');
      await at('03-02 09:00');
      await reads(33_000, '2025-12-01');
      await reads(34_800, '2026-03-01');
      await knowsPapers({ warrantyEndsOn: '2027-03-01', warrantyEndsAtMiles: 36_000 });
      await at('03-03 12:00');
    },
    diary: `
      Mon 2 Mar 09:00  ana writes down 33000 miles of 2025-12-01
      Mon 2 Mar 09:00  ana writes down 34800 miles of 2026-03-01
      Mon 2 Mar 09:00  ana enters the papers
      Mon 2 Mar 09:00    owed: outreach by the marketing queue until Fri 17 Apr 10:00
      Mon 2 Mar 09:00  Wait for the contact window (until Mon 2 Mar 10:00) — The warranty ends around 2026-04-30. The customer is not written to at this hour.
      Mon 2 Mar 10:00  Send the word on the warranty — The warranty ends around 2026-04-30.
      Mon 2 Mar 10:00    sms: Prairie Motors: the warranty of your Honda Accord ends around Thursday, April 30. Let us look it over while it is covered. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Mon 2 Mar 10:00  Wait for the customer (until Thu 12 Mar 10:00) — The warranty ends around 2026-04-30. 1 of 3 messages sent.
    `,
  },
  {
    title: 'a recall goes before everything, and to customers who want no offers; it is done',
    begins: '03-05 09:00',
    async play({ at, adds, recalls }) {
      await adds();
      await at('03-06 14:00');
      await recalls('26V-104', '2026-03-06');
      await at('03-09 12:00');
      await recalls('26V-104', '2026-03-06', '2026-03-09T15:00:00.000Z');
      await at('03-09 13:00');
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
      Fri 6 Mar 14:00  ana hears of recall 26V-104
      Fri 6 Mar 14:00    cancelled: outreach — A recall comes first.
      Fri 6 Mar 14:00    owed: outreach by the marketing queue until Tue 21 Apr 15:00
      Fri 6 Mar 14:00  Send the recall notice — Recall 26V-104 is open.
      Fri 6 Mar 14:00    sms: Prairie Motors: the manufacturer has recalled your Honda Accord for a safety repair. It costs you nothing. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Fri 6 Mar 14:00  Wait for the customer (until Mon 16 Mar 10:00) — Recall 26V-104 is open. 1 of 3 messages sent.
      Mon 9 Mar 12:00  ana notes that recall 26V-104 is done
      Mon 9 Mar 12:00    kept: outreach — The recall was done.
      Mon 9 Mar 12:00  Done: asleep until the next date (until Tue 16 Jun 10:00) — The last visit was on 2025-09-19; nothing to do before 2026-06-16.
    `,
  },
  {
    title: 'the customer declines: quiet until the day, and then what is still due',
    begins: '03-05 09:00',
    async play({ at, agrees, adds, declines }) {
      await agrees();
      await adds();
      await at('03-06 15:00');
      await declines('2026-07-01');
      await at('07-01 11:00');
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
      Fri 6 Mar 15:00  ana notes that the customer wants quiet until 2026-07-01
      Fri 6 Mar 15:00    kept: outreach — The customer declined until 2026-07-01.
      Fri 6 Mar 15:00  Done: asleep until the next date (until Wed 1 Jul 10:00) — The last visit was on 2025-09-19; nothing to do before 2026-07-01.
      Wed 1 Jul 10:00    owed: outreach by the marketing queue until Sun 16 Aug 10:00
      Wed 1 Jul 10:00  Send the word to a lapsed customer — The last visit was on 2025-09-19.
      Wed 1 Jul 10:00    sms: Prairie Motors: we have not seen your Honda Accord for a while. A check-up keeps it on the road. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Wed 1 Jul 10:00  Wait for the customer (until Sat 11 Jul 10:00) — The last visit was on 2025-09-19. 1 of 3 messages sent.
    `,
  },
];
