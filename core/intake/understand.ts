/** What a letter means and does: pure, from what it says and who wrote it. */
import {
  type Appointment,
  askToMoveAppointment,
  cancelAppointment,
  confirmAppointment,
} from '../appointments/index.ts';
import type { Meaning } from '../conversations/index.ts';
import { type Customer, changeConsent, idsOf, noteStart, noteStop, stopCommand } from '../customers/index.ts';
import type { Moment } from '../kernel/event.ts';
import type { Write } from '../kernel/table.ts';
import type { Instant } from '../kernel/time.ts';
import { type AppointmentAnswer, type Reply, readReply } from '../messages/index.ts';
import type { ReviewReason } from './item.ts';
import type { Letter, Opened } from './notice.ts';
import type { Sender } from './sender.ts';
import { isFlood, keptText, newWords } from './text.ts';

/** What a letter comes to. */
export interface Understood {
  readonly meaning: Meaning;
  /** Whether a person owes an answer. */
  readonly needsAnswer: boolean;
  /** Whether one confirmation of an opt-out is owed, by SMS to the number that said it. */
  readonly owesConfirmation: boolean;
  /** What it does: consent that changes, an appointment that is confirmed. */
  readonly writes: readonly Write[];
  /** Why a person must look at it, apart from answering. */
  readonly review?: ReviewReason;
}

const says = (meaning: Meaning, more: Partial<Understood> = {}): Understood => ({
  meaning,
  needsAnswer: false,
  owesConfirmation: false,
  writes: [],
  ...more,
});

/** Whether the customer has said something about the appointment since they wrote this: a letter may have been held up. */
const saidSince = ({ confirmedAt, moveAskedAt }: Appointment, { at }: Letter): boolean =>
  [confirmedAt, moveAskedAt].some((said) => said !== undefined && said > at);

/** An appointment that is agreed and still to come, of the customer who wrote: only about such a one C, R and X count. */
function living({ appointment, customer }: Sender, { now }: Moment): Appointment | undefined {
  if (appointment === undefined || customer === undefined) return undefined;
  const { status, startsAt, customerId } = appointment;
  const counts = status === 'BOOKED' && startsAt !== undefined && startsAt > now;
  return counts && idsOf(customer, customer.customerId).includes(customerId) ? appointment : undefined;
}

/**
 * Stop means everybody with this number, now or later: who wrote may be unknown, who must not be written to is not.
 * CANCEL in answer to a reminder is also a task about the appointment (domain section 5, rule 5).
 */
function optOut(endsAppointment: boolean, { channel, from }: Letter, sender: Sender, moment: Moment): Understood {
  const { customers, last, stopCoversAll } = sender;
  const bySms = channel === 'sms';
  const said = bySms ? stopCommand(last?.category, stopCoversAll) : ({ channel, optedOut: true } as const);
  const changes = customers.flatMap((customer) => changeConsent(customer, said, moment) ?? []);
  return says('opt-out', {
    needsAnswer: endsAppointment,
    owesConfirmation: bySms && changes.length > 0,
    writes: [...changes.flatMap(({ writes }) => writes), noteStop(from, said.channel, moment)],
  });
}

const outSince = ({ consent }: Customer, channel: Letter['channel']): Instant | undefined =>
  channel === 'sms' ? (consent.smsOptOutAt ?? consent.transactionalSmsOptOutAt) : consent.emailOptOutAt;

/**
 * Start must be the word of the customer, and their last: where nobody can tell who wrote, or a stop was heard since it
 * was written (letters overtake each other), a person asks. Marketing does not come back.
 */
function optIn(wording: string, letter: Letter, { customer }: Sender, moment: Moment): Understood {
  const { channel, vouched, from, at } = letter;
  const since = customer && outSince(customer, channel);
  if (customer === undefined || !vouched || (since !== undefined && since > at)) {
    return says('opt-in', { needsAnswer: true });
  }
  const start = noteStart(from, channel, moment);
  if (since === undefined) return says('opt-in', { writes: start });
  const change = changeConsent(customer, { channel, optedOut: false, wording, source: `reply-by-${channel}` }, moment);
  return says('opt-in', { writes: [...(change?.writes ?? []), ...start] });
}

const meanings = { confirm: 'confirm', move: 'ask-to-move', cancel: 'cancel' } as const;

function answered(answer: AppointmentAnswer, about: Appointment, moment: Moment): Understood {
  const change = () => {
    switch (answer) {
      case 'confirm':
        return confirmAppointment(about, 'reply', moment);
      case 'move':
        return askToMoveAppointment(about, 'reply', moment);
      case 'cancel':
        return cancelAppointment(about, 'reply', undefined, moment);
      default: {
        const never: never = answer;
        return never;
      }
    }
  };
  const changed = change();
  // Whoever asks for another time once more was not helped by the call they got.
  const needsAnswer = answer === 'move' && changed === undefined;
  return says(meanings[answer], { needsAnswer, writes: changed?.writes ?? [] });
}

function meant(reply: Reply, letter: Letter, sender: Sender, about: Appointment | undefined, moment: Moment) {
  switch (reply.says) {
    case 'opt-out':
      return optOut(reply.endsAppointment, letter, sender, moment);
    case 'opt-in':
      return optIn(reply.keyword, letter, sender, moment);
    case 'help':
      return says('help', { needsAnswer: true });
    case 'answer':
      return about === undefined ? says('free-text', { needsAnswer: true }) : answered(reply.answer, about, moment);
    case 'text':
      return says('free-text', { needsAnswer: true });
    default: {
      const never: never = reply;
      return never;
    }
  }
}

function reviewOf(
  letter: Letter,
  opened: Opened | undefined,
  { customers, customer }: Sender,
): ReviewReason | undefined {
  if (letter.suspicious) return 'suspicious';
  if (opened === undefined) return 'unreadable';
  if (isFlood(opened.text)) return 'no-words';
  if (keptText(opened.text).cut) return 'too-long';
  if (customers.length === 0) return 'unknown-sender';
  return customer === undefined ? 'shared-contact' : undefined;
}

/** What a reply says: its new words; an empty mail says its subject. */
const wordsOf = ({ channel }: Letter, { text, title = '' }: Opened): string =>
  channel === 'sms' ? text : newWords(text) || title;

/** What a letter means and does. `opened` is undefined when no text could be taken out of it. */
export function understand(letter: Letter, opened: Opened | undefined, sender: Sender, moment: Moment): Understood {
  const reason = reviewOf(letter, opened, sender);
  const review = reason === undefined ? {} : { review: reason };
  if (opened === undefined) return says('unreadable', { needsAnswer: !letter.suspicious, ...review });
  const asked = living(sender, moment);
  // CANCEL makes a task about the appointment whoever vouches for it; to change it takes the customer, and the time they read.
  const counts = letter.vouched && !letter.suspicious && sender.knowsTime;
  const about = counts && asked !== undefined && !saidSince(asked, letter) ? asked : undefined;
  const reply = readReply(wordsOf(letter, opened), { expectsAnswer: asked !== undefined });
  // Spam is looked at in the review queue and nowhere else, or it would bury the customers' own; but stop is stop.
  if (reply.says !== 'opt-out' && letter.suspicious) return says('free-text', review);
  if (reply.says !== 'opt-out' && opened.automatic) return says('automatic', review);
  return { ...meant(reply, letter, sender, about, moment), ...review };
}
