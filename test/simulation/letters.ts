/** What comes in from outside: texts that customers write, and the carriers' reports on ours. SNS hands each in until it is taken. */
import type { SNSEvent, SNSEventRecord } from 'aws-lambda';
import type { Instant } from '../../core/kernel/time.ts';
import type { Post } from './post.ts';
import type { Sent } from './providers.ts';
import type { DoorName } from './visit.ts';

const minute = 60_000;

/** Deliveries after which a notice goes to the dead letters; then it is a mistake of the house, and the test fails. */
const mostDeliveries = 30;

/** How our own message fared, so many milliseconds after the provider took it. */
export interface Fared {
  readonly after: number;
  readonly fared: 'delivered' | 'undelivered';
}

export interface LetterOptions {
  readonly post: Post;
  readonly now: () => Instant;
  /** Calls a door. */
  readonly call: (door: DoorName, payload: unknown, work: () => Promise<unknown>) => Promise<unknown>;
  readonly take: (event: SNSEvent) => Promise<void>;
  /** Milliseconds from the provider to each delivery of a notice; two of them are a duplicate. */
  readonly arrivals: () => readonly number[];
}

export interface Letters {
  /** A text from a number. */
  text(from: string, words: string): void;
  /** The provider's report on a message of ours. */
  report(message: Sent, fared: Fared): void;
}

const smsReport = (reference: string, fared: Fared['fared']) => ({
  eventType: fared === 'delivered' ? 'TEXT_DELIVERED' : 'TEXT_UNREACHABLE',
  isFinal: true,
  context: { reference },
});

const mailReport = (reference: string, fared: Fared['fared']) => ({
  eventType: fared === 'delivered' ? 'Delivery' : 'Bounce',
  mail: { tags: { reference: [reference] } },
  ...(fared === 'delivered' ? {} : { bounce: { bounceType: 'Permanent' } }),
});

export function openLetters({ post, now, call, take, arrivals }: LetterOptions): Letters {
  let count = 0;

  const hand = (record: SNSEventRecord, after: number, delivery = 1): void =>
    post.send(after, async () => {
      try {
        await call('intake', record, () => take({ Records: [record] }));
      } catch (error) {
        if (delivery >= mostDeliveries) throw error;
        hand(record, minute, delivery + 1);
      }
    });

  const notice = (message: object, after = 0): void => {
    count += 1;
    const Sns = { MessageId: `sns-${count}`, Timestamp: now(), Message: JSON.stringify(message), Type: 'Notification' };
    const record = { EventSource: 'aws:sns', EventVersion: '1.0', Sns } as unknown as SNSEventRecord;
    for (const arrival of arrivals()) hand(record, after + arrival);
  };

  return {
    text(from, words) {
      notice({
        originationNumber: from,
        destinationNumber: '+18005550100',
        messageBody: words,
        inboundMessageId: `in-${count + 1}`,
      });
    },
    report({ channel, reference }, { after, fared }) {
      notice((channel === 'sms' ? smsReport : mailReport)(reference, fared), after);
    },
  };
}
