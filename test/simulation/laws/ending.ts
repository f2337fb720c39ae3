/** Laws of the town when faults have stopped and everything has come to rest. */
import type { Row } from '../../../core/kernel/table.ts';
import { between, type Ending, fields, keyText, type Law, ofKind, text } from './law.ts';
import { visitEndingLaws } from './visits.ts';

const minute = 60_000;

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

const promisesAreHeld: Law<Ending> = {
  name: 'promises are held',
  says: 'Every open promise has an active owner, and an execution or a due row that comes back to it, or is on record as late with a person.',
  broken: (ending) =>
    owedIn(ending.rows).flatMap((promise) => {
      const owner = fields(promise['owner']);
      const member = ending.rows.find(
        ({ pk, sk }) => pk === `STORE#${String(promise['storeId'])}` && sk === `STAFF#${text(owner['staffId'])}`,
      );
      const active = owner['kind'] === 'queue' || member?.['active'] === true;
      const run = runOf(ending.rows, promise);
      return [
        ...(active
          ? []
          : [`${text(promise['promiseId'])} at ${String(promise['storeId'])} is owed by ${text(owner)}, who left`]),
        ...(run !== undefined && isHeld(ending, run, promise)
          ? []
          : [
              `${text(promise['promiseId'])} at ${String(promise['storeId'])} is looked after by nobody: ${text(run?.['state'])}`,
            ]),
      ];
    }),
};

const eventsAreOut: Law<Ending> = {
  name: 'events are out',
  says: 'Every outbox row is published.',
  broken: ({ rows }) =>
    ofKind(rows, 'outbox')
      .filter(({ publishedAt }) => publishedAt === undefined)
      .map((row) => `${text(fields(row['event'])['type'])} of ${row.sk}`),
};

const nothingIsSentTwice: Law<Ending> = {
  name: 'nothing is sent twice',
  says: 'A provider is called at most once per follow-up, act and occasion, and only for a claim.',
  broken({ called, rows }) {
    const ids = called.map(({ reference }) => reference);
    const claimed = new Set(
      ofKind(rows, 'message').map(({ storeId, messageId }) => `${text(storeId)}.${text(messageId)}`),
    );
    return [
      ...new Set(ids.filter((id, at) => ids.indexOf(id) !== at)),
      ...ids.filter((id) => !claimed.has(id)).map((id) => `${id}, which has no claim`),
    ];
  },
};

/** So long a provider's answer may stay away, with the sweep that notices. */
const resultMillis = 20 * minute;

/** What a person owes when nobody knows whether a message arrived. */
const asksWhether = ['did-it-reach', 'answer-otherwise'];

const silenceIsAsked: Law<Ending> = {
  name: 'silence is asked about',
  says: 'A claim without a result becomes unknown in time, and then somebody was asked to call, unless the run is over.',
  broken(ending) {
    const { rows, at } = ending;
    return ofKind(rows, 'message').flatMap((message) => {
      const id = text(message['messageId']);
      if (message['state'] === 'CLAIMED')
        return between(message['claimedAt'], at) > resultMillis
          ? [`${id} has no result since ${String(message['claimedAt'])}`]
          : [];
      if (message['state'] !== 'UNKNOWN' || runOf(rows, message)?.['state'] === 'ENDED') return [];
      const asked = ofKind(rows, 'promise').some(
        (promise) =>
          asksWhether.includes(text(promise['type'])) &&
          promise['subject'] === message['subject'] &&
          promise['storeId'] === message['storeId'] &&
          (promise['endedAt'] === undefined || text(promise['endedAt']) >= text(message['endedAt'])),
      );
      return asked ? [] : [`${id} is unknown and nobody was asked to call`];
    });
  },
};

const newsIsSeen: Law<Ending> = {
  name: 'news is seen',
  says: 'No wake-up is lost: what came as news was looked at, unless the run waits for a person.',
  broken: ({ rows }) =>
    ofKind(rows, 'follow-up')
      .filter(({ state, news, seen }) => state !== 'STUCK' && news !== seen)
      .map((row) => `${keyText(row)} has seen ${String(row['seen'])} of ${String(row['news'])}`),
};

const latenessIsOnRecord: Law<Ending> = {
  name: 'lateness is on record',
  says: 'A promise that is late by more than an hour is on record as late, and its ladder has been climbed.',
  broken: ({ rows, at }) =>
    owedIn(rows)
      .filter(
        ({ dueAt, rung, breachedAt }) => between(dueAt, at) > 60 * minute && (rung === 0 || breachedAt === undefined),
      )
      .map((row) => `${text(row['promiseId'])} at ${String(row['storeId'])} was due ${String(row['dueAt'])}`),
};

/** When each promise was opened, by its store and id. */
const openings = (events: readonly Readonly<Record<string, unknown>>[]): ReadonlyMap<string, string> =>
  new Map(
    events
      .filter(({ type }) => type === 'promise.opened')
      .map(({ storeId, entityId, at }) => [`${text(storeId)} ${text(entityId)}`, text(at)]),
  );

const actsAreInTime: Law<Ending> = {
  name: 'acts are in time',
  says: 'The first rung of a late promise is climbed within the stated bound after it fell due.',
  broken({ rows, actsWithin }) {
    const events = ofKind(rows, 'outbox').map(({ event }) => fields(event));
    const opened = openings(events);
    return events.flatMap(({ type, storeId, entityId, at, data }) => {
      const { rung, breachedAt } = fields(data);
      if (type !== 'promise.escalated' || rung !== 1) return [];
      const id = `${text(storeId)} ${text(entityId)}`;
      const since = [text(breachedAt), opened.get(id) ?? ''].toSorted()[1];
      return between(since, at) <= actsWithin * minute ? [] : [`${id} was due ${since} and climbed ${text(at)}`];
    });
  },
};

const nothingToRepair: Law<Ending> = {
  name: 'nothing to repair',
  says: 'Without loss or crash the sweeper revives and republishes nothing.',
  broken: ({ repairs = 0 }) => (repairs === 0 ? [] : [`${repairs} repairs`]),
};

const nothingIsForgottenDue: Law<Ending> = {
  name: 'nothing stays due',
  says: 'No row is due for longer than the sweeper needs.',
  broken: ({ rows, at, sweeps }) =>
    rows
      .filter(({ dueSk }) => sweeps && typeof dueSk === 'string' && between(dueSk.split('#')[0], at) > 5 * minute)
      .map((row) => `${keyText(row)} is due since ${text(row['dueSk'])}`),
};

/** History events of one execution. AWS allows 25,000; half a year of daily slips stays below a third of that. */
const mostHistoryEvents = 8000;

const executionsStaySmall: Law<Ending> = {
  name: 'executions stay small',
  says: 'No execution comes near the limit of its history, and a run has at most one that runs.',
  broken({ executions }) {
    const running = executions
      .filter(({ status }) => status === 'RUNNING')
      .map(({ name }) => name.replace(/-g\d+$/, ''));
    return [
      ...executions
        .filter(({ historyEvents }) => historyEvents > mostHistoryEvents)
        .map(({ name, historyEvents }) => `${name} has ${historyEvents} events`),
      ...running.filter((name, at) => running.indexOf(name) !== at).map((name) => `${name} runs twice`),
    ];
  },
};

const nobodyIsStuck: Law<Ending> = {
  name: 'nobody is stuck',
  says: 'No run of these stories needs a person to get it going again.',
  broken: ({ rows }) =>
    ofKind(rows, 'follow-up')
      .filter(({ state }) => state === 'STUCK')
      .map((row) => `${keyText(row)}: ${text(row['because'])}`),
};

/** The laws of the end. */
export const endingLaws: readonly Law<Ending>[] = [
  promisesAreHeld,
  eventsAreOut,
  nothingIsSentTwice,
  silenceIsAsked,
  newsIsSeen,
  latenessIsOnRecord,
  actsAreInTime,
  nothingToRepair,
  nothingIsForgottenDue,
  executionsStaySmall,
  nobodyIsStuck,
  ...visitEndingLaws,
];
