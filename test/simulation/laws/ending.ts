/** Laws of the town when faults have stopped and everything has come to rest. */
import type { Row } from '../../../core/kernel/table.ts';
import { minute, mostHistoryEvents, resultMillis } from './bounds.ts';
import { aboutRow, between, type Ending, eventIn, fields, find, keyText, type Law, ofKind, text } from './law.ts';

const owedIn = (rows: readonly Row[]): readonly Row[] =>
  ofKind(rows, 'promise').filter(({ state }) => state !== 'KEPT' && state !== 'CANCELLED');

const runOf = (rows: readonly Row[], of: Row): Row | undefined =>
  ofKind(rows, 'follow-up').find(
    (row) => row['storeId'] === of['storeId'] && row['subject'] === of['subject'] && row['followUp'] === of['followUp'],
  );

/**
 * Whether something will look at the run: its execution, the sweeper at the deadline of its wait if the execution died
 * asleep, or a person it was given to as late. A parked run sleeps past every promise, so it must owe nothing.
 */
function isHeld({ executions }: Ending, run: Row, promise: Row): boolean {
  if (run['state'] === 'STUCK') return promise['breachedAt'] !== undefined;
  const name = `${String(run['followUp'])}-${String(run['storeId'])}-${String(run['subject'])}-g${String(run['generation'])}`;
  const runs = executions.some((execution) => execution.name === name && execution.status === 'RUNNING');
  return run['state'] === 'OPEN' && (runs || typeof run['dueSk'] === 'string');
}

/** Whether somebody active may take what lies in a role's queue: whoever has the role, or leads at the store. */
const isManned = (members: readonly Row[], role: unknown): boolean =>
  members.some(({ active, roles }) => {
    const has = [roles ?? []].flat().map(text);
    return (
      active === true && has.some((each) => each === role || each === 'administrator' || each.endsWith('-manager'))
    );
  });

/** Who owes it and cannot: somebody who left, or a queue that nobody looks after. */
function missingOwner({ rows }: Ending, promise: Row): string | undefined {
  const { kind, staffId, role } = fields(promise['owner']);
  const members = ofKind(rows, 'member').filter(({ pk }) => pk === `STORE#${text(promise['storeId'])}`);
  if (kind === 'queue') return isManned(members, role) ? undefined : `the queue ${text(role)}, which is nobody’s`;
  const member = members.find((row) => row['staffId'] === staffId);
  return member?.['active'] === true ? undefined : `${text(staffId)}, who left`;
}

const promisesAreHeld: Law<Ending> = {
  name: 'promises are held',
  says: 'Every open promise has an active owner or a queue with somebody in it, and an execution or a due row that comes back to it, or is on record as late with a person.',
  invariants: [1],
  broken: (ending) =>
    owedIn(ending.rows).flatMap((promise) => {
      const id = `${text(promise['promiseId'])} at ${text(promise['storeId'])}`;
      const owner = missingOwner(ending, promise);
      const run = runOf(ending.rows, promise);
      return [
        ...(owner === undefined ? [] : [find(promise, `${id} is owed by ${owner}`)]),
        ...(run !== undefined && isHeld(ending, run, promise)
          ? []
          : [find(promise, `${id} is looked after by nobody: ${text(run?.['state'])}`)]),
      ];
    }),
};

const eventsAreOut: Law<Ending> = {
  name: 'events are out',
  says: 'Every outbox row is published.',
  invariants: [2],
  broken: ({ rows }) =>
    ofKind(rows, 'outbox')
      .filter(({ publishedAt }) => publishedAt === undefined)
      .map((row) => find(row, `${text(eventIn(row)['type'])} of ${row.sk}`)),
};

/** What a person owes when nobody knows whether a message arrived. */
const asksWhether = ['did-it-reach', 'answer-otherwise'];

const silenceIsAsked: Law<Ending> = {
  name: 'silence is asked about',
  says: 'A claim without a result becomes unknown in time, and then somebody was asked to call, unless the run is over; who said stop is not called about the confirmation of that.',
  invariants: [5, 7],
  broken: ({ rows, at, actsWithin }) =>
    ofKind(rows, 'message').flatMap((message) => {
      const id = text(message['messageId']);
      if (message['state'] === 'CLAIMED')
        return between(message['claimedAt'], at) > resultMillis + actsWithin * minute
          ? [find(message, `${id} has no result since ${text(message['claimedAt'])}`)]
          : [];
      if (message['state'] !== 'UNKNOWN' || between(message['endedAt'], at) < actsWithin * minute) return [];
      if (message['act'] === 'confirm-opt-out' || runOf(rows, message)?.['state'] === 'ENDED') return [];
      const asked = ofKind(rows, 'promise').some(
        (promise) =>
          asksWhether.includes(text(promise['type'])) &&
          promise['subject'] === message['subject'] &&
          promise['storeId'] === message['storeId'] &&
          (promise['endedAt'] === undefined || text(promise['endedAt']) >= text(message['endedAt'])),
      );
      return asked ? [] : [find(message, `${id} is unknown and nobody was asked to call`)];
    }),
};

const callsAreClaims: Law<Ending> = {
  name: 'what was sent has its row',
  says: 'Every call of a provider has its message, which is not forgotten and not refused, and no message was handed over more than once.',
  invariants: [5, 6],
  broken({ called, rows }) {
    const claims = new Map(
      ofKind(rows, 'message')
        .filter(({ state }) => state !== 'REFUSED')
        .map((row) => [`${text(row['storeId'])}.${text(row['messageId'])}`, row]),
    );
    return [...Map.groupBy(called, ({ reference }) => reference)].flatMap(([reference, calls]) => {
      const claim = claims.get(reference);
      const about = claim === undefined ? {} : { about: aboutRow(claim) };
      return claim !== undefined && calls.length === 1
        ? []
        : [{ what: `${reference} was sent ${calls.length} times; its row is ${text(claim?.['state'])}`, ...about }];
    });
  },
};

const newsIsSeen: Law<Ending> = {
  name: 'news is seen',
  says: 'No wake-up is lost: what came as news was looked at, unless the run waits for a person.',
  invariants: [8],
  broken: ({ rows }) =>
    ofKind(rows, 'follow-up')
      .filter(({ state, news, seen }) => state !== 'STUCK' && news !== seen)
      .map((row) => find(row, `${keyText(row)} has seen ${text(row['seen'])} of ${text(row['news'])}`)),
};

/** When each promise was opened, by its store and id. */
const openings = (events: readonly Readonly<Record<string, unknown>>[]): ReadonlyMap<string, string> =>
  new Map(
    events
      .filter(({ type }) => type === 'promise.opened')
      .map(({ storeId, entityId, at }) => [`${text(storeId)} ${text(entityId)}`, text(at)]),
  );

const latenessIsOnRecord: Law<Ending> = {
  name: 'lateness is on record',
  says: 'A promise that is late by more than the bound is on record as late, and its ladder has been climbed; also one that ended later than that.',
  invariants: [1, 7],
  broken({ rows, at, actsWithin }) {
    const opened = openings(ofKind(rows, 'outbox').map(eventIn));
    return ofKind(rows, 'promise')
      .filter((row) => {
        const { dueAt, endedAt, rung, breachedAt, shadow } = row;
        // What was due when it was opened is late from then on.
        const since = [
          text(dueAt),
          opened.get(`${text(row['storeId'])} ${text(row['promiseId'])}`) ?? '',
        ].toSorted()[1];
        const climbed = rung !== 0 && breachedAt !== undefined;
        return shadow !== true && between(since, endedAt ?? at) > actsWithin * minute && !climbed;
      })
      .map((row) =>
        find(row, `${text(row['promiseId'])} was due ${text(row['dueAt'])} and ended ${text(row['endedAt'])}`),
      );
  },
};

const actsAreInTime: Law<Ending> = {
  name: 'acts are in time',
  says: 'The first rung of a late promise is climbed within the stated bound after it fell due.',
  invariants: [7],
  broken({ rows, actsWithin }) {
    const outbox = ofKind(rows, 'outbox');
    const events = outbox.map(eventIn);
    const opened = openings(events);
    return outbox.flatMap((row) => {
      const { type, storeId, entityId, at, data } = eventIn(row);
      const { rung, breachedAt } = fields(data);
      if (type !== 'promise.escalated' || rung !== 1) return [];
      const id = `${text(storeId)} ${text(entityId)}`;
      const since = [text(breachedAt), opened.get(id) ?? ''].toSorted()[1];
      return between(since, at) <= actsWithin * minute
        ? []
        : [find(row, `${id} was due ${since} and climbed ${text(at)}`)];
    });
  },
};

const nothingToRepair: Law<Ending> = {
  name: 'nothing to repair',
  says: 'Without loss or crash the sweeper revives and republishes nothing.',
  invariants: [11],
  broken: ({ repairs = 0 }) => (repairs === 0 ? [] : [{ what: `${repairs} repairs` }]),
};

const nothingIsForgottenDue: Law<Ending> = {
  name: 'nothing stays due',
  says: 'No row is due for longer than the bound.',
  invariants: [1, 7],
  broken: ({ rows, at, actsWithin, sweeps }) =>
    rows
      .filter(
        ({ dueSk }) => sweeps && typeof dueSk === 'string' && between(dueSk.split('#')[0], at) > actsWithin * minute,
      )
      .map((row) => find(row, `${keyText(row)} is due since ${text(row['dueSk'])}`)),
};

/** The run of an execution, by its name: `parts-eta-S01-ro-10233-g2` is the second of `parts-eta-S01-ro-10233`. */
const runIn = (name: string): string => name.replace(/-g\d+$/, '');

const executionsStaySmall: Law<Ending> = {
  name: 'executions stay small',
  says: 'No execution comes near the limit of its history.',
  invariants: [10],
  broken: ({ executions }) =>
    executions
      .filter(({ historyEvents }) => historyEvents > mostHistoryEvents)
      .map(({ name, historyEvents }) => ({ what: `${name} has ${historyEvents} events`, about: { subject: name } })),
};

const executionsAreFew: Law<Ending> = {
  name: 'executions are few',
  says: 'A run has at most one execution that runs, of the generation that its row names, and only while it is open.',
  invariants: [4, 10],
  broken({ executions, rows }) {
    const open = new Map(
      ofKind(rows, 'follow-up').map((row) => {
        const { followUp, storeId, subject, generation, state } = row;
        return [
          `${text(followUp)}-${text(storeId)}-${text(subject)}`,
          { row, name: state === 'OPEN' ? `g${text(generation)}` : '' },
        ];
      }),
    );
    return executions.flatMap(({ name, status }) => {
      const run = open.get(runIn(name));
      if (status !== 'RUNNING' || (run !== undefined && name.endsWith(`-${run.name}`))) return [];
      const what = `${name} runs, and its run ${run === undefined ? 'is not known' : `has ${run.name || 'no open generation'}`}`;
      return [run === undefined ? { what, about: { subject: name } } : find(run.row, what)];
    });
  },
};

const nobodyIsStuck: Law<Ending> = {
  name: 'nobody is stuck',
  says: 'No run of these stories needs a person to get it going again.',
  invariants: [1],
  broken: ({ rows }) =>
    ofKind(rows, 'follow-up')
      .filter(({ state }) => state === 'STUCK')
      .map((row) => find(row, `${keyText(row)}: ${text(row['because'])}`)),
};

/** The laws of the end. */
export const endingLaws: readonly Law<Ending>[] = [
  promisesAreHeld,
  eventsAreOut,
  callsAreClaims,
  silenceIsAsked,
  newsIsSeen,
  latenessIsOnRecord,
  actsAreInTime,
  nothingToRepair,
  nothingIsForgottenDue,
  executionsStaySmall,
  executionsAreFew,
  nobodyIsStuck,
];
