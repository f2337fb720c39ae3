/** Mail: Amazon SES, version 2. */
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Mail } from '../core/kernel/ports.ts';
import { type Environment, need } from './environment.ts';
import { refusalOr } from './refusal.ts';

/** Whose address it comes from, and where its delivery reports go. */
export interface MailIdentity {
  readonly from: string;
  readonly configurationSet: string;
}

const utf8 = (text: string) => ({ Data: text, Charset: 'UTF-8' });

// A tag takes letters, digits, hyphen and underscore only.
const tag = (name: string, text: string) => ({ Name: name, Value: text.replace(/[^A-Za-z0-9_-]/g, '_') });

/**
 * The provider through this client, which must try once only (`maxAttempts: 1`): the provider has no idempotency, so
 * a second try can be a second mail.
 */
export function mails(client: SESv2Client, identity: MailIdentity): Mail {
  return {
    async send({ to, subject, text, category, reference }) {
      const command = new SendEmailCommand({
        FromEmailAddress: identity.from,
        Destination: { ToAddresses: [to] },
        Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(text) } } },
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

/** From MAIL_FROM, by MAIL_CONFIGURATION_SET. Call it once per process: it opens the client. */
export const openMail = (env: Environment): Mail =>
  mails(new SESv2Client({ maxAttempts: 1 }), {
    from: need(env, 'MAIL_FROM'),
    configurationSet: need(env, 'MAIL_CONFIGURATION_SET'),
  });
