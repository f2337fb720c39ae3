/** What AWS End User Messaging publishes of a text (user guide, "Example event data"), and of one that comes in. */
import { fieldsOf, textOf } from '../wire/json.ts';
import type { OutboxMessage } from './outbox.ts';

/** The number that stands for a pool, or for a number that is known by its ARN only. */
const ORIGINATION_NUMBER = '+12065550100';

/** The number that the customer sees. */
export const originationNumber = (identity: string): string =>
  /^\+\d+$/.test(identity) ? identity : ORIGINATION_NUMBER;

/** The final event of a text. */
export function smsEvent(
  { id, at, from, to, text, request }: OutboxMessage,
  delivered: boolean,
  now: number,
): { readonly eventType: string; readonly message: string } {
  const asked = fieldsOf(request);
  const unicode = /[^\p{ASCII}]/u.test(text);
  const eventType = delivered ? 'TEXT_DELIVERED' : 'TEXT_UNREACHABLE';
  const event = {
    eventType,
    eventVersion: '1.0',
    eventTimestamp: now,
    isFinal: true,
    originationPhoneNumber: originationNumber(from),
    destinationPhoneNumber: to,
    isoCountryCode: 'US',
    messageId: id,
    messageRequestTimestamp: Date.parse(at),
    messageEncoding: unicode ? 'UNICODE' : 'GSM',
    messageType: textOf(asked, 'MessageType') ?? 'TRANSACTIONAL',
    messageStatus: delivered ? 'DELIVERED' : 'UNREACHABLE',
    messageStatusDescription: delivered ? 'Message has been accepted by phone' : 'Phone is unreachable',
    context: fieldsOf(asked.Context),
    totalMessageParts: Math.ceil(text.length / (unicode ? 67 : 153)),
    totalMessagePrice: 0,
    totalCarrierFee: 0,
  };
  return { eventType, message: JSON.stringify(event) };
}

/** A text that somebody wrote (user guide, "Example of a two-way SMS message payload"). */
export interface WrittenText {
  readonly from: string;
  readonly text: string;
  /** The number or pool that it was sent to. */
  readonly identity: string;
  /** The text of ours that came before it. */
  readonly answers?: string;
}

/** The payload for the two-way channel. */
export const inboundSms = (written: WrittenText, account: string, ids: () => string): string =>
  JSON.stringify({
    originationNumber: written.from,
    destinationNumber: originationNumber(written.identity),
    // A first word that is registered for the number, or else the account's own keyword.
    messageKeyword: /^\s*(stop|help)\b/i.exec(written.text)?.[1]?.toUpperCase() ?? `KEYWORD_${account}`,
    messageBody: written.text,
    inboundMessageId: ids(),
    ...(written.answers === undefined ? {} : { previousPublishedMessageId: written.answers }),
  });
