/** What a cloud that was killed again and again must not show: something lost, something doubled, a history with holes. */
import {
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import type { Violation } from '../../../demo/checker.ts';
import { fieldsOf, isFields, numberOf, textOf } from '../../../demo/fields.ts';
import { ofKind, type Row, type Snapshot } from '../../../demo/snapshot.ts';
import type { Accepted } from './mortal.ts';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Accepted changes of which the table does not know: no event of theirs, and none of the version they answered with. */
export function lostIn(snapshot: Snapshot, accepted: readonly Accepted[]): readonly string[] {
  const events = ofKind(snapshot, 'outbox').map((row) => fieldsOf(row['event']));
  const causes = new Set(events.map((event) => textOf(event, 'cause')));
  const versions = new Set(events.map((event) => `${textOf(event, 'entityId')} ${numberOf(event, 'entityVersion')}`));
  const known = ({ requestId, etag, body }: Accepted): boolean => {
    if (causes.has(requestId)) return true;
    const said = parsed(body);
    const version = /^"(\d+)"$/.exec(etag)?.[1];
    const names = isFields(said) ? Object.values(said) : [];
    return (
      version !== undefined && names.some((name) => typeof name === 'string' && versions.has(`${name} ${version}`))
    );
  };
  return accepted.filter((one) => !known(one)).map(({ request, requestId }) => `${request}: ${requestId}`);
}

function doubles(what: string, keys: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return keys.flatMap((key) => {
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [`${what} ${key}`];
  });
}

const partsOf = (row: Row, ...fields: readonly string[]): string => JSON.stringify(fields.map((field) => row[field]));

/** What is there twice: a message that left, one for the same act and occasion, a promise, an alert, an event. */
export function doubledIn(snapshot: Snapshot): readonly string[] {
  const rows = (kind: string, ...fields: readonly string[]) =>
    doubles(
      kind,
      ofKind(snapshot, kind).map((row) => partsOf(row, ...fields)),
    );
  const live = ofKind(snapshot, 'promise').filter((row) => !['KEPT', 'CANCELLED'].includes(textOf(row, 'state')));
  const events = ofKind(snapshot, 'outbox').map((row) => fieldsOf(row['event']));
  const changes = events.map((event) =>
    JSON.stringify(['storeId', 'entity', 'entityId', 'entityVersion', 'subject'].map((field) => event[field])),
  );
  return [
    ...doubles(
      'left',
      snapshot.outbox.map(({ reference }) => reference),
    ),
    ...rows('message', 'storeId', 'followUp', 'subject', 'act', 'occasion'),
    ...rows('alert', 'storeId', 'to', 'says', 'promiseId', 'about'),
    ...doubles(
      'promise',
      live.map((row) => partsOf(row, 'storeId', 'subject', 'followUp', 'type', 'owes')),
    ),
    ...doubles('event', changes),
  ];
}

/** Messages of which nobody can say whether they left: the kill came between the call and its answer. */
export const unknownIn = (snapshot: Snapshot): readonly string[] =>
  ofKind(snapshot, 'message').flatMap((row) => (row['state'] === 'UNKNOWN' ? [textOf(row, 'messageId')] : []));

/**
 * What the demo's checker finds, but for what a kill is allowed to cause: a repair by the sweeper, and a message that
 * is on record as unknown.
 */
export function wrongIn(snapshot: Snapshot, violations: readonly Violation[]): readonly string[] {
  const unknown = unknownIn(snapshot);
  return violations
    .filter(({ rule, where }) => rule !== 'nothing-repaired' || !where.startsWith('repaired: '))
    .filter(({ rule, where }) => rule !== 'messages-on-record' || !unknown.some((id) => where.includes(id)))
    .map(({ rule, where }) => `${rule}: ${where}`);
}

const isEnd = (event: HistoryEvent | undefined): boolean =>
  ['ExecutionSucceeded', 'ExecutionFailed', 'ExecutionAborted', 'ExecutionTimedOut'].includes(event?.type ?? '');

/** Why a history is not whole. */
export function holesIn(events: readonly HistoryEvent[], status: string): readonly string[] {
  const found: string[] = [];
  for (const [place, { id, previousEventId, timestamp }] of events.entries()) {
    if (id !== place + 1) found.push(`event ${place + 1} has the id ${id}`);
    if (place > 1 && previousEventId !== place) found.push(`event ${place + 1} follows ${previousEventId}`);
    const before = events[place - 1]?.timestamp;
    if (before !== undefined && timestamp !== undefined && timestamp < before)
      found.push(`event ${place + 1} is earlier`);
  }
  if (events[0]?.type !== 'ExecutionStarted') found.push('it does not begin with its start');
  if (events.slice(0, -1).some(isEnd)) found.push('it goes on after its end');
  if (isEnd(events.at(-1)) !== (status !== 'RUNNING'))
    found.push(`${status}, and its last event is ${events.at(-1)?.type}`);
  return found;
}

async function historyOf(states: SFNClient, executionArn: string): Promise<readonly HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await states.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000, nextToken }));
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events;
}

/** Executions whose history has a hole, goes back, or does not say how they stand. */
export async function brokenHistories(states: SFNClient, machineArns: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const stateMachineArn of machineArns) {
    let nextToken: string | undefined;
    do {
      const page = await states.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1000, nextToken }));
      for (const { executionArn = '', name = '', status = '' } of page.executions ?? []) {
        const holes = holesIn(await historyOf(states, executionArn), status);
        found.push(...holes.map((hole) => `history of ${name}: ${hole}`));
      }
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  }
  return found;
}
