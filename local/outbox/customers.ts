/** Plays the customers: what they write reaches the house as the providers would bring it. */
import type { Clock } from '../clock/clock.ts';
import type { CloudModel } from '../template/model.ts';
import type { Topics } from '../topics/topics.ts';
import { fieldsOf, listOf } from '../wire/json.ts';
import { messageIdHeader } from './mail-events.ts';
import { mimeOf } from './mime.ts';
import type { OutboxMessage } from './outbox.ts';
import { type ReceivedMail, receivedMail, ruleFor } from './received-mail.ts';
import { inboundSms } from './sms-events.ts';

/** What was published of something that a customer wrote. */
export interface Brought {
  readonly topicArn: string;
  /** SNS's id. */
  readonly messageId: string;
  /** The provider's document. */
  readonly message: unknown;
}

/** The stacks have no place where this could arrive; the message says what to set. */
export class NowhereToArrive extends Error {
  override readonly name = 'NowhereToArrive';
}

/** What SES hands to a topic at most; it bounces more to the writer (developer guide, "Publish to Amazon SNS topic action"). */
export const MOST_MAIL_BYTES = 150 * 1024;

export interface Customers {
  /** The recipient of a message answers it. */
  answer(message: OutboxMessage, text: string): Brought;
  /** Somebody texts the group's number, or the given identity's. */
  writeText(from: string, text: string): Brought;
  /** Somebody writes a mail; `raw` in the place of `text` is the whole mail as it is. */
  writeMail(mail: {
    readonly from: string;
    readonly to?: string;
    readonly subject: string;
    readonly text: string;
    readonly raw?: string;
  }): Brought;
}

/**
 * A number's two-way channel is set by hand after the first deployment, to what the stacks put out under this name
 * (docs/deploy.md); here it is set already.
 */
const TWO_WAY_OUTPUT = 'InboundSmsTopicArn';

const addressOf = (mailbox: string): string => /<([^>]*)>\s*$/.exec(mailbox)?.[1] ?? mailbox;

/** Opens the room. Its methods throw NowhereToArrive, or AwsError when a topic's policy lets the provider not publish. */
export function openCustomers(options: {
  readonly model: CloudModel;
  readonly clock: Clock;
  readonly topics: Topics;
  readonly ids: () => string;
}): Customers {
  const { model, topics, ids } = options;
  const now = (): string => new Date(options.clock.now()).toISOString();
  const twoWay = Object.values(model.outputs).flatMap((outputs) => outputs[TWO_WAY_OUTPUT] ?? [])[0];
  /** The number or pool that functions send from; where there is none, nobody has a number to text to. */
  const identity = model.functions.flatMap(({ environment }) => environment.SMS_ORIGINATION_IDENTITY ?? [])[0] ?? '';

  function bringText(from: string, text: string, to: string, answers?: string): Brought {
    if (twoWay === undefined)
      throw new NowhereToArrive(
        `No text can arrive: these stacks put out no ${TWO_WAY_OUTPUT} for the number's two-way channel.`,
      );
    const message = inboundSms({ from, text, identity: to, ...(answers && { answers }) }, model.account, ids);
    const sourceArn = to.startsWith('arn:')
      ? to
      : `arn:${model.partition}:sms-voice:${model.region}:${model.account}:phone-number/${to}`;
    const service = 'sms-voice.amazonaws.com';
    const messageId = topics.publish({ topicArn: twoWay, service, sourceArn, message });
    return { topicArn: twoWay, messageId, message: JSON.parse(message) };
  }

  function bringMail(mail: ReceivedMail): Brought {
    const rule = ruleFor(model.receiptRules, mail.to);
    if (rule === undefined)
      throw new NowhereToArrive(
        `No mail can arrive at ${mail.to}: no receipt rule of these stacks takes it. Set mail.inboundDomain in the group's file.`,
      );
    const { topicArn, arn: sourceArn } = rule;
    const message = receivedMail(rule, mail, now(), ids().replaceAll('-', ''));
    const subject = 'Amazon SES Email Receipt Notification';
    const messageId = topics.publish({ topicArn, service: 'ses.amazonaws.com', sourceArn, subject, message });
    return { topicArn, messageId, message: JSON.parse(message) };
  }

  function compose(from: string, to: string, subject: string, text: string, answers?: string): ReceivedMail {
    const messageId = `<${ids()}@${from.split('@').at(-1)}>`;
    const written = { from, to, subject, text, at: now(), messageId, ...(answers && { answers }) };
    return { from, to, raw: mimeOf(written) };
  }

  return {
    answer(message, text) {
      const [to = ''] = message.to.split(', ');
      if (message.channel === 'sms') return bringText(to, text, message.from, message.id);
      const [replyTo] = listOf(fieldsOf(message.request).ReplyToAddresses);
      const house = addressOf(typeof replyTo === 'string' ? replyTo : message.from);
      const subject = `Re: ${message.subject ?? ''}`;
      return bringMail(compose(addressOf(to), house, subject, text, messageIdHeader(message.id, model.region)));
    },
    writeText: (from, text) => bringText(from, text, identity),
    writeMail({ from, to, subject, text, raw }) {
      const [first = ''] = model.receiptRules.flatMap(({ recipients }) => recipients);
      const house = to ?? (first.includes('@') ? first : `service@${first.replace(/^\./, '')}`);
      return bringMail(raw === undefined ? compose(from, house, subject, text) : { from, to: house, raw });
    },
  };
}
