/** Promises: none without somebody who owes it and something that will remind them; none late without a record. */
import { fieldsOf, numberOf, textOf } from '../fields.ts';
import { boundMillis, millisBetween, ofKind, placeOf, type Row, type Rule, type Snapshot } from '../snapshot.ts';

/** How long a due row may lie: the sweeper comes every minute. */
const sweptWithinMillis = 5 * 60_000;

const isOpen = (promise: Row): boolean => !['KEPT', 'CANCELLED'].includes(textOf(promise, 'state'));

/** A role's queue always has somebody; a person must be active at the store. */
function hasOwner(promise: Row, active: ReadonlySet<string>): boolean {
  const owner = fieldsOf(promise['owner']);
  if (owner['kind'] === 'queue') return textOf(owner, 'role') !== '';
  return owner['kind'] === 'person' && active.has(`${textOf(promise, 'storeId')} ${textOf(owner, 'staffId')}`);
}

const executionOf = (run: Row): string =>
  `${textOf(run, 'followUp')}-${textOf(run, 'storeId')}-${textOf(run, 'subject')}-g${numberOf(run, 'generation')}`;

/** Somebody will come back to it: the execution of the run's generation, or the sweeper. */
function isAlive(run: Row | undefined, snapshot: Snapshot, running: ReadonlySet<string>, due: ReadonlySet<string>) {
  if (run === undefined) return false;
  if (run['state'] === 'OPEN' && running.has(executionOf(run))) return true;
  const at = textOf(run, 'dueSk').split('#')[0] ?? '';
  return due.has(placeOf(run)) && millisBetween(at, snapshot.at) <= sweptWithinMillis;
}

const runOf = (promise: Row): string => `${promise.pk} FOLLOWUP#${textOf(promise, 'followUp')}`;

/** Domain page, section 6. */
export const droppedHandoffs: Rule = {
  name: 'dropped-handoff',
  says: 'An open promise has an active owner, and either something that will come back to it or a breach record.',
  find(snapshot) {
    const active = new Set(
      ofKind(snapshot, 'member')
        .filter((member) => member['active'] === true)
        .map((member) => `${member.pk.replace(/^STORE#/, '')} ${textOf(member, 'staffId')}`),
    );
    const runs = new Map(ofKind(snapshot, 'follow-up').map((run) => [placeOf(run), run]));
    const running = new Set(snapshot.executions.filter(({ status }) => status === 'RUNNING').map(({ name }) => name));
    const due = new Set(snapshot.due);
    return ofKind(snapshot, 'promise')
      .filter(isOpen)
      .flatMap((promise) => {
        const who = `${textOf(promise, 'storeId')} ${textOf(promise, 'promiseId')}`;
        if (!hasOwner(promise, active)) return [`${who}: its owner is not active`];
        const remembered = isAlive(runs.get(runOf(promise)), snapshot, running, due);
        return remembered || textOf(promise, 'breachedAt') !== '' ? [] : [`${who}: nothing will come back to it`];
      });
  },
};

/** When it was still owed last. */
const owedUntil = (promise: Row, snapshot: Snapshot): string =>
  isOpen(promise) ? snapshot.at : textOf(promise, 'endedAt');

export const lateOnRecord: Rule = {
  name: 'late-on-record',
  says: 'A promise that was owed past its due time carries a breach record.',
  find: (snapshot) =>
    ofKind(snapshot, 'promise')
      .filter((promise) => millisBetween(textOf(promise, 'dueAt'), owedUntil(promise, snapshot)) > boundMillis)
      .filter((promise) => textOf(promise, 'breachedAt') !== textOf(promise, 'dueAt'))
      .map((promise) => `${textOf(promise, 'storeId')} ${textOf(promise, 'promiseId')}: late without a record`),
};

/** Acts of the house: the advisor's alert, the message once the window is open, the first rung of the ladder. */
export const actsOnTime: Rule = {
  name: 'acts-on-time',
  says: 'What the house does itself is done within two minutes of falling due.',
  find(snapshot) {
    const found: string[] = [];
    const late = (what: string, due: string, done: string): void => {
      if (millisBetween(due, done) > boundMillis) found.push(`${what}: due ${due}, done ${done}`);
    };
    for (const promise of ofKind(snapshot, 'promise')) {
      const who = `${textOf(promise, 'storeId')} ${textOf(promise, 'promiseId')}`;
      const reason = textOf(promise, 'reason');
      if (reason === 'The advisor was told.') late(who, textOf(promise, 'openedAt'), textOf(promise, 'endedAt'));
      // An hour is allowed from when the customer may be written to; the house needs none of it.
      const written = new Date(Date.parse(textOf(promise, 'dueAt')) - 3_600_000).toISOString();
      if (reason === 'The message was handed over.') late(who, written, textOf(promise, 'endedAt'));
    }
    for (const row of ofKind(snapshot, 'outbox')) {
      const event = fieldsOf(row['event']);
      const data = fieldsOf(event['data']);
      if (event['type'] === 'promise.escalated' && data['rung'] === 1) {
        late(`${textOf(event, 'entityId')} first rung`, textOf(data, 'breachedAt'), textOf(event, 'at'));
      }
    }
    return found;
  },
};
