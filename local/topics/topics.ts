/**
 * SNS: a message that is published on a topic goes to the functions that subscribe to it. For SNS a message is
 * delivered when Lambda has queued the event; what a function does with it is retried by Lambda's rule for asynchronous
 * events (developer guide, "Using AWS Lambda with Amazon SNS"), on the virtual clock. Publishing queues all events in one
 * transaction, so that a kill loses none of an accepted message.
 */
import type { Clock } from '../clock/clock.ts';
import type { AsyncInvocations } from '../functions/async.ts';
import type { Functions } from '../functions/functions.ts';
import type { MessageAttribute } from '../queues/queues.ts';
import type { Store } from '../store/store.ts';
import type { CloudModel, SubscriptionModel, TopicModel } from '../template/model.ts';
import { AwsError } from '../wire/aws-error.ts';

/** What a service publishes, and for which of its things. */
export interface Publication {
  readonly topicArn: string;
  /** The publishing service, such as `sms-voice.amazonaws.com`. */
  readonly service: string;
  /** ARN of what the service publishes for: a number, a configuration set, a receipt rule. */
  readonly sourceArn: string;
  readonly subject?: string;
  readonly message: string;
}

export interface Topics {
  /**
   * Publishes and answers the message's id. Part of the caller's transaction, if it is in one. Throws AwsError
   * `AuthorizationError` when the topic's policy or key does not let the service publish, `NotFound` for an unknown
   * topic, `InvalidParameter` for a message over 256 KiB.
   */
  publish(publication: Publication): string;
}

export interface TopicsOptions {
  readonly model: CloudModel;
  readonly store: Store;
  readonly clock: Clock;
  readonly functions: Functions;
  readonly async: AsyncInvocations;
  readonly ids: () => string;
  /** Why the service may not publish there for its thing. */
  readonly mayPublish: (service: string, sourceArn: string, topicArn: string) => string | undefined;
  /** Why the topic may not invoke the function. */
  readonly mayInvoke: (topicArn: string, functionArn: string) => string | undefined;
  /** Puts a message that could not be handed over on the subscription's dead-letter queue. */
  readonly bury: (
    topicArn: string,
    queueArn: string,
    body: string,
    attributes: Readonly<Record<string, MessageAttribute>>,
  ) => void;
  readonly note: (line: string) => void;
}

const MOST_BYTES = 256 * 1024;

const attribute = (value: string): MessageAttribute => ({ DataType: 'String', StringValue: value });

/** Opens the room on the topics of the template. */
export function openTopics(options: TopicsOptions): Topics {
  const { model, store, clock, functions, ids } = options;

  function deliver(topic: TopicModel, subscription: SubscriptionModel, notification: Notification): void {
    const one = functions.find(subscription.functionArn);
    const refusal = options.mayInvoke(topic.arn, subscription.functionArn);
    if (one !== undefined && refusal === undefined) {
      options.async.add(one, JSON.stringify({ Records: [recordOf(subscription, notification)] }));
      return;
    }
    // To SNS a function that is gone or closed is the client's error: no retry, straight to the dead-letter queue.
    options.note(`topic ${topic.name} could not invoke ${subscription.functionArn}: ${refusal ?? 'no such function'}`);
    if (subscription.deadLetterArn === undefined) return;
    options.bury(topic.arn, subscription.deadLetterArn, JSON.stringify(notification), {
      RequestID: attribute(ids()),
      ErrorCode: attribute(refusal === undefined ? 'ResourceNotFoundException' : 'AccessDeniedException'),
      ErrorMessage: attribute(refusal ?? 'The function does not exist.'),
    });
  }

  return {
    publish({ topicArn, service, sourceArn, subject, message }) {
      const topic = model.topics.find(({ arn }) => arn === topicArn);
      if (topic === undefined) throw new AwsError('NotFound', 'Topic does not exist', 404);
      const refusal = options.mayPublish(service, sourceArn, topicArn);
      if (refusal !== undefined) throw new AwsError('AuthorizationError', refusal, 403);
      if (Buffer.byteLength(message) > MOST_BYTES)
        throw new AwsError('InvalidParameter', 'Invalid parameter: Message too long');
      const notification: Notification = {
        Type: 'Notification',
        MessageId: ids(),
        TopicArn: topicArn,
        ...(subject === undefined ? {} : { Subject: subject }),
        Message: message,
        Timestamp: new Date(clock.now()).toISOString(),
        SignatureVersion: '1',
        Signature: 'bG9jYWw=',
        SigningCertURL: `https://sns.${model.region}.amazonaws.com/SimpleNotificationService-local.pem`,
        UnsubscribeURL: `https://sns.${model.region}.amazonaws.com/?Action=Unsubscribe`,
      };
      store.atomically(() => {
        for (const subscription of topic.subscriptions) deliver(topic, subscription, notification);
      });
      return notification.MessageId;
    },
  };
}

/** A message as SNS writes it to queues. */
interface Notification {
  readonly Type: 'Notification';
  readonly MessageId: string;
  readonly TopicArn: string;
  readonly Subject?: string;
  readonly Message: string;
  readonly Timestamp: string;
  readonly SignatureVersion: '1';
  readonly Signature: string;
  readonly SigningCertURL: string;
  readonly UnsubscribeURL: string;
}

/** A message as a function receives it: other spellings, an explicit null, and its subscription. */
function recordOf(subscription: SubscriptionModel, notification: Notification): unknown {
  const { SigningCertURL, UnsubscribeURL, ...rest } = notification;
  return {
    EventSource: 'aws:sns',
    EventVersion: '1.0',
    EventSubscriptionArn: subscription.arn,
    Sns: {
      ...rest,
      Subject: notification.Subject ?? null,
      SigningCertUrl: SigningCertURL,
      UnsubscribeUrl: UnsubscribeURL,
      MessageAttributes: {},
    },
  };
}
