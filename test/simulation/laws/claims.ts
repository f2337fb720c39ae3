/** Laws of claims and messages: what a claim stands on, what may be said to whom and when, and that it leaves once. */
import type { Image } from '../../../adapters/memory-table.ts';
import type { Row } from '../../../core/kernel/table.ts';
import { day, doorMillis, hour, mostMarketing, resultMillis } from './bounds.ts';
import { between, type Call, type Commit, fields, find, keyText, type Law, text } from './law.ts';

const isNewClaim = ({ key, old }: Image): boolean => key.sk.startsWith('CLAIM#') && old === undefined;

/** The messages that a commit is about to send. */
const claimed = ({ images }: Commit): readonly Row[] =>
  images.flatMap((image) => (isNewClaim(image) && image.new['state'] === 'CLAIMED' ? [image.new] : []));

const runOf = (row: Row) => ({ pk: row.pk, sk: `FOLLOWUP#${text(row['followUp'])}` });

/** Kinds of rows that a decision may stand on. */
const facts = new Set([
  'repair-order',
  'parts-order',
  'appointment',
  'conversation',
  'vehicle',
  'customer',
  'contacts',
  'promise',
  'store',
]);

/** What counts towards the caps is a fact of marketing only. */
const isFactFor = (claim: Row, row: Row): boolean =>
  facts.has(text(row['kind'])) &&
  row['endedAt'] === undefined &&
  (row['kind'] !== 'contacts' || claim['category'] === 'marketing') &&
  // What lies elsewhere is looked for in an index that lags; it wakes the run when it moves.
  (row.pk === claim.pk || row.pk.startsWith('CUSTOMER#') || row['kind'] === 'store');

const claimsAreFresh: Law<Commit> = {
  name: 'claims are fresh',
  says: 'No claim commits on a fact that had changed since its door read it: the order, the customer and their consent, the car, the store, what is owed, what counts towards the caps.',
  invariants: [6],
  broken({ images, read, now }) {
    const claim = images.find(isNewClaim)?.new;
    if (claim === undefined) return [];
    const written = new Map(images.map(({ key, old }) => [keyText(key), old]));
    return [...read.values()].flatMap((row) => {
      if (!isFactFor(claim, row)) return [];
      const where = keyText(row);
      const before = written.has(where) ? written.get(where) : now(row);
      return before?.['version'] === row['version']
        ? []
        : [
            find(
              claim,
              `${where} was read at version ${text(row['version'])} and had moved to ${text(before?.['version'])}`,
            ),
          ];
    });
  },
};

const claimsAreOfRuns: Law<Commit> = {
  name: 'claims are of open runs',
  says: 'No claim commits after the end of its run, nor about a repair order that is void; and each names its act and occasion.',
  invariants: [5, 6],
  broken: ({ images, now }) =>
    images.filter(isNewClaim).flatMap(({ key, new: row }) => {
      const state = now(runOf(row))?.['state'];
      const named = `CLAIM#${text(row['followUp'])}#${text(row['act'])}#${text(row['occasion'])}`;
      return [
        ...(state === 'OPEN' ? [] : [find(row, `${keyText(key)} was claimed by a run that is ${text(state)}`)]),
        ...(row['kind'] === 'message' && now({ pk: key.pk, sk: 'RO' })?.['status'] === 'VOIDED'
          ? [find(row, `${keyText(key)} is about a void order`)]
          : []),
        ...(named === key.sk ? [] : [find(row, `${keyText(key)} is of ${named}`)]),
      ];
    }),
};

const zones: Readonly<Record<string, string>> = { IL: 'America/Chicago', AZ: 'America/Phoenix' };
const clocks = new Map<string, Intl.DateTimeFormat>();

function hourThere(at: string, zone: string): number {
  const clock =
    clocks.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' });
  clocks.set(zone, clock);
  return Number(clock.format(new Date(at)));
}

/** Whether the customer has forbidden such a message, or, for marketing, has not asked for it. */
function isForbidden(consent: Readonly<Record<string, unknown>>, message: Row): boolean {
  const channel = message['channel'] === 'sms' ? 'Sms' : 'Email';
  const marketing = message['category'] === 'marketing';
  const kind = marketing ? 'marketing' : 'transactional';
  const asked = !marketing || channel === 'Email' || fields(consent['marketingSms'])['number'] === message['to'];
  return (
    !asked ||
    [`${channel.toLowerCase()}OptOutAt`, `${kind}${channel}OptOutAt`].some((name) => consent[name] !== undefined)
  );
}

const confirmsOptOut = (message: Row): boolean => message['act'] === 'confirm-opt-out';

/** Whether it is between eight and nine where the customer is, by one of the clocks that may be right. */
const isDaytime = ({ at, skew }: { readonly at: string; readonly skew: number }, customer: Row | undefined): boolean =>
  [-skew, skew].some((wrong) => {
    const clock = new Date(Date.parse(at) + wrong).toISOString();
    const there = hourThere(clock, zones[text(fields(customer?.['address'])['state'])] ?? 'UTC');
    return there >= 8 && there < 21;
  });

const noMessageAfterNo: Law<Commit> = {
  name: 'no message after no',
  says: 'No message is claimed after the customer forbade it, but for one confirmation of that; nor outside eight to nine, but for an answer; nor to somebody whom the store does not know, or who is a duplicate.',
  invariants: [6, 9],
  broken: (commit) =>
    claimed(commit).flatMap((row) => {
      const customer = commit.now({ pk: `CUSTOMER#${text(row['customerId'])}`, sk: 'CUSTOMER' });
      const known = [customer?.['stores'] ?? []].flat().some((at) => at === row['storeId']);
      const anyHour = row['category'] === 'conversational' || confirmsOptOut(row);
      return [
        ...(known ? [] : ['to nobody whom the store knows']),
        ...(customer?.['mergedInto'] === undefined ? [] : ['to a duplicate']),
        ...(isForbidden(fields(customer?.['consent']), row) && !confirmsOptOut(row) ? ['after a no'] : []),
        ...(anyHour || isDaytime(commit, customer) ? [] : [`at ${commit.at}`]),
      ].map((how) => find(row, `${keyText(row)} was claimed ${how}`));
    }),
};

const everyDecisionIsWritten: Law<Commit> = {
  name: 'every decision is written',
  says: 'A message that will be sent, or was refused, says in the row of its claim which rule decided, on what, and when.',
  invariants: [6],
  broken: ({ images, at, skew }) =>
    images.filter(isNewClaim).flatMap(({ new: row }) => {
      if (row['kind'] !== 'message') return [];
      const { rule, result, inputs, at: decided } = fields(row['decision']);
      const whole = typeof rule === 'string' && rule !== '' && inputs !== undefined;
      const fits = result === (row['state'] === 'REFUSED' ? 'refused' : 'send');
      return whole && fits && between(decided, at) <= doorMillis + skew
        ? []
        : [
            find(
              row,
              `${text(row['messageId'])} is ${text(row['state'])} by ${text(rule)}: ${text(result)} of ${text(decided)}`,
            ),
          ];
    }),
};

/** The ids that a customer goes by: their own, and those of their duplicates. */
const idsOf = (customer: Row | undefined): readonly string[] => [
  text(customer?.['customerId']),
  ...[customer?.['duplicates'] ?? []].flat().map((each) => text(fields(each)['customerId'])),
];

const offersAreWanted: Law<Commit> = {
  name: 'offers are few and wanted',
  says: 'No marketing during a complaint or about a car that is sold; and one customer gets one in a week and four in a month over all stores, counted message by message.',
  invariants: [6],
  broken: (commit) =>
    claimed(commit).flatMap((row) => {
      if (row['category'] !== 'marketing') return [];
      const customer = commit.now({ pk: `CUSTOMER#${text(row['customerId'])}`, sk: 'CUSTOMER' });
      const vehicle = `VEHICLE#${text(row['subject']).replace(/^vh-/, '')}`;
      const ids = idsOf(customer);
      const cars = ids.map((id) => commit.now({ pk: `CUSTOMER#${id}`, sk: vehicle }));
      const counts = ids
        .flatMap((id) => commit.past.claimed.get(id) ?? [])
        .filter((each) => each['category'] === 'marketing' && commit.now(each)?.['state'] !== 'FAILED');
      // Days of the calendar, today included, are counted: up to a day less than so many times 24 hours.
      const within = (days: number) =>
        counts.filter(({ claimedAt }) => between(claimedAt, commit.at) <= (days - 1) * day).length;
      return [
        ...(customer?.['complaint'] === undefined ? [] : ['during a complaint']),
        ...(cars.some((car) => fields(car?.['ownership'])['status'] === 'sold') ? ['about a car that is sold'] : []),
        ...(within(7) > mostMarketing.week ? [`as the ${within(7)}. in a week`] : []),
        ...(within(30) > mostMarketing.month ? [`as the ${within(30)}. in a month`] : []),
      ].map((how) => find(row, `${keyText(row)} was claimed ${how}`));
    }),
};

const nothingIsRepeated: Law<Commit> = {
  name: 'nothing is said again',
  says: 'A run does not say the same words again within the hour, unless something had happened to its subject or its customer.',
  invariants: [5, 8],
  broken: (commit) =>
    claimed(commit).flatMap((row) => {
      const { customerId, storeId, subject, followUp, act, text: words, claimedAt } = row;
      const same = (commit.past.claimed.get(text(customerId)) ?? []).findLast(
        (each) =>
          keyText(each) !== keyText(row) &&
          [storeId, subject, followUp, act, words].join('\n') ===
            [each['storeId'], each['subject'], each['followUp'], each['act'], each['text']].join('\n'),
      );
      if (same === undefined || between(same['claimedAt'], claimedAt) > hour) return [];
      const since = [`${text(storeId)} ${text(subject)}`, text(customerId)].map(
        (of) => commit.past.moved.get(of) ?? '',
      );
      const news = since.some((at) => between(same['claimedAt'], at) >= -doorMillis);
      return news ? [] : [find(row, `${keyText(row)} says again what ${text(same['messageId'])} said`)];
    }),
};

const claimsAreDue: Law<Commit> = {
  name: 'a claim is due until its result',
  says: 'A message that was claimed is due to the sweeper a quarter of an hour later, until its result is known; what is known of it only grows.',
  invariants: [1, 5],
  broken: ({ images }) =>
    images.flatMap(({ old, new: row }) => {
      if (row['kind'] !== 'message') return [];
      const [was, is] = [text(old?.['state'] ?? ''), text(row['state'])];
      const grows = ['', 'CLAIMED', 'UNKNOWN', 'ACCEPTED', 'DELIVERED', 'FAILED'];
      const known = is === 'REFUSED' ? was === '' : grows.indexOf(is) > grows.indexOf(was);
      const due = row['dueSk'] === undefined ? undefined : text(row['dueSk']).split('#')[0];
      const dueRight = is === 'CLAIMED' ? between(row['claimedAt'], due) === resultMillis : due === undefined;
      return [
        ...(known ? [] : [find(row, `${keyText(row)} was ${was} and became ${is}`)]),
        ...(dueRight ? [] : [find(row, `${keyText(row)} is ${is}, and due ${text(due)}`)]),
      ];
    }),
};

/** The claim of a reference, which is a store and the id of a message: `S01.parts-eta.ro-10233.tell-customer-eta.v7`. */
function claimOf({ sent, now }: Call): Row | undefined {
  const [storeId = '', followUp = '', subject = '', act = '', ...occasion] = sent.reference.split('.');
  const [, kind = '', id = ''] = /^([a-z]+)-(.+)$/.exec(subject) ?? [];
  return now({
    pk: `STORE#${storeId}#${kind.toUpperCase()}#${id}`,
    sk: `CLAIM#${followUp}#${act}#${occasion.join('.')}`,
  });
}

const calledForAClaim: Law<Call> = {
  name: 'a call is of a claim',
  says: 'A provider is called for a claim that is committed and has no result yet, with its words, at its address, and at once.',
  invariants: [5],
  broken(call) {
    const claim = claimOf(call);
    const { sent } = call;
    if (claim === undefined) return [{ what: `${sent.reference} was sent without a claim` }];
    const held = between(claim['claimedAt'], sent.at) > doorMillis + call.skew;
    return [
      ...(claim['state'] === 'CLAIMED' ? [] : [`and is ${text(claim['state'])}`]),
      ...(claim['to'] === sent.to && claim['text'] === sent.text ? [] : ['with other words or to somebody else']),
      ...(held ? [`and was claimed at ${text(claim['claimedAt'])}`] : []),
    ].map((how) => find(claim, `${sent.reference} was sent ${sent.at} ${how}`));
  },
};

const calledOnce: Law<Call> = {
  name: 'nothing is sent twice',
  says: 'A provider is called at most once per follow-up, act and occasion, whatever the generation.',
  invariants: [5],
  broken: (call) => {
    const claim = claimOf(call);
    const what = `${call.sent.reference} was sent for the ${call.before + 1}. time`;
    return call.before === 0 ? [] : [claim === undefined ? { what } : find(claim, what)];
  },
};

const calledByDay: Law<Call> = {
  name: 'nothing leaves at night',
  says: 'A message leaves between eight and nine where the customer is, unless it answers them.',
  invariants: [6],
  broken(call) {
    const claim = claimOf(call);
    if (claim === undefined || claim['category'] === 'conversational' || confirmsOptOut(claim)) return [];
    const customer = call.now({ pk: `CUSTOMER#${text(claim['customerId'])}`, sk: 'CUSTOMER' });
    return isDaytime(call, customer) ? [] : [find(claim, `${call.sent.reference} left at ${call.at}`)];
  },
};

/** Commits, seen by the claims that they make and the messages that they change. */
export const claimLaws: readonly Law<Commit>[] = [
  claimsAreFresh,
  claimsAreOfRuns,
  noMessageAfterNo,
  everyDecisionIsWritten,
  offersAreWanted,
  nothingIsRepeated,
  claimsAreDue,
];

/** Messages that leave. */
export const callLaws: readonly Law<Call>[] = [calledForAClaim, calledOnce, calledByDay];
