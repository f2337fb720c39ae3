/** Messages: each left once, for a reason that is on record, to somebody who wants it, at an hour that allows it. */
import { fieldsOf, listOf, textOf } from '../fields.ts';
import { ofKind, type Row, type Rule, type Sent, type Snapshot } from '../snapshot.ts';

/** Mail tags take no dots: both sides are compared without them. */
const plain = (reference: string): string => reference.replaceAll(/[^A-Za-z0-9_-]/g, '_');

/** What the provider was told of a message: two stores may number their repair orders alike. */
const referenceOf = (message: Row): string => `${textOf(message, 'storeId')}.${textOf(message, 'messageId')}`;

/** Refused by us: nothing was handed to a provider. */
const isRefused = (message: Row): boolean => message['state'] === 'REFUSED';

const countBy = <Item>(items: readonly Item[], key: (item: Item) => string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
};

export const oneCallPerAct: Rule = {
  name: 'one-call-per-act',
  says: 'At most one provider call per follow-up, act and occasion, across generations.',
  find(snapshot) {
    const claims = ofKind(snapshot, 'message').filter((message) => !isRefused(message));
    const allowed = countBy(claims, (message) => plain(referenceOf(message)));
    return [...countBy(snapshot.outbox, ({ reference }) => plain(reference))]
      .filter(([reference, times]) => times > (allowed.get(reference) ?? 0))
      .map(([reference, times]) => `${reference}: left ${times} times, claimed ${allowed.get(reference) ?? 0} times`);
  },
};

const isTaken = (message: Row): boolean => ['ACCEPTED', 'DELIVERED'].includes(textOf(message, 'state'));

/** Why a message's row does not account for it. */
function unaccounted(message: Row, sent: ReadonlyMap<string, Sent>): readonly string[] {
  const who = `${textOf(message, 'storeId')} ${textOf(message, 'messageId')}`;
  const decision = fieldsOf(message['decision']);
  const found: string[] = [];
  if (textOf(decision, 'rule') === '' || textOf(decision, 'at') === '' || decision['inputs'] === undefined) {
    found.push(`${who}: without a decision record`);
  }
  if (textOf(decision, 'result') !== (isRefused(message) ? 'refused' : 'send')) {
    found.push(`${who}: ${textOf(message, 'state')}, decided ${textOf(decision, 'result')}`);
  }
  const left = sent.get(textOf(message, 'providerId'));
  if (isTaken(message) && (left === undefined || plain(left.reference) !== plain(referenceOf(message)))) {
    found.push(`${who}: accepted, but it never left`);
  }
  if (left !== undefined && (left.to !== message['to'] || left.text !== message['text'])) {
    found.push(`${who}: what left is not what was decided`);
  }
  return found;
}

export const messagesOnRecord: Rule = {
  name: 'messages-on-record',
  says: 'Every message that left has its row with a decision record, and every accepted or refused one accounts for it.',
  find(snapshot) {
    const messages = ofKind(snapshot, 'message');
    const sent = new Map(snapshot.outbox.map((one) => [one.id, one]));
    const taken = new Set(messages.filter(isTaken).map((message) => textOf(message, 'providerId')));
    return [
      ...messages.flatMap((message) => unaccounted(message, sent)),
      ...snapshot.outbox.filter(({ id }) => !taken.has(id)).map(({ reference }) => `${reference}: left without a row`),
    ];
  },
};

/** The channel's name on an event, for the channel's name in the outbox. */
const eventChannel = (channel: string): string => (channel === 'mail' ? 'email' : channel);

/** What a customer may have opted out of that covers a message: its whole channel, or its kind there. */
const wishChannels = (sent: Sent, snapshot: Snapshot): readonly string[] => {
  const channel = eventChannel(sent.channel);
  return [channel, `${textOf(rowOf(sent, snapshot) ?? {}, 'category')}-${channel}`];
};

/** The row of a message that left. */
const rowOf = (sent: Sent, snapshot: Snapshot): Row | undefined =>
  ofKind(snapshot, 'message').find((row) => row['providerId'] === sent.id);

/** The customer a message went to: by its row, else whoever has the contact. */
function customerOf(sent: Sent, snapshot: Snapshot): string {
  const message = rowOf(sent, snapshot);
  if (message !== undefined) return textOf(message, 'customerId');
  const owner = ofKind(snapshot, 'customer').find((row) => {
    const numbers = listOf(row['phones']).map((phone) => fieldsOf(phone)['number']);
    return [...numbers, ...listOf(row['emails'])].includes(sent.to);
  });
  return owner === undefined ? '' : textOf(owner, 'customerId');
}

const confirmationMillis = 5 * 60_000;

const isConfirmation = (message: Row | undefined): boolean =>
  textOf(fieldsOf(message?.['decision']), 'rule') === 'opt-out-confirmation';

/** Whether it answers what the customer has just written: that has no window. */
const isAnswer = (message: Row | undefined): boolean =>
  message?.['category'] === 'conversational' || isConfirmation(message);

/** Whether it is the one message that may follow an opt-out: its confirmation, by SMS and at once. */
const confirms = (sent: Sent, optedOutAt: string, snapshot: Snapshot): boolean =>
  isConfirmation(rowOf(sent, snapshot)) && Date.parse(sent.at) - Date.parse(optedOutAt) <= confirmationMillis;

export const silenceAfterOptOut: Rule = {
  name: 'silence-after-opt-out',
  says: 'No message leaves to somebody after their opt-out was committed, but its one confirmation.',
  find(snapshot) {
    const wishes = ofKind(snapshot, 'outbox')
      .map((row) => fieldsOf(row['event']))
      .filter(({ type }) => type === 'customer.opted-out' || type === 'customer.opted-in')
      .toSorted((a, b) => (textOf(a, 'at') < textOf(b, 'at') ? -1 : 1));
    return snapshot.outbox.flatMap((sent) => {
      const customerId = customerOf(sent, snapshot);
      const before = wishes.filter((wish) => wish['entityId'] === customerId && textOf(wish, 'at') < sent.at);
      return wishChannels(sent, snapshot).flatMap((channel) => {
        const last = before.findLast((wish) => fieldsOf(wish['data'])['channel'] === channel);
        return last?.['type'] === 'customer.opted-out' && !confirms(sent, textOf(last, 'at'), snapshot)
          ? [`${sent.reference} to ${customerId}: left ${sent.at}, opted out of ${channel} ${textOf(last, 'at')}`]
          : [];
      });
    });
  },
};

const clockIn = (zone: string, at: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    Date.parse(at),
  );

export const insideWindow: Rule = {
  name: 'inside-window',
  says: 'No message leaves before 08:00 or after 21:00 on any clock that its recipient may live by, but in answer to theirs.',
  find(snapshot) {
    const zones = new Map(snapshot.recipients.map(({ contact, zones: where }) => [contact, where]));
    return snapshot.outbox.flatMap((sent) => {
      const where = zones.get(sent.to);
      if (isAnswer(rowOf(sent, snapshot))) return [];
      if (where === undefined) return [`${sent.reference}: went to somebody whom nobody knows`];
      return where
        .map((zone) => ({ zone, time: clockIn(zone, sent.at) }))
        .filter(({ time }) => time < '08:00' || time >= '21:00')
        .map(({ zone, time }) => `${sent.reference}: left at ${time} in ${zone}`);
    });
  },
};
