import {
  CfnReceiptRule,
  CfnReceiptRuleSet,
  CfnConfigurationSet as MailConfigurationSet,
  CfnConfigurationSetEventDestination as MailEventDestination,
} from 'aws-cdk-lib/aws-ses';
import { CfnConfigurationSet as SmsConfigurationSet } from 'aws-cdk-lib/aws-smsvoice';
import { Construct } from 'constructs';
import { type House, houseArn, houseName, mailConfigurationSet, smsConfigurationSet } from '../house.ts';

export interface ProviderReportsProps {
  readonly house: House;
  /** ARNs of the topics: what became of texts and of mail, and what customers wrote by mail. */
  readonly topics: { readonly smsEvents: string; readonly mailEvents: string; readonly inboundMail: string };
}

/** What of mail the house hears: that it arrived, that it will not, and that somebody called it spam. */
const mailEvents = ['delivery', 'bounce', 'complaint', 'reject', 'renderingFailure'];

/**
 * Has the providers report to the topics. A configuration set or rule set that the group names is its own, made and
 * kept by hand (docs/deploy.md); what it leaves open is made here.
 */
export class ProviderReports extends Construct {
  constructor(scope: Construct, id: string, { house, topics }: ProviderReportsProps) {
    super(scope, id);
    const { sms, mail } = house.group;
    if (sms.configurationSet === undefined) {
      new SmsConfigurationSet(this, 'Texts', {
        configurationSetName: smsConfigurationSet(house),
        eventDestinations: [
          {
            eventDestinationName: 'intake',
            enabled: true,
            matchingEventTypes: ['TEXT_ALL'],
            snsDestination: { topicArn: topics.smsEvents },
          },
        ],
      });
    }
    if (mail.configurationSet === undefined) {
      const set = new MailConfigurationSet(this, 'Mail', {
        name: mailConfigurationSet(house),
        deliveryOptions: { tlsPolicy: 'REQUIRE' },
        reputationOptions: { reputationMetricsEnabled: true },
        suppressionOptions: { suppressedReasons: ['BOUNCE', 'COMPLAINT'] },
      });
      const destination = new MailEventDestination(this, 'MailEvents', {
        configurationSetName: mailConfigurationSet(house),
        eventDestination: {
          name: 'intake',
          enabled: true,
          matchingEventTypes: mailEvents,
          snsDestination: { topicArn: topics.mailEvents },
        },
      });
      destination.node.addDependency(set);
    }
    if (mail.inboundDomain !== undefined) this.receive(house, mail.inboundDomain, topics.inboundMail);
  }

  /** Base64 keeps every byte of what a customer's program wrote. SES bounces mail over 150 kB to its writer. */
  private receive(house: House, domain: string, topicArn: string): void {
    const given = house.group.mail.receiptRuleSet;
    const rule = new CfnReceiptRule(this, 'Rule', {
      ruleSetName: receiptRuleSet(house),
      rule: {
        name: houseName(house),
        enabled: true,
        recipients: [domain],
        scanEnabled: true,
        tlsPolicy: 'Optional',
        actions: [{ snsAction: { topicArn, encoding: 'Base64' } }],
      },
    });
    if (given === undefined) {
      rule.node.addDependency(new CfnReceiptRuleSet(this, 'RuleSet', { ruleSetName: receiptRuleSet(house) }));
    }
  }
}

const receiptRuleSet = (house: House): string => house.group.mail.receiptRuleSet ?? houseName(house);

/** ARN of the rule that hands received mail over; the topic takes mail from no other. */
export const receiptRuleArn = (house: House): string =>
  houseArn(house, 'ses', `receipt-rule-set/${receiptRuleSet(house)}:receipt-rule/${houseName(house)}`);
