import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { type House, houseName } from '../house.ts';

/** The topic on which the alarms tell people. Alarms speak of machines and queues, never of customers. */
export class People extends Construct {
  readonly topicArn: string;

  constructor(scope: Construct, id: string, props: { readonly house: House }) {
    super(scope, id);
    const { house } = props;
    const topic = new Topic(this, 'Topic', { topicName: houseName(house, 'alarms'), enforceSSL: true });
    topic.addSubscription(new EmailSubscription(house.group.alarms.mail));
    // A policy of one's own replaces the default one: without this line every alarm would be mute.
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsMaySpeak',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': house.group.account } },
      }),
    );
    this.topicArn = topic.topicArn;
  }
}
