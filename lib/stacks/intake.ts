import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { readRows, type TableHandle, writeRows } from '../constructs/grant.ts';
import { HouseFunction } from '../constructs/house-function.ts';
import { IntakeTopics } from '../constructs/intake-topics.ts';
import { ProviderReports, receiptRuleArn } from '../constructs/provider-reports.ts';
import { type House, houseArn, mailConfigurationSet, smsConfigurationSet } from '../house.ts';

export interface IntakeStackProps extends StackProps {
  readonly house: House;
  readonly table: TableHandle;
  readonly tell: string;
}

const impact =
  'What customers write back is kept but not understood: STOP is not obeyed, no answer confirms an appointment, and nobody learns whether messages arrived.';

/** What comes in from outside: customers' answers, and the providers' reports on our messages. */
export class IntakeStack extends Stack {
  constructor(scope: Construct, id: string, props: IntakeStackProps) {
    super(scope, id, props);
    const { house, table, tell } = props;
    const intake = new HouseFunction(this, 'Intake', {
      house,
      door: 'intake',
      impact,
      timeout: Duration.seconds(30),
      environment: { TABLE_NAME: table.name },
      may: [readRows(table), writeRows(table)],
      invoked: 'asynchronously',
      tell,
    });
    const topics = new IntakeTopics(this, 'Topics', {
      house,
      topics: {
        // The number or pool is the group's own; its guide names every thing of the service in the account.
        inboundSms: { name: 'inbound-sms', teller: 'sms-voice.amazonaws.com', of: houseArn(house, 'sms-voice', '*') },
        smsEvents: {
          name: 'sms-events',
          teller: 'sms-voice.amazonaws.com',
          of: houseArn(house, 'sms-voice', `configuration-set/${smsConfigurationSet(house)}`),
        },
        inboundMail: { name: 'inbound-mail', teller: 'ses.amazonaws.com', of: receiptRuleArn(house) },
        mailEvents: {
          name: 'mail-events',
          teller: 'ses.amazonaws.com',
          of: houseArn(house, 'ses', `configuration-set/${mailConfigurationSet(house)}`),
        },
      },
      intake,
      impact,
      tell,
    });
    const reports = new ProviderReports(this, 'Reports', {
      house,
      topics: {
        smsEvents: topics.arnOf('smsEvents'),
        mailEvents: topics.arnOf('mailEvents'),
        inboundMail: topics.arnOf('inboundMail'),
      },
    });
    // SES publishes a word of greeting to each topic it is given, and refuses one that it may not.
    reports.node.addDependency(topics);

    // The number's two-way channel is set by hand, to this.
    new CfnOutput(this, 'InboundSmsTopicArn', { value: topics.arnOf('inboundSms') });
    new CfnOutput(this, 'SmsEventsTopicArn', { value: topics.arnOf('smsEvents') });
    new CfnOutput(this, 'MailEventsTopicArn', { value: topics.arnOf('mailEvents') });
  }
}
