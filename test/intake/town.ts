/** A store with customers, the intake door in front of it, and the providers' notices as they come by SNS. */
import type { SNSEvent, SNSEventRecord } from 'aws-lambda';
import { type Appointment, appointmentBooked, appointmentKey, appointments } from '../../core/appointments/index.ts';
import type { Conversation, Line } from '../../core/conversations/index.ts';
import { conversationKey, conversations, recentLines } from '../../core/conversations/index.ts';
import { type Customer, customerKey, customers } from '../../core/customers/index.ts';
import { intakeItems } from '../../core/intake/index.ts';
import { happened } from '../../core/kernel/event.ts';
import { type Instant, localDate, plus } from '../../core/kernel/time.ts';
import { claimKey, claimMessage, type Message, messages } from '../../core/messages/index.ts';
import { buildIntake } from '../../functions/intake.ts';
import { openWorld, type World } from '../door/world.ts';

export const sam = { customerId: 'C-1', phone: '+13125550123', email: 'sam@example.com' };
export const kim = { customerId: 'C-2', phone: '+13125550124', email: 'kim@example.com' };
export const house = '+18005550100';

export interface Town extends World {
  /** A text from a number, as it comes in; answers the record, to be sent again. */
  text(from: string, body: string, id?: string): Promise<SNSEventRecord>;
  /** A text that was written at an earlier instant, and comes in now. */
  heldUp(at: Instant, from: string, body: string): Promise<void>;
  mail(from: string, mime: string, more?: Record<string, unknown>): Promise<SNSEventRecord>;
  notice(message: unknown): Promise<SNSEventRecord>;
  again(...records: SNSEventRecord[]): Promise<void>;
  /** We wrote to somebody about something. */
  wrote(to: { customerId: string; phone: string }, subject: string, act?: string): Promise<Message>;
  book(startsIn: { hours: number }, more?: Partial<Appointment>): Promise<Appointment>;
  customer(id: string): Promise<Customer>;
  conversation(id: string, storeId?: string): Promise<Conversation | undefined>;
  lines(id: string): Promise<readonly Line[]>;
  events(type: string): readonly { data: Record<string, unknown>; actor: { kind: string; id: string } }[];
  reviews(): readonly string[];
  message(of: Message): Promise<Message>;
}

let ids = 0;

const nextId = (): number => {
  ids += 1;
  return ids;
};

const recordOf = (message: unknown, at: Instant): SNSEventRecord => {
  const Message = typeof message === 'string' ? message : JSON.stringify(message);
  const Sns = {
    MessageId: `sns-${nextId()}`,
    Timestamp: at,
    Message,
    TopicArn: 'arn:aws:sns:us-east-1:1:t',
    Type: 'Notification',
  };
  return { EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: 'a', Sns } as unknown as SNSEventRecord;
};

export async function openTown(): Promise<Town> {
  const world = await openWorld();
  let made = 0;
  const intake = buildIntake({
    table: world.table,
    now: () => {
      world.clock = plus(world.clock, { seconds: 0.001 });
      return world.clock;
    },
    newId: () => {
      made += 1;
      return `t-${String(made).padStart(4, '0')}`;
    },
    pause: async () => {},
    report: (error) => world.reports.push(error),
  });
  const take = (...Records: SNSEventRecord[]) => intake({ Records } satisfies SNSEvent);
  const sent = async (message: unknown) => {
    const record = recordOf(message, world.clock);
    await take(record);
    return record;
  };
  for (const { customerId, phone, email } of [sam, kim]) {
    const body = { customerId, name: { first: 'A' }, phones: [{ number: phone, kind: 'mobile' }], emails: [email] };
    const got = await world.send('POST', '/stores/S01/customers', { by: 'ana', body });
    if (got.status !== 201) throw new Error(got.text);
  }
  const town: Town = Object.assign(world, {
    text: (from: string, messageBody: string, inboundMessageId = `in-${nextId()}`) =>
      sent({ originationNumber: from, destinationNumber: house, messageKeyword: 'K', messageBody, inboundMessageId }),
    heldUp: (at: Instant, from: string, messageBody: string) =>
      take(recordOf({ originationNumber: from, messageBody, inboundMessageId: `in-${nextId()}` }, at)),
    mail: (from: string, mime: string, { receipt = {}, ...more }: Record<string, unknown> = {}) =>
      sent({
        notificationType: 'Received',
        mail: {
          messageId: `mail${nextId()}`,
          source: 'bounce@example.net',
          timestamp: world.clock,
          commonHeaders: { from: [`Somebody <${from}>`] },
        },
        receipt: { recipients: ['hello@store.example'], dmarcVerdict: { status: 'PASS' }, ...Object(receipt) },
        content: Buffer.from(mime).toString('base64'),
        ...more,
      }),
    notice: sent,
    again: async (...records: SNSEventRecord[]) => take(...records),
    wrote: async (to: { customerId: string; phone: string }, subject: string, act = 'tell') => {
      const about = subject.startsWith('ap-')
        ? await world.table.get(appointmentKey('S01', subject.slice('ap-'.length)))
        : undefined;
      const startsAt = about?.['startsAt'];
      const place = { storeId: 'S01', followUp: 'story', subject, act, occasion: `n${nextId()}` };
      const claim = claimMessage(
        {
          ...place,
          messageId: `story.${subject}.${act}.${place.occasion}`,
          customerId: to.customerId,
          template: 'story',
          category: 'transactional',
          state: 'CLAIMED',
          to: to.phone,
          title: 'T',
          text: 'Answer C, R or X.',
          told: typeof startsAt === 'string' ? { startsAt } : {},
          decision: { rule: 'allowed', result: 'send', at: world.clock, inputs: {} },
          claimedAt: world.clock,
          version: 1,
        },
        'sms',
        world.moment(),
      );
      await world.table.write(claim.writes);
      return claim.state;
    },
    book: async (startsIn: { hours: number }, more: Partial<Appointment> = {}) => {
      const startsAt = plus(world.clock, startsIn);
      const state: Appointment = {
        appointmentId: 'A-1',
        storeId: 'S01',
        customerId: sam.customerId,
        department: 'service',
        purpose: 'service',
        date: localDate(startsAt, 'America/Chicago'),
        startsAt,
        endsAt: plus(startsAt, { hours: 1 }),
        status: 'BOOKED',
        sequence: 0,
        version: 1,
        createdAt: world.clock,
        updatedAt: world.clock,
        ...more,
      };
      const event = happened(appointmentBooked, { department: 'service', purpose: 'service', startsAt, sequence: 0 });
      await world.table.write(appointments.create(state, event, world.moment()).writes);
      return state;
    },
    customer: async (id: string) => customers.read((await world.table.get(customerKey(id)))!),
    conversation: async (id: string, storeId = 'S01') => {
      const row = await world.table.get(conversationKey(storeId, id));
      return row === undefined ? undefined : conversations.read(row);
    },
    lines: (id: string) => recentLines(world.table, 'S01', id),
    events: (type: string) =>
      world.table
        .rows()
        .filter(({ kind }) => kind === 'outbox')
        .map(
          ({ event }) => event as { type: string; data: Record<string, unknown>; actor: { kind: string; id: string } },
        )
        .filter((event) => event.type === type),
    reviews: () =>
      world.table
        .rows()
        .filter(({ kind }) => kind === intakeItems.name)
        .map((row) => intakeItems.read(row))
        .filter(({ resolvedAt }) => resolvedAt === undefined)
        .map(({ reason }) => reason),
    message: async (of: Message) => messages.read((await world.table.get(claimKey(of)))!),
  });
  return town;
}
