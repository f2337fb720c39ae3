import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type House, houseArn, houseName } from '../house.ts';
import { DeadLetter } from './dead-letter.ts';
import type { HouseFunction } from './house-function.ts';

/** A service of AWS that tells the house what customers wrote, or what became of a message. */
export type Teller = 'sms-voice.amazonaws.com' | 'ses.amazonaws.com';

/** One topic: its name, who may publish there, and for which of its things (an ARN, perhaps with a wildcard). */
export interface IntakeTopicPlan {
  readonly name: string;
  readonly teller: Teller;
  readonly of: string;
}

export interface IntakeTopicsProps<Name extends string> {
  readonly house: House;
  readonly topics: Readonly<Record<Name, IntakeTopicPlan>>;
  readonly intake: HouseFunction;
  /** What stays undone while messages cannot be handed over. */
  readonly impact: string;
  readonly tell: string;
}

/**
 * The topics by which the providers speak to the house, all read by one function. They have a key of their own: the
 * providers must be able to use it, and nobody outside the house may use the table's.
 */
export class IntakeTopics<Name extends string> extends Construct {
  private readonly arns: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, props: IntakeTopicsProps<Name>) {
    super(scope, id);
    const { house, intake } = props;
    const plans = Object.values<IntakeTopicPlan>(props.topics);
    const key = topicKey(this, house, plans);
    const topicArn = (name: string) => houseArn(house, 'sns', houseName(house, name));
    const undelivered = new DeadLetter(this, 'Undelivered', {
      house,
      name: 'intake-topics',
      impact: props.impact,
      from: { service: 'sns.amazonaws.com', arns: plans.map(({ name }) => topicArn(name)) },
      tell: props.tell,
    });
    this.arns = new Map(
      Object.entries<IntakeTopicPlan>(props.topics).map(([each, plan]) => {
        const topic = new Topic(this, plan.name, {
          topicName: houseName(house, plan.name),
          masterKey: key,
          enforceSSL: true,
        });
        topic.addToResourcePolicy(mayTell(house, topic.topicArn, plan));
        new CfnSubscription(this, `${plan.name}-intake`, {
          topicArn: topic.topicArn,
          protocol: 'lambda',
          endpoint: intake.arn,
          redrivePolicy: { deadLetterTargetArn: undelivered.queue.queueArn },
        });
        return [each, topic.topicArn];
      }),
    );
    intake.letInvoke('sns.amazonaws.com', topicArn('*'));
  }

  /** The topic's ARN. */
  arnOf(topic: Name): string {
    const found = this.arns.get(topic);
    if (found === undefined) throw new RangeError(`There is no intake topic ${topic}.`);
    return found;
  }
}

/** The provider may publish in this account's name only, and only what comes from the thing that the plan names. */
const mayTell = (house: House, topicArn: string, { teller, of }: IntakeTopicPlan): PolicyStatement =>
  new PolicyStatement({
    sid: 'ProviderMayTell',
    principals: [new ServicePrincipal(teller)],
    actions: ['sns:Publish'],
    resources: [topicArn],
    conditions: { StringEquals: { 'aws:SourceAccount': house.group.account }, ArnLike: { 'aws:SourceArn': of } },
  });

/**
 * The providers need the key to publish, and say to it neither the account nor the source they publish for: their
 * guides give this statement without conditions, and one with them would silence the topics. Who may publish what is
 * in the topics' policies; the key alone reads no message.
 */
function topicKey(scope: Construct, house: House, plans: readonly IntakeTopicPlan[]): Key {
  const key = new Key(scope, 'Key', {
    alias: houseName(house, 'intake'),
    description: `Encrypts what customers write to ${houseName(house)} on its way in.`,
    enableKeyRotation: true,
  });
  for (const teller of new Set(plans.map((plan) => plan.teller))) {
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: teller.startsWith('ses') ? 'MailOnItsWayIn' : 'TextsOnTheirWayIn',
        principals: [new ServicePrincipal(teller)],
        actions: ['kms:GenerateDataKey*', 'kms:Decrypt'],
        resources: ['*'],
      }),
    );
  }
  return key;
}
