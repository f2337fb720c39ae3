/** Parts ETA (domain row 22): one run per repair order, over all its special-order lines. */
import { customerEventTypes } from '../../customers/index.ts';
import type { EventDefinition } from '../../kernel/event.ts';
import { messageFailed, messageFound, messageUnknown } from '../../messages/index.ts';
import { partsOrderEvents } from '../../parts-orders/index.ts';
import { playbookChanged } from '../../playbooks/index.ts';
import { promiseEvents } from '../../promises/index.ts';
import { repairOrderEvents } from '../../repair-orders/index.ts';
import { defineFollowUp, runsConcerned } from '../../run/index.ts';
import { staffChanged, staffDeactivated } from '../../staff/index.ts';
import { decide } from './decide.ts';
import { load } from './facts.ts';
import { partsEtaPlaybook } from './settings.ts';

const name = 'parts-eta';

/** Steps of one generation before a person must look: a part that slips daily for half a year stays below. */
const budget = 1500;

const wakesOn: readonly EventDefinition[] = [
  ...repairOrderEvents,
  ...customerEventTypes,
  ...promiseEvents,
  messageUnknown,
  messageFound,
  messageFailed,
  staffDeactivated,
  staffChanged,
  playbookChanged,
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
  runs: runsConcerned(name, 'ro-'),
  load,
  decide,
  withPromises: (facts, owned) => ({ ...facts, promises: owned }),
});
