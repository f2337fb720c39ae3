/** Which runs of a follow-up an event is about, where a run hangs on one subject, its customer and its people. */
import { customerKey, customers, idsOf } from '../customers/index.ts';
import type { Envelope } from '../kernel/event.ts';
import { allRows, type Query, type Reader } from '../kernel/table.ts';
import { playbookChanged } from '../playbooks/index.ts';
import { promises, promisesObserved, promisesOfOwner, promisesOwed } from '../promises/index.ts';
import { staffDeactivated } from '../staff/index.ts';
import { storeIdsOfGroup } from '../stores/index.ts';
import { runsOfCustomer } from './keys.ts';
import { type Run, type RunState, readRun, runKey } from './row.ts';

/** The runs of the follow-up that these promises are of, each once. */
async function ofPromises(followUp: string, reader: Reader, asked: readonly Query[]): Promise<readonly Run[]> {
  const found = await Promise.all(asked.map((query) => allRows(reader, query)));
  const runs = found
    .flat()
    .map(promises.read)
    .filter((each) => each.followUp === followUp)
    .map(({ storeId, subject }) => [`${storeId}/${subject}`, { followUp, storeId, subject }] as const);
  return [...new Map(runs).values()];
}

/** Runs in which a person owes something. `staff.changed` and `staff.deactivated` both name the person's stores. */
async function ofPerson(followUp: string, { data }: Envelope, reader: Reader): Promise<readonly Run[]> {
  const { staffId, stores } = staffDeactivated.data.parse(data);
  const owes = (storeId: string): Query => promisesOfOwner.query(storeId, { kind: 'person', staffId });
  return ofPromises(followUp, reader, stores.map(owes));
}

/** The stores at which the mode of a lifecycle changed with an event; none when it is another event, or another one's. */
async function modeChangedAt(followUp: string, event: Envelope, reader: Reader): Promise<readonly string[]> {
  if (event.type !== playbookChanged.type) return [];
  const changed = playbookChanged.data.parse(event.data);
  if (changed.followUp !== followUp || !changed.fields.includes('mode')) return [];
  return event.storeId === undefined ? storeIdsOfGroup(reader) : [event.storeId];
}

/** Runs that a lifecycle only observed, when it is to do more: what they would owe is owed from then on, by somebody. */
async function ofShadows(followUp: string, event: Envelope, reader: Reader): Promise<readonly Run[]> {
  const stores = await modeChangedAt(followUp, event, reader);
  return ofPromises(
    followUp,
    reader,
    stores.map((id) => promisesObserved.query(id)),
  );
}

/** Runs of a follow-up that owe something, when the mode of another lifecycle, on which they rely, changes. */
export async function runsRelyingOn(
  followUp: string,
  other: string,
  event: Envelope,
  reader: Reader,
): Promise<readonly Run[]> {
  const stores = await modeChangedAt(other, event, reader);
  return ofPromises(
    followUp,
    reader,
    stores.map((id) => promisesOwed.query(id)),
  );
}

/** Whose runs an event about a customer concerns: what becomes of one who is kept matters to their duplicates' runs. */
async function idsConcerned({ entity }: Envelope, customerId: string, reader: Reader): Promise<readonly string[]> {
  if (entity !== customers.name) return [customerId];
  const row = await reader.get(customerKey(customerId));
  return idsOf(row === undefined ? undefined : customers.read(row), customerId);
}

/** Runs about a customer: of one store, or of all when the event belongs to none. */
async function ofCustomer(followUp: string, event: Envelope, reader: Reader): Promise<readonly Run[]> {
  const { customerId, storeId } = event;
  if (customerId === undefined) return [];
  const ids = await idsConcerned(event, customerId, reader);
  const rows = await Promise.all(ids.map((id) => allRows(reader, runsOfCustomer.query(id, followUp))));
  return rows
    .flat()
    .map(readRun)
    .filter((row) => storeId === undefined || row.storeId === storeId)
    .map((row) => ({ followUp, storeId: row.storeId, subject: row.subject }));
}

/** What becomes of the promises of another follow-up is its own affair: no decision looks at them. */
const isPromiseOfAnother = (followUp: string, { entity, data }: Envelope): boolean =>
  entity === promises.name && data['followUp'] !== followUp;

/** How a run stands; undefined when there is none. */
export async function stateOfRun(reader: Reader, run: Run): Promise<RunState | undefined> {
  const row = await reader.get(runKey(run));
  return row === undefined ? undefined : readRun(row).state;
}

/**
 * What the run did itself is no news to it. An event about a subject that begins as the follow-up's subjects do is about
 * that run, and with `others` about the other runs of its customer, too; an event about something else of the customer is
 * about all their runs; staff who change, about what they owe; a mode that changes, about what was only observed.
 */
export const runsConcerned =
  (followUp: string, subjects: string, others?: 'others') =>
  async (event: Envelope, reader: Reader): Promise<readonly Run[]> => {
    const { actor, entity, storeId, subject } = event;
    if (actor.kind === 'system' && actor.id === followUp) return [];
    if (isPromiseOfAnother(followUp, event)) return [];
    if (entity === 'staff') return ofPerson(followUp, event, reader);
    if (entity === 'playbook') return ofShadows(followUp, event, reader);
    if (storeId === undefined || subject?.startsWith(subjects) !== true) return ofCustomer(followUp, event, reader);
    const own: Run = { followUp, storeId, subject };
    if (others === undefined) return [own];
    const more = await ofCustomer(followUp, event, reader);
    return [own, ...more.filter((run) => run.subject !== subject)];
  };
