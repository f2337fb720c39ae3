/** Laws of runs: who may write, who has the ball and until when, and that nobody sleeps over news. */
import type { Image } from '../../../adapters/memory-table.ts';
import type { Row } from '../../../core/kernel/table.ts';
import { doorMillis, graceMillis, longestWaitMillis, mostRevivals } from './bounds.ts';
import {
  type Asked,
  between,
  type Commit,
  type Finding,
  fields,
  find,
  keyText,
  type Law,
  type Started,
  text,
} from './law.ts';
import { runText } from './past.ts';

const machineDoors = ['review', 'act', 'wait'];

const isRun = ({ new: row }: Image): boolean => row['kind'] === 'follow-up';

const oneGenerationWrites: Law<Commit> = {
  name: 'one generation writes',
  says: 'What a machine writes, its waits included, is written by the generation that the open row names; promises and claims only together with the row.',
  invariants: [4],
  broken({ images, by }) {
    if (!machineDoors.includes(by.door)) return [];
    const run = images.find(isRun);
    if (run === undefined)
      return images
        .filter(
          ({ old, new: { kind } }) =>
            kind === 'promise' || kind === 'claim' || (kind === 'message' && old === undefined),
        )
        .map((image) => find(image.new, `${keyText(image.key)} was written without the row of its run`));
    const { old, new: row } = run;
    const ours = old?.['generation'] === by.generation && row['generation'] === by.generation;
    if (!ours)
      return [find(row, `generation ${text(by.generation)} wrote, and the row is at ${text(old?.['generation'])}`)];
    return old?.['state'] === 'OPEN' ? [] : [find(row, `a machine wrote to a run that is ${text(old?.['state'])}`)];
  },
};

/** What is wrong with when an open or parked run must show a sign of life. */
function wrongDue({ at, skew, by }: Commit, row: Row): string | undefined {
  const { expectBy, dueSk, duePk } = row;
  if (typeof dueSk !== 'string' || typeof duePk !== 'string') return 'is in no due row';
  const grace = row['state'] === 'PARKED' ? 0 : graceMillis;
  if (between(expectBy, dueSk.split('#')[0]) !== grace) return `expected by ${text(expectBy)} is due at ${dueSk}`;
  const ahead = between(at, expectBy);
  if (row['state'] === 'PARKED')
    return ahead > -doorMillis - skew ? undefined : `sleeps until ${text(expectBy)}, which is over`;
  if (by.door === 'wait') return ahead <= longestWaitMillis + skew ? undefined : `waits until ${text(expectBy)}`;
  const fresh = ahead <= skew && ahead >= -doorMillis - skew;
  return fresh ? undefined : `was handed the ball at ${at} and is expected by ${text(expectBy)}`;
}

const theBallIsDue: Law<Commit> = {
  name: 'the ball is due',
  says: 'Whoever hands the ball to a machine says in the same write when it must show a sign of life, ten minutes before the sweeper looks; a run that is over is due no more.',
  invariants: [1, 7],
  broken: (commit) =>
    commit.images.filter(isRun).flatMap(({ new: row }) => {
      if (row['state'] === 'ENDED' || row['state'] === 'STUCK')
        return row['dueSk'] === undefined ? [] : [find(row, `${keyText(row)} is over and still due`)];
      const wrong = wrongDue(commit, row);
      return wrong === undefined ? [] : [find(row, `${keyText(row)} ${wrong}`)];
    }),
};

const nobodySleepsOverNews: Law<Commit> = {
  name: 'nobody sleeps over news',
  says: 'A machine goes to sleep, or ends, only when it has seen all news; nobody has seen more than came; what is heard is news.',
  invariants: [8],
  broken: ({ images, by }) =>
    images.filter(isRun).flatMap(({ old, new: row }): Finding[] => {
      const [news, seen] = [Number(row['news']), Number(row['seen'])];
      const came = JSON.stringify(row['heard']) === JSON.stringify(old?.['heard']) ? 0 : 1;
      const rests = by.door === 'wait' || (row['state'] !== 'OPEN' && by.door === 'review');
      return [
        ...(seen > news ? [find(row, `has seen ${seen} of ${news}`)] : []),
        ...(rests && seen !== news ? [find(row, `goes to rest, having seen ${seen} of ${news}`)] : []),
        ...(news - Number(old?.['news'] ?? 0) === came
          ? []
          : [find(row, `${came} news came, ${text(old?.['news'])} became ${news}`)]),
      ];
    }),
};

const tokensAreOfWaits: Law<Commit> = {
  name: 'a token is of a wait',
  says: 'A task token is written by a wait, and gone with the next write that hands the ball to the machine.',
  invariants: [4, 8],
  broken: ({ images, by }) =>
    images.filter(isRun).flatMap(({ old, new: row }) => {
      const [was, is] = [old?.['token'], row['token']];
      if (by.door === 'wait') return is === undefined ? [find(row, 'waits without a token')] : [];
      const moved = row['generation'] !== old?.['generation'] || machineDoors.includes(by.door);
      if (is !== undefined && is !== was) return [find(row, `${by.door} wrote a token`)];
      return is !== undefined && moved ? [find(row, 'keeps the token of a wait that is over')] : [];
    }),
};

const revivalsAreFew: Law<Commit> = {
  name: 'revivals are few',
  says: 'A run that gets nowhere is brought back five times in a row at most; then a person has it.',
  invariants: [10],
  broken: ({ images }) =>
    images
      .filter((image) => isRun(image) && Number(image.new['revivals'] ?? 0) > mostRevivals)
      .map(({ new: row }) => find(row, `${keyText(row)} was brought back ${text(row['revivals'])} times`)),
};

const budgetsSuffice: Law<Commit> = {
  name: 'budgets suffice',
  says: 'No run spends the steps that it may take, which is what going round in a circle looks like.',
  invariants: [10],
  broken: ({ images, by }) =>
    images
      .filter((image) => isRun(image) && image.new['state'] === 'STUCK' && by.door === 'review')
      .map(({ new: row }) => find(row, `${keyText(row)}: ${text(row['because'])}`)),
};

/** The runs whose promises a commit touches, or that it brings to an end or to sleep. */
function touched({ images }: Commit): ReadonlyMap<string, Row> {
  return new Map(
    images
      .filter((image) => isRun(image) || image.new['kind'] === 'promise')
      .map(({ new: row }) => [runText(row), row]),
  );
}

const whoOwesHasARun: Law<Commit> = {
  name: 'who owes has a run',
  says: 'After every commit an open promise belongs to a run that is open, or stuck with a person and on record as late.',
  invariants: [1],
  broken: (commit) =>
    [...touched(commit)].flatMap(([name, row]) => {
      const owed = [...(commit.past.owed.get(name) ?? [])];
      const state = commit.now({ pk: row.pk, sk: `FOLLOWUP#${text(row['followUp'])}` })?.['state'];
      if (owed.length === 0 || state === 'OPEN') return [];
      const late = (id: string) => commit.now({ pk: row.pk, sk: `PROMISE#${id}` })?.['breachedAt'] !== undefined;
      const holds = state === 'STUCK' && owed.every(late);
      return holds ? [] : [find(row, `${owed.join(', ')} of ${name} owed, and the run is ${text(state)}`)];
    }),
};

const ownersAreSomebody: Law<Commit> = {
  name: 'an owner is somebody',
  says: 'A promise or an alert is given to a role, or to a person who works or worked at its store.',
  invariants: [1, 9],
  broken: ({ images, now }) =>
    images.flatMap(({ new: row }) => {
      if (row['kind'] !== 'promise' && row['kind'] !== 'alert') return [];
      const owner = fields(row[row['kind'] === 'alert' ? 'to' : 'owner']);
      if (owner['kind'] === 'queue') return typeof owner['role'] === 'string' ? [] : [find(row, 'is for no role')];
      const member = now({ pk: `STORE#${text(row['storeId'])}`, sk: `STAFF#${text(owner['staffId'])}` });
      return member === undefined ? [find(row, `is for ${text(owner)}, whom the store does not know`)] : [];
    }),
};

const theOldAreSentOff: Law<Asked> = {
  name: 'the old are sent off',
  says: 'A generation that was replaced before it asked is told so and does nothing.',
  invariants: [4],
  broken({ door, payload, answer, begun }) {
    const { generation } = fields(payload);
    if (door === 'wait' || answer === undefined || begun === undefined) return [];
    if (Number(generation) >= Number(begun['generation'])) return [];
    const { next, result } = fields(answer);
    const off = door === 'review' ? next === 'Done: replaced' : result === 'moved';
    return off
      ? []
      : [
          find(
            begun,
            `generation ${text(generation)} was told ${text(next ?? result)} at ${text(begun['generation'])}`,
          ),
        ];
  },
};

const startsAreCommitted: Law<Started> = {
  name: 'a start is committed first',
  says: 'An execution is started for a generation that the row has reached, under the name that says so.',
  invariants: [4, 10],
  broken({ followUp, name, input, now }) {
    const { storeId, followUpId, generation } = fields(input);
    const [, prefix = '', id = ''] = /^([a-z]+)-(.+)$/.exec(text(followUpId)) ?? [];
    const row = now({ pk: `STORE#${text(storeId)}#${prefix.toUpperCase()}#${id}`, sk: `FOLLOWUP#${followUp}` });
    const named = `${followUp}-${text(storeId)}-${text(followUpId)}-g${text(generation)}`;
    if (name !== named) return [{ what: `${name} was started as ${named}` }];
    return Number(row?.['generation'] ?? 0) >= Number(generation)
      ? []
      : [{ what: `${name} was started before its row` }];
  },
};

const startsMayBeRepeated: Law<Started> = {
  name: 'a start may be repeated',
  says: 'Who starts an execution that was started before, under the name of its generation, hears that it is started.',
  invariants: [4, 8],
  broken: ({ name, failed }) =>
    failed === 'ExecutionAlreadyExists' ? [{ what: `${name} was refused because it is there` }] : [],
};

/** Commits, seen by the runs that they move. */
export const runCommitLaws: readonly Law<Commit>[] = [
  oneGenerationWrites,
  theBallIsDue,
  nobodySleepsOverNews,
  tokensAreOfWaits,
  revivalsAreFew,
  budgetsSuffice,
  whoOwesHasARun,
  ownersAreSomebody,
];

/** What machines ask of the doors. */
export const runAskedLaws: readonly Law<Asked>[] = [theOldAreSentOff];

/** What is started. */
export const runStartedLaws: readonly Law<Started>[] = [startsAreCommitted, startsMayBeRepeated];
