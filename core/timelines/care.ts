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
  'transactional-sms': 'text messages about cars and appointments',
  'marketing-email': 'marketing by e-mail',
  call: 'calls',
} as const;

const channel = z.object({
  channel: z.enum(['sms', 'email', 'marketing-sms', 'transactional-sms', 'marketing-email', 'call']),
});

const what = ({ type, shadow }: { readonly type: string; readonly shadow?: boolean | undefined }): string =>
  `${shadow === true ? 'Observed only: promise' : 'Promise'} "${plainWords(type)}"`;

/** Sentences by event type. */
export const careSayings = (): readonly (readonly [string, Saying])[] => [
  saying(
    promises.promiseOpened,
    ({ owner, dueAt, ...of }, reading) =>
      `${what(of)}: owed by ${ownerWords(owner, reading)} until ${timeWords(dueAt, reading)}.`,
  ),
  saying(
    promises.promiseAcknowledged,
    ({ owner, ...of }, reading) => `${what(of)} was acknowledged by ${ownerWords(owner, reading)}.`,
  ),
  saying(
    promises.promiseHandedOver,
    ({ owner, from, because, ...of }, reading) =>
      `${what(of)} went from ${ownerWords(from, reading)} to ${ownerWords(owner, reading)}: ${sentence(because)}`,
  ),
  saying(
    promises.promiseEscalated,
    ({ owner, because, ...of }, reading) =>
      `${what(of)} is late and ${ownerWords(owner, reading)} owes it: ${sentence(because)}`,
  ),
  saying(promises.promiseWaiting, ({ reason, ...of }) => `${what(of)} waits: ${sentence(reason)}`),
  saying(
    promises.promiseSurfaced,
    ({ owner, dueAt, ...of }, reading) =>
      `${what(of)}: owed from now on, by ${ownerWords(owner, reading)} until ${timeWords(dueAt, reading)}.`,
  ),
  saying(
    promises.promiseKept,
    ({ late, reason, ...of }) => `${what(of)} was kept${late ? ', late' : ''}: ${sentence(reason)}`,
  ),
  saying(promises.promiseCancelled, ({ reason, ...of }) => `${what(of)} was cancelled: ${sentence(reason)}`),
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
    messages.messageFound,
    ({ template, state }) =>
      `A message (${plainWords(template)}) of which nobody knew ${state === 'DELIVERED' ? 'reached' : 'went to'} the customer.`,
  ),
  saying(
    { type: 'customer.opted-out', data: channel },
    ({ channel: from }) => `The customer wants no ${consentWords[from]} any more.`,
  ),
  saying(
    { type: 'customer.merged', data: z.object({ into: z.string() }) },
    ({ into }) => `The customer is a duplicate: it goes on with ${into}.`,
  ),
  saying({ type: 'customer.opted-in', data: channel }, ({ channel: to }) => `The customer allows ${consentWords[to]}.`),
];
