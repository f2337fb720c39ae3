/** What can happen to a message after the contact rules have decided. */
import { type Happening, happened, type Moment } from '../kernel/event.ts';
import type { Change } from '../kernel/noun.ts';
import * as events from './events.ts';
import { type Message, type MessageState, messages } from './message.ts';

const about = ({ followUp, act, occasion, template }: Message) => ({ followUp, act, occasion, template });

/** Writes down the claim before the provider is called. */
export const claimMessage = (message: Message, channel: 'sms' | 'email', moment: Moment): Change<Message> =>
  messages.create(
    { ...message, state: 'CLAIMED', channel },
    happened(events.messageClaimed, { ...about(message), channel, rule: message.decision.rule }),
    moment,
  );

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
  | { readonly state: 'FAILED'; readonly reason: string }
  | { readonly state: 'UNKNOWN' };

/** Whether the outcome adds knowledge: an answer may still come after the outcome was given up as unknown. */
const mayFollow = (before: MessageState, after: Outcome['state']): boolean =>
  before === 'CLAIMED' || (before === 'UNKNOWN' && after !== 'UNKNOWN');

/** Writes down the outcome; undefined when it is known already. */
export function concludeMessage(before: Message, outcome: Outcome, moment: Moment): Change<Message> | undefined {
  if (!mayFollow(before.state, outcome.state)) return undefined;
  const event = (): Happening => {
    switch (outcome.state) {
      case 'ACCEPTED':
        return happened(events.messageAccepted, about(before));
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
