/** Sentences of what is owed and said: promises, alerts, messages and the customer's wishes. */
import * as z from 'zod';
import { alertRaised, alertSeen } from '../alerts/index.ts';
import * as messages from '../messages/index.ts';
import * as promises from '../promises/index.ts';
import { type Saying, saying } from './saying.ts';
import { ownerWords, plainWords, sentence, timeWords } from './words.ts';

const channels = { sms: 'text message', email: 'e-mail' } as const;

const consentWords = {
  sms: 'text messages',
  email: 'e-mails',
  'marketing-sms': 'marketing by text message',
  call: 'calls',
} as const;

const channel = z.object({ channel: z.enum(['sms', 'email', 'marketing-sms', 'call']) });

/** Sentences by event type. */
export const careSayings = (): readonly (readonly [string, Saying])[] => [
  saying(
    promises.promiseOpened,
    ({ type, owner, dueAt }, reading) =>
      `Promise "${plainWords(type)}": owed by ${ownerWords(owner, reading)} until ${timeWords(dueAt, reading)}.`,
  ),
  saying(
    promises.promiseAcknowledged,
    ({ type, owner }, reading) => `Promise "${plainWords(type)}" was acknowledged by ${ownerWords(owner, reading)}.`,
  ),
  saying(
    promises.promiseHandedOver,
    ({ type, owner, from, because }, reading) =>
      `Promise "${plainWords(type)}" went from ${ownerWords(from, reading)} to ${ownerWords(owner, reading)}: ${sentence(because)}`,
  ),
  saying(
    promises.promiseEscalated,
    ({ type, owner, because }, reading) =>
      `Promise "${plainWords(type)}" is late and ${ownerWords(owner, reading)} owes it: ${sentence(because)}`,
  ),
  saying(promises.promiseWaiting, ({ type, reason }) => `Promise "${plainWords(type)}" waits: ${sentence(reason)}`),
  saying(
    promises.promiseKept,
    ({ type, late, reason }) => `Promise "${plainWords(type)}" was kept${late ? ', late' : ''}: ${sentence(reason)}`,
  ),
  saying(
    promises.promiseCancelled,
    ({ type, reason }) => `Promise "${plainWords(type)}" was cancelled: ${sentence(reason)}`,
  ),
  saying(alertRaised, ({ to }, reading) => `An alert went to ${ownerWords(to, reading)}.`),
  saying(alertSeen, ({ to }, reading) => `The alert for ${ownerWords(to, reading)} was seen.`),
  saying(
    messages.messageClaimed,
    ({ template, channel: by }) => `A ${channels[by]} (${plainWords(template)}) is being sent to the customer.`,
  ),
  saying(
    messages.messageRefused,
    ({ template, rule }) => `A message (${plainWords(template)}) was not sent to the customer: ${plainWords(rule)}.`,
  ),
  saying(messages.messageAccepted, ({ template }) => `A message (${plainWords(template)}) went to the customer.`),
  saying(messages.messageDelivered, ({ template }) => `A message (${plainWords(template)}) reached the customer.`),
  saying(
    messages.messageFailed,
    ({ template, reason }) => `A message (${plainWords(template)}) did not reach the customer: ${plainWords(reason)}.`,
  ),
  saying(
    messages.messageUnknown,
    ({ template }) => `Nobody knows if a message (${plainWords(template)}) arrived: ask the customer.`,
  ),
  saying(
    { type: 'customer.opted-out', data: channel },
    ({ channel: from }) => `The customer wants no ${consentWords[from]} any more.`,
  ),
  saying({ type: 'customer.opted-in', data: channel }, ({ channel: to }) => `The customer allows ${consentWords[to]}.`),
];
