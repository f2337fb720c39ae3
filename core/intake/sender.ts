/** Who wrote, to which store, and in answer to what: read from the sender's contact point. */
import { type Appointment, appointmentKey, appointments } from '../appointments/index.ts';
import { type Conversation, conversationWith, type Partner } from '../conversations/index.ts';
import { type Customer, customersWith, idsOf, whoIs } from '../customers/index.ts';
import { readSubject } from '../kernel/subject.ts';
import type { Reader } from '../kernel/table.ts';
import type { Instant } from '../kernel/time.ts';
import { findMessage, type LastMessage, lastMessageTo } from '../messages/index.ts';
import { receptionOf, storeKey, stores } from '../stores/index.ts';
import type { Letter } from './notice.ts';

/** Everything that is known of the sender. */
export interface Sender {
  readonly storeId: string;
  /** All customers of the group with this contact, in the order of their ids. */
  readonly customers: readonly Customer[];
  /** The one who wrote, when it can be told: the only one, or the one to whom the last message went. */
  readonly customer: Customer | undefined;
  readonly partner: Partner;
  readonly conversation: Conversation | undefined;
  /** Our last message to this contact. */
  readonly last: LastMessage | undefined;
  /** Whether STOP revokes all SMS at this store (domain section 5, rule 6). */
  readonly stopCoversAll: boolean;
  /** The appointment that it was about. */
  readonly appointment: Appointment | undefined;
  /**
   * Whether it told the time that the appointment has now: C confirms what the customer read, and an appointment that
   * was moved since, or whose message came back, they did not read. Nor one that left after they wrote: letters may be
   * held up for hours.
   */
  readonly knowsTime: boolean;
}

async function appointmentOf(reader: Reader, last: LastMessage | undefined): Promise<Appointment | undefined> {
  if (last === undefined) return undefined;
  const { kind, id } = readSubject(last.subject);
  if (kind !== 'ap') return undefined;
  const row = await reader.get(appointmentKey(last.storeId, id));
  return row === undefined ? undefined : appointments.read(row);
}

async function toldTime(reader: Reader, last: LastMessage | undefined, wroteAt: Instant): Promise<string | undefined> {
  if (last === undefined || last.at > wroteAt) return undefined;
  const message = await findMessage(reader, last.storeId, last.messageId);
  return message?.state === 'FAILED' ? undefined : message?.told['startsAt'];
}

/** Of several customers with one number, the one whom our last message was for; else nobody knows. */
const whoWrote = (customers: readonly Customer[], last: LastMessage | undefined): Customer | undefined =>
  customers.length === 1
    ? customers[0]
    : customers.find((one) => last !== undefined && idsOf(one, one.customerId).includes(last.customerId));

/** A store that says nothing wants STOP to cover all. */
async function coversAll(reader: Reader, storeId: string): Promise<boolean> {
  const row = await reader.get(storeKey(storeId));
  return row === undefined || stores.read(row).stopCoversAllSms !== false;
}

/** The store that the sender means: the one that wrote last, else the customer's first, else the one at the desk. */
async function storeOf(
  reader: Reader,
  to: string | undefined,
  customer: Customer | undefined,
  last: LastMessage | undefined,
): Promise<string> {
  if (last !== undefined && (customer === undefined || customer.stores.includes(last.storeId))) return last.storeId;
  return customer?.stores[0] ?? (await receptionOf(reader, to));
}

/** Whom a person of the store named as the owner of a contact that is in no customer's profile. */
async function named(reader: Reader, storeId: string, from: string): Promise<readonly Customer[]> {
  const customerId = (await conversationWith(reader, storeId, { contact: from }))?.customerId;
  const customer = customerId === undefined ? undefined : (await whoIs(reader, customerId)).customer;
  return customer === undefined ? [] : [customer];
}

/** Reads who wrote. Throws when the group has no store yet. */
export async function senderOf(reader: Reader, { from, to, at }: Pick<Letter, 'from' | 'to' | 'at'>): Promise<Sender> {
  const [found, last] = await Promise.all([customersWith(reader, from), lastMessageTo(reader, from)]);
  const storeId = await storeOf(reader, to, whoWrote(found, last), last);
  const known = found.length > 0 ? found : await named(reader, storeId, from);
  const customer = whoWrote(known, last);
  const partner: Partner = customer === undefined ? { contact: from } : { customerId: customer.customerId };
  const [conversation, appointment, told, stopCoversAll] = await Promise.all([
    conversationWith(reader, storeId, partner),
    appointmentOf(reader, last),
    toldTime(reader, last, at),
    coversAll(reader, storeId),
  ]);
  const knowsTime = told !== undefined && told === appointment?.startsAt;
  return { storeId, customers: known, customer, partner, conversation, last, stopCoversAll, appointment, knowsTime };
}
