import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { type House, houseArn, houseName } from '../house.ts';
import { DeadLetter } from './dead-letter.ts';
import type { FollowUpPlan } from './follow-up-machine.ts';
import type { HouseFunction } from './house-function.ts';

export interface FollowUpRuleProps {
  readonly house: House;
  readonly followUp: FollowUpPlan;
  readonly busName: string;
  readonly hear: HouseFunction;
  readonly tell: string;
}

/** Entities that belong to one run each; their ids begin with the name of its follow-up. */
const owned = ['promise', 'message'];

/**
 * What is news to a follow-up: neither what its own runs did, nor the promises and messages of another follow-up. Both
 * together are two thirds of all events.
 */
function newsTo(followUp: string): readonly object[] {
  const byOthers = [{ kind: [{ 'anything-but': ['system'] }] }, { id: [{ 'anything-but': [followUp] }] }];
  const aboutIt = [{ entity: [{ 'anything-but': owned }] }, { entityId: [{ prefix: `${followUp}.` }] }];
  return byOthers.flatMap((actor) => aboutIt.map((about) => ({ actor, ...about })));
}

/** The rule that hands a follow-up the events it opens or wakes on. */
export class FollowUpRule extends Construct {
  constructor(scope: Construct, id: string, props: FollowUpRuleProps) {
    super(scope, id);
    const { house, followUp, busName } = props;
    const name = houseName(house, followUp.name);
    const undelivered = new DeadLetter(this, 'Undelivered', {
      house,
      name: `${followUp.name}-news`,
      impact: `News for "${followUp.title}" was not heard: a promise may be missing or wait for what has already happened.`,
      from: { service: 'events.amazonaws.com', arns: [houseArn(house, 'events', `rule/${busName}/${name}`)] },
      tell: props.tell,
    });
    new CfnRule(this, 'Rule', {
      name,
      description: `What opens or wakes "${followUp.title}".`,
      eventBusName: busName,
      eventPattern: {
        source: ['lanekeep'],
        'detail-type': [...followUp.hears],
        detail: { $or: newsTo(followUp.name) },
      },
      targets: [
        {
          id: 'hear',
          arn: props.hear.arn,
          inputTransformer: {
            inputPathsMap: { event: '$.detail' },
            inputTemplate: `{"followUp":${JSON.stringify(followUp.name)},"event":<event>}`,
          },
          deadLetterConfig: { arn: undelivered.queue.queueArn },
          retryPolicy: { maximumRetryAttempts: 185, maximumEventAgeInSeconds: 86_400 },
        },
      ],
    });
  }
}
