/** Which runs of a follow-up an event is about, where a run hangs on one subject, its customer and its people. */
import type { Envelope } from '../kernel/event.ts';
import { allRows, type Reader } from '../kernel/table.ts';
import { promises, promisesOfOwner } from '../promises/index.ts';
import { staffDeactivated } from '../staff/index.ts';
import { runsOfCustomer } from './keys.ts';
import { type Run, readRun } from './row.ts';

/** Runs in which a person owes something. `staff.changed` and `staff.deactivated` both name the person's stores. */
async function ofPerson(followUp: string, event: Envelope, reader: Reader): Promise<readonly Run[]> {
  const { staffId, stores } = staffDeactivated.data.parse(event.data);
  const found = await Promise.all(
    stores.map((storeId) => allRows(reader, promisesOfOwner.query(storeId, { kind: 'person', staffId }))),
  );
  const runs = found
    .flat()
    .map(promises.read)
    .filter((each) => each.followUp === followUp)
    .map(({ storeId, subject }) => [`${storeId}/${subject}`, { followUp, storeId, subject }] as const);
  return [...new Map(runs).values()];
}

/** Runs about a customer: of one store, or of all when the event belongs to none. */
async function ofCustomer(
  followUp: string,
  { customerId, storeId }: Envelope,
  reader: Reader,
): Promise<readonly Run[]> {
  if (customerId === undefined) return [];
  const rows = await allRows(reader, runsOfCustomer.query(customerId, followUp));
  return rows
    .map(readRun)
    .filter((row) => storeId === undefined || row.storeId === storeId)
    .map((row) => ({ followUp, storeId: row.storeId, subject: row.subject }));
}

/**
 * What the run did itself is no news to it. An event about a subject that begins as the follow-up's subjects do is about
 * that run, and with `others` about the other runs of its customer, too; an event about something else of the customer is
 * about all their runs; staff who change, about what they owe.
 */
export const runsConcerned =
  (followUp: string, subjects: string, others?: 'others') =>
  async (event: Envelope, reader: Reader): Promise<readonly Run[]> => {
    const { actor, entity, storeId, subject } = event;
    if (actor.kind === 'system' && actor.id === followUp) return [];
    if (entity === 'staff') return ofPerson(followUp, event, reader);
    if (storeId === undefined || subject?.startsWith(subjects) !== true) return ofCustomer(followUp, event, reader);
    const own: Run = { followUp, storeId, subject };
    if (others === undefined) return [own];
    const more = await ofCustomer(followUp, event, reader);
    return [own, ...more.filter((run) => run.subject !== subject)];
  };
