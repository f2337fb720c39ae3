/** The words in which stories of conversations are told: customers write to the intake door, people to the API. */
import type { SNSEventRecord } from 'aws-lambda';
import { buildIntake } from '../../../functions/intake.ts';
import { openAppointments } from '../appointment/stage.ts';
import { spendBudget, takeForDead } from '../mishaps.ts';
import type { World } from '../world.ts';

/** The number of the customer C-1, and one that is nobody's. */
const phones = { customer: '+13125550101', stranger: '+12175550999' };

/** A text as the provider tells of it. */
function textOf(from: string, messageBody: string, inboundMessageId: string, now: string): SNSEventRecord {
  const message = { originationNumber: from, destinationNumber: '+18005550100', messageBody, inboundMessageId };
  return recordOf(JSON.stringify(message), inboundMessageId, now);
}

/** A carrier's report that the last answer did not arrive. */
const bounceOf = (reference: string, id: string, now: string): SNSEventRecord => {
  const message = { eventType: 'TEXT_CARRIER_UNREACHABLE', isFinal: true, context: { reference } };
  return recordOf(JSON.stringify(message), id, now);
};

const recordOf = (Message: string, MessageId: string, Timestamp: string): SNSEventRecord => ({
  EventSource: 'aws:sns',
  EventVersion: '1.0',
  EventSubscriptionArn: 'a',
  Sns: {
    Type: 'Notification',
    TopicArn: 'arn:aws:sns:us-east-1:1:t',
    MessageId,
    Timestamp,
    Message,
    MessageAttributes: {},
    Subject: '',
    SignatureVersion: '1',
    Signature: '',
    SigningCertUrl: '',
    UnsubscribeUrl: '',
  },
});

/** The people of a story about conversations, and what they can do. */
export function openConversations(world: World, storeId: string) {
  const visits = openAppointments(world, storeId);
  const store = `/stores/${storeId}`;
  const run = { followUp: 'answer', storeId, subject: 'cv-C-1' };
  let taken = 0;
  const intake = buildIntake({ table: world.table, now: world.now, newId: world.newId, pause: async () => {} });
  const take = async (record: (id: string) => SNSEventRecord): Promise<void> => {
    taken += 1;
    await intake({ Records: [record(`in-${taken}`)] });
  };
  const texts = async (who: string, from: string, body: string): Promise<void> => {
    world.record.person(`${who} writes: ${body}`);
    await take((id) => textOf(from, body, id, world.now()));
  };
  /** The conversation that has waited longest. */
  const waiting = async (who: string): Promise<string> => {
    const got = await world.request(who, 'GET', `${store}/conversations`);
    const { items } = got.body as { readonly items: readonly { readonly conversationId: string }[] };
    return items[0]?.conversationId ?? 'none';
  };
  return {
    ...visits,
    customerWrites: (body: string) => texts('the customer', phones.customer, body),
    strangerWrites: (body: string) => texts('somebody', phones.stranger, body),
    answers: (who: string, text: string) =>
      visits.must(who, `answers: ${text}`, 'POST', `${store}/conversations/C-1/answers`, { text }),
    settles: (who: string, how: string) =>
      visits.must(who, `notes: ${how}`, 'POST', `${store}/conversations/C-1/done`, { how }),
    attaches: async (who: string, customerId: string) =>
      visits.must(who, `says that it is ${customerId}`, 'POST', `${store}/conversations/${await waiting(who)}/attach`, {
        customerId,
      }),
    /** The carrier reports, later, that the answer of this number did not arrive. */
    async answerBounces(answer: number): Promise<void> {
      world.record.person('the carrier reports that the answer did not arrive');
      await take((id) => bounceOf(`${storeId}.answer.cv-C-1.send-answer.a${answer}`, id, world.now()));
    },
    /** Somebody with the number of C-1. */
    knowsSpouse: () =>
      visits.must(visits.people.advisor, 'notes down the spouse, with the same number', 'POST', `${store}/customers`, {
        customerId: 'C-9',
        name: { first: 'Robin' },
        phones: [{ number: phones.customer, kind: 'mobile', primary: true }],
        emails: [],
      }),
    takes: (who: string, type: string, ordinal = 1) =>
      visits.must(who, `takes on ${type}`, 'POST', `${store}/promises/answer.cv-C-1.${type}.${ordinal}/reassign`, {
        to: { kind: 'person', staffId: who },
      }),
    keeps: (who: string, type: string, note: string, ordinal = 1) =>
      visits.must(
        who,
        `keeps ${type} by hand: ${note}`,
        'POST',
        `${store}/promises/answer.cv-C-1.${type}.${ordinal}/keep`,
        { note },
      ),
    spendBudget: () => spendBudget(world, run),
    takeForDead: () => takeForDead(world, run),
  };
}

/** The stage of conversations. */
export type ConversationStage = ReturnType<typeof openConversations>;
