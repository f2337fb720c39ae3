/** Sentences of what customers and the store say to each other, and of what came in and had to be looked at. */
import * as conversations from '../conversations/index.ts';
import { intakeItemOpened, intakeItemResolved, type ReviewReason } from '../intake/index.ts';
import { type Saying, saying } from './saying.ts';
import { personWords, sentence } from './words.ts';

const byWords = { sms: 'by text message', email: 'by e-mail' } as const;

const meaningWords: Record<conversations.Meaning, string> = {
  'opt-out': 'asked for no more messages',
  'opt-in': 'asked for messages again',
  confirm: 'confirmed the appointment',
  'ask-to-move': 'asked for another time',
  cancel: 'cancelled the appointment',
  help: 'asked for help',
  'free-text': 'wrote',
  automatic: 'sent an automatic reply',
  unreadable: 'sent something that could not be read',
};

const howWords = {
  'no-answer-needed': 'no answer is needed',
  'answered-elsewhere': 'it was answered elsewhere',
} as const;

const reasonWords: Record<ReviewReason, string> = {
  'unknown-sender': 'nobody knows the sender',
  'shared-contact': 'several customers share the number or address',
  unreadable: 'it could not be read',
  'no-words': 'it holds no words',
  'too-long': 'it is very long',
  suspicious: 'it may be spam',
};

/** Sentences by event type. */
export const talkSayings = (): readonly (readonly [string, Saying])[] => [
  saying(
    conversations.conversationReceived,
    ({ channel, meaning, needsAnswer }) =>
      `The customer ${meaningWords[meaning]} ${byWords[channel]}${needsAnswer ? '; a person owes an answer' : ''}.`,
  ),
  saying(conversations.conversationAnswered, ({ channel, staffId }, reading) =>
    sentence(`${personWords(staffId, reading)} wrote an answer ${byWords[channel]}.`),
  ),
  saying(conversations.conversationSettled, ({ how, staffId }, reading) =>
    sentence(`${personWords(staffId, reading)} closed the question: ${howWords[how]}.`),
  ),
  saying(conversations.conversationAttached, ({ staffId }, reading) =>
    sentence(`${personWords(staffId, reading)} said which customer this is.`),
  ),
  saying(intakeItemOpened, ({ reason }) => `Something that came in waits for a person: ${reasonWords[reason]}.`),
  saying(intakeItemResolved, ({ staffId }, reading) =>
    sentence(`${personWords(staffId, reading)} looked at what had come in.`),
  ),
];
