/** Laws of versions: each has its event, none goes back, none is written over unread, and each says who, why and when. */
import type { Image } from '../../../adapters/memory-table.ts';
import { doorMillis, publishMillis } from './bounds.ts';
import { between, type Commit, eventIn, fields, find, findAt, keyText, type Law, ofKind, text } from './law.ts';
import { entityText } from './past.ts';

/** Rows that are a noun's state; each version of one has an event. */
const nouns = new Set([
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
  'own-text',
]);

/** Whether the write made another version; the sweeper's marks on a store's row do not. */
const isVersion = ({ old, new: row }: Image): boolean =>
  nouns.has(text(row['kind'])) && row['version'] !== old?.['version'];

const newRows = ({ images }: Commit) => images.filter(({ old }) => old === undefined).map((image) => image.new);

const eventPerVersion: Law<Commit> = {
  name: 'one event per version',
  says: 'Every new version of a noun has exactly one outbox row in its transaction, and every outbox row a new version.',
  invariants: [2],
  broken(commit) {
    const versions = commit.images
      .filter(isVersion)
      .map(({ new: row }) => `${text(row['kind'])} ${text(row['version'])}`);
    const events = ofKind(newRows(commit), 'outbox')
      .map(eventIn)
      // That a stuck run was resumed is told of the run itself, whose row has versions of another kind.
      .filter(({ entity }) => entity !== 'follow-up')
      .map(({ entity, entityVersion }) => `${text(entity)} ${text(entityVersion)}`);
    const [left, right] = [versions.toSorted().join(), events.toSorted().join()];
    const first = commit.images[0];
    return left === right || first === undefined ? [] : [findAt(first.key, `versions ${left} but events ${right}`)];
  },
};

const noVersionUntold: Law<Commit> = {
  name: 'the log has no gaps',
  says: 'The events of an entity are its versions from 1 on, each once.',
  invariants: [2, 8],
  broken: (commit) =>
    ofKind(newRows(commit), 'outbox').flatMap((row) => {
      const event = eventIn(row);
      const count = commit.past.told.get(entityText(event));
      return count === event['entityVersion']
        ? []
        : [find(row, `event ${text(count)} of ${entityText(event)} is of version ${text(event['entityVersion'])}`)];
    }),
};

const eventsAreDue: Law<Commit> = {
  name: 'events fall due',
  says: 'An outbox row is due to the sweeper two minutes after its event, until it is published and no longer.',
  invariants: [1, 2],
  broken: ({ images, at, skew }) =>
    images.flatMap(({ new: row }) => {
      if (row['kind'] !== 'outbox') return [];
      const due = row['dueSk'];
      if (row['publishedAt'] !== undefined) return due === undefined ? [] : [find(row, 'published, and still due')];
      if (typeof due !== 'string' || row['duePk'] === undefined) return [find(row, 'not published, and not due')];
      return between(at, due.split('#')[0]) <= publishMillis + skew ? [] : [find(row, `due only at ${due}`)];
    }),
};

const rises = ({ old, new: row }: Image, name: string): boolean => Number(row[name] ?? 0) >= Number(old?.[name] ?? 0);

/** What the row of a run has forgotten: counters that fell, entities it had heard of. */
function fallen(image: Image): readonly string[] {
  const [before, after] = [fields(image.old?.['heard']), fields(image.new['heard'])];
  const forgotten = Object.keys(before).filter((entity) => Number(after[entity] ?? 0) < Number(before[entity]));
  return [
    ...['news', 'seen', 'generation', 'beganAt', 'resumed'].filter((name) => !rises(image, name)),
    ...forgotten.map((entity) => `what was heard of ${entity}`),
  ];
}

const nothingGoesBack: Law<Commit> = {
  name: 'nothing goes back',
  says: 'A version rises by one with each write; news, seen, heard and generation never fall.',
  invariants: [3],
  broken: ({ images }) =>
    images.flatMap((image) => {
      const { old, new: row } = image;
      if (old === undefined) return [];
      const isRun = row['kind'] === 'follow-up';
      if ((isRun || isVersion(image)) && row['version'] !== Number(old['version']) + 1)
        return [find(row, `version ${text(old['version'])} was followed by ${text(row['version'])}`)];
      return isRun ? fallen(image).map((what) => find(row, `${what} fell`)) : [];
    }),
};

/** Doors that read what they write. A wait is a write of Step Functions itself, and publish marks what the stream brings. */
const readers = ['review', 'act', 'hear', 'sweep', 'intake', 'staff'];

const nothingUnread: Law<Commit> = {
  name: 'nothing is written over unread',
  says: 'A door that changes a row knew it as it was.',
  invariants: [3, 4],
  broken: ({ images, by, read }) =>
    !readers.includes(by.door)
      ? []
      : images.flatMap(({ key, old, new: row }) => {
          if (typeof old?.['version'] !== 'number') return [];
          const known = read.get(keyText(key));
          return known === undefined || known['version'] === old['version']
            ? []
            : [find(row, `written over version ${text(old['version'])}, known as ${text(known['version'])}`)];
        }),
};

const theStaleIsRefused: Law<Commit> = {
  name: 'a stale command changes nothing',
  says: 'A command that names an old version, or was carried out before, commits nothing when it comes in again.',
  invariants: [3, 8],
  broken: ({ images, by }) =>
    by.stale === true ? images.map(({ key, new: row }) => find(row, `${keyText(key)} was written by a repeat`)) : [],
};

/** Who may sign what a door writes: the run itself, the sweep, a person at the store, or who came in from outside. */
function isSigner({ by }: Commit, event: Readonly<Record<string, unknown>>): boolean {
  const { kind, id } = fields(event['actor']);
  if (typeof id !== 'string' || id === '') return false;
  switch (by.door) {
    case 'review':
      return kind === 'system' && id === by.followUp;
    case 'act':
      // What a person has done elsewhere is noted by the run, and signed by the person.
      return kind === 'staff' ? event['entity'] === 'conversation' : kind === 'system' && id === by.followUp;
    case 'sweep':
      return kind === 'system' && id === 'sweep';
    case 'intake':
      return kind === 'customer' || kind === 'partner';
    default:
      return true;
  }
}

const everythingIsSigned: Law<Commit> = {
  name: 'everything is signed',
  says: 'Every event has a cause, the time of its commit, give or take what a door may take, and an actor whom its door may speak for.',
  invariants: [11],
  broken: (commit) =>
    ofKind(newRows(commit), 'outbox').flatMap((row) => {
      const event = eventIn(row);
      const late = between(event['at'], commit.at);
      const inTime = late >= -commit.skew && late <= doorMillis + commit.skew;
      const caused = typeof event['cause'] === 'string' && event['cause'] !== '';
      return inTime && caused && isSigner(commit, event)
        ? []
        : [
            find(
              row,
              `${text(event['type'])} of ${text(event['at'])} by ${text(event['actor'])}, committed ${commit.at}`,
            ),
          ];
    }),
};

/** Commits, seen by their versions and events. */
export const versionLaws: readonly Law<Commit>[] = [
  eventPerVersion,
  noVersionUntold,
  eventsAreDue,
  nothingGoesBack,
  nothingUnread,
  theStaleIsRefused,
  everythingIsSigned,
];
