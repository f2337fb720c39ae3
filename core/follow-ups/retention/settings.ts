/** The playbook of rows 29 and 30 of the domain page: its numbers, each with the default of the house. */
import * as z from 'zod';
import { capMeans, capSettings } from '../../messages/index.ts';
import { definePlaybook, setting } from '../../playbooks/index.ts';

/** Minutes of a week: longer allowances would be days. */
const week = 7 * 24 * 60;

export const retentionPlaybook = definePlaybook({
  followUp: 'retention',
  department: 'marketing',
  alsoIn: ['service', 'bdc'],
  settings: z
    .object({
      serviceDays: setting.days({ from: 30, to: 730 }).default(180),
      serviceMiles: setting.count('miles', { from: 1000, to: 50_000 }).default(5000),
      milesPerYear: setting.count('miles', { from: 1000, to: 100_000 }).default(12_000),
      serviceLeadDays: setting.days({ from: 0, to: 90 }).default(14),
      lapsedDays: setting.days({ from: 60, to: 1095 }).default(270),
      forgottenDays: setting.days({ from: 90, to: 1825 }).default(730),
      warrantyLeadDays: setting.days({ from: 1, to: 365 }).default(60),
      leaseLeadDays: setting.falling('days', { from: 1, to: 720 }).default([180, 90]),
      recallAgainDays: setting.days({ from: 30, to: 730 }).default(90),
      touches: setting.count('touches', { from: 1, to: 10 }).default(3),
      touchGapDays: setting.days({ from: 2, to: 60 }).default(10),
      silentGapDays: setting.days({ from: 2, to: 60 }).default(8),
      campaignDays: setting.days({ from: 7, to: 180 }).default(45),
      restDays: setting.days({ from: 0, to: 365 }).default(30),
      sendFromHour: setting.hours({ from: 0, to: 22 }).default(10),
      sendUntilHour: setting.hours({ from: 1, to: 23 }).default(17),
      personWhenSilent: setting.choice().default(true),
      reachMinutes: setting.minutes({ from: 1, to: week }).default(480),
      ...capSettings,
      contactMarginSeconds: setting.seconds({ from: 60, to: 3600 }).default(360),
    })
    .refine(({ sendFromHour, sendUntilHour }) => sendFromHour < sendUntilHour, {
      path: ['sendUntilHour'],
      error: 'Send an hour after sendFromHour.',
    })
    .refine(({ lapsedDays, forgottenDays }) => lapsedDays < forgottenDays, {
      path: ['forgottenDays'],
      error: 'Send more days than lapsedDays.',
    }),
  means: {
    serviceDays: 'Days after a service at which the next one is due.',
    serviceMiles: 'Miles after a service at which the next one is due, if they come sooner.',
    milesPerYear: 'Miles that a vehicle is driven in a year, where its odometer readings do not say.',
    serviceLeadDays: 'Days before the next service is due at which the customer is written to.',
    lapsedDays: 'Days without a visit after which the customer counts as lapsed, and is written to as such.',
    forgottenDays: 'Days without a visit after which nobody writes about service any more.',
    warrantyLeadDays: 'Days before the end of the warranty at which the customer is written to.',
    leaseLeadDays: 'Days before the end of the lease at which the customer is written to.',
    recallAgainDays: 'Days after which an open recall is told again, from its beginning.',
    touches: 'Messages of one campaign.',
    touchGapDays: 'Days between two messages of one campaign, and from the last one until nobody waits any more.',
    silentGapDays: 'Days after a message that was not sent until the next one is looked at.',
    campaignDays: 'Days after which a campaign ends, whatever was sent.',
    restDays: 'Days of quiet between two campaigns about one vehicle. A recall does not wait for them.',
    sendFromHour: 'Hour of the store’s day from which messages leave.',
    sendUntilHour: 'Hour of the store’s day after which a message waits for the next day.',
    personWhenSilent: 'Whether marketing gets a task to call when the customer may not be written to.',
    reachMinutes: 'Somebody asks the customer about a message of unknown outcome within this, in business time.',
    ...capMeans,
    contactMarginSeconds: 'Seconds before the end of a contact window at which it counts as closed.',
  },
});

/** What a store has set. */
export type RetentionSettings = typeof retentionPlaybook.defaults;
