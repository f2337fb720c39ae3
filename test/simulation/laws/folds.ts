/** Laws of the log: whoever reads the events of an entity one by one gets what its row says. */
import type { Row } from '../../../core/kernel/table.ts';
import { type Ending, eventIn, fields, find, type Law, ofKind, text } from './law.ts';
import { entityText } from './past.ts';

type Event = Readonly<Record<string, unknown>>;

/** What a fold knows of an entity. */
type Told = Readonly<Record<string, unknown>>;

/** The last part of an event's type: `kept` of `promise.kept`. */
const verb = (event: Event): string => text(event['type']).split('.')[1] ?? '';

const sameOwner = (a: unknown, b: unknown): boolean => {
  const [left, right] = [fields(a), fields(b)];
  return left['kind'] === right['kind'] && left['staffId'] === right['staffId'] && left['role'] === right['role'];
};

/** What a promise is after an event. A new owner has not seen it yet. */
function promiseAfter(told: Told, event: Event): Told {
  const data = fields(event['data']);
  const given = { ...told, owner: data['owner'] ?? told['owner'] };
  const unseen = sameOwner(told['owner'], data['owner']) || told['state'] !== 'ACKED' ? told['state'] : 'OPEN';
  switch (verb(event)) {
    case 'opened':
      return { ...given, state: 'OPEN', dueAt: data['dueAt'], rung: 0, shadow: data['shadow'] === true };
    case 'acknowledged':
      return { ...given, state: 'ACKED' };
    case 'handed-over':
      return { ...given, state: told['state'] === 'ACKED' ? 'OPEN' : told['state'] };
    case 'escalated':
      return { ...given, state: unseen, rung: data['rung'], breachedAt: data['breachedAt'] };
    case 'waiting':
      return { ...given, state: 'WAITING' };
    case 'surfaced':
      return { ...given, shadow: false };
    case 'kept':
      return { ...given, state: 'KEPT' };
    case 'cancelled':
      return { ...given, state: 'CANCELLED' };
    default:
      return { ...given, state: `what ${text(event['type'])} means` };
  }
}

const visits: Readonly<Record<string, string>> = {
  requested: 'REQUESTED',
  held: 'HELD',
  booked: 'BOOKED',
  moved: 'BOOKED',
  cancelled: 'CANCELLED',
  arrived: 'ARRIVED',
  missed: 'MISSED',
  released: 'RELEASED',
};

const orders: Readonly<Record<string, string>> = {
  opened: 'OPEN',
  closed: 'CLOSED',
  reopened: 'OPEN',
  voided: 'VOIDED',
};

/** What an entity is after an event; nothing for kinds whose events do not tell their state. */
function after(told: Told, event: Event): Told | undefined {
  switch (event['entity']) {
    case 'promise':
      return promiseAfter(told, event);
    case 'message':
      // What is found says itself what it was.
      return { state: fields(event['data'])['state'] ?? verb(event).toUpperCase() };
    case 'alert':
      return { seen: verb(event) === 'seen' };
    case 'appointment':
      return { status: visits[verb(event)] ?? told['status'] };
    case 'repair-order':
      return { status: orders[verb(event)] ?? told['status'] };
    case 'staff':
      return {
        active: verb(event) === 'deactivated' ? false : verb(event) === 'reactivated' || (told['active'] ?? true),
      };
    default:
      return {};
  }
}

/** The parts of a row that the fold of its events tells, in the same words. */
function shown(row: Row): Told {
  const { kind, state, owner, dueAt, rung, breachedAt, shadow, status, seenAt, active } = row;
  if (kind === 'promise') {
    // That it became late by being ended late is on the row, and in the event of the end as `late`.
    const late = rung === 0 ? {} : { breachedAt };
    return { state, owner, dueAt, rung, shadow: shadow === true, ...late };
  }
  if (kind === 'message') return { state };
  if (kind === 'alert') return { seen: seenAt !== undefined };
  if (kind === 'staff') return { active };
  return kind === 'appointment' || kind === 'repair-order' ? { status } : {};
}

const ids: Readonly<Record<string, string>> = {
  promise: 'promiseId',
  message: 'messageId',
  alert: 'alertId',
  appointment: 'appointmentId',
  'repair-order': 'roNumber',
  'parts-order': 'partsOrderId',
  conversation: 'conversationId',
  customer: 'customerId',
  vehicle: 'vehicleId',
  staff: 'staffId',
};

/** The name of a row's entity, as its events have it. */
function nameOf(row: Row): string | undefined {
  const id = ids[text(row['kind'])];
  // A parts order is named beside its repair order, and only the two together name one.
  if (id === undefined || row['kind'] === 'parts-order') return undefined;
  const storeId = ['customer', 'vehicle', 'staff'].includes(text(row['kind'])) ? '' : row['storeId'];
  return entityText({ storeId, entity: row['kind'], entityId: row[id] });
}

const differs = (row: Row, told: Told): readonly string[] =>
  Object.entries(shown(row))
    .filter(([name, value]) => (name === 'owner' ? !sameOwner(value, told[name]) : value !== told[name]))
    .map(([name, value]) => `${name} is ${text(value)}, and the log tells ${text(told[name])}`);

const rowsAreFolds: Law<Ending> = {
  name: 'rows are what the log tells',
  says: 'Whoever folds the events of a promise, message, alert, appointment, repair order or member of staff gets its row: its version, and its state, owner, due time and rung.',
  invariants: [2, 8],
  broken({ rows }) {
    const events = Map.groupBy(ofKind(rows, 'outbox').map(eventIn), entityText);
    return rows.flatMap((row) => {
      const name = nameOf(row);
      if (name === undefined) return [];
      const log = (events.get(name) ?? []).toSorted((a, b) => Number(a['entityVersion']) - Number(b['entityVersion']));
      const told = log.reduce<Told>((so, event) => after(so, event) ?? so, {});
      const missing = log.length === row['version'] ? [] : [`version ${text(row['version'])} has ${log.length} events`];
      return [...missing, ...differs(row, told)].map((what) => find(row, `${name}: ${what}`));
    });
  },
};

/** What the log tells in the end. */
export const foldLaws: readonly Law<Ending>[] = [rowsAreFolds];
