/** Parts of a small cloud to which customers write: a topic with its subscription, and what reports to it. */
import type { CloudModel } from '../template/model.ts';
import { functionArn } from './small-cloud.ts';

export const PHONE_ARN = 'arn:aws:sms-voice:us-east-1:123456789012:phone-number/phone-story';
export const topicArn = 'arn:aws:sns:us-east-1:123456789012:story-inbound';

/** A topic for everything that providers say; for texts of another number than `PHONE_ARN` when `of` says so. */
export function topic(rest: { of?: string; keyArn?: string; deadLetterArn?: string }): Partial<CloudModel> {
  const { of, keyArn, deadLetterArn } = rest;
  const arn = `${topicArn}:subscription`;
  return {
    topics: [
      {
        name: 'story-inbound',
        arn: topicArn,
        subscriptions: [{ arn, topicArn, functionArn: functionArn('intake'), ...(deadLetterArn && { deadLetterArn }) }],
        policy: [
          {
            effect: 'Allow',
            actions: ['sns:Publish'],
            resources: [topicArn],
            principals: ['sms-voice.amazonaws.com', 'ses.amazonaws.com'],
            conditions: { ArnLike: { 'aws:SourceArn': [of ?? 'arn:aws:*:us-east-1:123456789012:*'] } },
          },
        ],
        ...(keyArn && { keyArn }),
      },
    ],
    queues: [
      {
        name: 'story-dead',
        arn: 'arn:aws:sqs:us-east-1:123456789012:story-dead',
        url: 'https://sqs.us-east-1.amazonaws.com/123456789012/story-dead',
        visibilityTimeoutSeconds: 1,
        retentionSeconds: 1_209_600,
        policy: [
          {
            effect: 'Allow',
            actions: ['sqs:SendMessage'],
            resources: ['arn:aws:sqs:us-east-1:123456789012:story-dead'],
            principals: ['sns.amazonaws.com'],
            conditions: { ArnEquals: { 'aws:SourceArn': [topicArn] } },
          },
        ],
      },
    ],
    eventDestinations: [
      { channel: 'sms', configurationSet: 'story', topicArn, eventTypes: ['TEXT_ALL'] },
      { channel: 'mail', configurationSet: 'story', topicArn, eventTypes: ['delivery', 'bounce', 'complaint'] },
    ],
    receiptRules: [
      {
        arn: 'arn:aws:ses:us-east-1:123456789012:receipt-rule-set/story:receipt-rule/story',
        recipients: ['reply.example.com'],
        topicArn,
        encoding: 'Base64',
      },
    ],
    outputs: { story: { InboundSmsTopicArn: topicArn } },
  };
}
