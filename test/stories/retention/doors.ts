/** Stories of what the machine itself may meet: silent providers, people who leave, lost executions, spent budgets. */
import type { Story } from '../stage.ts';
import type { RetentionStage } from './stage.ts';

export const doorStories: readonly Story<RetentionStage>[] = [
  {
    title: 'the provider never answers: a person asks whether it reached them, late',
    begins: '03-05 09:00',
    async play({ at, agrees, adds, world, keeps }) {
      await agrees();
      await adds();
      world.record.setProvider('is-silent');
      await at('03-05 12:00');
      world.record.setProvider('takes');
      await at('03-09 12:00');
      await keeps('gil', 'did-it-reach', 'They know');
      await at('03-16 12:00');
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
      Thu 5 Mar 11:00    owed: did-it-reach by the marketing queue until Fri 6 Mar 08:30
      Thu 5 Mar 11:00  Wait for the customer (until Fri 6 Mar 08:30) — The next service is due around 2026-03-18. 1 of 3 messages sent.
      Fri 6 Mar 08:30  Escalate what is late — It is due now and not kept.
      Fri 6 Mar 08:30    alert to the marketing queue: Due 2026-03-06 08:30: A question to the customer whether our message reached them. It is due now and not kept.
      Fri 6 Mar 08:30    late: did-it-reach, step 1, with the marketing queue
      Fri 6 Mar 08:30  Wait for the customer (until Fri 6 Mar 12:30) — The next service is due around 2026-03-18. 1 of 3 messages sent.
      Fri 6 Mar 12:30  Escalate what is late — Half the time again has passed: a colleague takes over.
      Fri 6 Mar 12:30    alert to mae: Due 2026-03-06 08:30: A question to the customer whether our message reached them. Half the time again has passed: a colleague takes over.
      Fri 6 Mar 12:30    alert to the marketing queue: Due 2026-03-06 08:30: A question to the customer whether our message reached them. Half the time again has passed: a colleague takes over.
      Fri 6 Mar 12:30    late: did-it-reach, step 2, with mae
      Fri 6 Mar 12:30  Wait for the customer (until Fri 6 Mar 16:30) — The next service is due around 2026-03-18. 1 of 3 messages sent.
      Fri 6 Mar 16:30  Escalate what is late — Twice the time has passed: the head of the department has it.
      Fri 6 Mar 16:30    alert to the general-manager queue: Due 2026-03-06 08:30: A question to the customer whether our message reached them. Twice the time has passed: the head of the department has it.
      Fri 6 Mar 16:30    alert to mae: Due 2026-03-06 08:30: A question to the customer whether our message reached them. Twice the time has passed: the head of the department has it.
      Fri 6 Mar 16:30    late: did-it-reach, step 3, with the general-manager queue
      Fri 6 Mar 16:30  Wait for the customer (until Fri 6 Mar 18:00) — The next service is due around 2026-03-18. 1 of 3 messages sent.
      Fri 6 Mar 18:00  Escalate what is late — Still open at the end of the day: on the general manager’s list.
      Fri 6 Mar 18:00    alert to the general-manager queue: Due 2026-03-06 08:30: A question to the customer whether our message reached them. Still open at the end of the day: on the general manager’s list.
      Fri 6 Mar 18:00    late: did-it-reach, step 4, with the general-manager queue
      Fri 6 Mar 18:00  Wait for the customer (until Sun 15 Mar 10:00) — The next service is due around 2026-03-18. 1 of 3 messages sent.
      Mon 9 Mar 12:00  gil keeps did-it-reach by hand: They know
      Mon 9 Mar 12:00    kept, late: did-it-reach — A person did it.
      Sun 15 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Sun 15 Mar 10:00    sms: Prairie Motors: A reminder: your Honda Accord is due for service around Wednesday, March 18. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Sun 15 Mar 10:00  Wait for the customer (until Wed 25 Mar 10:00) — The next service is due around 2026-03-18. 2 of 3 messages sent.
    `,
  },
  {
    title: 'at night nobody is written to: the message waits for the morning',
    begins: '03-05 19:00',
    async play({ at, agrees, adds }) {
      await agrees();
      await adds();
      await at('03-06 11:00');
    },
    diary: `
      Thu 5 Mar 19:00  ana records that the customer allows marketing-sms
      Thu 5 Mar 19:00  ana notes down the vehicle V-1
      Thu 5 Mar 19:00  ana writes down its visit of 2025-09-19
      Thu 5 Mar 19:00    owed: outreach by the marketing queue until Mon 20 Apr 20:00
      Thu 5 Mar 19:00  Wait for the contact window (until Fri 6 Mar 10:00) — The next service is due around 2026-03-18. The customer is not written to at this hour.
      Fri 6 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Fri 6 Mar 10:00    sms: Prairie Motors: your Honda Accord is due for service around Wednesday, March 18. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Fri 6 Mar 10:00  Wait for the customer (until Mon 16 Mar 10:00) — The next service is due around 2026-03-18. 1 of 3 messages sent.
    `,
  },
  {
    title: 'an execution that was taken for dead is replaced; a spent budget needs a person',
    begins: '03-05 09:00',
    async play({ at, agrees, adds, takeForDead, spendBudget, complains }) {
      await agrees();
      await adds();
      await at('03-06 09:00');
      await takeForDead();
      await at('03-16 09:00');
      await spendBudget();
      await complains(true);
      await at('03-16 12:00');
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
      Sun 15 Mar 10:00  Done: replaced — Generation 2 has taken over.
      Sun 15 Mar 10:00  Send the service reminder — The next service is due around 2026-03-18.
      Sun 15 Mar 10:00    sms: Prairie Motors: A reminder: your Honda Accord is due for service around Wednesday, March 18. Reply, and we will find a time that suits you. Reply STOP to get no more texts.
      Sun 15 Mar 10:00  Wait for the customer (until Wed 25 Mar 10:00) — The next service is due around 2026-03-18. 2 of 3 messages sent.
      Mon 16 Mar 09:00  ana takes a complaint
      Mon 16 Mar 09:00    late: outreach, step 4, with the bdc-manager queue
      Mon 16 Mar 09:00  Stuck: needs a person — More than 300 steps without an end: a person must look. Last: The next service is due around 2026-03-18. 2 of 3 messages sent.
    `,
  },
];
