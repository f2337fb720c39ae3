/** Stories of answers that do not arrive, and of runs that go wrong. */
import type { Story } from '../stage.ts';
import type { ConversationStage } from './stage.ts';

export const astray: readonly Story<ConversationStage>[] = [
  {
    title: 'no messages any more, said while the answer was on its way: somebody calls',
    begins: '03-09 10:00',
    tells: '03-09 10:05',
    async play({ at, people, customerWrites, answers, keeps }) {
      await customerWrites('Is my car ready?');
      await at('03-09 10:05');
      await answers(people.advisor, 'Yes, come in.');
      await customerWrites('STOP');
      await at('03-09 10:30');
      await keeps(people.salesBdc, 'answer-otherwise', 'Told them by phone');
      await at('03-09 12:00');
    },
    diary: `
      Mon 9 Mar 10:05  ana answers: Yes, come in.
      Mon 9 Mar 10:05  the customer writes: STOP
      Mon 9 Mar 10:05    kept: answer — A person answered, or said that no answer is needed.
      Mon 9 Mar 10:05  Confirm the opt-out — The customer wrote STOP: one confirmation, within five minutes.
      Mon 9 Mar 10:05    sms: Prairie Motors: you will get no more automated texts from us. Reply START to get them again.
      Mon 9 Mar 10:05  Send the answer that a person wrote — A person wrote an answer.
      Mon 9 Mar 10:05    no message: opted-out
      Mon 9 Mar 10:05    owed: answer-otherwise by the bdc queue until Mon 9 Mar 11:05
      Mon 9 Mar 10:05  Wait for a call (until Mon 9 Mar 11:05) — An answer could not be sent: somebody calls.
      Mon 9 Mar 10:30  bob keeps answer-otherwise by hand: Told them by phone
      Mon 9 Mar 10:30    kept: answer-otherwise — A person did it.
      Mon 9 Mar 10:30  Done: nobody waits for an answer — Nobody waits for an answer.
    `,
  },
  {
    title: 'the provider refuses one answer and is silent on the next',
    begins: '03-09 10:00',
    tells: '03-09 10:05',
    async play({ at, people, customerWrites, answers, keeps, world }) {
      await customerWrites('Is my car ready?');
      await at('03-09 10:05');
      world.record.setProvider('refuses');
      await answers(people.advisor, 'Yes, come in.');
      await at('03-09 10:10');
      world.record.setProvider('is-silent');
      await answers(people.advisor, 'It is ready.');
      await at('03-09 10:15');
      await keeps(people.salesBdc, 'answer-otherwise', 'Told them by phone');
      await at('03-09 11:30');
      await keeps(people.salesBdc, 'answer-otherwise', 'They know', 2);
      await at('03-09 12:00');
    },
    diary: `
      Mon 9 Mar 10:05  ana answers: Yes, come in.
      Mon 9 Mar 10:05    kept: answer — A person answered, or said that no answer is needed.
      Mon 9 Mar 10:05  Send the answer that a person wrote — A person wrote an answer.
      Mon 9 Mar 10:05    owed: answer-otherwise by the bdc queue until Mon 9 Mar 11:05
      Mon 9 Mar 10:05  Wait for a call (until Mon 9 Mar 11:05) — An answer could not be sent: somebody calls.
      Mon 9 Mar 10:10  ana answers: It is ready.
      Mon 9 Mar 10:10  Send the answer that a person wrote — A person wrote an answer.
      Mon 9 Mar 10:10    sms: It is ready.
      Mon 9 Mar 10:10  Wait for a call (until Mon 9 Mar 11:05) — An answer could not be sent: somebody calls.
      Mon 9 Mar 10:15  bob keeps answer-otherwise by hand: Told them by phone
      Mon 9 Mar 10:15    kept: answer-otherwise — A person did it.
      Mon 9 Mar 10:15  Done: nobody waits for an answer — Nobody waits for an answer.
      Mon 9 Mar 11:00    owed: answer-otherwise by the bdc queue until Mon 9 Mar 12:00
      Mon 9 Mar 11:00  Wait for a call (until Mon 9 Mar 12:00) — An answer could not be sent: somebody calls.
      Mon 9 Mar 11:30  bob keeps answer-otherwise by hand: They know
      Mon 9 Mar 11:30    kept: answer-otherwise — A person did it.
      Mon 9 Mar 11:30  Done: nobody waits for an answer — Nobody waits for an answer.
    `,
  },
  {
    title: 'the carrier reports later that the answer did not arrive, and nobody calls until the next day',
    begins: '03-09 15:00',
    tells: '03-09 15:05',
    async play({ at, people, customerWrites, answers, answerBounces }) {
      await customerWrites('Is my car ready?');
      await at('03-09 15:05');
      await answers(people.advisor, 'Yes, come in.');
      await at('03-09 15:20');
      await answerBounces(1);
      await at('03-10 09:00');
    },
    diary: `
      Mon 9 Mar 15:05  ana answers: Yes, come in.
      Mon 9 Mar 15:05    kept: answer — A person answered, or said that no answer is needed.
      Mon 9 Mar 15:05  Send the answer that a person wrote — A person wrote an answer.
      Mon 9 Mar 15:05    sms: Yes, come in.
      Mon 9 Mar 15:05  Done: nobody waits for an answer — Nobody waits for an answer.
      Mon 9 Mar 15:20  the carrier reports that the answer did not arrive
      Mon 9 Mar 15:20    owed: answer-otherwise by the bdc queue until Mon 9 Mar 16:20
      Mon 9 Mar 15:20  Wait for a call (until Mon 9 Mar 16:20) — An answer could not be sent: somebody calls.
      Mon 9 Mar 16:20  Escalate what is late — It is due now and not kept.
      Mon 9 Mar 16:20    alert to the bdc queue: Due 2026-03-09 16:20: A call: our answer could not be sent. It is due now and not kept.
      Mon 9 Mar 16:20    late: answer-otherwise, step 1, with the bdc queue
      Mon 9 Mar 16:20  Wait for a call (until Mon 9 Mar 16:50) — An answer could not be sent: somebody calls.
      Mon 9 Mar 16:50  Escalate what is late — Half the time again has passed: a colleague takes over.
      Mon 9 Mar 16:50    alert to bob: Due 2026-03-09 16:20: A call: our answer could not be sent. Half the time again has passed: a colleague takes over.
      Mon 9 Mar 16:50    alert to the bdc queue: Due 2026-03-09 16:20: A call: our answer could not be sent. Half the time again has passed: a colleague takes over.
      Mon 9 Mar 16:50    late: answer-otherwise, step 2, with bob
      Mon 9 Mar 16:50  Wait for a call (until Mon 9 Mar 17:20) — An answer could not be sent: somebody calls.
      Mon 9 Mar 17:20  Escalate what is late — Twice the time has passed: the head of the department has it.
      Mon 9 Mar 17:20    alert to the bdc-manager queue: Due 2026-03-09 16:20: A call: our answer could not be sent. Twice the time has passed: the head of the department has it.
      Mon 9 Mar 17:20    alert to bob: Due 2026-03-09 16:20: A call: our answer could not be sent. Twice the time has passed: the head of the department has it.
      Mon 9 Mar 17:20    late: answer-otherwise, step 3, with the bdc-manager queue
      Mon 9 Mar 17:20  Wait for a call (until Mon 9 Mar 18:00) — An answer could not be sent: somebody calls.
      Mon 9 Mar 18:00  Escalate what is late — Still open at the end of the day: on the general manager’s list.
      Mon 9 Mar 18:00    alert to the general-manager queue: Due 2026-03-09 16:20: A call: our answer could not be sent. Still open at the end of the day: on the general manager’s list.
      Mon 9 Mar 18:00    late: answer-otherwise, step 4, with the bdc-manager queue
      Mon 9 Mar 18:00  Wait for a call (until Wed 8 Apr 18:00) — An answer could not be sent: somebody calls.
    `,
  },
  {
    title: 'taken for dead, and a budget that is spent: a person has it',
    begins: '03-09 10:00',
    async play({ at, customerWrites, takeForDead, spendBudget }) {
      await customerWrites('Is my car ready?');
      await at('03-09 10:05');
      await takeForDead();
      await at('03-09 10:16');
      await spendBudget();
      await customerWrites('Hello?');
      await at('03-09 10:30');
    },
    diary: `
      Mon 9 Mar 10:00  the customer writes: Is my car ready?
      Mon 9 Mar 10:00    owed: answer by the bdc queue until Mon 9 Mar 10:15
      Mon 9 Mar 10:00  Wait for a person’s answer (until Mon 9 Mar 10:15) — Somebody wrote and has no answer yet.
      Mon 9 Mar 10:15  Done: replaced — Generation 2 has taken over.
      Mon 9 Mar 10:15  Escalate what is late — It is due now and not kept.
      Mon 9 Mar 10:15    alert to the bdc queue: Due 2026-03-09 10:15: An answer to somebody who wrote. It is due now and not kept.
      Mon 9 Mar 10:15    late: answer, step 1, with the bdc queue
      Mon 9 Mar 10:15  Wait for a person’s answer (until Mon 9 Mar 10:22) — Somebody wrote and has no answer yet.
      Mon 9 Mar 10:16  the customer writes: Hello?
      Mon 9 Mar 10:16    late: answer, step 4, with the bdc-manager queue
      Mon 9 Mar 10:16  Stuck: needs a person — More than 400 steps without an end: a person must look. Last: Somebody wrote and has no answer yet.
    `,
  },
];
