/** Appointments (domain rows 10 to 13): one run per appointment, from the wish to the greeting at the door. */
import { appointmentEvents, departmentOfVisit } from '../../appointments/index.ts';
import { customerEventTypes } from '../../customers/index.ts';
import type { EventDefinition } from '../../kernel/event.ts';
import { messageFound, messageUnknown } from '../../messages/index.ts';
import { playbookChanged } from '../../playbooks/index.ts';
import { promiseEvents } from '../../promises/index.ts';
import { repairOrderOpened, repairOrderVoided } from '../../repair-orders/index.ts';
import { defineFollowUp, runsConcerned } from '../../run/index.ts';
import { staffChanged, staffDeactivated } from '../../staff/index.ts';
import { decide } from './decide.ts';
import { load } from './facts.ts';
import { appointmentPlaybook } from './settings.ts';

const name = 'appointment';

/** Steps of one generation before a person must look: a visit that is moved every day for a quarter stays below. */
const budget = 800;

const wakesOn: readonly EventDefinition[] = [
  ...customerEventTypes,
  ...promiseEvents,
  // An order that is opened says that the customer is here; one that is voided takes it back.
  repairOrderOpened,
  repairOrderVoided,
  messageUnknown,
  messageFound,
  staffDeactivated,
  staffChanged,
  playbookChanged,
];

export const appointmentFollowUp = defineFollowUp({
  name,
  title: 'Appointments: from the wish for a visit until the customer is greeted at the door',
  department: 'bdc',
  head: 'bdc-manager',
  playbook: appointmentPlaybook,
  departmentOf: departmentOfVisit,
  opens: appointmentEvents,
  wakesOn,
  acts: {
    confirm: 'Send the confirmation',
    remind: 'Remind the customer',
    'tell-off': 'Tell the customer that it is off',
    'tell-host': 'Tell the host that the customer is here',
    'note-missed': 'Note that nobody came',
    escalate: 'Escalate what is late',
  },
  waits: {
    'for-time': 'Wait for a time',
    'for-window': 'Wait for the contact window',
    'for-answer': 'Wait for the answer',
    'for-visit': 'Wait for the visit',
    'for-greeting': 'Wait for the greeting',
  },
  ends: {
    shown: 'Done: the customer came',
    missed: 'Done: nobody came',
    off: 'Done: the appointment is off',
    asleep: 'Done: asleep until the day is near',
  },
  budget,
  runs: runsConcerned(name, 'ap-'),
  load,
  decide,
  withPromises: (facts, owned) => ({ ...facts, promises: owned }),
});
