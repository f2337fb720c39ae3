/** Mail: Amazon SES, version 2. */
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Attachment, Mail } from '../core/kernel/ports.ts';
import { type Environment, need } from './environment.ts';
import { refusalOr } from './refusal.ts';

/** Whose address it comes from, and where its delivery reports go. */
export interface MailIdentity {
  readonly from: string;
  readonly configurationSet: string;
  /** Where answers go, unless the message says otherwise; to the sender's address when nobody says. */
  readonly replyTo?: string;
}

const utf8 = (text: string) => ({ Data: text, Charset: 'UTF-8' });

const attached = ({ name, type, content }: Attachment) => ({
  FileName: name,
  ContentType: type,
  ContentDisposition: 'ATTACHMENT' as const,
  // Lines of an invitation may be longer than mail allows.
  ContentTransferEncoding: 'BASE64' as const,
  RawContent: new TextEncoder().encode(content),
});

// A tag takes letters, digits, hyphen and underscore only.
const tag = (name: string, text: string) => ({ Name: name, Value: text.replace(/[^A-Za-z0-9_-]/g, '_') });

/**
 * The provider through this client, which must try once only (`maxAttempts: 1`): the provider has no idempotency, so
 * a second try can be a second mail.
 */
export function mails(client: SESv2Client, identity: MailIdentity): Mail {
  return {
    async send({
      to,
      subject,
      text,
      html,
      attachments = [],
      headers = {},
      replyTo = identity.replyTo,
      category,
      reference,
    }) {
      const named = Object.entries(headers).map(([Name, Value]) => ({ Name, Value }));
      const command = new SendEmailCommand({
        FromEmailAddress: identity.from,
        Destination: { ToAddresses: [to] },
        ...(replyTo === undefined ? {} : { ReplyToAddresses: [replyTo] }),
        Content: {
          Simple: {
            Subject: utf8(subject),
            Body: { Text: utf8(text), ...(html === undefined ? {} : { Html: utf8(html) }) },
            ...(named.length === 0 ? {} : { Headers: named }),
            ...(attachments.length === 0 ? {} : { Attachments: attachments.map(attached) }),
          },
        },
        ConfigurationSetName: identity.configurationSet,
        EmailTags: [tag('category', category), tag('reference', reference)],
      });
      try {
        const { MessageId } = await client.send(command);
        if (MessageId === undefined) throw new Error('The provider took the message and gave it no id.');
        return { providerId: MessageId };
      } catch (error) {
        throw refusalOr(error);
      }
    },
  };
}

/** From MAIL_FROM, by MAIL_CONFIGURATION_SET; answers go to MAIL_REPLY_TO if it is set. Call it once per process. */
export const openMail = (env: Environment): Mail =>
  mails(new SESv2Client({ maxAttempts: 1 }), {
    from: need(env, 'MAIL_FROM'),
    configurationSet: need(env, 'MAIL_CONFIGURATION_SET'),
    ...(env['MAIL_REPLY_TO'] === undefined ? {} : { replyTo: env['MAIL_REPLY_TO'] }),
  });
