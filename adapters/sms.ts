/** Text messages: AWS End User Messaging, whose API is Pinpoint SMS and voice, version 2. */
import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { MessageCategory, Sms } from '../core/kernel/ports.ts';
import { type Environment, need } from './environment.ts';
import { refusalOr } from './refusal.ts';

/** Whose number it comes from, and where its delivery reports go. */
export interface SmsIdentity {
  readonly origination: string;
  readonly configurationSet: string;
}

// The provider would try for 72 hours. What was right to say now may be wrong, or too late in the evening, soon.
const secondsToHandOver = 300;

const messageType = (category: MessageCategory) => (category === 'marketing' ? 'PROMOTIONAL' : 'TRANSACTIONAL');

/**
 * The provider through this client, which must try once only (`maxAttempts: 1`): the provider has no idempotency, so
 * a second try can be a second message.
 */
export function textMessages(client: PinpointSMSVoiceV2Client, identity: SmsIdentity): Sms {
  return {
    async send({ to, text, category, reference }) {
      const command = new SendTextMessageCommand({
        DestinationPhoneNumber: to,
        OriginationIdentity: identity.origination,
        ConfigurationSetName: identity.configurationSet,
        MessageBody: text,
        MessageType: messageType(category),
        TimeToLive: secondsToHandOver,
        Context: { reference },
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

/** From SMS_ORIGINATION_IDENTITY, by SMS_CONFIGURATION_SET. Call it once per process: it opens the client. */
export const openSms = (env: Environment): Sms =>
  textMessages(new PinpointSMSVoiceV2Client({ maxAttempts: 1 }), {
    origination: need(env, 'SMS_ORIGINATION_IDENTITY'),
    configurationSet: need(env, 'SMS_CONFIGURATION_SET'),
  });
