/** Parts ETA (domain row 22): one run per repair order, over all its special-order lines. */
import { customerEventTypes } from '../../customers/index.ts';
import type { Envelope, EventDefinition } from '../../kernel/event.ts';
import { allRows, type Reader } from '../../kernel/table.ts';
import { messageFailed, messageFound, messageUnknown } from '../../messages/index.ts';
import { partsOrderEvents } from '../../parts-orders/index.ts';
import { promiseEvents, promises, promisesOfOwner } from '../../promises/index.ts';
import { repairOrderEvents } from '../../repair-orders/index.ts';
import { defineFollowUp, isPromiseOfAnother, type Run, readRun, runsOfCustomer } from '../../run/index.ts';
import { staffChanged, staffDeactivated } from '../../staff/index.ts';
import { decide } from './decide.ts';
import { load } from './facts.ts';
import { partsEtaPlaybook } from './settings.ts';

const name = 'parts-eta';

/** Steps of one generation before a person must look: a part that slips daily for half a year stays below. */
const budget = 1500;

/** Runs in which a person owes something. */
async function runsOfPerson(event: Envelope, reader: Reader): Promise<readonly Run[]> {
  const { staffId, stores } = staffDeactivated.data.parse(event.data);
  const found = await Promise.all(
    stores.map((storeId) => allRows(reader, promisesOfOwner.query(storeId, { kind: 'person', staffId }))),
  );
  const runs = found
    .flat()
    .map(promises.read)
    .filter(({ followUp }) => followUp === name)
    .map(({ storeId, subject }) => [`${storeId}/${subject}`, { followUp: name, storeId, subject }] as const);
  return [...new Map(runs).values()];
}

/** Which runs an event is about. What the run did itself is no news to it. */
async function runs(event: Envelope, reader: Reader): Promise<readonly Run[]> {
  if (event.actor.kind === 'system' && event.actor.id === name) return [];
  if (isPromiseOfAnother(name, event)) return [];
  if (event.entity === 'staff') return runsOfPerson(event, reader);
  if (event.entity === 'customer') {
    const rows = await allRows(reader, runsOfCustomer.query(event.entityId, name));
    return rows.map(readRun).map(({ storeId, subject }) => ({ followUp: name, storeId, subject }));
  }
  const { storeId, subject } = event;
  return storeId === undefined || subject === undefined ? [] : [{ followUp: name, storeId, subject }];
}

const wakesOn: readonly EventDefinition[] = [
  ...repairOrderEvents,
  ...customerEventTypes,
  ...promiseEvents,
  messageUnknown,
  messageFound,
  messageFailed,
  staffDeactivated,
  staffChanged,
];

export const partsEta = defineFollowUp({
  name,
  title: 'Parts ETA: the parts of a repair order, from the request until they are installed or returned',
  department: 'service',
  playbook: partsEtaPlaybook,
  head: 'service-manager',
  opens: partsOrderEvents,
  wakesOn,
  acts: {
    'tell-advisor': 'Tell the advisor what changed',
    'tell-customer-eta': 'Tell the customer the new ETA',
    'tell-customer-parts': 'Tell the customer the parts are here',
    escalate: 'Escalate what is late',
  },
  waits: {
    'for-eta': 'Wait for an ETA from parts',
    'for-window': 'Wait for the contact window',
    'for-part': 'Wait for the part',
    'for-booking': 'Wait for the booking',
    'for-work': 'Wait for the visit or the work',
  },
  ends: { over: 'Done: no part is open', asleep: 'Done: asleep until the day is near' },
  budget,
  runs,
  load,
  decide,
  withPromises: (facts, owned) => ({ ...facts, promises: owned }),
});
