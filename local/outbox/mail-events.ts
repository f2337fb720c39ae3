/** What SES publishes of a mail (developer guide, "Contents of event data that Amazon SES publishes to Amazon SNS"). */
import { fieldsOf, listOf, textOf } from '../wire/json.ts';
import type { OutboxMessage } from './outbox.ts';

/** What becomes of a mail: it arrives, it comes back, or it arrives and is called spam. */
export type MailOutcome = 'delivered' | 'bounced' | 'complained';

export interface MailPlace {
  readonly account: string;
  readonly region: string;
  readonly ids: () => string;
}

/** The `Message-ID` header that SES gives a mail. */
export const messageIdHeader = (id: string, region: string): string =>
  `<${id}@${region === 'us-east-1' ? 'email' : region}.amazonses.com>`;

/** The events of a mail; `eventType` as SES writes it, `Delivery`. */
export function mailEvents(
  message: OutboxMessage,
  outcome: MailOutcome,
  now: number,
  place: MailPlace,
): readonly { readonly eventType: string; readonly message: string }[] {
  const timestamp = new Date(now).toISOString();
  const recipients = message.to.split(', ');
  const feedbackId = place.ids();
  const delivery = {
    timestamp,
    processingTimeMillis: Math.max(now - Date.parse(message.at), 1),
    recipients,
    smtpResponse: '250 2.0.0 Ok',
    reportingMTA: 'a8-1.smtp-out.amazonses.com',
  };
  const bounce = {
    feedbackId,
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: recipients.map((emailAddress) => ({
      emailAddress,
      action: 'failed',
      status: '5.1.1',
      diagnosticCode: 'smtp; 550 5.1.1 user unknown',
    })),
    timestamp,
    reportingMTA: 'dns; amazonses.com',
  };
  const complaint = {
    feedbackId,
    complaintSubType: null,
    complainedRecipients: recipients.map((emailAddress) => ({ emailAddress })),
    timestamp,
    complaintFeedbackType: 'abuse',
    arrivalDate: timestamp,
  };
  const mail = mailOf(message, place);
  const event = (eventType: string, part: Readonly<Record<string, unknown>>) => ({
    eventType,
    message: JSON.stringify({ eventType, mail, ...part }),
  });
  switch (outcome) {
    case 'delivered':
      return [event('Delivery', { delivery })];
    case 'bounced':
      return [event('Bounce', { bounce })];
    case 'complained':
      return [event('Delivery', { delivery }), event('Complaint', { complaint })];
    default:
      return outcome satisfies never;
  }
}

/** The mail that an event is about, with the tags of the request and SES's own. */
function mailOf({ id, at, from, to, subject = '', request }: OutboxMessage, { account, region }: MailPlace): unknown {
  const asked = fieldsOf(request);
  const domain =
    from
      .replace(/[>\s]+$/, '')
      .split('@')
      .at(-1) ?? '';
  const tags = Object.fromEntries(
    listOf(asked.EmailTags).map((tag) => [textOf(fieldsOf(tag), 'Name') ?? '', [textOf(fieldsOf(tag), 'Value') ?? '']]),
  );
  return {
    timestamp: at,
    source: from,
    sourceArn: `arn:aws:ses:${region}:${account}:identity/${domain}`,
    sendingAccountId: account,
    messageId: id,
    destination: to.split(', '),
    headersTruncated: false,
    headers: [
      { name: 'From', value: from },
      { name: 'To', value: to },
      { name: 'Subject', value: subject },
      { name: 'MIME-Version', value: '1.0' },
    ],
    commonHeaders: { from: [from], to: to.split(', '), messageId: id, subject },
    tags: {
      'ses:configuration-set': [textOf(asked, 'ConfigurationSetName') ?? ''],
      'ses:from-domain': [domain],
      'ses:outgoing-ip': ['127.0.0.1'],
      ...tags,
    },
  };
}
