/** Saving a missed visit (domain row 14): one run per appointment that nobody came to. */
import {
  appointmentArrived,
  appointmentBooked,
  appointmentCancelled,
  appointmentDeclined,
  appointmentMissed,
  appointmentRebooked,
  departmentOfVisit,
} from '../../appointments/index.ts';
import { customerEventTypes } from '../../customers/index.ts';
import { messageFound, messageUnknown } from '../../messages/index.ts';
import { playbookChanged } from '../../playbooks/index.ts';
import { promiseEvents } from '../../promises/index.ts';
import { repairOrderOpened, repairOrderVoided } from '../../repair-orders/index.ts';
import { defineFollowUp, runsConcerned } from '../../run/index.ts';
import { staffChanged, staffDeactivated } from '../../staff/index.ts';
import { decide } from './decide.ts';
import { load } from './facts.ts';
import { noShowPlaybook } from './settings.ts';

const name = 'no-show';

/** Steps of one generation before a person must look: two weeks of ladder stay far below. */
const budget = 300;

export const noShow = defineFollowUp({
  name,
  title: 'No-show: a visit that was missed, until the customer comes, books another one or declines',
  department: 'bdc',
  head: 'bdc-manager',
  playbook: noShowPlaybook,
  departmentOf: departmentOfVisit,
  opens: [appointmentMissed],
  // Of this appointment, and of others of the customer: what saves a visit, ends the save, or takes back what saved it.
  wakesOn: [
    appointmentArrived,
    appointmentBooked,
    appointmentCancelled,
    appointmentDeclined,
    appointmentRebooked,
    ...customerEventTypes,
    ...promiseEvents,
    repairOrderOpened,
    repairOrderVoided,
    messageUnknown,
    messageFound,
    staffDeactivated,
    staffChanged,
    playbookChanged,
  ],
  acts: { write: 'Write to the customer who did not come', escalate: 'Escalate what is late' },
  waits: {
    'for-quarter': 'Wait for a quarter of an hour: they may be on the way',
    'for-window': 'Wait for the contact window',
    'for-rebooking': 'Wait for another appointment',
  },
  ends: {
    saved: 'Done: another appointment is booked',
    came: 'Done: the customer came late',
    declined: 'Done: the customer declined',
    'given-up': 'Done: nobody could be reached',
  },
  budget,
  // Another appointment of the customer is what saves this one.
  runs: runsConcerned(name, 'ap-', 'others'),
  load,
  decide,
  withPromises: (facts, owned) => ({ ...facts, promises: owned }),
});
