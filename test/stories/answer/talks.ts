/** Stories of people who are answered, late or not at all, and of somebody whom nobody knows. */
import type { Story } from '../stage.ts';
import type { ConversationStage } from './stage.ts';

export const talks: readonly Story<ConversationStage>[] = [
  {
    title: 'a question about a visit: the advisor answers, and the thanks need no answer',
    begins: '03-09 10:00',
    tells: '03-09 11:00',
    async play({ at, opens, people, books, customerWrites, answers, settles }) {
      await opens('service');
      await books(people.bdc, '03-12 09:00');
      await at('03-09 11:00');
      await customerWrites('Can I have a loaner?');
      await at('03-09 11:05');
      await answers(people.advisor, 'Yes, one waits for you.');
      await at('03-09 11:10');
      await customerWrites('Thank you!');
      await at('03-09 11:12');
      await settles(people.advisor, 'no-answer-needed');
      await at('03-09 12:00');
    },
    diary: `
      Mon 9 Mar 11:00  the customer writes: Can I have a loaner?
      Mon 9 Mar 11:00    owed: answer by the advisor queue until Mon 9 Mar 11:15
      Mon 9 Mar 11:00  Wait for a person’s answer (until Mon 9 Mar 11:15) — Somebody wrote and has no answer yet.
      Mon 9 Mar 11:05  ana answers: Yes, one waits for you.
      Mon 9 Mar 11:05    kept: answer — A person answered, or said that no answer is needed.
      Mon 9 Mar 11:05  Send the answer that a person wrote — A person wrote an answer.
      Mon 9 Mar 11:05    sms: Yes, one waits for you.
      Mon 9 Mar 11:05  Done: nobody waits for an answer — Nobody waits for an answer.
      Mon 9 Mar 11:10  the customer writes: Thank you!
      Mon 9 Mar 11:10    owed: answer by the advisor queue until Mon 9 Mar 11:25
      Mon 9 Mar 11:10  Wait for a person’s answer (until Mon 9 Mar 11:25) — Somebody wrote and has no answer yet.
      Mon 9 Mar 11:12  ana notes: no-answer-needed
      Mon 9 Mar 11:12    kept: answer — A person answered, or said that no answer is needed.
      Mon 9 Mar 11:12  Done: nobody waits for an answer — Nobody waits for an answer.
    `,
  },
  {
    title: 'nobody answers: up the ladder; done by hand it stays done until the customer writes again',
    begins: '03-09 16:50',
    async play({ at, people, customerWrites, keeps, takes, answers }) {
      await customerWrites('Do you buy old trucks?');
      await at('03-10 09:00');
      await keeps('ada', 'answer', 'Called them');
      await at('03-10 09:30');
      await customerWrites('You said you would call again?');
      await at('03-10 09:35');
      await takes(people.salesBdc, 'answer', 2);
      await at('03-10 09:40');
      await answers(people.salesBdc, 'At noon, promised.');
      await at('03-10 10:00');
    },
    diary: `
      Mon 9 Mar 16:50  the customer writes: Do you buy old trucks?
      Mon 9 Mar 16:50    owed: answer by the bdc queue until Mon 9 Mar 17:05
      Mon 9 Mar 16:50  Wait for a person’s answer (until Mon 9 Mar 17:05) — Somebody wrote and has no answer yet.
      Mon 9 Mar 17:05  Escalate what is late — It is due now and not kept.
      Mon 9 Mar 17:05    alert to the bdc queue: Due 2026-03-09 17:05: An answer to somebody who wrote. It is due now and not kept.
      Mon 9 Mar 17:05    late: answer, step 1, with the bdc queue
      Mon 9 Mar 17:05  Wait for a person’s answer (until Mon 9 Mar 17:12) — Somebody wrote and has no answer yet.
      Mon 9 Mar 17:12  Escalate what is late — Half the time again has passed: a colleague takes over.
      Mon 9 Mar 17:12    alert to bob: Due 2026-03-09 17:05: An answer to somebody who wrote. Half the time again has passed: a colleague takes over.
      Mon 9 Mar 17:12    alert to the bdc queue: Due 2026-03-09 17:05: An answer to somebody who wrote. Half the time again has passed: a colleague takes over.
      Mon 9 Mar 17:12    late: answer, step 2, with bob
      Mon 9 Mar 17:12  Wait for a person’s answer (until Mon 9 Mar 17:20) — Somebody wrote and has no answer yet.
      Mon 9 Mar 17:20  Escalate what is late — Twice the time has passed: the head of the department has it.
      Mon 9 Mar 17:20    alert to the bdc-manager queue: Due 2026-03-09 17:05: An answer to somebody who wrote. Twice the time has passed: the head of the department has it.
      Mon 9 Mar 17:20    alert to bob: Due 2026-03-09 17:05: An answer to somebody who wrote. Twice the time has passed: the head of the department has it.
      Mon 9 Mar 17:20    late: answer, step 3, with the bdc-manager queue
      Mon 9 Mar 17:20  Wait for a person’s answer (until Mon 9 Mar 18:00) — Somebody wrote and has no answer yet.
      Mon 9 Mar 18:00  Escalate what is late — Still open at the end of the day: on the general manager’s list.
      Mon 9 Mar 18:00    alert to the general-manager queue: Due 2026-03-09 17:05: An answer to somebody who wrote. Still open at the end of the day: on the general manager’s list.
      Mon 9 Mar 18:00    late: answer, step 4, with the bdc-manager queue
      Mon 9 Mar 18:00  Wait for a person’s answer (until Wed 8 Apr 18:00) — Somebody wrote and has no answer yet.
      Tue 10 Mar 09:00  ada keeps answer by hand: Called them
      Tue 10 Mar 09:00    kept, late: answer — A person did it.
      Tue 10 Mar 09:00  Note that a person has settled it — A person said that it is done.
      Tue 10 Mar 09:00  Done: nobody waits for an answer — Nobody waits for an answer.
      Tue 10 Mar 09:30  the customer writes: You said you would call again?
      Tue 10 Mar 09:30    owed: answer by the bdc queue until Tue 10 Mar 09:45
      Tue 10 Mar 09:30  Wait for a person’s answer (until Tue 10 Mar 09:45) — Somebody wrote and has no answer yet.
      Tue 10 Mar 09:35  bob takes on answer
      Tue 10 Mar 09:35    handed over: answer from the bdc queue to bob
      Tue 10 Mar 09:40  bob answers: At noon, promised.
      Tue 10 Mar 09:40    kept: answer — A person answered, or said that no answer is needed.
      Tue 10 Mar 09:40  Send the answer that a person wrote — A person wrote an answer.
      Tue 10 Mar 09:40    sms: At noon, promised.
      Tue 10 Mar 09:40  Done: nobody waits for an answer — Nobody waits for an answer.
    `,
  },
  {
    title: 'answered and asked again in the same moment: the first wait is over and the second begins',
    begins: '03-09 10:00',
    async play({ at, people, customerWrites, answers, settles }) {
      await customerWrites('Is my car ready?');
      await at('03-09 10:10');
      await answers(people.advisor, 'Not yet.');
      await customerWrites('And tomorrow?');
      await at('03-09 10:12');
      await settles(people.advisor, 'answered-elsewhere');
      await at('03-09 11:00');
    },
    diary: `
      Mon 9 Mar 10:00  the customer writes: Is my car ready?
      Mon 9 Mar 10:00    owed: answer by the bdc queue until Mon 9 Mar 10:15
      Mon 9 Mar 10:00  Wait for a person’s answer (until Mon 9 Mar 10:15) — Somebody wrote and has no answer yet.
      Mon 9 Mar 10:10  ana answers: Not yet.
      Mon 9 Mar 10:10  the customer writes: And tomorrow?
      Mon 9 Mar 10:10    kept: answer — A person answered, or said that no answer is needed.
      Mon 9 Mar 10:10    owed: answer by the bdc queue until Mon 9 Mar 10:25
      Mon 9 Mar 10:10  Send the answer that a person wrote — A person wrote an answer.
      Mon 9 Mar 10:10    sms: Not yet.
      Mon 9 Mar 10:10  Wait for a person’s answer (until Mon 9 Mar 10:25) — Somebody wrote and has no answer yet.
      Mon 9 Mar 10:12  ana notes: answered-elsewhere
      Mon 9 Mar 10:12    kept: answer — A person answered, or said that no answer is needed.
      Mon 9 Mar 10:12  Done: nobody waits for an answer — Nobody waits for an answer.
    `,
  },
  {
    title: 'somebody whom nobody knows: the desk says who it is, and it goes on with the customer',
    begins: '03-09 10:00',
    async play({ at, people, strangerWrites, attaches, answers }) {
      await strangerWrites('Is my car ready?');
      await at('03-09 10:20');
      await attaches(people.salesBdc, 'C-1');
      await at('03-09 10:22');
      await answers(people.salesBdc, 'Yes, come in.');
      await at('03-09 10:25');
      await strangerWrites('On my way.');
      await at('03-09 10:30');
    },
    diary: `
      Mon 9 Mar 10:00  somebody writes: Is my car ready?
      Mon 9 Mar 10:00    owed: answer by the bdc queue until Mon 9 Mar 10:15
      Mon 9 Mar 10:00  Wait for a person’s answer (until Mon 9 Mar 10:15) — Somebody wrote and has no answer yet.
      Mon 9 Mar 10:15  Escalate what is late — It is due now and not kept.
      Mon 9 Mar 10:15    alert to the bdc queue: Due 2026-03-09 10:15: An answer to somebody who wrote. It is due now and not kept.
      Mon 9 Mar 10:15    late: answer, step 1, with the bdc queue
      Mon 9 Mar 10:15  Wait for a person’s answer (until Mon 9 Mar 10:22) — Somebody wrote and has no answer yet.
      Mon 9 Mar 10:20  bob says that it is C-1
      Mon 9 Mar 10:20    cancelled: answer — It goes on in the customer’s own conversation.
      Mon 9 Mar 10:20  Done: it goes on with the customer — It goes on in the customer’s own conversation.
      Mon 9 Mar 10:20    owed: answer by the bdc queue until Mon 9 Mar 10:35
      Mon 9 Mar 10:20  Wait for a person’s answer (until Mon 9 Mar 10:35) — Somebody wrote and has no answer yet.
      Mon 9 Mar 10:22  bob answers: Yes, come in.
      Mon 9 Mar 10:22    kept: answer — A person answered, or said that no answer is needed.
      Mon 9 Mar 10:22  Send the answer that a person wrote — A person wrote an answer.
      Mon 9 Mar 10:22    sms: Yes, come in.
      Mon 9 Mar 10:22  Done: nobody waits for an answer — Nobody waits for an answer.
      Mon 9 Mar 10:25  somebody writes: On my way.
      Mon 9 Mar 10:25    owed: answer by the bdc queue until Mon 9 Mar 10:40
      Mon 9 Mar 10:25  Wait for a person’s answer (until Mon 9 Mar 10:40) — Somebody wrote and has no answer yet.
    `,
  },
  {
    title: 'the host of the visit leaves: whoever is there answers',
    begins: '03-09 10:00',
    tells: '03-09 11:00',
    async play({ at, opens, people, books, names, customerWrites, leaves }) {
      await opens('service');
      await books(people.bdc, '03-12 09:00');
      await names(people.bdc, people.advisor);
      await at('03-09 11:00');
      await customerWrites('Which door?');
      await at('03-09 11:03');
      await leaves(people.advisor);
      await at('03-09 11:10');
    },
    diary: `
      Mon 9 Mar 11:00  the customer writes: Which door?
      Mon 9 Mar 11:00    owed: answer by ana until Mon 9 Mar 11:15
      Mon 9 Mar 11:00  Wait for a person’s answer (until Mon 9 Mar 11:15) — Somebody wrote and has no answer yet.
      Mon 9 Mar 11:03  ada deactivates ana
      Mon 9 Mar 11:03    handed over: answer from ana to the advisor queue
    `,
  },
];
