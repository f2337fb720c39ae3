/** Laws that every single commit must keep: versions and events, who may write, and what a claim stands on. */
import type { Image } from '../../../adapters/memory-table.ts';
import type { Row } from '../../../core/kernel/table.ts';
import { type Commit, fields, keyText, type Law, ofKind, text } from './law.ts';
import { visitCommitLaws } from './visits.ts';

/** Rows that are a noun's state; each version of one has an event. */
const nouns = [
  'store',
  'staff',
  'customer',
  'vehicle',
  'repair-order',
  'parts-order',
  'promise',
  'message',
  'alert',
  'appointment',
  'capacity',
  'conversation',
  'intake-item',
  'playbook',
];

const isNoun = ({ new: row }: Image): boolean => nouns.includes(text(row['kind']));

/** Whether the write made another version; the sweeper's marks on a store's row do not. */
const isVersion = (image: Image): boolean => isNoun(image) && image.new['version'] !== image.old?.['version'];

const eventsOf = ({ images }: Commit) =>
  ofKind(
    images.filter(({ old }) => old === undefined).map((image) => image.new),
    'outbox',
  ).map((row) => fields(row['event']));

const eventPerVersion: Law<Commit> = {
  name: 'one event per version',
  says: 'Every new version of a noun has exactly one outbox row in its transaction, and every outbox row a new version.',
  broken(commit) {
    const versions = commit.images
      .filter(isVersion)
      .map(({ new: row }) => `${text(row['kind'])} ${String(row['version'])}`);
    const events = eventsOf(commit).map(({ entity, entityVersion }) => `${text(entity)} ${String(entityVersion)}`);
    const [left, right] = [versions.toSorted().join(), events.toSorted().join()];
    return left === right ? [] : [`versions ${left} but events ${right}`];
  },
};

const rises = ({ old, new: row }: Image, name: string): boolean => Number(row[name] ?? 0) >= Number(old?.[name] ?? 0);

const nothingGoesBack: Law<Commit> = {
  name: 'nothing goes back',
  says: 'A version rises by one with each write; news, seen, heard and generation never fall.',
  broken: ({ images }) =>
    images.flatMap((image) => {
      const { old, new: row } = image;
      if (old === undefined) return [];
      const where = keyText(image.key);
      if (isVersion(image) && row['version'] !== Number(old['version']) + 1)
        return [`${where} went from version ${String(old['version'])} to ${String(row['version'])}`];
      if (row['kind'] !== 'follow-up') return [];
      if (row['version'] !== Number(old['version']) + 1) return [`${where} was written without raising its version`];
      const [before, after] = [fields(old['heard']), fields(row['heard'])];
      const forgotten = Object.keys(before).filter((entity) => Number(after[entity] ?? 0) < Number(before[entity]));
      return [
        ...['news', 'seen', 'generation'].filter((name) => !rises(image, name)).map((name) => `${where}: ${name} fell`),
        ...forgotten.map((entity) => `${where}: what was heard of ${entity} fell`),
      ];
    }),
};

const machineDoors = ['review', 'act', 'wait'];

const oneGenerationWrites: Law<Commit> = {
  name: 'one generation writes',
  says: 'What a machine writes is written by the generation that the row names; promises and claims only together with the row.',
  broken({ images, by }) {
    if (!machineDoors.includes(by.door)) return [];
    const row = images.find(({ new: { kind } }) => kind === 'follow-up');
    const touches = images.find(
      ({ old, new: { kind } }) => kind === 'promise' || kind === 'claim' || (kind === 'message' && old === undefined),
    );
    if (row === undefined)
      return touches === undefined ? [] : [`${keyText(touches.key)} was written without the run's row`];
    return row.old?.['generation'] === by.generation && row.new['generation'] === by.generation
      ? []
      : [`generation ${by.generation} wrote ${keyText(row.key)}, which is at ${text(row.old?.['generation'])}`];
  },
};

const isNewClaim = ({ key, old }: Image): boolean => key.sk.startsWith('CLAIM#') && old === undefined;

const stands = [
  'repair-order',
  'parts-order',
  'appointment',
  'conversation',
  'vehicle',
  'customer',
  'promise',
  'store',
];

/** What lies elsewhere is read from an index that lags: whoever claims cannot stand on it. */
const isBefore = (row: Row, claim: Row): boolean =>
  row.pk === claim.pk || row.pk === `CUSTOMER#${text(claim['customerId'] ?? '')}` || row['kind'] === 'store';

const claimsAreFresh: Law<Commit> = {
  name: 'claims are fresh',
  says: 'No claim commits on a fact that had changed since its door read it.',
  broken({ images, read, now }) {
    const claim = images.find(isNewClaim)?.new;
    if (claim === undefined) return [];
    const written = new Map(images.map(({ key, old }) => [keyText(key), old]));
    return [...read.values()].flatMap((row) => {
      if (!stands.includes(text(row['kind'])) || row['endedAt'] !== undefined || !isBefore(row, claim)) return [];
      const where = keyText(row);
      const before = written.has(where) ? written.get(where) : now(row);
      return before?.['version'] === row['version']
        ? []
        : [`${where} was read at version ${String(row['version'])} and had moved to ${String(before?.['version'])}`];
    });
  },
};

const zones: Readonly<Record<string, string>> = { IL: 'America/Chicago', AZ: 'America/Phoenix' };

const hourThere = (at: string, zone: string): number =>
  Number(new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(new Date(at)));

/** Whether the customer has forbidden such a message; what they forbade does not hold for the one confirmation of it. */
function isForbidden(consent: Readonly<Record<string, unknown>>, message: Row): boolean {
  const channel = message['channel'] === 'sms' ? 'Sms' : 'Email';
  const kind = message['category'] === 'marketing' ? 'marketing' : 'transactional';
  return [`${channel.toLowerCase()}OptOutAt`, `${kind}${channel}OptOutAt`].some((name) => consent[name] !== undefined);
}

const confirmsOptOut = (message: Row): boolean => message['act'] === 'confirm-opt-out';

const noMessageAfterNo: Law<Commit> = {
  name: 'no message after no',
  says: 'No message is claimed after it was forbidden, but for one confirmation of that; nor when its order is void or its run over, nor outside eight to nine; each has its record.',
  broken({ at, images, now, skew }) {
    return images.filter(isNewClaim).flatMap(({ key, new: row }) => {
      if (row['kind'] !== 'message' || row['state'] !== 'CLAIMED') return [];
      const customer = now({ pk: `CUSTOMER#${text(row['customerId'])}`, sk: 'CUSTOMER' });
      const consent = fields(customer?.['consent']);
      const run = now({ pk: key.pk, sk: `FOLLOWUP#${text(row['followUp'])}` });
      const zone = zones[text(fields(customer?.['address'])['state'])] ?? 'UTC';
      // The door's own clock decides, and it may be wrong by so much.
      const hours = [-skew, skew].map((by) => hourThere(new Date(Date.parse(at) + by).toISOString(), zone));
      return [
        ...(customer === undefined ? ['to nobody we know'] : []),
        ...(isForbidden(consent, row) && !confirmsOptOut(row) ? ['after an opt-out'] : []),
        ...(now({ pk: key.pk, sk: 'RO' })?.['status'] === 'VOIDED' ? ['about a void order'] : []),
        ...(run?.['state'] === 'OPEN' ? [] : ['by a run that is over']),
        ...(hours.some((hour) => hour >= 8 && hour < 21) || row['category'] === 'conversational' || confirmsOptOut(row)
          ? []
          : [`at ${hours.join(' or ')} o'clock`]),
        ...(fields(row['decision'])['result'] === 'send' ? [] : ['without a record that says so']),
      ].map((how) => `${keyText(key)} was claimed ${how}`);
    });
  },
};

const everythingIsSigned: Law<Commit> = {
  name: 'everything is signed',
  says: 'Every event has an actor, a cause and the time of its commit, give or take the time a door may take.',
  broken: (commit) =>
    eventsOf(commit).flatMap(({ id, actor, cause, at }) => {
      const late = Date.parse(commit.at) - Date.parse(text(at));
      const signed = text(fields(actor)['id'] ?? '') !== '' && text(cause ?? '') !== '';
      return signed && late >= -commit.skew && late <= 70_000 + commit.skew ? [] : [`event ${text(id)} of ${text(at)}, committed ${commit.at}`];
    }),
};

const storeIn = (pk: string): string | undefined => /^STORE#([^#]+)/.exec(pk)?.[1];

const storesKeepApart: Law<Commit> = {
  name: 'stores keep apart',
  says: 'A machine of one store writes no row of another, and a row of a store names that store.',
  broken: ({ images, by }) =>
    images.flatMap(({ key, new: row }) => {
      const at = storeIn(key.pk);
      if (at === undefined) return [];
      const named = row['storeId'] ?? fields(row['event'])['storeId'] ?? at;
      return named === at && (by.storeId ?? at) === at ? [] : [`${keyText(key)}, written for ${text(by.storeId)}`];
    }),
};

/** The laws of every commit. */
export const commitLaws: readonly Law<Commit>[] = [
  eventPerVersion,
  nothingGoesBack,
  oneGenerationWrites,
  claimsAreFresh,
  noMessageAfterNo,
  everythingIsSigned,
  storesKeepApart,
  ...visitCommitLaws,
];
