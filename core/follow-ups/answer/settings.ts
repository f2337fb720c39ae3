/** What a store may set about answering customers who write. */
import * as z from 'zod';
import { definePlaybook, setting } from '../../playbooks/index.ts';

/** The playbook. */
export const answerPlaybook = definePlaybook({
  followUp: 'answer',
  department: 'bdc',
  alsoIn: ['sales', 'service'],
  settings: z.object({
    answerMinutes: setting.minutes({ from: 1, to: 7 * 24 * 60 }).default(15),
    reachMinutes: setting.minutes({ from: 1, to: 7 * 24 * 60 }).default(60),
  }),
  means: {
    answerMinutes: 'A person has answered a customer who wrote within this, in business time.',
    reachMinutes: 'A person has told the customer otherwise what could not be sent within this, in business time.',
  },
});

/** What a store has set. */
export type AnswerSettings = typeof answerPlaybook.defaults;
