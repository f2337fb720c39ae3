/** Retention (domain rows 25, 29 and 30): one run per vehicle, at the store that cares for it. */
import { appointmentEvents } from '../../appointments/index.ts';
import { conversationReceived } from '../../conversations/index.ts';
import { customerEventTypes } from '../../customers/index.ts';
import type { Envelope, EventDefinition } from '../../kernel/event.ts';
import type { Reader } from '../../kernel/table.ts';
import { messageFailed, messageFound, messageUnknown } from '../../messages/index.ts';
import { playbookChanged } from '../../playbooks/index.ts';
import { promiseEvents } from '../../promises/index.ts';
import { repairOrderEvents } from '../../repair-orders/index.ts';
import { defineFollowUp, type Run, runsConcerned } from '../../run/index.ts';
import { staffChanged, staffDeactivated } from '../../staff/index.ts';
import { vehicleEvents, vehicleHomeChanged, vehicleKey, vehicleSubject, vehicles } from '../../vehicles/index.ts';
import { decide } from './decide.ts';
import { load } from './facts.ts';
import { retentionPlaybook } from './settings.ts';

const name = 'retention';

/** Writes of one generation before a person must look: a campaign spends about twenty, bad luck three times that. */
const budget = 300;

const others = runsConcerned(name, 'vh-');

/** An event about a vehicle is about its run at the store that cares for it, and at the one that did until then. */
async function runs(event: Envelope, reader: Reader): Promise<readonly Run[]> {
  const { entity, entityId, customerId } = event;
  if (entity !== vehicles.name || customerId === undefined) return others(event, reader);
  const row = await reader.get(vehicleKey(customerId, entityId));
  const home = row === undefined ? undefined : vehicles.read(row).homeStore;
  const moved = event.type === vehicleHomeChanged.type ? vehicleHomeChanged.data.parse(event.data).from : undefined;
  const serviced = event.data['from'];
  const stores = [home, moved, typeof serviced === 'string' ? serviced : undefined].filter(
    (each) => each !== undefined,
  );
  return [...new Set(stores)].map((storeId) => ({ followUp: name, storeId, subject: vehicleSubject(entityId) }));
}

const wakesOn: readonly EventDefinition[] = [
  ...customerEventTypes,
  ...repairOrderEvents,
  ...appointmentEvents,
  ...promiseEvents,
  conversationReceived,
  messageUnknown,
  messageFound,
  messageFailed,
  staffDeactivated,
  staffChanged,
  playbookChanged,
];

export const retention = defineFollowUp({
  name,
  title:
    'Retention: what a vehicle gives reason to write about, campaign after campaign, for as long as the customer has it',
  department: 'marketing',
  head: 'bdc-manager',
  playbook: retentionPlaybook,
  opens: vehicleEvents,
  wakesOn,
  acts: {
    'send-recall': 'Send the recall notice',
    'send-lease': 'Send the word on the lease',
    'send-warranty': 'Send the word on the warranty',
    'send-service': 'Send the service reminder',
    'send-lapsed': 'Send the word to a lapsed customer',
    escalate: 'Escalate what is late',
  },
  waits: {
    'for-window': 'Wait for the contact window',
    'for-customer': 'Wait for the customer',
  },
  ends: { over: 'Done: nothing to write about', asleep: 'Done: asleep until the next date' },
  budget,
  runs,
  load,
  decide,
  withPromises: (facts, owned) => ({ ...facts, promises: owned }),
});
