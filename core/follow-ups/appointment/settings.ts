/** The defaults of rows 10 to 13 of the domain page; every one of them is a setting of a store's playbook. */
import * as z from 'zod';
import { definePlaybook, setting } from '../../playbooks/index.ts';

const week = 7 * 24 * 60;

/** What a store may set. */
export const appointmentPlaybook = definePlaybook({
  followUp: 'appointment',
  department: 'bdc',
  alsoIn: ['sales', 'service'],
  settings: z.object({
    reminderHours: setting.falling('hours', { from: 1, to: 336 }).default([72, 24, 2]),
    reminderHoursConfirmed: setting.falling('hours', { from: 1, to: 336 }).default([2]),
    callHours: setting.hours({ from: 1, to: 72 }).default(4),
    timeMinutes: setting.minutes({ from: 1, to: week }).default(20),
    nameMinutes: setting.minutes({ from: 1, to: week }).default(30),
    acceptHours: setting.hours({ from: 1, to: 72 }).default(2),
    carMinutes: setting.minutes({ from: 1, to: week }).default(60),
    greetMinutes: setting.minutes({ from: 1, to: 120 }).default(5),
    missedMinutesSales: setting.minutes({ from: 1, to: week }).default(30),
    missedMinutesService: setting.minutes({ from: 1, to: week }).default(120),
    alternativeMinutes: setting.minutes({ from: 1, to: week }).default(30),
    reachMinutes: setting.minutes({ from: 1, to: week }).default(60),
    contactMarginSeconds: setting.seconds({ from: 60, to: 3600 }).default(360),
  }),
  means: {
    reminderHours: 'Hours before the appointment at which the customer is reminded and asked to confirm.',
    reminderHoursConfirmed: 'Hours before the appointment at which a customer who has confirmed is reminded.',
    callHours: 'Hours before the appointment at which somebody calls a customer who has not confirmed.',
    timeMinutes:
      'A time is agreed on within this, in business time, when only a day was asked for or another time is wanted.',
    nameMinutes: 'A salesperson is named within this, in business time.',
    acceptHours: 'Hours before a sales visit by which the salesperson has accepted it.',
    carMinutes: 'Minutes before a sales visit by which the car stands ready.',
    greetMinutes: 'Whoever arrived is greeted within this many minutes.',
    missedMinutesSales: 'Minutes after the hour at which a sales visit counts as missed.',
    missedMinutesService:
      'Minutes after the hour at which a service visit counts as missed, if no repair order was opened.',
    alternativeMinutes: 'Another car is offered within this, in business time, when the one to be shown is sold.',
    reachMinutes: 'A person asks the customer about a message of unknown outcome within this, in business time.',
    contactMarginSeconds: 'Seconds before the end of a contact window at which it counts as closed.',
  },
});

/** What a store has set. */
export type AppointmentSettings = typeof appointmentPlaybook.defaults;
