/** Appointments: nobody is written to about one that is over or off, and no slot is taken more often than it may be. */
import { type Fields, fieldsOf, numberOf, textOf } from '../fields.ts';
import { boundMillis, millisBetween, ofKind, type Row, type Rule, type Sent, type Snapshot } from '../snapshot.ts';

/** Events of one kind of thing, in the order in which they happened. */
const eventsOf = (snapshot: Snapshot, entity: string): readonly Fields[] =>
  ofKind(snapshot, 'outbox')
    .map((row) => fieldsOf(row['event']))
    .filter((event) => event['entity'] === entity)
    .toSorted((a, b) => numberOf(a, 'entityVersion') - numberOf(b, 'entityVersion'));

const keyOf = (storeId: string, id: string): string => `${storeId} ${id}`;

/** What happened to each appointment, in order. */
const histories = (snapshot: Snapshot): ReadonlyMap<string, readonly Fields[]> =>
  Map.groupBy(eventsOf(snapshot, 'appointment'), (event) => keyOf(textOf(event, 'storeId'), textOf(event, 'entityId')));

/** What left about appointments, with its row and what had happened to the appointment by then. */
interface Told {
  readonly sent: Sent;
  readonly message: Row;
  readonly before: readonly Fields[];
}

function toldOf(snapshot: Snapshot, followUp: string): readonly Told[] {
  const stories = histories(snapshot);
  const rows = new Map(ofKind(snapshot, 'message').map((row) => [textOf(row, 'providerId'), row]));
  return snapshot.outbox.flatMap((sent) => {
    const message = rows.get(sent.id);
    if (message?.['followUp'] !== followUp) return [];
    const id = textOf(message, 'subject').replace(/^ap-/, '');
    const story = stories.get(keyOf(textOf(message, 'storeId'), id)) ?? [];
    return [{ sent, message, before: story.filter((event) => textOf(event, 'at') < sent.at) }];
  });
}

const typeOf = (event: Fields | undefined): string => textOf(event ?? {}, 'type').replace(/^appointment\./, '');

/** The time that was agreed last. */
const hourIn = (before: readonly Fields[]): string =>
  textOf(fieldsOf(before.findLast((event) => ['booked', 'moved'].includes(typeOf(event)))?.['data']), 'startsAt');

export const nothingAfterTheHour: Rule = {
  name: 'nothing-after-the-hour',
  says: 'Nothing is sent about an appointment whose hour has come.',
  find: (snapshot) =>
    toldOf(snapshot, 'appointment')
      .filter(({ sent, before }) => hourIn(before) === '' || sent.at >= hourIn(before))
      .map(
        ({ sent, before }) => `${sent.reference}: left ${sent.at}, the hour was ${hourIn(before) || 'never agreed'}`,
      ),
};

/** What ends an appointment, or makes it one that is over. */
const over = ['cancelled', 'released', 'missed', 'arrived'];

export const silentWhenOff: Rule = {
  name: 'silent-when-off',
  says: 'No confirmation and no reminder leaves after the appointment was cancelled, released, missed or kept.',
  find: (snapshot) =>
    toldOf(snapshot, 'appointment')
      .filter(({ message }) => message['act'] !== 'tell-off')
      .flatMap(({ sent, before }) => {
        const end = before.findLast((event) => [...over, 'booked'].includes(typeOf(event)));
        return over.includes(typeOf(end)) ? [`${sent.reference}: left ${sent.at}, after it was ${typeOf(end)}`] : [];
      }),
};

const dayIn = (zone: string, at: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(Date.parse(at));

/** What makes a missed visit one that nobody regrets any more. */
const settled = ['arrived', 'declined', 'rebooked'];

export const missedTheSameDay: Rule = {
  name: 'missed-the-same-day',
  says: 'Who did not come is written to on that day, and not once they came, declined or have another appointment.',
  find(snapshot) {
    const zones = new Map(ofKind(snapshot, 'store').map((row) => [row['storeId'], textOf(row, 'timeZone')]));
    return toldOf(snapshot, 'no-show').flatMap(({ sent, message, before }) => {
      const missed = before.findLastIndex((event) => typeOf(event) === 'missed');
      const after = before.slice(missed + 1).find((event) => settled.includes(typeOf(event)));
      if (missed < 0) return [`${sent.reference}: left, and nobody was missed`];
      if (after !== undefined) return [`${sent.reference}: left after it was ${typeOf(after)}`];
      const zone = zones.get(message['storeId']) ?? 'UTC';
      const [then, now] = [textOf(before[missed] ?? {}, 'at'), sent.at].map((at) => dayIn(zone, at));
      return then === now ? [] : [`${sent.reference}: left on ${now}, missed on ${then}`];
    });
  },
};

/** An hour within which everybody may be written to everywhere, with a margin. */
const isDaytime = (zone: string, at: string): boolean => {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(
    Date.parse(at),
  );
  return time >= '08:10' && time < '20:50';
};

/** Confirmations that were decided about an appointment, sent or refused. */
const confirmations = (snapshot: Snapshot): ReadonlyMap<string, readonly Row[]> =>
  Map.groupBy(
    ofKind(snapshot, 'message').filter((row) => row['followUp'] === 'appointment' && row['act'] === 'confirm'),
    (row) => keyOf(textOf(row, 'storeId'), textOf(row, 'subject').replace(/^ap-/, '')),
  );

export const confirmedAtOnce: Rule = {
  name: 'confirmed-at-once',
  says: 'Whenever a time is agreed by day, its confirmation is sent, or refused, within two minutes.',
  find(snapshot) {
    const decided = confirmations(snapshot);
    const zones = snapshot.recipients.flatMap((recipient) => recipient.zones);
    return [...histories(snapshot)].flatMap(([key, story]) =>
      story
        .filter((event) => ['booked', 'moved'].includes(typeOf(event)))
        .map((event) => textOf(event, 'at'))
        .filter((at) => zones.every((zone) => isDaytime(zone, at)) && millisBetween(at, snapshot.at) > boundMillis)
        .filter((at) => {
          const within = (one: string): boolean => one >= at && millisBetween(at, one) <= boundMillis;
          const next = story.find((event) => textOf(event, 'at') > at);
          // Something else happened at once: there was nothing left to confirm.
          if (next !== undefined && within(textOf(next, 'at'))) return false;
          return !(decided.get(key) ?? []).some((row) => within(textOf(row, 'claimedAt')));
        })
        .map((at) => `${key}: agreed ${at}, and nobody told the customer`),
    );
  },
};

const takes = (visit: Row): boolean => ['HELD', 'BOOKED', 'ARRIVED'].includes(textOf(visit, 'status'));

/** Counters that an appointment stands in, as `pk sk`. */
function countersOf(visit: Row): readonly string[] {
  const [storeId, department, date, startsAt, staffId] = ['storeId', 'department', 'date', 'startsAt', 'staffId'].map(
    (field) => textOf(visit, field),
  );
  const slot = `STORE#${storeId}#SLOTS#${department}#${date} ${startsAt}`;
  return startsAt === '' || !takes(visit) ? [] : staffId === '' ? [slot] : [slot, `${slot}#${staffId}`];
}

/** How often a counter may be taken. */
function roomOf(counter: Row, capacities: ReadonlyMap<string, Row>): number {
  const [, storeId, , department] = counter.pk.split('#');
  const capacity = capacities.get(keyOf(storeId ?? '', department ?? ''));
  return capacity === undefined ? 0 : numberOf(capacity, counter.sk.includes('#') ? 'perPerson' : 'perSlot');
}

export const slotsCounted: Rule = {
  name: 'slots-counted',
  says: 'A slot counts exactly the appointments that take it, and no more than there is room for.',
  find(snapshot) {
    const capacities = new Map(
      ofKind(snapshot, 'capacity').map((row) => [keyOf(textOf(row, 'storeId'), textOf(row, 'department')), row]),
    );
    const all = ofKind(snapshot, 'appointment').flatMap((visit) => countersOf(visit).map((at) => ({ at, visit })));
    const taking = Map.groupBy(all, ({ at }) => at);
    return ofKind(snapshot, 'slot').flatMap((counter) => {
      const place = `${counter.pk} ${counter.sk}`;
      const there = taking.get(place) ?? [];
      const taken = numberOf(counter, 'taken');
      // Whoever stands at the door late takes their place, whatever room is left.
      const late = there.filter(({ visit }) => visit['missedAt'] !== undefined).length;
      if (taken !== there.length) return [`${place}: counts ${taken}, taken by ${there.length}`];
      return taken - late > roomOf(counter, capacities) ? [`${place}: taken ${taken} times`] : [];
    });
  },
};

export const holdsEnd: Rule = {
  name: 'holds-end',
  says: 'A slot that is held is booked or released when its time to decide is over.',
  find: (snapshot) =>
    ofKind(snapshot, 'appointment')
      .filter(
        (visit) => visit['status'] === 'HELD' && millisBetween(textOf(visit, 'holdUntil'), snapshot.at) > boundMillis,
      )
      .map((visit) => `${visit.pk}: held until ${textOf(visit, 'holdUntil')}`),
};
