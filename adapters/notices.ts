/**
 * Notices of the providers, which come through SNS: texts in and their reports (AWS End User Messaging), mail in and its
 * reports (Amazon SES). Told apart by their shape, so that a topic wired to the wrong name still works.
 */
import type { SNSEventRecord } from 'aws-lambda';
import * as z from 'zod';
import type { Letter, Notice, Receipt } from '../core/intake/index.ts';
import { instant, parseInstant } from '../core/kernel/time.ts';

const nothing: Notice = { kind: 'nothing' };

/** An id as providers make them. It becomes part of a key, which has an end; what is longer is none of theirs. */
const providersId = z.string().min(1).max(200);

/** A text that came in by two-way SMS. */
const inboundText = z.object({
  originationNumber: z.string().min(1).max(200),
  destinationNumber: z.string().optional(),
  messageBody: z.string(),
  inboundMessageId: providersId,
});

/** Our reference of a message, as long as we ever make one. */
const ourReference = z.string().max(300);

/** What became of a text. `context` is what was sent along with it. */
const textEvent = z.object({
  eventType: z.string().startsWith('TEXT_'),
  isFinal: z.boolean().optional(),
  context: z.object({ reference: ourReference }),
});

const verdict = z.object({ status: z.string() }).optional();

/** A mail that came in, by the SNS action of a receipt rule. */
const inboundMail = z.object({
  notificationType: z.literal('Received'),
  mail: z.object({
    messageId: providersId,
    source: z.string(),
    timestamp: instant,
    commonHeaders: z.object({ from: z.array(z.string()).optional() }).optional(),
  }),
  receipt: z.object({
    recipients: z.array(z.string()).optional(),
    spamVerdict: verdict,
    virusVerdict: verdict,
    spfVerdict: verdict,
    dkimVerdict: verdict,
    dmarcVerdict: verdict,
  }),
  content: z.string(),
});

/** What became of a mail. Tags are lists: ours has one value. */
const mailEvent = z.object({
  eventType: z.enum(['Delivery', 'Bounce', 'Complaint', 'Reject', 'Rendering Failure']),
  mail: z.object({ tags: z.object({ reference: z.array(ourReference).min(1) }) }),
  bounce: z.object({ bounceType: z.string() }).optional(),
});

/** Reports on the way that change nothing: sent, opened, delayed; and events of mail that has no reference of ours. */
const otherEvent = z.union([
  z.object({ eventType: z.string(), mail: z.looseObject({}) }),
  z.object({ eventType: z.string().startsWith('TEXT_'), messageId: z.string() }),
]);

/** What SES writes to a topic when it is given one. */
const greeting = /^Successfully validated SNS topic/;

/** The address in `Pat Lee <pat@example.com>`, in small letters. */
const addressIn = (text: string): string =>
  (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim().toLowerCase().slice(0, 254);

function letterOfText(text: z.output<typeof inboundText>, { Timestamp, Message }: SNSEventRecord['Sns']): Letter {
  return {
    channel: 'sms',
    letterId: text.inboundMessageId,
    from: text.originationNumber,
    ...(text.destinationNumber === undefined ? {} : { to: text.destinationNumber }),
    at: parseInstant(Timestamp),
    raw: Message,
    text: text.messageBody,
    vouched: true,
    suspicious: false,
  };
}

function letterOfMail({ mail, receipt, content }: z.output<typeof inboundMail>): Letter {
  const [from] = mail.commonHeaders?.from ?? [];
  const [to] = receipt.recipients ?? [];
  const passed = (of: z.output<typeof verdict>): boolean => of?.status === 'PASS';
  const failed = (of: z.output<typeof verdict>): boolean => of?.status === 'FAIL';
  return {
    channel: 'email',
    letterId: mail.messageId,
    from: addressIn(from ?? mail.source) || 'nobody',
    ...(to === undefined ? {} : { to: to.toLowerCase() }),
    at: mail.timestamp,
    raw: content,
    // DMARC says that the From is right; SPF and DKIM alone vouch for whatever domain they name.
    vouched: passed(receipt.dmarcVerdict),
    suspicious: failed(receipt.spamVerdict) || failed(receipt.virusVerdict),
  };
}

/** Reports on a text that end it badly. SUCCESSFUL and DELIVERED are one and the same in some countries. */
const badEnds = [
  'TEXT_INVALID',
  'TEXT_INVALID_MESSAGE',
  'TEXT_UNREACHABLE',
  'TEXT_CARRIER_UNREACHABLE',
  'TEXT_BLOCKED',
  'TEXT_CARRIER_BLOCKED',
  'TEXT_SPAM',
  'TEXT_TTL_EXPIRED',
  'TEXT_PROTECT_BLOCKED',
];

function noticeOfText({ eventType, isFinal = true, context }: z.output<typeof textEvent>): Notice {
  const receipt = (more: Pick<Receipt, 'fared' | 'reason'>): Notice => ({
    kind: 'receipt',
    receipt: { reference: context.reference, ...more },
  });
  if (eventType === 'TEXT_DELIVERED') return receipt({ fared: 'delivered' });
  if (eventType === 'TEXT_SUCCESSFUL' && isFinal) return receipt({ fared: 'delivered' });
  if (badEnds.includes(eventType) && isFinal) return receipt({ fared: 'failed', reason: eventType });
  // On its way; or, after three days without a word from the carrier, unknown for ever.
  return nothing;
}

function receiptOfMail({ eventType, mail, bounce }: z.output<typeof mailEvent>): Receipt {
  const [reference = ''] = mail.tags.reference;
  switch (eventType) {
    case 'Delivery':
      return { reference, fared: 'delivered' };
    case 'Complaint':
      return { reference, fared: 'complained' };
    case 'Bounce':
      return { reference, fared: 'failed', reason: `Bounce-${bounce?.bounceType ?? 'Undetermined'}` };
    case 'Reject':
    case 'Rendering Failure':
      return { reference, fared: 'failed', reason: eventType.replace(' ', '-') };
    default: {
      const never: never = eventType;
      return never;
    }
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a record says. What fits no shape is `unreadable`: it is kept, and a person looks. */
export function noticeOf({ Sns }: Pick<SNSEventRecord, 'Sns'>): Notice {
  const said = json(Sns.Message);
  const text = inboundText.safeParse(said);
  if (text.success) return { kind: 'letter', letter: letterOfText(text.data, Sns) };
  const mail = inboundMail.safeParse(said);
  if (mail.success) return { kind: 'letter', letter: letterOfMail(mail.data) };
  const ofText = textEvent.safeParse(said);
  if (ofText.success) return noticeOfText(ofText.data);
  const ofMail = mailEvent.safeParse(said);
  if (ofMail.success) return { kind: 'receipt', receipt: receiptOfMail(ofMail.data) };
  if (otherEvent.safeParse(said).success || greeting.test(Sns.Message)) return nothing;
  return { kind: 'unreadable', letterId: Sns.MessageId, at: parseInstant(Sns.Timestamp), raw: Sns.Message };
}
