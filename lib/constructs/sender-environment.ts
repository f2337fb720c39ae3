import { type House, mailConfigurationSet, mailReplyTo, smsConfigurationSet } from '../house.ts';

/** What a function that speaks to customers is told: as whom, and by which configuration sets its messages report. */
export function senderEnvironment(house: House): Readonly<Record<string, string>> {
  const { sms, mail } = house.group;
  const replyTo = mailReplyTo(house);
  return {
    SMS_ORIGINATION_IDENTITY: sms.originationIdentity,
    SMS_CONFIGURATION_SET: smsConfigurationSet(house),
    MAIL_FROM: mail.from,
    MAIL_CONFIGURATION_SET: mailConfigurationSet(house),
    ...(replyTo === undefined ? {} : { MAIL_REPLY_TO: replyTo }),
  };
}
