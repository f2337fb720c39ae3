/** The playbook of row 22 of the domain page: its numbers, each with the default of the house. */
import * as z from 'zod';
import { definePlaybook, setting } from '../../playbooks/index.ts';

/** Minutes of a week: longer allowances would be days. */
const week = 7 * 24 * 60;

export const partsEtaPlaybook = definePlaybook({
  followUp: 'parts-eta',
  department: 'service',
  settings: z
    .object({
      etaMinutes: setting.minutes({ from: 1, to: week }).default(120),
      advisorMinutes: setting.minutes({ from: 1, to: week }).default(15),
      customerMinutes: setting.minutes({ from: 1, to: week }).default(60),
      reachMinutes: setting.minutes({ from: 1, to: week }).default(60),
      bookingAdvisorDays: setting.days({ from: 1, to: 30 }).default(1),
      bookingBdcDays: setting.days({ from: 1, to: 60 }).default(3),
      bookingWeeklyDays: setting.rising('days', { from: 1, to: 120 }).default([7, 14, 21, 28]),
      bookingHeadDays: setting.days({ from: 1, to: 180 }).default(30),
      visitGraceDays: setting.days({ from: 1, to: 30 }).default(1),
      nextPeerPercent: setting.percent({ from: 0, to: 1000 }).default(50),
      departmentHeadPercent: setting.percent({ from: 0, to: 1000 }).default(100),
      contactMarginSeconds: setting.seconds({ from: 60, to: 3600 }).default(360),
    })
    .refine(({ nextPeerPercent, departmentHeadPercent }) => nextPeerPercent <= departmentHeadPercent, {
      path: ['departmentHeadPercent'],
      error: 'Send at least nextPeerPercent: a colleague comes before the head of the department.',
    })
    .refine(
      ({ bookingBdcDays: bdc, bookingWeeklyDays: weekly, bookingHeadDays: head }) =>
        [bdc, ...weekly, head].every((day, at, all) => at === 0 || day > (all[at - 1] ?? day)),
      {
        path: ['bookingHeadDays'],
        error: 'Send days that follow each other: bookingBdcDays, then bookingWeeklyDays, then bookingHeadDays.',
      },
    ),
  means: {
    etaMinutes: 'Parts name a day within this, in the business time of the parts department.',
    advisorMinutes: 'The advisor hears of a change within this many minutes.',
    customerMinutes: 'The customer hears of it within this many minutes, counted from when the contact window is open.',
    reachMinutes: 'Somebody asks the customer about a message of unknown outcome within this, in business time.',
    bookingAdvisorDays: 'The advisor books the visit within this many business days of the parts being there.',
    bookingBdcDays: 'After this many days without a booking the BDC takes it over.',
    bookingWeeklyDays: 'On these days without a booking whoever owes it is reminded.',
    bookingHeadDays: 'After this many days the head of the department decides what becomes of the parts.',
    visitGraceDays: 'Days after a booked visit at which it counts as missed if the car did not come.',
    nextPeerPercent: 'A colleague takes over when a promise is late by this share of its allowance, in per cent.',
    departmentHeadPercent: 'The head of the department has it when it is late by this share of its allowance.',
    contactMarginSeconds:
      'Seconds before a contact window ends at which it counts as closed: the act door’s minute and the provider’s five.',
  },
});

/** What a store has set. */
export type Settings = typeof partsEtaPlaybook.defaults;
