/** What can happen to a message after the contact rules have decided. */
import { type Happening, happened, type Moment } from '../kernel/event.ts';
import type { Change } from '../kernel/noun.ts';
import * as events from './events.ts';
import { noteLast } from './last.ts';
import { type Message, type MessageState, messages } from './message.ts';

const about = ({ followUp, act, occasion, template }: Message) => ({ followUp, act, occasion, template });

/** Writes down the claim before the provider is called, and that it is our last message to the number or address. */
export function claimMessage(message: Message, channel: 'sms' | 'email', moment: Moment): Change<Message> {
  const change = messages.create(
    { ...message, state: 'CLAIMED', channel },
    happened(events.messageClaimed, { ...about(message), channel, rule: message.decision.rule }),
    moment,
  );
  return { ...change, writes: [...change.writes, ...noteLast(change.state)] };
}

/** Writes down that and why the message is not sent. */
export const refuseMessage = (message: Message, moment: Moment): Change<Message> =>
  messages.create(
    { ...message, state: 'REFUSED', reason: message.decision.rule, endedAt: moment.now },
    happened(events.messageRefused, { ...about(message), rule: message.decision.rule }),
    moment,
  );

/** What came of a claim. */
export type Outcome =
  | { readonly state: 'ACCEPTED'; readonly providerId: string }
  /** A report may be here before the provider's answer: then it says the provider's id. */
  | { readonly state: 'DELIVERED'; readonly providerId?: string }
  | { readonly state: 'FAILED'; readonly reason: string; readonly providerId?: string }
  | { readonly state: 'UNKNOWN' };

/**
 * What is known of a message only grows along this line, so that reports may come late, twice and in any order: the same
 * reports end in the same state. FAILED is last because a mail that a server took may still bounce.
 */
const knowledge: readonly MessageState[] = ['CLAIMED', 'UNKNOWN', 'ACCEPTED', 'DELIVERED', 'FAILED'];

/** Whether the outcome adds knowledge. What we refused to send has no outcome. */
const mayFollow = (before: MessageState, after: Outcome['state']): boolean =>
  knowledge.includes(before) && knowledge.indexOf(after) > knowledge.indexOf(before);

/** Writes down the outcome; undefined when it is known already. */
export function concludeMessage(before: Message, outcome: Outcome, moment: Moment): Change<Message> | undefined {
  if (!mayFollow(before.state, outcome.state)) return undefined;
  const event = (): Happening => {
    // Somebody may have been asked to find out; that is over, so this is news to the runs, and nothing else of the kind is.
    const found = (state: 'ACCEPTED' | 'DELIVERED') => happened(events.messageFound, { ...about(before), state });
    const wasUnknown = before.state === 'UNKNOWN';
    switch (outcome.state) {
      case 'ACCEPTED':
        return wasUnknown ? found(outcome.state) : happened(events.messageAccepted, about(before));
      case 'DELIVERED':
        return wasUnknown ? found(outcome.state) : happened(events.messageDelivered, about(before));
      case 'FAILED':
        return happened(events.messageFailed, { ...about(before), reason: outcome.reason });
      case 'UNKNOWN':
        return happened(events.messageUnknown, about(before));
      default: {
        const never: never = outcome;
        return never;
      }
    }
  };
  return messages.change(before, { ...before, ...outcome, endedAt: moment.now }, event(), moment);
}
