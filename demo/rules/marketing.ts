/** Marketing: only to who agreed, seldom, never about a car that is gone, and not while something else is going on. */
import { type Fields, fieldsOf, textOf } from '../fields.ts';
import { millisBetween, ofKind, type Row, type Rule, type Sent, type Snapshot } from '../snapshot.ts';

/** An offer that left, with its row. */
interface Offer {
  readonly sent: Sent;
  readonly message: Row;
  readonly customerId: string;
}

function offers(snapshot: Snapshot): readonly Offer[] {
  const rows = new Map(ofKind(snapshot, 'message').map((row) => [textOf(row, 'providerId'), row]));
  return snapshot.outbox.flatMap((sent) => {
    const message = rows.get(sent.id);
    return message?.['category'] === 'marketing' ? [{ sent, message, customerId: textOf(message, 'customerId') }] : [];
  });
}

/** All events, oldest first. */
const events = (snapshot: Snapshot): readonly Fields[] =>
  ofKind(snapshot, 'outbox')
    .map((row) => fieldsOf(row['event']))
    .toSorted((a, b) => (textOf(a, 'at') < textOf(b, 'at') ? -1 : 1));

/** The last event of these types before the offer, for which something holds. */
const lastBefore = (
  all: readonly Fields[],
  { sent }: Offer,
  types: readonly string[],
  holds: (event: Fields) => boolean,
): Fields | undefined =>
  all.findLast((event) => types.includes(textOf(event, 'type')) && textOf(event, 'at') < sent.at && holds(event));

export const offersAgreed: Rule = {
  name: 'offers-agreed',
  says: 'An offer by SMS goes only to who agreed to that in writing and has not taken it back.',
  find(snapshot) {
    const all = events(snapshot);
    return offers(snapshot)
      .filter(({ sent }) => sent.channel === 'sms')
      .flatMap((offer) => {
        const last = lastBefore(all, offer, ['customer.opted-in', 'customer.opted-out'], (event) => {
          // Stop means all of it; allowing SMS again brings no offers back.
          const channel = textOf(fieldsOf(event['data']), 'channel');
          const ends = channel === 'sms' && event['type'] === 'customer.opted-out';
          return event['entityId'] === offer.customerId && (channel === 'marketing-sms' || ends);
        });
        const agreed = last?.['type'] === 'customer.opted-in';
        return agreed ? [] : [`${offer.sent.reference} to ${offer.customerId}: nobody agreed to it`];
      });
  },
};

const dayMillis = 24 * 3_600_000;

/** The house's caps count days on the store's calendar; half a day is left for the clock that changes. */
const caps = [
  { most: 1, within: 6.5 * dayMillis, words: 'a week' },
  { most: 4, within: 29.5 * dayMillis, words: 'a month' },
] as const;

export const offersSeldom: Rule = {
  name: 'offers-seldom',
  says: 'Nobody gets more than one offer a week and four a month, over all campaigns, cars and stores.',
  find: (snapshot) =>
    [...Map.groupBy(offers(snapshot), ({ customerId }) => customerId)].flatMap(([customerId, got]) => {
      const times = got.map(({ sent }) => sent.at).toSorted();
      return caps.flatMap(({ most, within, words }) =>
        times
          .filter((at, index) => {
            const first = times[index - most];
            return first !== undefined && millisBetween(first, at) < within;
          })
          .map((at) => `${customerId}: more than ${most} in ${words}, ${at}`),
      );
    }),
};

/** Why nothing should have been offered at that moment; undefined when nothing spoke against it. */
function against(offer: Offer, all: readonly Fields[]): string | undefined {
  const { customerId, message, sent } = offer;
  const same = (event: Fields): boolean => event['customerId'] === customerId;
  const complaint = lastBefore(all, offer, ['customer.complaint-opened', 'customer.complaint-closed'], same);
  if (complaint?.['type'] === 'customer.complaint-opened') return 'the customer complains';
  const vehicleId = textOf(message, 'subject').replace(/^vh-/, '');
  const about = (event: Fields): boolean => event['entityId'] === vehicleId;
  const owned = textOf(fieldsOf(lastBefore(all, offer, ['vehicle.ownership-changed'], about)?.['data']), 'status');
  if (owned !== '' && owned !== 'owned') return `the car is ${owned}`;
  const atStore = (event: Fields): boolean => same(event) && event['storeId'] === message['storeId'];
  const orders = Map.groupBy(
    all.filter((event) => event['entity'] === 'repair-order' && textOf(event, 'at') < sent.at && atStore(event)),
    (event) => textOf(event, 'entityId'),
  );
  const isOpen = (story: readonly Fields[]): boolean =>
    ['opened', 'reopened'].includes(
      textOf(story.findLast(({ type }) => /\.(opened|reopened|closed|voided)$/.test(String(type))) ?? {}, 'type').slice(
        13,
      ),
    );
  return [...orders.values()].some(isOpen) ? 'the customer has a car in the shop' : undefined;
}

export const offersFit: Rule = {
  name: 'offers-fit',
  says: 'Nothing is offered about a car that is gone, during a complaint, or while a repair order is open.',
  find(snapshot) {
    const all = events(snapshot);
    return offers(snapshot).flatMap((offer) => {
      const why = against(offer, all);
      return why === undefined ? [] : [`${offer.sent.reference}: ${why}`];
    });
  },
};

export const offersCanBeStopped: Rule = {
  name: 'offers-can-be-stopped',
  says: 'Every offer by mail has its one-click opt-out, and every one by SMS says how to stop.',
  find: (snapshot) =>
    offers(snapshot)
      .filter(({ sent }) => (sent.channel === 'mail' ? !sent.unsubscribes : !/\bSTOP\b/.test(sent.text)))
      .map(({ sent }) => `${sent.reference}: no way out`),
};
