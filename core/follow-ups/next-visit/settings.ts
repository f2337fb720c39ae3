/** The defaults of row 25 of the domain page; every one of them is a setting of a store's playbook. */
import * as z from 'zod';
import { definePlaybook, setting } from '../../playbooks/index.ts';

/** What a store may set. */
export const nextVisitPlaybook = definePlaybook({
  followUp: 'next-visit',
  department: 'service',
  settings: z.object({
    pickUpMinutes: setting.minutes({ from: 15, to: 7 * 24 * 60 }).default(240),
  }),
  means: {
    pickUpMinutes:
      'The advisor has this long after the closing of a repair order to book the next visit, in business time: until cars are usually picked up.',
  },
});

/** What a store has set. */
export type NextVisitSettings = typeof nextVisitPlaybook.defaults;
