/** The defaults of row 14 of the domain page; every one of them is a setting of a store's playbook. */
import * as z from 'zod';
import { definePlaybook, setting } from '../../playbooks/index.ts';

/** What a store may set. */
export const noShowPlaybook = definePlaybook({
  followUp: 'no-show',
  department: 'bdc',
  alsoIn: ['sales', 'service'],
  settings: z.object({
    messageMinutes: setting.minutes({ from: 0, to: 24 * 60 }).default(15),
    callMinutes: setting.minutes({ from: 1, to: 7 * 24 * 60 }).default(120),
    giveUpDays: setting.days({ from: 1, to: 30 }).default(14),
    reachMinutes: setting.minutes({ from: 1, to: 7 * 24 * 60 }).default(60),
    contactMarginSeconds: setting.seconds({ from: 60, to: 3600 }).default(360),
  }),
  means: {
    messageMinutes: 'Minutes after a visit counts as missed at which the customer is written to.',
    callMinutes: 'A person has called the customer within this many minutes of business time.',
    giveUpDays: 'Days after which a customer whom nobody reached is no longer followed up for this visit.',
    reachMinutes: 'A person asks the customer about a message of unknown outcome within this, in business time.',
    contactMarginSeconds: 'Seconds before the end of a contact window at which it counts as closed.',
  },
});

/** What a store has set. */
export type NoShowSettings = typeof noShowPlaybook.defaults;
