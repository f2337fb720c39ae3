/** Laws about customers who come: their appointments and slots, what they are told, and what a lifecycle may do at all. */
import type { Image } from '../../../adapters/memory-table.ts';
import type { Row } from '../../../core/kernel/table.ts';
import { doorMillis } from './bounds.ts';
import { between, type Commit, type Ending, fields, find, findAt, keyText, type Law, ofKind, text } from './law.ts';

/** The messages that a commit is about to send. */
const claimed = ({ images }: Commit): readonly Row[] =>
  ofKind(
    images.filter(({ old }) => old === undefined).map((image) => image.new),
    'message',
  ).filter(({ state }) => state === 'CLAIMED');

/** What is wrong with writing about a visit as it stands; each act is for one state of it. */
function wrongFor(act: unknown, visit: Row | undefined, ahead: boolean): string | undefined {
  const wanted = act === 'tell-off' ? 'CANCELLED' : act === 'write' ? 'MISSED' : 'BOOKED';
  if (visit?.['status'] !== wanted) return `which is ${text(visit?.['status'])}`;
  if (act !== 'write') return ahead ? undefined : 'whose hour has passed';
  return visit['rebookedAs'] === undefined && visit['declinedAt'] === undefined ? undefined : 'which is settled';
}

const onlyWhatStands: Law<Commit> = {
  name: 'nothing about a visit that is off',
  says: 'A confirmation or reminder is for a booked visit still ahead, a withdrawal for a cancelled one, a word of regret for a missed one.',
  invariants: [6],
  broken: (commit) =>
    claimed(commit).flatMap((message) => {
      if (!text(message['subject']).startsWith('ap-')) return [];
      const visit = commit.now({ pk: message.pk, sk: 'AP' });
      const ahead = between(commit.at, visit?.['startsAt']) > -doorMillis - commit.skew;
      const wrong = wrongFor(message['act'], visit, ahead);
      return wrong === undefined ? [] : [find(message, `${keyText(message)} is about a visit ${wrong}`)];
    }),
};

const confirmedOnce: Law<Commit> = {
  name: 'a stop is confirmed at once',
  says: 'The confirmation of an opt-out goes to the number that said it, within five minutes.',
  invariants: [6, 7],
  broken: (commit) =>
    claimed(commit).flatMap((message) => {
      if (message['act'] !== 'confirm-opt-out') return [];
      const owed = fields(commit.now({ pk: message.pk, sk: 'CONVERSATION' })?.['confirmation']);
      const inTime = between(commit.at, owed['until']) > -doorMillis - commit.skew;
      return owed['to'] === message['to'] && owed['lineId'] === message['occasion'] && inTime
        ? []
        : [find(message, `${keyText(message)} was not asked for`)];
    }),
};

/** A person's own words, and the confirmation that the law asks for, are nobody's automation. */
const isAnybodysOwn = ({ act, category }: Row): boolean => act === 'confirm-opt-out' || category === 'conversational';

/** A switch of the mode holds for every look that begins after it. */
const modesHold: Law<Commit> = {
  name: 'modes hold',
  says: 'A lifecycle that only observes or alerts claims no message to a customer but a person’s own words, and the confirmation of an opt-out.',
  invariants: [6],
  broken: (commit) =>
    claimed(commit).flatMap((message) => {
      const key = { pk: `STORE#${text(message['storeId'])}`, sk: `PLAYBOOK#${text(message['followUp'])}#store` };
      const said = commit.now(key);
      const mode = said?.['mode'] ?? 'automate';
      return mode === 'automate' ||
        isAnybodysOwn(message) ||
        between(said?.['updatedAt'], commit.at) < doorMillis + commit.skew
        ? []
        : [find(message, `${keyText(message)} was claimed while the mode was ${text(mode)}`)];
    }),
};

const takes = ['HELD', 'BOOKED', 'ARRIVED'];

/** The counters in which a visit stands. */
function countersOf(visit: Row): readonly string[] {
  if (visit['startsAt'] === undefined || !takes.includes(text(visit['status']))) return [];
  const slot = `STORE#${text(visit['storeId'])}#SLOTS#${text(visit['department'])}#${text(visit['date'])} / ${text(visit['startsAt'])}`;
  return visit['staffId'] === undefined ? [slot] : [slot, `${slot}#${text(visit['staffId'])}`];
}

const slotsAreCounted: Law<Ending> = {
  name: 'slots are counted',
  says: 'Each counter of a slot, and of a person in it, is the number of appointments that take it.',
  invariants: [8],
  broken({ rows }) {
    const counters = new Map(ofKind(rows, 'slot').map((row) => [keyText(row), Number(row['taken'] ?? 0)]));
    const takers = ofKind(rows, 'appointment').flatMap((row) => countersOf(row).map((counter) => ({ counter, row })));
    const stands = new Map(
      [...Map.groupBy(takers, ({ counter }) => counter)].map(([counter, all]) => [counter, all.map(({ row }) => row)]),
    );
    return [...new Set([...counters.keys(), ...stands.keys()])].flatMap((counter) => {
      const [taken, count] = [counters.get(counter) ?? 0, stands.get(counter)?.length ?? 0];
      if (taken === count) return [];
      const what = `${counter} counts ${taken}, but ${count} appointments take it`;
      const [one] = stands.get(counter)?.values() ?? [];
      return [one === undefined ? { what, about: { subject: counter } } : find(one, what)];
    });
  },
};

/** How many a slot takes, or a person in it, as the department has it; without exceptions, for nobody sets any here. */
function limitOf({ key }: Image, now: Commit['now']): number {
  const [, storeId = '', , department = ''] = key.pk.split('#');
  const capacity = now({ pk: `STORE#${storeId}`, sk: `CAPACITY#${department}` });
  return Number(capacity?.[key.sk.includes('#') ? 'perPerson' : 'perSlot'] ?? 0);
}

const noSlotIsOverrun: Law<Commit> = {
  name: 'no slot is overrun',
  says: 'Nobody is booked where there is no room; only who stands at the door after their hour takes it whatever the room.',
  invariants: [6],
  broken({ images, now }) {
    const atTheDoor = images.some(
      (image) =>
        image.new['kind'] === 'appointment' && image.old?.['status'] === 'MISSED' && image.new['status'] === 'ARRIVED',
    );
    return images.flatMap((image) => {
      if (image.new['kind'] !== 'slot') return [];
      const [before, after] = [Number(image.old?.['taken'] ?? 0), Number(image.new['taken'])];
      return after <= before || atTheDoor || after <= limitOf(image, now)
        ? []
        : [findAt(image.key, `${keyText(image.key)} was taken ${after} times`)];
    });
  },
};

const shadowsAreNotCounted: Law<Ending> = {
  name: 'shadows are nobody’s',
  says: 'A promise of a lifecycle that only observes is on nobody’s desk and not among what is owed.',
  invariants: [8],
  broken: ({ rows }) =>
    ofKind(rows, 'promise')
      .filter(
        ({ shadow, deskPk, boardPk }) =>
          shadow === true && (deskPk !== undefined || /#(owed|ended)/.test(text(boardPk))),
      )
      .map((row) => find(row, `${text(row['promiseId'])} is counted`)),
};

/** Commits that are about customers who come. */
export const visitCommitLaws: readonly Law<Commit>[] = [onlyWhatStands, confirmedOnce, modesHold, noSlotIsOverrun];

/** How their affairs stand in the end. */
export const visitEndingLaws: readonly Law<Ending>[] = [slotsAreCounted, shadowsAreNotCounted];
